"""Two or more scenarios under the same luck: paired effects, and what they rest on."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from sim.archive import Batch, Shelf, simulate
from sim.assumptions import (
    ends_without_each,
    gains_of,
    pressure_signs,
    share_of_gains,
    shifted,
)
from sim.fitted import Fitted
from sim.measure import Ended, effect_between
from sim.play import Terms
from sim.scenario import Scenario
from sim.what_if import alike
from sim.words import YES

MOSTLY = 0.5  # from this share of its spread on, an effect is told as resting on priors
STILL = 1e-9  # an effect of so few votes is none: sums of chances are rounded


@dataclass(frozen=True)
class Comparison:
    """A base and others. Each dict is by scenario name; the base has no effect.

    effects  `measure.effect_between`, with `prior_share`
    aside    by name of `assumptions.ASIDE`, the same without `prior_share`
    signs    for each member that a scenario presses on, P(pressure > 0) before any vote
    gains    (draw, member) `assumptions.gains_of`
    by_priors  `assumptions.ends_by_priors`, of the base too
    same     by name of a scenario that asks what one of the others does: that one's name
    """

    base: Batch
    others: tuple[Batch, ...]
    effects: dict[str, dict]
    aside: dict[str, dict[str, dict]]
    signs: dict[str, dict[str, float]]
    gains: dict[str, np.ndarray]
    by_priors: dict[str, Ended]
    same: dict[str, str]

    @property
    def batches(self) -> tuple[Batch, ...]:
        """The base first."""
        return (self.base, *self.others)

    def names_of(self, batch: Batch) -> list[str]:
        """Its scenario's name, and those of all that ask the same."""
        name = batch.scenario.name
        return [name, *(also for also, one in self.same.items() if one == name)]

    def ends_of_controls(self, name: str) -> tuple[float, float]:
        """The lowest and highest effect of one of the others with an assumption taken away."""
        gains = [aside["yes"] for aside in self.aside[name].values()]
        return min(gains), max(gains)

    def only_way(self, name: str) -> int:
        """The one way that the number of Yes goes in all draws: 1 up, -1 down; 0 if there is none.

        A draw in which nothing moves goes neither way.
        """
        gain_d = self.gains[name].sum(axis=1)
        up, down = (gain_d > STILL).any(), (gain_d < -STILL).any()
        return int(up) - int(down)

    def same_votes(self, other: Batch) -> bool:
        """Whether its votes are the base's in every run, and no chance of a Yes moves beside."""
        return (
            bool(np.abs(self.gains[other.scenario.name]).max() <= STILL)
            and np.array_equal(other.yes_r, self.base.yes_r)
            and np.array_equal(other.count_iv, self.base.count_iv)
        )


def compare(
    scenarios: list[Scenario],
    terms: Terms,
    flat: Fitted | None,
    shelf: Shelf,
    told: Callable[[int], None] = lambda done: None,
) -> list[Comparison]:
    """The first scenario against each of the others, session by session if they are campaigns.

    Others that ask one and the same, as cells of a grid may, are computed once.
    flat  draws fitted under a flat prior of the sovereignty slope, if there are any
    Other arguments as `archive.simulate`.
    """
    same = {} if scenarios[0].campaign else alike(scenarios[1:])
    scenarios = [scenario for scenario in scenarios if scenario.name not in same]
    batches = [simulate(scenario, terms, shelf, told) for scenario in scenarios]
    told(terms.runs * len(same))
    gains, redrawn = (
        gains_of(scenarios, draws, terms.seed) for draws in (terms.fitted, shifted(terms.fitted))
    )
    shares = {name: share_of_gains(gain_di, redrawn[name]) for name, gain_di in gains.items()}
    without = ends_without_each(scenarios, terms, flat)
    return [
        _comparison(session, gains, shares, without, terms.fitted, same)
        for session in zip(*batches, strict=True)
    ]


def _comparison(
    batches: tuple[Batch, ...],
    gains: dict[str, np.ndarray],
    shares: dict[str, float],
    without: dict[str, dict[str, Ended]],
    fitted: Fitted,
    same: dict[str, str],
) -> Comparison:
    """Of one session, from what is known of all; shares: of the effect that rest on priors."""
    base, *others = batches
    scenarios = [batch.scenario for batch in batches]
    return Comparison(
        base=base,
        others=tuple(others),
        effects={
            other.scenario.name: effect_between(other.ended, base.ended)
            | {"prior_share": shares[other.scenario.name]}
            for other in others
        },
        aside={
            other.scenario.name: _aside(other.scenario.name, base.scenario.name, without)
            for other in others
        },
        signs={s.name: signs for s in scenarios if (signs := pressure_signs(s, fitted))},
        gains={other.scenario.name: gains[other.scenario.name] for other in others},
        by_priors=without.get("priors alone", {}),
        same=same,
    )


def _aside(other: str, base: str, without: dict[str, dict[str, Ended]]) -> dict[str, dict]:
    """The effect of a session against its base with each assumption taken away."""
    return {
        assumption: effect_between(ends[other], ends[base]) | {"runs": len(ends[base].yes_r)}
        for assumption, ends in without.items()
    }


def moved_most(other: Batch, base: Batch, count: int = 3) -> list[tuple[str, float]]:
    """The members whose share of Yes differs most from the base's, with the difference."""
    runs = len(base.yes_r)
    gain_i = (other.count_iv[:, YES] - base.count_iv[:, YES]) / runs
    order = np.argsort(-np.abs(gain_i), kind="stable")[:count]
    return [(other.members[i], float(gain_i[i])) for i in order if gain_i[i] != 0.0]
