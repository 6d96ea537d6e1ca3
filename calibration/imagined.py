"""Votes that never were: the recorded roll calls voted again under parameters that we invented."""

from dataclasses import replace

import numpy as np

from calibration.likelihood import chances_in, layout_of
from calibration.records import Arrays, Records
from sim.council import memory_of
from sim.rules.choice import cast
from sim.tables import RollcallRow, Tables, VoteRow
from sim.words import ABSENT, ABSTAIN, LETTERS, YES


def imagine(
    records: Records, tables: Tables, theta: np.ndarray, rng: np.random.Generator
) -> Records:
    """The same roll calls with votes cast by the model at theta: records of the same shape.

    Members remember what they imagined before, not what is on record: so the votes have the very
    density that the likelihood takes them to have, one roll call after the other. Members that are
    not scored keep their recorded votes.
    """
    arrays, layout = records.arrays, layout_of(records)
    motions = {call.rollcall_id: call for call in tables.rollcalls}
    rows: list[VoteRow] = []
    for c, name in enumerate(records.rollcalls):
        known = replace(tables, votes=rows)
        arrays = _remembering(arrays, c, known, records.members, motions[name])
        chance_iv = chances_in(c, theta[None], layout, arrays)[0]
        vote_ci = arrays.vote_ci.copy()
        for i in np.flatnonzero(arrays.scored_ci[c]):
            chance = chance_iv[i]
            vote_ci[c, i] = cast(chance[YES], chance[ABSTAIN], chance[ABSENT], rng.random())
        arrays = arrays._replace(vote_ci=vote_ci)
        rows.extend(_rows(name, records.members, vote_ci[c]))
    return replace(records, arrays=arrays)


def _remembering(
    arrays: Arrays, c: int, known: Tables, members: tuple[str, ...], call: RollcallRow
) -> Arrays:
    """The arrays with what members remember at roll call c of the votes known so far."""
    memory = memory_of(known, members, call.topic, int(call.camp), call.direction, call.date)
    changed = {}
    for field, value_i in memory._asdict().items():
        changed[f"{field}_ci"] = getattr(arrays, f"{field}_ci").copy()
        changed[f"{field}_ci"][c] = value_i
    return arrays._replace(**changed)


def _rows(rollcall: str, members: tuple[str, ...], vote_i: np.ndarray) -> list[VoteRow]:
    return [
        VoteRow.model_construct(rollcall_id=rollcall, iso3=member, vote=LETTERS[vote])
        for member, vote in zip(members, vote_i, strict=True)
        if vote >= 0
    ]
