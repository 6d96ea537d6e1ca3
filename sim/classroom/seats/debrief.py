"""What a student's choice changed: her acts against the model's in her seat, under the same luck.

Everybody else's acts stay as they were. Step by step, in the order of the session, her levers, her
name on the list, her speech and her vote take the model's place: the steps add up to the whole.
"""

import threading
from collections.abc import Iterator
from functools import lru_cache
from typing import Any, NamedTuple

import numpy as np

from sim.assumptions import prior_share
from sim.batch import Runs
from sim.classroom.door import RUNS, Ask, members_at, scenario_of
from sim.classroom.seats.decided import NOBODY, Act, Acts, batch_with
from sim.classroom.seats.play import Play, acts_in, ask_of
from sim.classroom.watch import draws
from sim.measure import Ended, effect_between, outcome_shares, yes_distribution
from sim.words import DECISIONS, DENY_FACTS, DENY_PATH, VOTES, YES

_one_at_a_time = threading.Lock()  # forty pages ask at once: the first computes, the rest read


class Change(NamedTuple):
    """What one act changed, after those before it; means over runs with the same luck.

    others     names of other members on the list that goes round
    reasons    given against the motion in the debate, her own included
    yes        on the motion
    carried    share of runs in which the motion has its votes
    otherwise  share of runs in which the session ends in another way
    """

    others: float
    reasons: float
    yes: float
    carried: float
    otherwise: float


class Debrief(NamedTuple):
    """What one seat's acts changed over `runs` runs.

    effect         `measure.effect_between` her acts and the model's in her seat
    decided        share of runs in which her acts alone decided whether the motion has its votes
    before, after  share of runs in which it has, with the model's acts and with hers
    otherwise      share of runs in which the session ends in another way
    ends           {outcome: (share before, share after)}
    levers         the effect of her levers, the first step, with `prior_share`; None without any
    each           {decision: what it changed}, of those that she made, in the session's order
    model          the vote of the model in her seat in the room's run
    shares         {vote: share of runs in which the model in her seat casts it}
    """

    runs: int
    effect: dict[str, Any]
    decided: float
    before: float
    after: float
    otherwise: float
    ends: dict[str, tuple[float, float]]
    levers: dict[str, Any] | None
    each: dict[str, Change]
    model: str
    shares: dict[str, float]


class Distribution(NamedTuple):
    """The number of Yes over `runs` runs.

    counts   runs with 0, 1, 2 ... Yes and the acts of the class
    model    the same with the model in every seat
    yes      `measure.yes_distribution` of the first
    carried  its share of runs in which the motion has its votes
    ends     {outcome: (share with the model in every seat, share with the class)}
    """

    runs: int
    counts: list[int]
    model: list[int]
    yes: dict[str, float]
    carried: float
    ends: dict[str, tuple[float, float]]


def debrief_of(play: Play, member: str) -> Debrief:
    """What the acts of who sits for `member` changed."""
    asks, room = (ask_of(play), ask_of(play, without=member)), play.room
    with _one_at_a_time:
        return _debrief(*asks, acts_in(play), member, room.seed, room.run)


def distribution_of(play: Play) -> Distribution:
    """The distribution with the acts of the class, and with the model in every seat."""
    with _one_at_a_time:
        return _distribution(ask_of(play), acts_in(play), play.room.seed)


@lru_cache(maxsize=512)
def _debrief(hers: Ask, model: Ask, acts: Acts, member: str, seed: int, run: int) -> Debrief:
    own = sorted((act for act in acts if act.member == member), key=_in_order)
    others = acts.difference(own)
    after, before = batch_with(hers, acts, seed), batch_with(model, others, seed)
    enough_after, enough_before = ended(hers, after).carried_r, ended(model, before).carried_r
    i = members_at(scenario_of(model)).index(member)
    vote_r = before.vote_ri[:, i]
    return Debrief(
        runs=RUNS,
        effect=_effect(hers, after, model, before),
        decided=float((enough_after != enough_before).mean()),
        before=float(enough_before.mean()),
        after=float(enough_after.mean()),
        otherwise=float((after.outcome_r != before.outcome_r).mean()),
        ends=_ends(before, after),
        levers=None if hers == model else _of_levers(hers, model, others, seed),
        each=dict(_steps(hers, i, own, others, seed)),
        model=VOTES[vote_r[run]],
        shares={vote: float((vote_r == code).mean()) for code, vote in enumerate(VOTES)},
    )


def _in_order(act: Act) -> int:
    return tuple(DECISIONS).index(act.decision)


def _steps(ask: Ask, i: int, own: list[Act], acts: Acts, seed: int) -> Iterator[tuple[str, Change]]:
    """Member i's acts put in one after the other, each with what it changed."""
    for act in own:
        before, acts = acts, acts | {act}
        yield act.decision, _change(ask, i, *(batch_with(ask, a, seed) for a in (acts, before)))


def _change(ask: Ask, i: int, after: Runs, before: Runs) -> Change:
    both = (after, before)
    return Change(
        others=_gain(*(np.delete(runs.signed_ri, i, axis=1).sum(axis=1) for runs in both)),
        reasons=_gain(*(runs.ledger_re[:, [DENY_FACTS, DENY_PATH]].sum(axis=1) for runs in both)),
        yes=_gain(after.tally_rv[:, YES], before.tally_rv[:, YES]),
        carried=_gain(*(ended(ask, runs).carried_r for runs in both)),
        otherwise=float((after.outcome_r != before.outcome_r).mean()),
    )


def _gain(after_r: np.ndarray, before_r: np.ndarray) -> float:
    return float((after_r.astype(float) - before_r).mean())


def _of_levers(hers: Ask, model: Ask, acts: Acts, seed: int) -> dict[str, Any]:
    """The effect of her levers among what the others did."""
    effect = _effect(hers, batch_with(hers, acts, seed), model, batch_with(model, acts, seed))
    share = prior_share(scenario_of(hers), scenario_of(model), draws(), seed)
    return effect | {"prior_share": share}


@lru_cache(maxsize=32)
def _distribution(ask: Ask, acts: Acts, seed: int) -> Distribution:
    played, model = (
        batch_with(ask, acts, seed),
        batch_with(Ask(scenario=ask.scenario), NOBODY, seed),
    )
    places = len(members_at(scenario_of(ask))) + 1
    yes_r = played.tally_rv[:, YES]
    return Distribution(
        runs=RUNS,
        counts=np.bincount(yes_r, minlength=places).tolist(),
        model=np.bincount(model.tally_rv[:, YES], minlength=places).tolist(),
        yes=yes_distribution(yes_r),
        carried=float(ended(ask, played).carried_r.mean()),
        ends=_ends(model, played),
    )


def ended(ask: Ask, runs: Runs) -> Ended:
    """How runs ended."""
    needed = scenario_of(ask).motion.threshold
    return Ended(runs.tally_rv[:, YES], runs.expected_r, runs.outcome_r, needed, len(draws().draws))


def _ends(before: Runs, after: Runs) -> dict[str, tuple[float, float]]:
    shares = (outcome_shares(before.outcome_r), outcome_shares(after.outcome_r))
    return {name: (share, shares[1][name]) for name, share in shares[0].items()}


def _effect(other: Ask, other_runs: Runs, base: Ask, base_runs: Runs) -> dict[str, Any]:
    return effect_between(ended(other, other_runs), ended(base, base_runs))
