"""Two or more scenarios under the same luck: paired effects, and what they rest on."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from sim.archive import Batch, simulate
from sim.batch import opened, run_batch
from sim.fitted import Fitted
from sim.measure import paired_effect, share_of_spread
from sim.parameters import BY_NAME
from sim.priors import Spread
from sim.scenario import Scenario
from sim.stage import members_of, set_stage
from sim.words import ADOPTED, YES

# What stands beside every effect, in the same table: the assumptions taken away one by one.
ASIDE: dict[str, dict[str, float]] = {
    "backlash 0": {"backlash": 0.0},
    "compliance 0": {"compliance": 0.0},
    "flat sovereignty": {},  # other draws: fitted under a flat prior of the slope
    "no debate": {"susceptibility": 0.0},
}
ASIDE_RUNS = 10_000  # runs for each of these, at most
REDRAWN_RUNS = 8  # runs a draw for the share that rests on priors
PRIOR_SEED = 20170328  # of the draws from the priors alone


@dataclass(frozen=True)
class Comparison:
    """A base and others. Each dict is by scenario name; the base has no effect.

    effects  `measure.paired_effect`, with `prior_share`
    aside    by name of `ASIDE`, the same without `prior_share`
    signs    for each member that a scenario presses on, P(pressure > 0) before any vote
    """

    base: Batch
    others: tuple[Batch, ...]
    effects: dict[str, dict]
    aside: dict[str, dict[str, dict]]
    signs: dict[str, dict[str, float]]

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
        aside=_aside(scenarios, fitted, flat, seed, min(runs, ASIDE_RUNS), threads),
        signs={s.name: signs for s in scenarios if (signs := pressure_signs(s, fitted))},
    )


def effect(other: Batch, base: Batch, draws: int) -> dict:
    """`measure.paired_effect` of two batches."""
    return paired_effect(
        other.yes_r, other.outcome_r == ADOPTED, base.yes_r, base.outcome_r == ADOPTED, draws
    )


def _aside(
    scenarios: list[Scenario],
    fitted: Fitted,
    flat: Fitted | None,
    seed: int,
    runs: int,
    threads: int | None,
) -> dict[str, dict[str, dict]]:
    """Every effect again with each assumption of `ASIDE` taken away, by scenario and assumption."""
    base, *others = scenarios
    effects: dict[str, dict[str, dict]] = {other.name: {} for other in others}
    for name, values in ASIDE.items():
        draws = flat if name == "flat sovereignty" else fitted
        if draws is None:
            continue
        of_base, *of_others = (
            run_batch(set_stage(s.with_parameters(**values), draws), seed, 0, runs, threads)
            for s in (base, *others)
        )
        for other, batch in zip(others, of_others, strict=True):
            effects[other.name][name] = paired_effect(
                batch.tally_rv[:, YES], batch.outcome_r == ADOPTED,
                of_base.tally_rv[:, YES], of_base.outcome_r == ADOPTED, len(draws.draws),
            ) | {"runs": runs}  # fmt: skip
    return effects


def prior_share(other: Scenario, base: Scenario, fitted: Fitted, seed: int) -> float:
    """The share of the effect's spread over draws that rests on parameters votes don't identify.

    Each draw's effect, in expected votes, against the same draw with those parameters taken from
    another: what changes rests on them.
    """
    count = len(fitted.draws)
    runs = REDRAWN_RUNS * count

    def of(draws: Fitted) -> np.ndarray:
        gain = [run_batch(set_stage(s, draws), seed, 0, runs).expected_r for s in (other, base)]
        return (gain[0] - gain[1]).reshape(REDRAWN_RUNS, count).mean(axis=0)

    return share_of_spread(of(fitted), of(shifted(fitted)))


def by_priors(name: str) -> bool:
    """Whether a column of the draws is a parameter that votes don't identify."""
    return not BY_NAME[name.split("[")[0]].by_votes


def shifted(fitted: Fitted) -> Fitted:
    """The draws with every parameter that votes don't identify taken from the draw half-way on."""
    draws = fitted.draws.copy()
    columns = [k for k, name in enumerate(fitted.names) if by_priors(name)]
    draws[:, columns] = np.roll(draws[:, columns], len(draws) // 2, axis=0)
    return Fitted(fitted.names, draws, fitted.about, fitted.digest)


def pressure_signs(scenario: Scenario, fitted: Fitted) -> dict[str, float]:
    """For each member pressed on, P(pressure > 0) under the priors alone: how open its sign was."""
    if not any(lever.push(scenario.motion) for lever in scenario.levers):
        return {}
    rng = np.random.default_rng(PRIOR_SEED)
    draws = np.repeat(fitted.draws, 16, axis=0)
    for k, name in enumerate(fitted.names):
        prior = BY_NAME[name.split("[")[0]].prior
        if by_priors(name) and not isinstance(prior, Spread):
            draws[:, k] = prior.at(rng.standard_normal(len(draws)))
    unfitted = Fitted(fitted.names, draws, fitted.about, fitted.digest)
    stage = set_stage(scenario, unfitted)
    pressure_di = opened(stage)
    members = members_of(scenario)
    pressed = np.flatnonzero(stage.target_li.any(axis=0))
    return {members[i]: float((pressure_di[:, i] > 0).mean()) for i in pressed}


def moved_most(other: Batch, base: Batch, count: int = 3) -> list[tuple[str, float]]:
    """The members whose chance of Yes differs most from the base's, with the difference."""
    runs = len(base.yes_r)
    gain_i = (other.count_iv[:, YES] - base.count_iv[:, YES]) / runs
    order = np.argsort(-np.abs(gain_i), kind="stable")[:count]
    return [(other.members[i], float(gain_i[i])) for i in order if gain_i[i] != 0.0]
