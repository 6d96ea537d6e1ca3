"""Two or more scenarios under the same luck: paired effects, and what they rest on."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from sim.archive import Batch, simulate
from sim.assumptions import (
    ends_by_priors,
    gains_of,
    pressure_signs,
    share_of_gains,
    shifted,
    without_each,
)
from sim.fitted import Fitted
from sim.measure import Ended, effect_between
from sim.scenario import Scenario
from sim.words import YES


@dataclass(frozen=True)
class Comparison:
    """A base and others. Each dict is by scenario name; the base has no effect.

    effects  `measure.effect_between`, with `prior_share`
    aside    by name of `assumptions.ASIDE`, the same without `prior_share`
    signs    for each member that a scenario presses on, P(pressure > 0) before any vote
    gains    (draw, member) `assumptions.gains_of`
    by_priors  `assumptions.ends_by_priors`, of the base too
    """

    base: Batch
    others: tuple[Batch, ...]
    effects: dict[str, dict]
    aside: dict[str, dict[str, dict]]
    signs: dict[str, dict[str, float]]
    gains: dict[str, np.ndarray]
    by_priors: dict[str, dict[str, float]]

    @property
    def batches(self) -> tuple[Batch, ...]:
        """The base first."""
        return (self.base, *self.others)


def compare(
    scenarios: list[Scenario],
    fitted: Fitted,
    flat: Fitted | None,
    seed: int,
    runs: int,
    out: Path,
    fresh: bool = False,
    votes: bool | None = None,
    threads: int | None = None,
    told: Callable[[int], None] = lambda done: None,
) -> Comparison:
    """The first scenario against each of the others; arguments as `archive.simulate`.

    flat  draws fitted under a flat prior of the sovereignty slope, if there are any
    """
    batches = [
        simulate(scenario, fitted, seed, runs, out, fresh, votes, threads, told)
        for scenario in scenarios
    ]
    base, *others = batches
    effects = {other.scenario.name: effect(other, base, len(fitted.draws)) for other in others}
    gains, redrawn = (
        gains_of(scenarios[1:], scenarios[0], draws, seed) for draws in (fitted, shifted(fitted))
    )
    for other, *both in zip(others, gains, redrawn, strict=True):
        effects[other.scenario.name]["prior_share"] = share_of_gains(*both)
    return Comparison(
        base=base,
        others=tuple(others),
        effects=effects,
        aside=without_each(scenarios, fitted, flat, seed, runs, threads),
        signs={s.name: signs for s in scenarios if (signs := pressure_signs(s, fitted))},
        gains={s.name: gain_di for s, gain_di in zip(scenarios[1:], gains, strict=True)},
        by_priors=ends_by_priors(scenarios, fitted, seed, runs, threads),
    )


def effect(other: Batch, base: Batch, draws: int) -> dict:
    """`measure.effect_between` of two batches."""
    ended = (
        Ended(batch.yes_r, batch.outcome_r, batch.scenario.motion.threshold)
        for batch in (other, base)
    )
    return effect_between(*ended, draws)


def moved_most(other: Batch, base: Batch, count: int = 3) -> list[tuple[str, float]]:
    """The members whose chance of Yes differs most from the base's, with the difference."""
    runs = len(base.yes_r)
    gain_i = (other.count_iv[:, YES] - base.count_iv[:, YES]) / runs
    order = np.argsort(-np.abs(gain_i), kind="stable")[:count]
    return [(other.members[i], float(gain_i[i])) for i in order if gain_i[i] != 0.0]
