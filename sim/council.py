"""What is on record about each member of a council at a date."""

from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

import numpy as np

from sim.mistake import Mistake
from sim.parameters import ASSUMED
from sim.rules.traits import aid_dependence
from sim.tables import GovernmentRow, RollcallRow, Tables

VOTELESS = {"suspended", "not_member", "excluded"}
SIGNATURES_LAST = ASSUMED["signatures_last"]
ACT = {"Y": 1.0, "N": -1.0, "A": ASSUMED["abstain_memory"]}  # what an act leaves in memory


@dataclass(frozen=True)
class Council:
    """The members at a date, in the order of members.csv; every array is (member,).

    seated       whether it has a vote (a vacant seat has one)
    occupant     who holds the seat
    leader       of its government
    spell        the label of its government's spell, or of a shift inside it: "HTI:2017-02-07"
    solidarity   of its government with the Bolivarian camp, 0..1
    alba         member of ALBA: 0 or 1
    orientation  of its government, -1 (left) .. 1 (right)
    alignment    UN ideal point 2010-13, standardised; 0 where not established
    aid          dependence on US aid, 0..1
    financing    dependence on Venezuela's oil before its wane, 0..1
    capacity     UN participation 2005-13, standardised; 0 where not established
    refusal      refusals of country-naming UN votes 2010-13, standardised; 0 where not established
    small        fewer than 1.5 million people: 0 or 1
    agreement    (member, member) chance-corrected UN voting agreement 2005-13, -1..1
    year         the date as a year with a fraction
    """

    date: date
    iso3: tuple[str, ...]
    names: tuple[str, ...]
    seated: np.ndarray
    occupant: tuple[str, ...]
    leader: tuple[str, ...]
    spell: tuple[str, ...]
    solidarity: np.ndarray
    alba: np.ndarray
    orientation: np.ndarray
    alignment: np.ndarray
    aid: np.ndarray
    financing: np.ndarray
    capacity: np.ndarray
    refusal: np.ndarray
    small: np.ndarray
    agreement: np.ndarray
    year: float


def council_at(tables: Tables, day: date) -> Council:
    """The council of these tables at `day`."""
    iso3 = tuple(row.iso3 for row in tables.members)
    governments = [_government(tables, member, day) for member in iso3]
    occupants = tuple(_occupant(tables, member, day) for member in iso3)
    return Council(
        date=day,
        iso3=iso3,
        names=tuple(row.name for row in tables.members),
        seated=np.array([occupant not in VOTELESS for occupant in occupants]),
        occupant=occupants,
        leader=tuple(row.leader if row else "not on record" for row in governments),
        spell=tuple(_spell(tables, m, row, day) for m, row in zip(iso3, governments, strict=True)),
        solidarity=np.array([_solidarity(tables, row, day) for row in governments]),
        alba=_in_bloc(tables, iso3, "ALBA", day),
        orientation=np.array([(row.orientation or 0.0) if row else 0.0 for row in governments]),
        alignment=_standardised([row.unga_ideal_point_2010_2013 for row in tables.members]),
        aid=_aid(tables),
        financing=_financing(tables) * _in_bloc(tables, iso3, "PETROCARIBE", day),
        capacity=_standardised([row.unga_participation_2005_2013 for row in tables.members]),
        refusal=_standardised([row.unga_human_rights_refusal_2010_2013 for row in tables.members]),
        small=_small(tables),
        agreement=_agreement(tables, iso3),
        year=year_of(day),
    )


def year_of(day: date) -> float:
    """A date as a year with a fraction: 2017-07-02 is about 2017.5."""
    return day.year + (day.timetuple().tm_yday - 1) / 365.25


def seated(council: Council) -> tuple[str, ...]:
    """The members with a vote, in the council's order: the order of every (member,) array."""
    return tuple(m for m, has in zip(council.iso3, council.seated, strict=True) if has)


def holds(start: date, end: date | None, day: date) -> bool:
    """Whether `day` lies in [start, end); without an end it lasts."""
    return start <= day and (end is None or day < end)


class Memory(NamedTuple):
    """What is left of earlier votes, (member,) each.

    same, last   the last act on the same topic and on any, signed -1..1 by direction and camp then
                 and now
    abstained    1 if the last act on the topic was an abstention, else 0
    signed       share of the year's documents on the topic that it signed, less the members' mean,
                 signed by direction then and now
    """

    same: np.ndarray
    last: np.ndarray
    abstained: np.ndarray
    signed: np.ndarray


def memory_of(
    tables: Tables, iso3: tuple[str, ...], topic: str, camp: int, direction: float, day: date
) -> Memory:
    """What earlier votes say about a motion.

    Only roll calls dated strictly before `day` count, and only acts taken part in.
    """
    same, last = dict.fromkeys(iso3, 0.0), dict.fromkeys(iso3, 0.0)
    abstained = dict.fromkeys(iso3, 0.0)
    towards = np.sign(direction) * camp
    for call, votes in earlier_calls(tables, day):
        signed = np.sign(call.direction) * int(call.camp) * towards
        for member, vote in votes.items():
            if vote in ACT and member in last:
                last[member] = signed * ACT[vote]
                if call.topic == topic:
                    same[member] = signed * ACT[vote]
                    abstained[member] = float(vote == "A")
    votes = (np.array([past[m] for m in iso3]) for past in (same, last, abstained))
    return Memory(*votes, np.sign(direction) * _signed(tables, iso3, topic, day))


def _signed(tables: Tables, iso3: tuple[str, ...], topic: str, day: date) -> np.ndarray:
    """(member,) share of the documents of the year before `day` that it signed, less the mean.

    Only documents on the topic dated strictly before `day`; one that shields counts against.
    """
    year = [row for row in tables.signatures if 0 < (day - row.date).days <= SIGNATURES_LAST]
    recent = {row.doc_id for row in year}
    directions = {
        row.doc_id: int(row.direction)
        for row in tables.documents
        if row.topic == topic and row.doc_id in recent
    }
    share = dict.fromkeys(iso3, 0.0)
    for row in year:
        if row.doc_id in directions and row.iso3 in share:
            share[row.iso3] += directions[row.doc_id] / len(directions)
    share_i = np.array([share[member] for member in iso3])
    return share_i - share_i.mean()


def earlier_calls(tables: Tables, day: date) -> list[tuple[RollcallRow, dict[str, str]]]:
    """The roll calls before `day` with their votes by member, oldest first."""
    votes: dict[str, dict[str, str]] = {}
    for row in tables.votes:
        votes.setdefault(row.rollcall_id, {})[row.iso3] = row.vote
    calls = sorted(
        (call for call in tables.rollcalls if call.date < day),
        key=lambda call: (call.date, call.rollcall_id),
    )
    return [(call, votes.get(call.rollcall_id, {})) for call in calls]


def attention_of(agreement: np.ndarray, speaking: np.ndarray) -> np.ndarray:
    """How far each member heeds each other: (member, member), rows sum to 1.

    agreement  (member, member) UN voting agreement, -1..1
    speaking   (member,) who takes part in the debate; the others neither speak nor listen
    A row of zeros is a member that heeds nobody.
    """
    floor = ASSUMED["hearing_floor"]
    attention = (np.maximum(agreement, 0.0) + floor) * np.outer(speaking, speaking)
    np.fill_diagonal(attention, 0.0)
    total = attention.sum(axis=1, keepdims=True)
    return np.divide(attention, total, out=np.zeros_like(attention), where=total > 0)


def _government(tables: Tables, member: str, day: date) -> GovernmentRow | None:
    rows = [
        row for row in tables.governments if row.iso3 == member and holds(row.start, row.end, day)
    ]
    return max(rows, key=lambda row: row.start, default=None)


def _shift(tables: Tables, row: GovernmentRow, day: date):
    """The last shift inside this spell up to `day`, or None."""
    shifts = [s for s in tables.realignments if s.iso3 == row.iso3 and row.start <= s.date <= day]
    return max(shifts, key=lambda shift: shift.date, default=None)


def _spell(tables: Tables, member: str, row: GovernmentRow | None, day: date) -> str:
    if row is None:
        return f"{member}:not on record"
    shift = _shift(tables, row, day)
    return f"{member}:{shift.date if shift else row.start}"


def _solidarity(tables: Tables, row: GovernmentRow | None, day: date) -> float:
    if row is None:
        return 0.0
    shift = _shift(tables, row, day)
    return shift.solidarity_after if shift else (row.solidarity_left or 0.0)


def _occupant(tables: Tables, member: str, day: date) -> str:
    rows = [row for row in tables.seats if row.iso3 == member and holds(row.start, row.end, day)]
    return rows[-1].occupant if rows else "government"


def _in_bloc(tables: Tables, iso3: tuple[str, ...], bloc: str, day: date) -> np.ndarray:
    inside = {
        row.iso3 for row in tables.blocs if row.bloc == bloc and holds(row.start, row.end, day)
    }
    return np.array([float(member in inside) for member in iso3])


def _aid(tables: Tables) -> np.ndarray:
    """Empty is the United States' own aid, which does not apply: 0."""
    shares = [row.us_aid_share_gdp_2009_2013 or 0.0 for row in tables.members]
    return np.array([aid_dependence(share, ASSUMED["aid_half"]) for share in shares])


def _financing(tables: Tables) -> np.ndarray:
    """Empty is Venezuela, which does not apply, and the Bahamas, with no delivery on record: 0."""
    shares = [row.petrocaribe_financing_share_gdp_2012 or 0.0 for row in tables.members]
    return np.minimum(1.0, np.array(shares) / ASSUMED["patronage_full"])


def _small(tables: Tables) -> np.ndarray:
    limit = ASSUMED["small_population"]
    return np.array([float((row.population_2016 or limit) < limit) for row in tables.members])


def _standardised(column: list[float | None]) -> np.ndarray:
    """Mean 0 and sd 1 over the members; one that is not established stands at the mean."""
    values = np.array([np.nan if x is None else x for x in column])
    known = values[~np.isnan(values)]
    sd = known.std() if known.size else 0.0
    if sd == 0.0:
        return np.zeros(len(values))
    return np.nan_to_num((values - known.mean()) / sd)


def _agreement(tables: Tables, iso3: tuple[str, ...]) -> np.ndarray:
    """A pair that is not in the table counts as no agreement."""
    rows = tables.agreement
    return np.array([[rows.get(a, {}).get(b, 0.0) for b in iso3] for a in iso3])


def members_known(tables: Tables, where: object, iso3: set[str]) -> None:
    """Raises Mistake if one of these codes is not a member."""
    from sim.mistake import did_you_mean

    known = {row.iso3 for row in tables.members}
    for member in sorted(iso3 - known):
        raise Mistake(where, f'member "{member}" is not known', did_you_mean(member, known))
