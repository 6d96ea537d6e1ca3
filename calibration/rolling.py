"""Rolling forecasts: each roll call from those on earlier dates only.

What a forecast may not see is masked, not cut out: a vote that is not scored bears on nothing, so
the posterior of all that belongs to later roll calls (their shocks, governments, topics) is exactly
the prior under the spreads fitted so far, and draws of it are fresh.
"""

from collections.abc import Callable
from dataclasses import replace
from typing import NamedTuple

import numpy as np

from calibration.likelihood import chances_in, layout_of
from calibration.posterior import Posterior, fit
from calibration.records import Records
from sim.mistake import Mistake
from sim.priors import Prior
from sim.words import YES

FIRST = 4  # forecasts begin with the fifth roll call: what comes before is all that it has
DRAWS = 4000
SEED = 0

Told = Callable[[str, int], None]


class Forecast(NamedTuple):
    """What one forecaster says of one roll call.

    chance_iv  (member, act) chances; rows of members not scored are without meaning
    count_k    chances of k = 0, 1, ... Yes among the scored members
    """

    chance_iv: np.ndarray
    count_k: np.ndarray


def forecast_calls(records: Records) -> list[int]:
    """The roll calls that are forecast. Raises Mistake if there are none."""
    if len(records.rollcalls) <= FIRST:
        what = f"hold {len(records.rollcalls)} roll calls; forecasts begin with the fifth"
        raise Mistake("the records", what, "Add roll calls, or calibrate without validating.")
    return list(range(FIRST, len(records.rollcalls)))


def earlier(records: Records, call: int) -> list[int]:
    """The roll calls on dates before that of `call`, oldest first: those of its day are not."""
    return [k for k, day in enumerate(records.dates) if day < records.dates[call]]


def only(records: Records, calls: list[int]) -> Records:
    """The same records with only these roll calls scored."""
    scored_ci = np.zeros_like(records.arrays.scored_ci)
    scored_ci[calls] = records.arrays.scored_ci[calls]
    return replace(records, arrays=records.arrays._replace(scored_ci=scored_ci))


def model_forecasts(
    records: Records,
    priors: dict[str, Prior] | None = None,
    told: Told = lambda rollcall, rounds: None,
) -> dict[int, Forecast]:
    """The model's forecast of each roll call, averaged over posterior draws.

    priors  replaces declared priors by name
    told    is called after each fit with the roll call and the rounds it took
    """
    forecasts, posterior, known = {}, None, None
    for call in forecast_calls(records):
        if known != earlier(records, call):
            known = earlier(records, call)
            posterior = fit(only(records, known), priors, start=posterior)
        forecasts[call] = forecast_of(records, call, posterior)
        told(records.rollcalls[call], posterior.rounds)
    return forecasts


def forecast_of(records: Records, call: int, posterior: Posterior) -> Forecast:
    """The forecast of one roll call that draws of a posterior make."""
    theta_dp = posterior.draws(DRAWS, SEED)
    chance_div = chances_in(call, theta_dp, layout_of(records), records.arrays)
    return averaged(chance_div, records.arrays.scored_ci[call])


def averaged(chance_div: np.ndarray, scored_i: np.ndarray) -> Forecast:
    """The forecast that draws make together: votes are independent within a draw, not across."""
    count_k = count_chances(chance_div[:, scored_i, YES]).mean(axis=0)
    return Forecast(chance_div.mean(axis=0), count_k)


def independent(chance_iv: np.ndarray, scored_i: np.ndarray) -> Forecast:
    """The forecast of a forecaster for whom members vote independently."""
    return Forecast(chance_iv, count_chances(chance_iv[scored_i, YES]))


def count_chances(yes_xi: np.ndarray) -> np.ndarray:
    """Chances of 0, 1, ..., n successes in n independent trials: the Poisson binomial.

    yes_xi  (..., trial) chances of success; returns (..., n + 1)
    """
    count_xk = np.zeros((*yes_xi.shape[:-1], yes_xi.shape[-1] + 1))
    count_xk[..., 0] = 1.0
    for chance_x in np.moveaxis(yes_xi, -1, 0):
        won = count_xk[..., :-1] * chance_x[..., None]
        count_xk *= 1.0 - chance_x[..., None]
        count_xk[..., 1:] += won
    return count_xk
