"""The posterior: maximum a posteriori in standard normals, a Gaussian round it, draws from it.

Every parameter is a map of a standard normal z (`calibration.coordinates`), so for one that votes
say nothing about the Gaussian approximation is exact. The spreads of partial pooling are not fitted
jointly with what they pool (a joint maximum drives them to 0) but where the Laplace marginal
likelihood, times their prior, is highest.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from scipy.optimize import minimize
from threadpoolctl import threadpool_limits

from calibration.coordinates import Coordinates, slices_of
from calibration.likelihood import (
    layout_of,
    log_likelihood,
    log_likelihood_and_gradient,
    names_of,
    second_derivatives,
)
from calibration.quadratic import Quadratic
from calibration.records import Records
from sim.parameters import COUNCIL_WIDE, PARAMETERS, SCALES
from sim.priors import Prior, Uniform

DRAWS = 500
SETTLED = 1e-3  # relative change of every spread at which the iteration stops
MOST_ROUNDS = 50
FLAT = {"sovereignty_slope": Uniform(0, 4)}  # in place of its declared prior, shown beside results
STEP = 1e-6  # in z, of the differences of the analytic gradient: a lapse may be far smaller

POINTS = 100  # choices of the spreads that draws are spread over

one_thread = threadpool_limits.wrap(limits=1, user_api="blas")  # matrices too small to share out


@dataclass(frozen=True)
class Posterior:
    """A Gaussian over the spreads of partial pooling and, for each choice of them, one over z.

    names       (parameter,) as in theta, spreads included
    at          the map to natural units, with the priors as fitted
    mode        (parameter,) of z, at the spreads of highest marginal likelihood times prior
    quadratic   the log-likelihood about the mode
    rounds      until the spreads settled
    """

    names: tuple[str, ...]
    at: Coordinates
    mode: np.ndarray
    quadratic: Quadratic
    rounds: int

    @property
    def spreads(self) -> dict[str, float]:
        """The spreads of partial pooling as fitted, by name."""
        theta = self.at.theta(self.mode)
        return {name: float(theta[self.at.slices[name].start]) for name in SCALES}

    @property
    def evidence(self) -> float:
        """Log marginal likelihood of the spreads as fitted, by Laplace."""
        return self.quadratic.evidence()

    @one_thread
    def draws(self, count: int = DRAWS, seed: int = 0) -> np.ndarray:
        """(draw, parameter) in natural units."""
        return self.at.theta(self.draws_of_z(count, np.random.default_rng(seed)))

    def draws_of_z(self, count: int, rng: np.random.Generator) -> np.ndarray:
        """(draw, parameter) of z: spreads first, then all else given the spreads.

        Draw k has the spreads of point k modulo `POINTS`.
        """
        heights_ps = self._heights(rng, min(count, POINTS))
        z = np.empty((count, self.at.size))
        for k, heights in enumerate(heights_ps):
            mine = z[k :: len(heights_ps)]
            mine[:] = self.quadratic.draw(heights, rng.standard_normal(mine.shape))
        return z

    @property
    def mean(self) -> np.ndarray:
        """(parameter,) of z, over all choices of the spreads."""
        return self._moments[0]

    @property
    def covariance(self) -> np.ndarray:
        """(parameter, parameter) of z, what is not known of the spreads included."""
        return self._moments[1]

    @cached_property
    @one_thread
    def _moments(self) -> tuple[np.ndarray, np.ndarray]:
        return self.quadratic.moments(self._heights(np.random.default_rng(0), POINTS))

    def _heights(self, rng: np.random.Generator, count: int) -> np.ndarray:
        """(point, scale) z of the scales, drawn from their Gaussian."""
        root = np.linalg.cholesky(self.quadratic.covariance_of_heights())
        return self.mode[self.at.scales] + rng.standard_normal((count, len(root))) @ root.T

    def learnt(self) -> dict[str, float]:
        """How much narrower than its prior each council-wide parameter became: 1 - sd of z."""
        sd = np.sqrt(np.diag(self.covariance))
        return {name: float(1.0 - sd[k]) for k, name in enumerate(COUNCIL_WIDE)}

    def about(self) -> dict[str, Any]:
        """How it was fitted, for `about.json`."""
        return {
            "method": "laplace",
            "log_evidence": round(self.evidence, 3),
            "rounds": self.rounds,
            "spreads": {name: round(value, 4) for name, value in self.spreads.items()},
        }


def coordinates_of(records: Records, priors: dict[str, Prior] | None = None) -> Coordinates:
    """The coordinates of these records' parameters; `priors` replaces declared priors by name."""
    return Coordinates(slices_of(records), {p.name: p.prior for p in PARAMETERS} | (priors or {}))


@one_thread
def fit(
    records: Records,
    priors: dict[str, Prior] | None = None,
    told: Callable[[int, float], None] = lambda rounds, change: None,
    start: Posterior | None = None,
) -> Posterior:
    """The posterior of these records.

    priors  replaces declared priors by name
    told    is called after each round with its number and the largest relative change of a spread
    start   of the search: a posterior of like records, with the same parameters
    """
    at = coordinates_of(records, priors)
    z = np.where(at.scales, -0.5, 0.0) if start is None else start.mode
    axes = np.eye(at.size) if start is None else start.quadratic.axes()
    for rounds in range(1, MOST_ROUNDS + 1):
        z = _mode(z, axes, at, records)
        quadratic = _quadratic(z, at, records)
        axes, moved = quadratic.axes(), quadratic.with_best_spreads()
        change = _largest_change(at, z, moved)
        told(rounds, change)
        if change < SETTLED:
            break
        z = moved
    return Posterior(names_of(records), at, z, quadratic, rounds)


def _largest_change(at: Coordinates, z: np.ndarray, moved: np.ndarray) -> float:
    """The largest relative change of a spread."""
    before, after = at.theta(z)[at.scales], at.theta(moved)[at.scales]
    return float(np.abs(np.log(after / before)).max())


def _mode(z: np.ndarray, axes: np.ndarray, at: Coordinates, records: Records) -> np.ndarray:
    """The z of the highest density for the spreads at hand, from this start.

    axes   along these columns the valley is about round, and the way short
    """
    layout = layout_of(records)

    def loss(steps: np.ndarray) -> tuple[float, np.ndarray]:
        here = z + axes @ steps
        here[at.scales] = z[at.scales]
        theta, gradient = at.theta(here), np.zeros(at.size)
        total = log_likelihood(theta, layout, records.arrays, gradient)
        downhill = here - gradient * at.slope(here, theta)
        downhill[at.scales] = 0.0
        return 0.5 * here @ here - total, axes.T @ downhill

    found = minimize(
        loss, np.zeros(at.size), jac=True, method="L-BFGS-B",
        options={"maxiter": 3000, "maxfun": 6000, "gtol": 1e-5, "ftol": 1e-13},
    )  # fmt: skip
    there = z + axes @ found.x
    there[at.scales] = z[at.scales]
    return there


def _quadratic(z: np.ndarray, at: Coordinates, records: Records) -> Quadratic:
    """The log-likelihood about z, to second order."""
    theta = at.theta(z)
    total, gradient = log_likelihood_and_gradient(theta, records)
    slope = at.slope(z, theta)
    step_p = STEP * np.where(slope > 0.0, np.minimum(slope, 1.0), 1.0)  # a pinned one has no slope
    return Quadratic(at, z, total, gradient, second_derivatives(theta, records, step_p))
