"""A member's brief: what the records say about it before the day of the session, with the source.

Nothing dated on the day or later is told: a brief must not give the vote away.
"""

from datetime import date
from functools import lru_cache
from typing import NamedTuple

from sim.council import earlier_calls, holds
from sim.reading import Row, read_rows
from sim.scenario import Scenario
from sim.tables import Day, Iso3, Share, Signed, read_tables
from sim.words import DATA


class MemberNote(Row):
    """What a brief tells of a member beyond what the model uses."""

    iso3: Iso3
    capital: str | None
    population_2016: float | None
    us_aid_share_gdp_2009_2013: Share | None
    petrocaribe_financing_share_gdp_2012: Share | None
    unga_human_rights_refusal_2010_2013: Share | None


class GovernmentNote(Row):
    """A government's spell, with its party and where that is from."""

    iso3: Iso3
    start: Day
    end: Day | None
    leader: str
    party: str | None
    orientation: Signed | None
    confidence: str
    source: str


class BlocNote(Row):
    """A membership of a bloc, and how sure its dates are."""

    iso3: Iso3
    bloc: str
    start: Day
    end: Day | None
    confidence: str


class CallNote(Row):
    """A roll call's sources."""

    rollcall_id: str
    date: Day
    description: str
    confidence: str
    sources: str


class SignatureNote(Row):
    """A signature under a document."""

    doc_id: str
    date: Day
    description: str
    iso3: Iso3
    sources: str


@lru_cache(maxsize=8)
def _rows(name: str, model: type[Row]) -> list:
    return read_rows(DATA / f"{name}.csv", model)


class PastVote(NamedTuple):
    """One vote of a member: when, on what, how, how sure the record is, and the sources."""

    date: date
    description: str
    vote: str
    confidence: str
    sources: str


class Brief(NamedTuple):
    """What is on record about one member before a day."""

    iso3: str
    name: str
    capital: str | None
    population: float | None
    government: GovernmentNote | None
    blocs: tuple[BlocNote, ...]
    aid: float | None
    petrocaribe: float | None
    refusal: float | None
    votes: tuple[PastVote, ...]
    signatures: tuple[SignatureNote, ...]


@lru_cache(maxsize=256)
def brief_of(member: str, day: date) -> Brief:
    """The brief of a member for a session on `day`."""
    (note,) = (row for row in _rows("members", MemberNote) if row.iso3 == member)
    name = next(row.name for row in read_tables().members if row.iso3 == member)
    governments = [
        row
        for row in _rows("governments", GovernmentNote)
        if row.iso3 == member and holds(row.start, row.end, day)
    ]
    return Brief(
        iso3=member,
        name=name,
        capital=note.capital,
        population=note.population_2016,
        government=max(governments, key=lambda row: row.start, default=None),
        blocs=tuple(
            row
            for row in _rows("blocs", BlocNote)
            if row.iso3 == member and holds(row.start, row.end, day)
        ),
        aid=note.us_aid_share_gdp_2009_2013,
        petrocaribe=note.petrocaribe_financing_share_gdp_2012,
        refusal=note.unga_human_rights_refusal_2010_2013,
        votes=_past_votes(member, day),
        signatures=tuple(
            row
            for row in _rows("signatures", SignatureNote)
            if row.iso3 == member and row.date < day
        ),
    )


VOTE = {"Y": "yes", "N": "no", "A": "abstain", "X": "absent"}


def _past_votes(member: str, day: date) -> tuple[PastVote, ...]:
    """How it voted before `day`, the last first."""
    notes = {row.rollcall_id: row for row in _rows("rollcalls", CallNote)}
    return tuple(
        PastVote(
            call.date,
            call.description,
            VOTE[votes[member]],
            notes[call.rollcall_id].confidence,
            notes[call.rollcall_id].sources,
        )
        for call, votes in reversed(earlier_calls(read_tables(), day))
        if member in votes
    )


def side_of(orientation: float | None) -> str:
    """The word for a government's orientation, -1 (left) .. 1 (right)."""
    sides = {-1.0: "left", -0.5: "centre-left", 0.0: "centre", 0.5: "centre-right", 1.0: "right"}
    return sides.get(orientation, "not on record")


def recorded(scenario: Scenario) -> dict[str, int] | None:
    """The tally on record of a scenario's motion, if it was put."""
    for call in read_tables().rollcalls:
        if call.rollcall_id == scenario.motion.record:
            return {vote: getattr(call, vote) for vote in ("yes", "no", "abstain", "absent")}
    return None


def told_before(day: date) -> list[tuple[str, str]]:
    """Every description that briefs of this day can tell, with its table: for the catalogues."""
    calls = [
        (row.description, "rollcalls.csv") for row in _rows("rollcalls", CallNote) if row.date < day
    ]
    papers = [
        (row.description, "signatures.csv")
        for row in _rows("signatures", SignatureNote)
        if row.date < day
    ]
    return list(dict.fromkeys(calls + papers))
