"""What a student's choice changed: her acts against the model's in her seat, under the same luck.

Everybody else's acts stay as they were. A vote changes the count and nothing else, since all vote
at once; a lever changes what the model's members do. What students signed and said moves nobody in
the model: they are told so.
"""

import threading
from functools import lru_cache
from typing import Any, NamedTuple

import numpy as np

from sim.assumptions import prior_share
from sim.classroom.change import batch_of
from sim.classroom.door import RUNS, Ask, members_at, scenario_of
from sim.classroom.seats.play import Play, ask_of, votes_of
from sim.classroom.watch import draws
from sim.measure import paired_effect, yes_distribution
from sim.rules.tally import carried
from sim.words import VOTES, YES

_one_at_a_time = threading.Lock()  # forty pages ask at once: the first computes, the rest read

Votes = tuple[tuple[str, str], ...]  # who voted what, in place of the model


class Cast(NamedTuple):
    """A batch with students' votes in place. yes_r counts; adopted_r 0 or 1."""

    yes_r: np.ndarray
    adopted_r: np.ndarray


class Debrief(NamedTuple):
    """What one seat's acts changed over `runs` runs.

    effect         `measure.paired_effect` of her acts against the model's in her seat
    decided        share of runs in which her acts alone decided
    before, after  share of runs in which the motion is carried, with the model's and with hers
    levers         the effect of her levers alone, with `prior_share`; None without any
    """

    runs: int
    effect: dict[str, Any]
    decided: float
    before: float
    after: float
    levers: dict[str, Any] | None


class Distribution(NamedTuple):
    """The number of Yes over `runs` runs.

    counts   runs with 0, 1, 2 ... Yes and the acts of the class
    model    the same with the model in every seat
    yes      `measure.yes_distribution` of the first
    adopted  its share of runs in which the motion is carried
    """

    runs: int
    counts: list[int]
    model: list[int]
    yes: dict[str, float]
    adopted: float


def debrief_of(play: Play, member: str) -> Debrief:
    """What the acts of who sits for `member` changed."""
    votes = tuple(votes_of(play).items())
    with _one_at_a_time:
        return _debrief(ask_of(play), ask_of(play, without=member), votes, member, play.room.seed)


def distribution_of(play: Play) -> Distribution:
    """The distribution with the acts of the class, and with the model in every seat."""
    with _one_at_a_time:
        return _distribution(ask_of(play), tuple(votes_of(play).items()), play.room.seed)


@lru_cache(maxsize=512)
def _debrief(hers: Ask, model: Ask, votes: Votes, member: str, seed: int) -> Debrief:
    others = tuple(pair for pair in votes if pair[0] != member)
    after, before = cast_by(hers, votes, seed), cast_by(model, others, seed)
    return Debrief(
        runs=RUNS,
        effect=_effect(after, before),
        decided=float((after.adopted_r != before.adopted_r).mean()),
        before=float(before.adopted_r.mean()),
        after=float(after.adopted_r.mean()),
        levers=None if hers == model else _of_levers(hers, model, others, seed),
    )


def _of_levers(hers: Ask, model: Ask, others: Votes, seed: int) -> dict[str, Any]:
    """The effect of her levers, with the votes of the others as they were."""
    effect = _effect(cast_by(hers, others, seed), cast_by(model, others, seed))
    share = prior_share(scenario_of(hers), scenario_of(model), draws(), seed)
    return effect | {"prior_share": share}


@lru_cache(maxsize=32)
def _distribution(ask: Ask, votes: Votes, seed: int) -> Distribution:
    cast, model = cast_by(ask, votes, seed), cast_by(Ask(scenario=ask.scenario), (), seed)
    places = len(members_at(scenario_of(ask))) + 1
    return Distribution(
        runs=RUNS,
        counts=np.bincount(cast.yes_r, minlength=places).tolist(),
        model=np.bincount(model.yes_r, minlength=places).tolist(),
        yes=yes_distribution(cast.yes_r),
        adopted=float(cast.adopted_r.mean()),
    )


def cast_by(ask: Ask, votes: Votes, seed: int) -> Cast:
    """The runs of what is asked for, with these votes in place of the model's."""
    scenario = scenario_of(ask)
    members = members_at(scenario)
    is_yes_ri = batch_of(ask, seed).vote_ri == YES
    for member, vote in votes:
        is_yes_ri[:, members.index(member)] = VOTES.index(vote) == YES
    yes_r = is_yes_ri.sum(axis=1)
    enough = [carried(yes, scenario.motion.threshold) for yes in range(len(members) + 1)]
    return Cast(yes_r, np.array(enough, dtype=float)[yes_r])


def _effect(other: Cast, base: Cast) -> dict[str, Any]:
    return paired_effect(
        other.yes_r, other.adopted_r, base.yes_r, base.adopted_r, len(draws().draws)
    )
