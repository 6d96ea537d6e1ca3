"""The recorded roll calls as frozen arrays, checked against their official totals."""

from collections import Counter
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import NamedTuple

import numpy as np

from sim.council import Council, attention_of, council_at, members_known, memory_of
from sim.mistake import Mistake, did_you_mean, short
from sim.reading import read_numbered_rows
from sim.tables import VENEZUELA, LeverRow, RollcallRow, Tables, VoteRow, concerned
from sim.words import LETTERS, NOT_SEATED, RANKS, VOTES, sender_code


class Arrays(NamedTuple):
    """What the likelihood reads. c: roll call, in order of date; i, j: member; l: recorded lever.

    vote_ci          act code, NOT_SEATED without a vote
    scored_ci        seated, and neither a government concerned nor Venezuela
    spell_ci         index of the government's spell
    topic_c          index of the topic
    camp_c, direction_c, intrusiveness_c, leadership_c, severity_c, venezuelan_c, year_c   of the
                     motion
    solidarity_ci, alba_ci, orientation_ci, financing_ci   the government and blocs at the date
    same_ci, last_ci, abstained_ci, signed_ci   as in `sim.council.Memory`
    attention_cij    rows sum to 1 over the scored members
    aid_i, capacity_i, refusal_i, small_i, alignment_i   covariates
    lever_*_l        one row for each member aimed at: call and target as indices, sender and rank
                     as codes (`words.PATRONS`, `words.RANKS`), wish +1 or -1, members seated
    """

    vote_ci: np.ndarray
    scored_ci: np.ndarray
    spell_ci: np.ndarray
    topic_c: np.ndarray
    camp_c: np.ndarray
    direction_c: np.ndarray
    intrusiveness_c: np.ndarray
    leadership_c: np.ndarray
    severity_c: np.ndarray
    venezuelan_c: np.ndarray
    year_c: np.ndarray
    solidarity_ci: np.ndarray
    alba_ci: np.ndarray
    orientation_ci: np.ndarray
    financing_ci: np.ndarray
    same_ci: np.ndarray
    last_ci: np.ndarray
    abstained_ci: np.ndarray
    signed_ci: np.ndarray
    attention_cij: np.ndarray
    aid_i: np.ndarray
    capacity_i: np.ndarray
    refusal_i: np.ndarray
    small_i: np.ndarray
    alignment_i: np.ndarray
    lever_call_l: np.ndarray
    lever_target_l: np.ndarray
    lever_sender_l: np.ndarray
    lever_rank_l: np.ndarray
    lever_wish_l: np.ndarray
    lever_publicity_l: np.ndarray
    lever_legitimacy_l: np.ndarray
    lever_members_l: np.ndarray


@dataclass(frozen=True)
class Records:
    """The roll calls of a folder: labels, dates and `Arrays`, all read-only."""

    rollcalls: tuple[str, ...]
    dates: tuple[date, ...]
    members: tuple[str, ...]
    spells: tuple[str, ...]
    topics: tuple[str, ...]
    arrays: Arrays
    digest: str


def read_records(tables: Tables, leave_out: tuple[str, ...] = ()) -> Records:
    """The records of these tables, without the roll calls named in `leave_out`.

    A left-out roll call is out of the likelihood and out of the members' memory.
    Raises Mistake for an unknown code, a member twice, one without a seat, one missing, totals that
    do not add up.
    """
    votes = check_votes(tables)
    for name in leave_out:
        if name not in votes:
            raise Mistake(
                "--leave-out", f'roll call "{name}" is not known', did_you_mean(name, votes)
            )
    calls = sorted(
        (call for call in tables.rollcalls if call.rollcall_id not in leave_out),
        key=lambda call: (call.date, call.rollcall_id),
    )
    councils = [council_at(tables, call.date) for call in calls]
    arrays = _arrays(tables, calls, councils, votes)
    for array in arrays:
        array.setflags(write=False)
    return Records(
        rollcalls=tuple(call.rollcall_id for call in calls),
        dates=tuple(call.date for call in calls),
        members=councils[0].iso3,
        spells=_spells(councils),
        topics=_topics(calls),
        arrays=arrays,
        digest=tables.digest,
    )


def check_votes(tables: Tables) -> dict[str, dict[str, str]]:
    """The votes by roll call and member, each seated member once, totals equal to the official."""
    calls = _calls_by_name(tables)
    votes: dict[str, dict[str, str]] = {name: {} for name in calls}
    path = tables.paths["votes.csv"]
    for line, row in read_numbered_rows(path, VoteRow):
        where = f"{short(path)} line {line}"
        if row.rollcall_id not in calls:
            fix = did_you_mean(row.rollcall_id, calls)
            raise Mistake(where, f'roll call "{row.rollcall_id}" is not in rollcalls.csv', fix)
        members_known(tables, where, {row.iso3})
        if row.iso3 in votes[row.rollcall_id]:
            raise Mistake(where, f"{row.iso3} votes a second time in {row.rollcall_id}")
        votes[row.rollcall_id][row.iso3] = row.vote
    for name, call in calls.items():
        _check_call(tables, call, votes[name])
    return votes


def _calls_by_name(tables: Tables) -> dict[str, RollcallRow]:
    path = tables.paths["rollcalls.csv"]
    calls: dict[str, RollcallRow] = {}
    for line, row in read_numbered_rows(path, RollcallRow):
        if row.rollcall_id in calls:
            raise Mistake(f"{short(path)} line {line}", f"{row.rollcall_id} stands a second time")
        calls[row.rollcall_id] = row
    if not calls:
        raise Mistake(path, "holds no roll call")
    return calls


def _check_call(tables: Tables, call: RollcallRow, votes: dict[str, str]) -> None:
    path = tables.paths["votes.csv"]
    where = f"{short(path)} roll call {call.rollcall_id}"
    council = council_at(tables, call.date)
    seated = {m for m, has in zip(council.iso3, council.seated, strict=True) if has}
    for member in sorted(seated - set(votes)):
        raise Mistake(where, f"{member} was seated on {call.date} and has no row", "Absent is X.")
    for member in sorted(set(votes) - seated):
        occupant = council.occupant[council.iso3.index(member)]
        raise Mistake(where, f"{member} has a vote, but on {call.date} its seat was: {occupant}")
    counted = Counter(votes.values())
    for letter, name in zip(LETTERS, VOTES, strict=True):
        official = getattr(call, name)
        if counted[letter] != official:
            raise Mistake(
                where,
                f"counts {counted[letter]} {name}; the official total is {official}",
                "One of rollcalls.csv and votes.csv is wrong.",
            )


def _spells(councils: list[Council]) -> tuple[str, ...]:
    return tuple(sorted({spell for council in councils for spell in council.spell}))


def _topics(calls: list[RollcallRow]) -> tuple[str, ...]:
    return tuple(sorted({call.topic for call in calls}))


def _arrays(
    tables: Tables,
    calls: list[RollcallRow],
    councils: list[Council],
    votes: dict[str, dict[str, str]],
) -> Arrays:
    members = councils[0].iso3
    spells, topics = _spells(councils), _topics(calls)
    known = Tables(**{**vars(tables), "rollcalls": calls})  # memory sees no left-out roll call
    memories = [
        memory_of(known, members, call.topic, int(call.camp), call.direction, call.date)
        for call in calls
    ]
    scored = np.array(
        [
            [
                has and m not in concerned(call.topic)
                for m, has in zip(members, c.seated, strict=True)
            ]
            for call, c in zip(calls, councils, strict=True)
        ]
    )
    first = councils[0]

    def of_motion(field: str) -> np.ndarray:
        return np.array([float(getattr(call, field)) for call in calls])

    def of_members(field: str) -> np.ndarray:
        return np.array([getattr(council, field) for council in councils])

    return Arrays(
        vote_ci=np.array([[_act(votes[call.rollcall_id], m) for m in members] for call in calls]),
        scored_ci=scored,
        spell_ci=np.array([[spells.index(s) for s in council.spell] for council in councils]),
        topic_c=np.array([topics.index(call.topic) for call in calls]),
        camp_c=of_motion("camp"),
        direction_c=of_motion("direction"),
        intrusiveness_c=of_motion("intrusiveness"),
        leadership_c=of_motion("leadership"),
        severity_c=of_motion("severity"),
        venezuelan_c=np.array([float(VENEZUELA in call.topic.split("-")) for call in calls]),
        year_c=np.array([council.year for council in councils]),
        solidarity_ci=of_members("solidarity"),
        alba_ci=of_members("alba"),
        orientation_ci=of_members("orientation"),
        financing_ci=of_members("financing"),
        same_ci=np.array([memory.same for memory in memories]),
        last_ci=np.array([memory.last for memory in memories]),
        abstained_ci=np.array([memory.abstained for memory in memories]),
        signed_ci=np.array([memory.signed for memory in memories]),
        attention_cij=np.array([attention_of(first.agreement, row) for row in scored]),
        aid_i=first.aid,
        capacity_i=first.capacity,
        refusal_i=first.refusal,
        small_i=first.small,
        alignment_i=first.alignment,
        **_levers(tables, calls, councils),
    )


def _act(votes: dict[str, str], member: str) -> int:
    return LETTERS.index(votes[member]) if member in votes else NOT_SEATED


def _levers(
    tables: Tables, calls: list[RollcallRow], councils: list[Council]
) -> dict[str, np.ndarray]:
    """The recorded levers on these roll calls; those on other roll calls are passed over."""
    names = [call.rollcall_id for call in calls]
    path = tables.paths["levers.csv"]
    rows: list[LeverRow] = []
    for line, row in read_numbered_rows(path, LeverRow):
        if row.rollcall_id in names:
            members_known(tables, f"{short(path)} line {line}", {row.target})
            rows.append(row)
    at = [names.index(row.rollcall_id) for row in rows]
    return {
        "lever_call_l": np.array(at, dtype=np.int64),
        "lever_target_l": np.array(
            [councils[0].iso3.index(row.target) for row in rows], dtype=np.int64
        ),
        "lever_sender_l": np.array([sender_code(row.sender) for row in rows], dtype=np.int64),
        "lever_rank_l": np.array([RANKS.index(row.rank) for row in rows], dtype=np.int64),
        "lever_wish_l": np.array([1.0 if row.aim == "yes" else -1.0 for row in rows]),
        "lever_publicity_l": np.array([row.publicity for row in rows]),
        "lever_legitimacy_l": np.array([row.legitimacy for row in rows]),
        "lever_members_l": np.array([float(councils[c].seated.sum()) for c in at]),
    }


def read_folder(folder: Path, leave_out: tuple[str, ...] = ()) -> Records:
    """The records of a folder in the shipped format."""
    from sim.tables import read_tables

    return read_records(read_tables(folder), leave_out)
