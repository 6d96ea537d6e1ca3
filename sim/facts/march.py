"""28 March 2017: the count, the statement, suspension out of reach, the path."""

import numpy as np

from sim.batch import Runs
from sim.facts.played import (
    Fact,
    Played,
    between,
    called,
    ends,
    entry,
    inside,
    percentile,
    scenario_of,
)
from sim.words import (
    ABSENT,
    ABSTAIN,
    DENY_FACTS,
    DENY_PATH,
    NO,
    STATEMENT_ONLY,
    SUBSCRIBERS,
    TEXT,
    YES,
)

RECORDED = "asks-2017"  # what the statement of that day asked for
CONDEMNING = "resolution-2017"


def count(played: Played) -> Fact:
    """The roll call on the agenda."""
    tally = played.of("march-28").tally_rv
    yes, no, other = tally[:, YES], tally[:, NO], tally[:, ABSTAIN] + tally[:, ABSENT]
    return Fact(
        "march-28-count", "A", "20 Yes, 11 No, 2 Abstain, 1 Absent",
        f"Yes {ends(yes, 0.8)} (80 %), No {ends(no, 0.9)} (90 %), Abstain and Absent "
        f"{ends(other, 0.9)} (90 %); 20 Yes is percentile {percentile(20, yes):.0f}, 11 No "
        f"{percentile(11, no):.0f}, 3 others {percentile(3, other):.0f}",
        "left out: Yes inside the central 80 %, No and the others inside 90 %, ends included",
        inside(20, yes, 0.8) and inside(11, no, 0.9) and inside(3, other, 0.9),
    )  # fmt: skip


def statement(played: Played) -> Fact:
    """No vote beyond the agenda."""
    runs = played.of("march-28")
    ended = runs.outcome_r == STATEMENT_ONLY
    return Fact(
        "march-28-statement", "A", f"a statement and no vote, on what {RECORDED} asks for",
        f"statement only in {ended.mean():.1%}, {on_texts(runs, ended)}",
        "left out: in at least 60 %, whatever its text", float(ended.mean()) >= 0.6,
    )  # fmt: skip


def subscribers(played: Played) -> Fact:
    """How many subscribed."""
    runs = played.of("march-28")
    names_r = entry(runs, SUBSCRIBERS)
    share, near = between(names_r, 18, 22), (names_r >= 18) & (names_r <= 22)
    return Fact(
        "march-28-subscribers", "A", f"20 subscribers, to what {RECORDED} asks for",
        f"18 to 22 in {share:.1%} of all sessions, {on_texts(runs, near)}",
        "left out, Mexico leading: in at least 50 %, whatever the text", share >= 0.5,
    )  # fmt: skip


def on_texts(runs: Runs, those_r: np.ndarray) -> str:
    """On which text those runs settled, in words: a condemnation, and the text of the record."""
    names = [name for name, _ in scenario_of("march-28").texts]
    settled_r = entry(runs, TEXT)
    condemning, recorded = (
        float((those_r & (settled_r == names.index(name))).mean())
        for name in (CONDEMNING, RECORDED)
    )
    return (
        f"in {condemning:.1%} on {CONDEMNING}, a condemnation, and in {recorded:.1%} on the text "
        "of the record"
    )


def suspension(played: Played) -> Fact:
    """Suspension was out of reach, and nobody pushed for it."""
    runs = played.of("march-28")
    names = [name for name, _ in scenario_of("march-28").texts]
    put = float(((entry(runs, TEXT) == names.index("suspend-2017")) & called(runs)).mean())
    votes = float((played.of("suspend-mexico-leads").tally_rv[:, YES] >= 24).mean())
    return Fact(
        "march-28-suspension", "A", "not put; 24 votes out of reach",
        f"put to a vote in {put:.2%}; 24 votes in {votes:.2%}", "left out: each in at most 1 %",
        put <= 0.01 and votes <= 0.01,
    )  # fmt: skip


def path(played: Played) -> Fact:
    """The quarrel was about the path, not about the facts."""
    runs = played.of("march-28")
    on_path, on_facts = int(entry(runs, DENY_PATH).sum()), int(entry(runs, DENY_FACTS).sum())
    share = on_path / max(1, on_path + on_facts)
    return Fact(
        "path-not-facts", "A", "most spoke of sovereignty, hardly anyone denied the crisis",
        f"{share:.1%} of the reasons for withholding a Yes are about the path",
        "left out: at least 75 %", share >= 0.75,
    )  # fmt: skip
