"""What an effect rests on: the assumptions taken away one by one, and the share left to priors."""

import numpy as np

from sim.batch import opened
from sim.fitted import Fitted
from sim.measure import Ended, share_of_spread
from sim.parameters import BY_NAME
from sim.play import Terms, play, stages_of, texts_of
from sim.priors import Spread
from sim.scenario import Scenario
from sim.stage import Stage, members_of, set_stage
from sim.words import TEXT, YES

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


def ends_without_each(
    scenarios: list[Scenario], terms: Terms, flat: Fitted | None
) -> dict[str, dict[str, Ended]]:
    """How runs end with each assumption of `ASIDE` taken away, by assumption and session.

    flat  draws under a flat prior of the sovereignty slope, if any
    An assumption that the draws can't be without is left out.
    """
    return {
        name: ends_without(name, scenarios, terms._replace(fitted=draws))
        for name in ASIDE
        if (draws := draws_without(name, terms.fitted, flat)) is not None
    }


def ends_without(assumption: str, scenarios: list[Scenario], terms: Terms) -> dict[str, Ended]:
    """How runs of every session end with one assumption taken away, by its name.

    terms  with the draws of `draws_without`
    """
    terms = terms._replace(runs=min(terms.runs, ASIDE_RUNS))
    return {
        session.name: end
        for scenario in scenarios
        for session, end in zip(
            scenario.sessions,
            ended(scenario.with_parameters(**ASIDE[assumption]), terms),
            strict=True,
        )
    }


def ended(scenario: Scenario, terms: Terms) -> list[Ended]:
    """How runs of each of its sessions end."""
    fitted, seed, runs, threads = terms
    played = play(stages_of(scenario, fitted), seed, 0, runs, threads)
    draws = len(fitted.draws)
    return [
        Ended(
            left.tally_rv[:, YES], left.expected_r, left.outcome_r, session.motion.threshold, draws,
            left.ledger_re[:, TEXT].copy(), texts_of(session),
        )
        for session, left in zip(scenario.sessions, played, strict=True)
    ]  # fmt: skip


def ends_by_priors(scenarios: list[Scenario], terms: Terms) -> dict[str, Ended]:
    """How runs of every session end as if no fact had narrowed a prior; empty if none has."""
    draws = terms.fitted.priors_alone()
    if draws is None:
        return {}
    return ends_without("priors alone", scenarios, terms._replace(fitted=draws))


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
    both = (gains_of([base, other], draws, seed, each) for draws in (fitted, shifted(fitted)))
    return share_of_gains(*(gains[other.name] for gains in both))


def share_of_gains(gain_di: np.ndarray, redrawn_di: np.ndarray) -> float:
    """The share of the effect's spread over draws that rests on parameters votes don't identify.

    Each draw's effect, in expected votes, against that under `shifted`, the same draw with those
    parameters taken from another: what changes rests on them.
    """
    return share_of_spread(gain_di.sum(axis=1), redrawn_di.sum(axis=1))


def gains_of(
    scenarios: list[Scenario], fitted: Fitted, seed: int, each: int = REDRAWN_RUNS
) -> dict[str, np.ndarray]:
    """(draw, member) how much likelier a Yes is than in the first, for each session of the others.

    each  runs a draw

    A mean of chances, not of votes: luck adds next to nothing.
    """
    base, *others = scenarios
    of_base = _chances_of(base, fitted, seed, each)
    return {
        session.name: after_di - before_di
        for other in others
        for session, after_di, before_di in zip(
            other.sessions, _chances_of(other, fitted, seed, each), of_base, strict=True
        )
    }


def _chances_of(scenario: Scenario, fitted: Fitted, seed: int, each: int) -> list[np.ndarray]:
    """Of each of its sessions the (draw, member) chances of Yes."""
    count = len(fitted.draws)
    played = play(stages_of(scenario, fitted), seed, 0, each * count)
    return [runs.yes_ri.reshape(each, count, -1).mean(axis=0, dtype=np.float64) for runs in played]


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
