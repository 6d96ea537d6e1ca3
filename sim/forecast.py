"""A motion before anyone votes: the chances of each act, and what drives each member."""

from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np

from sim.batch import run_batch
from sim.council import council_at
from sim.fitted import Fitted
from sim.horizon import tell_if_beyond
from sim.luck import luck_of
from sim.measure import member_shares, outcome_shares, yes_distribution
from sim.mistake import Mistake
from sim.motions import motion_in
from sim.named import find
from sim.scenario import Scenario
from sim.session import run_session
from sim.shapes import CouncilText
from sim.stage import Stage, members_of, room_of, set_stage
from sim.tables import read_tables
from sim.transcript import PARTS, parts_of
from sim.words import UNSCRIPTED, VOTES, YES


@dataclass(frozen=True)
class MotionForecast:
    """What the draws say of a motion at a date.

    record     the roll call that its file names, or None
    seen       whether the draws were fitted with that roll call: then this is no test of them
    answer     outcomes, the number of Yes and each member's chances, as `council run --json` says
    drives     for each member that follows no script, part -> mean and sd over draws of what it
               adds to the disposition, half log-odds of Yes against No
    """

    scenario: Scenario
    record: str | None
    seen: bool
    answer: dict[str, Any]
    drives: dict[str, dict[str, dict[str, float]]]


def motion_scenario(name: str, day: date | None) -> tuple[Scenario, str | None]:
    """A motion on its own before the council of a day, its shock unknown; and its roll call.

    day  of the vote; that of its roll call unless told, or else today. Raises Mistake.
    """
    path, doubts = find(name, "motions"), {}
    motion = motion_in(path, doubts)
    dates = {call.rollcall_id: call.date for call in read_tables().rollcalls}
    day = day or dates.get(motion.record) or date.today()
    tell_if_beyond(read_tables(), day)
    seats = int(council_at(read_tables(), day).seated.sum())
    if motion.threshold > seats:
        what = f"threshold = {motion.threshold}: the council of {day} has {seats} seats"
        raise Mistake(path, what, "No vote could ever carry it.")
    scenario = Scenario(
        name=path.stem, question=motion.title, council_name="council",
        council=CouncilText(title=f"the council of {day}", date=day, motion=path.stem),
        motion_name=path.stem, motion=motion.model_copy(update={"record": None}),
        levers=(), script={}, members={}, parameters={}, session="roll call",
        doubts=doubts,
    )  # fmt: skip
    return scenario, motion.record


def forecast_motion(
    name: str, day: date | None, fitted: Fitted, seed: int, runs: int
) -> MotionForecast:
    """The forecast of a motion file, by its shipped name or a path, from these draws."""
    scenario, record = motion_scenario(name, day)
    stage, members = set_stage(scenario, fitted), members_of(scenario)
    batch = run_batch(stage, seed, 0, runs)
    counts = np.stack([(batch.vote_ri == v).sum(axis=0) for v in range(len(VOTES))], axis=1)
    answer = {
        "outcomes": outcome_shares(batch.outcome_r),
        "yes": yes_distribution(batch.tally_rv[:, YES]),
        "members": member_shares(counts, members),
    }
    seen = f"own_shock[{record}]" in fitted
    return MotionForecast(scenario, record, seen, answer, _drives(stage, members, seed))


def _drives(stage: Stage, members: tuple[str, ...], seed: int) -> dict[str, Any]:
    """Mean and sd over all draws of what each part adds, by member."""
    free = [i for i in range(len(members)) if stage.script_i[i] == UNSCRIPTED]
    added_dip = np.empty((len(stage.row_dp), len(free), len(PARTS)))
    for draw in range(len(stage.row_dp)):
        room, luck = room_of(stage, draw), luck_of(seed, draw, len(members))
        run_session(room, luck)
        for at, i in enumerate(free):
            parts = parts_of(room, luck, i)
            added_dip[draw, at] = [parts[part] for part in PARTS]
    mean_ip, sd_ip = added_dip.mean(axis=0), added_dip.std(axis=0)
    return {
        members[i]: {
            part: {"mean": float(mean_ip[at, p]), "sd": float(sd_ip[at, p])}
            for p, part in enumerate(PARTS)
        }
        for at, i in enumerate(free)
    }
