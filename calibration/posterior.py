"""The posterior: maximum a posteriori in standard normals, a Gaussian round it, draws from it.

Every parameter is a map of a standard normal z (`sim.priors`), so the prior is the same bell for
all, and for one that votes say nothing about the Gaussian approximation is exact. The spreads of
partial pooling are not fitted jointly with what they pool (a joint maximum drives them to 0) but by
MacKay's fixed point of the Laplace marginal likelihood.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace

import numba
import numpy as np
from scipy.optimize import minimize, minimize_scalar

from calibration.likelihood import (
    Layout,
    labels_of,
    layout_of,
    log_likelihood,
    names_of,
)
from calibration.records import Records
from sim.parameters import COUNCIL_WIDE, PARAMETERS, SCALES
from sim.priors import Prior, Spread, Uniform
from sim.rules.compiler import kernel

DRAWS = 500
SETTLED = 1e-3  # relative change of every spread at which the iteration stops
MOST_ROUNDS = 200
FLAT = {"sovereignty_slope": Uniform(0, 4)}  # in place of its declared prior, shown beside results
STEP = 1e-5  # of the differences of the analytic gradient


@dataclass(frozen=True)
class Posterior:
    """A Gaussian over z, and how to read it.

    names       (parameter,) as in theta, spreads included
    mode        (parameter,) of z
    covariance  (parameter, parameter) of z
    at          the map to natural units, with the priors and the spreads as fitted
    evidence    log marginal likelihood by Laplace
    rounds      of the fixed point
    """

    names: tuple[str, ...]
    mode: np.ndarray
    covariance: np.ndarray
    at: "Coordinates"
    evidence: float
    rounds: int

    def draws(self, count: int = DRAWS, seed: int = 0) -> np.ndarray:
        """(draw, parameter) in natural units."""
        root = np.linalg.cholesky(self.covariance)
        luck = np.random.default_rng(seed).standard_normal((count, len(self.mode)))
        return np.array([self.at.theta(self.mode + root @ row) for row in luck])

    def learnt(self) -> dict[str, float]:
        """How much narrower than its prior each council-wide parameter became: 1 - sd of z."""
        sd = np.sqrt(np.diag(self.covariance))
        return {
            name: float(1.0 - sd[k]) for k, name in enumerate(COUNCIL_WIDE) if name not in SCALES
        }


def slices_of(records: Records) -> dict[str, slice]:
    """Where each declared parameter lies in theta."""
    sizes = dict.fromkeys(COUNCIL_WIDE, 1)
    sizes |= {name: len(labels) for name, labels in labels_of(records).items()}
    slices, start = {}, 0
    for name, size in sizes.items():
        slices[name], start = slice(start, start + size), start + size
    return slices


@dataclass(frozen=True)
class Coordinates:
    """The map between standard normals and natural units, for fixed spreads."""

    slices: dict[str, slice]
    priors: dict[str, Prior]
    spreads: dict[str, float]

    def theta(self, z: np.ndarray) -> np.ndarray:
        """Natural units of a (parameter,) z."""
        theta = np.empty_like(z)
        for name, part in self.slices.items():
            prior = self.priors[name]
            if name in SCALES:
                theta[part] = self.spreads[name]
            elif isinstance(prior, Spread):
                theta[part] = self.spreads[prior.scale] * z[part]
            else:
                theta[part] = prior.at(z[part])
        return theta

    def slope(self, z: np.ndarray) -> np.ndarray:
        """(parameter,) d theta / d z; 0 for a spread, which is fixed."""
        slope = np.empty_like(z)
        for name, part in self.slices.items():
            prior = self.priors[name]
            if name in SCALES:
                slope[part] = 0.0
            elif isinstance(prior, Spread):
                slope[part] = self.spreads[prior.scale]
            else:
                slope[part] = prior.slope(z[part])
        return slope


@kernel
def differences(theta, layout: Layout, arrays, step):
    """(parameter, parameter) derivatives of the gradient of the log-likelihood."""
    size = len(theta)
    hessian = np.zeros((size, size))
    for k in numba.prange(size):
        above, below = theta.copy(), theta.copy()
        above[k] += step
        below[k] -= step
        up, down = np.zeros(size), np.zeros(size)
        log_likelihood(above, layout, arrays, up)
        log_likelihood(below, layout, arrays, down)
        hessian[k] = (up - down) / (2.0 * step)
    return hessian


def fit(
    records: Records,
    priors: dict[str, Prior] | None = None,
    told: Callable[[int, float], None] = lambda rounds, change: None,
) -> Posterior:
    """The posterior of these records.

    priors  replaces declared priors by name
    told    is called after each round with its number and the largest relative change of a spread
    """
    priors = {p.name: p.prior for p in PARAMETERS} | (priors or {})
    at = Coordinates(slices_of(records), priors, dict.fromkeys(SCALES, 0.5))
    z = np.zeros(layout_of(records).size)
    for rounds in range(1, MOST_ROUNDS + 1):
        z = _mode(z, at, records)
        covariance, evidence = _laplace(z, at, records)
        spreads = {name: _spread(name, at, z, covariance) for name in SCALES}
        change = max(abs(np.log(spreads[name] / at.spreads[name])) for name in SCALES)
        told(rounds, change)
        if change < SETTLED:
            break
        at = replace(at, spreads=spreads)
    return Posterior(names_of(records), z, covariance, at, evidence, rounds)


def _mode(z: np.ndarray, at: Coordinates, records: Records) -> np.ndarray:
    """The z of the highest posterior density, from this start."""
    layout = layout_of(records)

    def loss(z: np.ndarray) -> tuple[float, np.ndarray]:
        gradient = np.zeros(len(z))
        total = log_likelihood(at.theta(z), layout, records.arrays, gradient)
        return 0.5 * z @ z - total, z - gradient * at.slope(z)

    found = minimize(
        loss, z, jac=True, method="L-BFGS-B",
        options={"maxiter": 3000, "maxfun": 6000, "gtol": 1e-5, "ftol": 1e-13},
    )  # fmt: skip
    return found.x


def _laplace(z: np.ndarray, at: Coordinates, records: Records) -> tuple[np.ndarray, float]:
    """The covariance of z at the mode, and the log marginal likelihood."""
    layout, theta = layout_of(records), at.theta(z)
    gradient = np.zeros(len(z))
    total = log_likelihood(theta, layout, records.arrays, gradient)
    slope = at.slope(z)
    bend = (at.slope(z + STEP) - at.slope(z - STEP)) / (2 * STEP)
    hessian = differences(theta, layout, records.arrays, STEP)
    hessian = 0.5 * (hessian + hessian.T)
    precision = np.eye(len(z)) - slope[:, None] * hessian * slope - np.diag(gradient * bend)
    _, logdet = np.linalg.slogdet(precision)
    return np.linalg.inv(precision), float(total - 0.5 * z @ z - 0.5 * logdet)


def _spread(name: str, at: Coordinates, z: np.ndarray, covariance: np.ndarray) -> float:
    """The next spread: a fixed point where marginal likelihood times prior is highest, in z.

    Source: MacKay (1992), with `settled` the number of pooled parameters that the votes determine.
    """
    pooled = [p for p in PARAMETERS if isinstance(p.prior, Spread) and p.prior.scale == name]
    part = at.slices[pooled[0].name]
    squares = at.spreads[name] ** 2 * (z[part] @ z[part])
    settled = max(part.stop - part.start - np.diag(covariance)[part].sum(), 0.0)

    def loss(height: float) -> float:
        spread = float(at.priors[name].at(np.array(height)))
        return settled * np.log(spread) + 0.5 * squares / spread**2 + 0.5 * height**2

    best = minimize_scalar(loss, bounds=(-6.0, 6.0), method="bounded", options={"xatol": 1e-6})
    return float(at.priors[name].at(np.array(best.x)))
