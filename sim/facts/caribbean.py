"""The Caribbean, from June 2016 to March 2017: three moved towards the motion, one away."""

import numpy as np

from sim.facts.played import Fact, Played, ends, inside, scenario_of
from sim.tables import read_tables
from sim.words import LETTERS

CARIBBEAN = "CARICOM"
JUNE_2016 = "2016-06-23-PC-VEN-agenda"
FOR = np.array([2, 0, 1, 1])  # by act: Yes above Abstain and Absent, these above No


def caribbean_members() -> tuple[str, ...]:
    """The members of the Caribbean community on 28 March 2017."""
    day = scenario_of("march-28").council.date
    return tuple(
        row.iso3 for row in read_tables().blocs
        if row.bloc == CARIBBEAN and row.start <= day and (row.end is None or day < row.end)
    )  # fmt: skip


def drift(played: Played) -> Fact:
    """More move towards the motion than away from it."""
    members = caribbean_members()
    then = {
        row.iso3: LETTERS.index(row.vote) for row in read_tables().votes
        if row.rollcall_id == JUNE_2016
    }  # fmt: skip
    now = FOR[played.of("march-28").vote_ri[:, played.seats(*members)]]
    before = FOR[[then[member] for member in members]]
    towards, away = (now > before).sum(axis=1), (now < before).sum(axis=1)
    share = float((towards > away).mean())
    return Fact(
        "caribbean-drift", "A", "three moved towards the motion, one away",
        f"net drift towards it in {share:.1%}; {ends(towards, 0.8)} towards and {ends(away, 0.8)} "
        "away (80 %)", "left out: in at least 80 %, three and one inside the central 80 %",
        share >= 0.8 and inside(3, towards, 0.8) and inside(1, away, 0.8),
    )  # fmt: skip


def split(played: Played) -> Fact:
    """The Caribbean never votes as one."""
    votes = played.of("march-28").vote_ri[:, played.seats(*caribbean_members())]
    share = float((votes != votes[:, :1]).any(axis=1).mean())
    return Fact(
        "caribbean-split", "A", "some for, some against, some abstaining or away",
        f"not one bloc in {share:.1%}", "left out: in at least 99 %", share >= 0.99,
    )  # fmt: skip
