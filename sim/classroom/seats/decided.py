"""What students decided, as acts in their members' places, and the runs with these in it."""

from functools import lru_cache
from typing import Any, NamedTuple

from sim.batch import Runs, run_batch
from sim.classroom.door import RUNS, Ask, RunAsk, members_at, scenario_of
from sim.classroom.watch import stage_of, watched
from sim.forced import force


class Act(NamedTuple):
    """A decision in a member's place, in the words of `sim.forced`."""

    member: str
    decision: str
    act: str


Acts = frozenset[Act]
NOBODY: Acts = frozenset()  # the model in every seat


def by_member(acts: Acts) -> dict[str, dict[str, str]]:
    """The same as `sim.forced.force` takes them."""
    decided: dict[str, dict[str, str]] = {}
    for member, decision, act in acts:
        decided.setdefault(member, {})[decision] = act
    return decided


@lru_cache(maxsize=32)
def run_with(ask: Ask, acts: Acts, seed: int, run: int) -> dict[str, Any]:
    """One run with these acts in it: `watch.watched`, the last few kept."""
    return watched(RunAsk(**ask.model_dump(exclude_none=True), seed=seed, run=run), by_member(acts))


@lru_cache(maxsize=8)
def batch_with(ask: Ask, acts: Acts, seed: int) -> Runs:
    """The runs of a distribution with these acts in each; the last few are kept."""
    stage = force(stage_of(ask), members_at(scenario_of(ask)), by_member(acts))
    return run_batch(stage, seed, 0, RUNS)
