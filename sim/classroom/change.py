"""Two scenarios side by side: their distributions, the paired effect, and what it rests on."""

from dataclasses import replace
from functools import lru_cache
from typing import Any

import numpy as np

from sim.assumptions import prior_share, without_each
from sim.batch import Runs, run_batch
from sim.classroom.door import RUNS, Ask, CompareAsk, members_at, scenario_of
from sim.classroom.watch import draws, flat_draws, stage_of, without_luck
from sim.measure import outcome_shares, paired_effect, yes_distribution
from sim.words import ADOPTED, YES


@lru_cache(maxsize=16)
def batch_of(ask: Ask, seed: int) -> Runs:
    """The runs of what is asked for; the last few are kept. Raises Refusal."""
    return run_batch(stage_of(ask), seed, 0, RUNS)


def compared(ask: CompareAsk) -> dict[str, Any]:
    """Both distributions over `RUNS` runs, and the effect of the second on the first."""
    asks = (Ask(scenario=ask.base), without_luck(ask))
    base, other = (batch_of(one, ask.seed) for one in asks)
    effect = paired_effect(
        other.tally_rv[:, YES], other.outcome_r == ADOPTED,
        base.tally_rv[:, YES], base.outcome_r == ADOPTED, len(draws().draws),
    )  # fmt: skip
    return {
        "runs": RUNS,
        "base": distribution(asks[0], base),
        "other": distribution(asks[1], other),
        "effect": effect,
        "moved": moved(asks, base, other),
    }


def distribution(ask: Ask, runs: Runs) -> dict[str, Any]:
    """How the runs ended, and for each number of Yes how many had it and one that did."""
    yes_r = runs.tally_rv[:, YES]
    seats = runs.vote_ri.shape[1]
    return {
        "threshold": scenario_of(ask).motion.threshold,
        "outcomes": outcome_shares(runs.outcome_r),
        "yes": yes_distribution(yes_r),
        "counts": np.bincount(yes_r, minlength=seats + 1).tolist(),
        "example": [_first(yes_r == k) for k in range(seats + 1)],
    }


def _first(is_so_r: np.ndarray) -> int | None:
    found = np.flatnonzero(is_so_r)
    return int(found[0]) if len(found) else None


def moved(asks: tuple[Ask, Ask], base: Runs, other: Runs, most: int = 5) -> list[dict[str, Any]]:
    """The members whose chance of Yes differs most, with it before and after."""
    columns = []
    for ask, runs in zip(asks, (base, other), strict=True):
        share_i = (runs.vote_ri == YES).mean(axis=0)
        columns.append(dict(zip(members_at(scenario_of(ask)), map(float, share_i), strict=True)))
    before, after = columns
    both = [m for m in before if m in after and before[m] != after[m]]
    both.sort(key=lambda m: -abs(after[m] - before[m]))
    return [{"iso3": m, "before": before[m], "after": after[m]} for m in both[:most]]


def resting(ask: CompareAsk) -> dict[str, Any]:
    """What the effect rests on: the share left to priors, and it without each assumption."""
    base, other = scenario_of(Ask(scenario=ask.base)), scenario_of(without_luck(ask))
    base, other = (replace(s, name=n) for s, n in ((base, "base"), (other, "other")))
    aside = without_each([base, other], draws(), flat_draws(), ask.seed, RUNS)["other"]
    return {
        "prior_share": prior_share(other, base, draws(), ask.seed),
        "without": {name: {k: e[k] for k in ("yes", "ci95")} for name, e in aside.items()},
    }
