"""Two or more scenarios under the same luck: paired effects, and what they rest on."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from sim.archive import Batch, simulate
from sim.assumptions import member_gains, pressure_signs, prior_share, without_each
from sim.fitted import Fitted
from sim.measure import paired_effect
from sim.scenario import Scenario
from sim.words import ADOPTED, YES

ASIDE_RUNS = 10_000  # runs for each of these, at most


@dataclass(frozen=True)
class Comparison:
    """A base and others. Each dict is by scenario name; the base has no effect.

    effects  `measure.paired_effect`, with `prior_share`
    aside    by name of `assumptions.ASIDE`, the same without `prior_share`
    signs    for each member that a scenario presses on, P(pressure > 0) before any vote
    gains    (draw, member) `assumptions.member_gains`
    """

    base: Batch
    others: tuple[Batch, ...]
    effects: dict[str, dict]
    aside: dict[str, dict[str, dict]]
    signs: dict[str, dict[str, float]]
    gains: dict[str, np.ndarray]

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
    for other in others:
        share = prior_share(other.scenario, base.scenario, fitted, seed)
        effects[other.scenario.name]["prior_share"] = share
    return Comparison(
        base=base,
        others=tuple(others),
        effects=effects,
        aside=without_each(scenarios, fitted, flat, seed, min(runs, ASIDE_RUNS), threads),
        signs={s.name: signs for s in scenarios if (signs := pressure_signs(s, fitted))},
        gains={s.name: member_gains(s, scenarios[0], fitted, seed) for s in scenarios[1:]},
    )


def effect(other: Batch, base: Batch, draws: int) -> dict:
    """`measure.paired_effect` of two batches."""
    return paired_effect(
        other.yes_r, other.outcome_r == ADOPTED, base.yes_r, base.outcome_r == ADOPTED, draws
    )


def moved_most(other: Batch, base: Batch, count: int = 3) -> list[tuple[str, float]]:
    """The members whose chance of Yes differs most from the base's, with the difference."""
    runs = len(base.yes_r)
    gain_i = (other.count_iv[:, YES] - base.count_iv[:, YES]) / runs
    order = np.argsort(-np.abs(gain_i), kind="stable")[:count]
    return [(other.members[i], float(gain_i[i])) for i in order if gain_i[i] != 0.0]
