"""Two scenarios side by side: their distributions, the paired effect, and what it rests on."""

from functools import lru_cache
from typing import Any

import numpy as np

from sim.assumptions import ASIDE, draws_without, prior_share, stage_without
from sim.batch import Runs, run_batch
from sim.classroom.door import RUNS, Ask, CompareAsk, members_at, scenario_of
from sim.classroom.watch import draws, flat_draws, stage_of, without_luck
from sim.measure import Ended, outcome_shares, paired_effect, yes_distribution
from sim.words import YES


@lru_cache(maxsize=16)
def batch_of(ask: Ask, seed: int) -> Runs:
    """The runs of what is asked for; the last few are kept. Raises Refusal."""
    return run_batch(stage_of(ask), seed, 0, RUNS)


def compared(ask: CompareAsk) -> dict[str, Any]:
    """Both distributions over `RUNS` runs, and the effect of the second on the first."""
    asks = pair_of(ask)
    base, other = (batch_of(one, ask.seed) for one in asks)
    return {
        "runs": RUNS,
        "base": distribution(asks[0], base),
        "other": distribution(asks[1], other),
        "effect": effect_of(other, base),
        "moved": moved(asks, base, other),
    }


def pair_of(ask: CompareAsk) -> tuple[Ask, Ask]:
    """The base as it is, and the scenario as it is changed."""
    return Ask(scenario=ask.base), without_luck(ask)


def effect_of(other: Runs, base: Runs) -> dict[str, Any]:
    """`measure.paired_effect` of two batches under the same luck; it needs no threshold."""
    count = len(draws().draws)
    return paired_effect(
        *(
            Ended(runs.tally_rv[:, YES], runs.expected_r, runs.outcome_r, 0, count)
            for runs in (other, base)
        )
    )


def distribution(ask: Ask, runs: Runs) -> dict[str, Any]:
    """How the runs ended, and for each number of Yes how many had it and one that did."""
    yes_r = runs.tally_rv[:, YES]
    seats, threshold = runs.vote_ri.shape[1], scenario_of(ask).motion.threshold
    return {
        "threshold": threshold,
        "reached": float((yes_r >= threshold).mean()),
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


@lru_cache(maxsize=32)
def batch_without(assumption: str, ask: Ask, seed: int) -> Runs | None:
    """The runs of what is asked for with one assumption taken away; None without such draws."""
    fitted = draws_without(assumption, draws(), flat_draws())
    if fitted is None:
        return None
    return run_batch(stage_without(assumption, scenario_of(ask), fitted), seed, 0, RUNS)


def resting(ask: CompareAsk) -> dict[str, Any]:
    """What the effect rests on: the share left to priors, and it without each assumption."""
    asks = pair_of(ask)
    without = {}
    for assumption in ASIDE:
        base, other = (batch_without(assumption, one, ask.seed) for one in asks)
        if base and other:
            without[assumption] = effect_of(other, base)
    base, other = map(scenario_of, asks)
    share = prior_share(other, base, draws(), ask.seed, each=1)
    return {"prior_share": share, "without": without}
