"""What an effect rests on: the assumptions taken away one by one, and the share left to priors."""

import numpy as np

from sim.batch import opened
from sim.campaign import play, stages_of
from sim.fitted import Fitted
from sim.measure import Ended, effect_between, outcome_shares, share_of_spread
from sim.parameters import BY_NAME
from sim.priors import Spread
from sim.scenario import Scenario
from sim.stage import Stage, members_of, set_stage
from sim.words import YES

# What stands beside every effect, in the same table: the assumptions taken away one by one.
ASIDE: dict[str, dict[str, float]] = {
    "backlash 0": {"backlash": 0.0},
    "compliance 0": {"compliance": 0.0},
    "flat sovereignty": {},  # other draws: fitted under a flat prior of the slope
    "no debate": {"susceptibility": 0.0},
    "priors alone": {},  # other draws: as if no fact had narrowed a prior
}
ASIDE_RUNS = 10_000  # runs for each of these, at most
REDRAWN_RUNS = 8  # runs a draw for the share that rests on priors
PRIOR_SEED = 20170328  # of the draws from the priors alone


def without_each(
    scenarios: list[Scenario],
    fitted: Fitted,
    flat: Fitted | None,
    seed: int,
    runs: int,
    threads: int | None = None,
) -> dict[str, dict[str, dict]]:
    """Every effect again with each assumption of `ASIDE` taken away, by scenario and assumption.

    The first scenario is the base. flat: draws under a flat prior of the sovereignty slope, if any.
    """
    others = scenarios[1:]
    runs = min(runs, ASIDE_RUNS)
    effects: dict[str, dict[str, dict]] = {other.name: {} for other in others}
    for name in ASIDE:
        draws = draws_without(name, fitted, flat)
        if draws is None:
            continue
        of_base, *of_others = (
            ended(scenario.with_parameters(**ASIDE[name]), draws, seed, runs, threads)
            for scenario in scenarios
        )
        for other, of_other in zip(others, of_others, strict=True):
            effect = effect_between(of_other, of_base, len(draws.draws))
            effects[other.name][name] = effect | {"runs": runs}
    return effects


def ended(
    scenario: Scenario, draws: Fitted, seed: int, runs: int, threads: int | None = None
) -> Ended:
    """How runs of a scenario end under these draws."""
    left = play(stages_of(scenario, draws), seed, 0, runs, threads)[-1]
    return Ended(left.tally_rv[:, YES], left.outcome_r, scenario.motion.threshold)


def ends_by_priors(
    scenarios: list[Scenario], fitted: Fitted, seed: int, runs: int, threads: int | None = None
) -> dict[str, dict[str, float]]:
    """The shares of outcomes of each scenario as they would be if no fact had narrowed a prior.

    Empty if none has.
    """
    draws = fitted.priors_alone()
    if draws is None:
        return {}
    return {
        scenario.name: outcome_shares(
            ended(scenario, draws, seed, min(runs, ASIDE_RUNS), threads).outcome_r
        )
        for scenario in scenarios
    }


def draws_without(assumption: str, fitted: Fitted, flat: Fitted | None) -> Fitted | None:
    """The draws for when this assumption is taken away; None where there are none."""
    if assumption == "flat sovereignty":
        return flat
    return fitted.priors_alone() if assumption == "priors alone" else fitted


def stage_without(assumption: str, scenario: Scenario, draws: Fitted) -> Stage:
    """The stage of a scenario with one assumption of `ASIDE` taken away."""
    return set_stage(scenario.with_parameters(**ASIDE[assumption]), draws)


def prior_share(
    other: Scenario, base: Scenario, fitted: Fitted, seed: int, each: int = REDRAWN_RUNS
) -> float:
    """`share_of_gains` of one scenario against its base; each: runs a draw."""
    both = (gains_of([other], base, draws, seed, each)[0] for draws in (fitted, shifted(fitted)))
    return share_of_gains(*both)


def share_of_gains(gain_di: np.ndarray, redrawn_di: np.ndarray) -> float:
    """The share of the effect's spread over draws that rests on parameters votes don't identify.

    Each draw's effect, in expected votes, against that under `shifted`, the same draw with those
    parameters taken from another: what changes rests on them.
    """
    return share_of_spread(gain_di.sum(axis=1), redrawn_di.sum(axis=1))


def gains_of(
    others: list[Scenario], base: Scenario, fitted: Fitted, seed: int, each: int = REDRAWN_RUNS
) -> list[np.ndarray]:
    """For each other scenario, (draw, member) how much likelier a Yes is in it than in the base.

    each  runs a draw

    A mean of chances, not of votes: luck adds next to nothing.
    """
    count = len(fitted.draws)

    def chance_di(scenario: Scenario) -> np.ndarray:
        runs = play(stages_of(scenario, fitted), seed, 0, each * count)[-1]
        return runs.yes_ri.reshape(each, count, -1).mean(axis=0, dtype=np.float64)

    of_base = chance_di(base)
    return [chance_di(other) - of_base for other in others]


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
