"""The log-likelihood to second order about a point: Gaussian algebra for every choice of spreads.

Under a quadratic log-likelihood the marginal likelihood of the spreads has a closed form with a
closed gradient, so the costly second derivatives are computed once for many trial spreads.
Source: Laplace's method for hierarchical models; MacKay (1992) iterates to the same fixed point.
"""

from functools import cached_property

import numpy as np
from scipy.linalg import LinAlgError, cho_solve, cholesky, lapack, solve_triangular
from scipy.optimize import minimize

from calibration.coordinates import Coordinates

REACH = 1.0  # a spread's z moves no farther in a round: the quadratic is good nearby only
STEP = 1e-5
WEAK = 0.1  # of the prior's precision: less is an expansion about to break


def inverse_of(lower: np.ndarray) -> tuple[np.ndarray, float]:
    """The inverse of a positive definite matrix from its lower root, and its log determinant."""
    inverse, _ = lapack.dpotri(lower, lower=1)
    inverse = np.tril(inverse) + np.tril(inverse, -1).T
    return inverse, 2.0 * float(np.log(np.diag(lower)).sum())


class Quadratic:
    """log-likelihood(z) to second order about `z`.

    Inside, x is theta for what is pooled and z for all else: in x the log-likelihood does not
    depend on the spreads.

    at        the coordinates
    z         (parameter,) where it is expanded
    total     log-likelihood there
    gradient  (parameter,) with respect to theta
    hessian   (parameter, parameter) with respect to theta
    """

    def __init__(self, at: Coordinates, z, total: float, gradient, hessian):
        self.at, self.total, self.heights = at, total, z[at.scales]
        theta = at.theta(z)
        slope, bend = at.slope(z, theta), at.slope(z + STEP, theta) - at.slope(z - STEP, theta)
        slope[at.pooled] = 1.0
        slope[at.scales] = bend[at.scales] = 0.0
        self.x = np.where(at.scales, 0.0, z)
        self.x[at.pooled] = theta[at.pooled]
        self.gradient = gradient * slope
        self.curvature = -slope[:, None] * hessian * slope
        self.curvature -= np.diag(gradient * bend / (2 * STEP))

    def units(self, heights: np.ndarray) -> np.ndarray:
        """(parameter,) of x for each unit of z, at these (scale,) z of the scales."""
        z, units = np.zeros(self.at.size), np.ones(self.at.size)
        z[self.at.scales] = heights
        units[self.at.pooled] = self.at.theta(z)[self.at.over]
        return units

    def conditional(self, heights: np.ndarray) -> tuple[np.ndarray, np.ndarray, float]:
        """Mean and covariance of x given the spreads, and the log marginal likelihood of those."""
        tight = self.units(heights) ** -2
        covariance, logdet = inverse_of(self._root(heights))
        x = covariance @ (self.gradient + self.curvature @ self.x)
        off = x - self.x
        total = self.total + self.gradient @ off - 0.5 * off @ self.curvature @ off
        return x, covariance, total - 0.5 * tight @ x**2 - 0.5 * (logdet - np.log(tight).sum())

    def evidence(self) -> float:
        """Log marginal likelihood of the spreads of `z`."""
        return self.conditional(self.heights)[2]

    def covariance_of_heights(self) -> np.ndarray:
        """(scale, scale) of the Gaussian that bends as marginal likelihood times prior does."""
        bend = [
            self._spread_loss(self.heights + step)[1] - self._spread_loss(self.heights - step)[1]
            for step in STEP * np.eye(len(self.heights))
        ]
        bend = np.array(bend) / (2 * STEP)
        return np.linalg.inv(0.5 * (bend + bend.T))

    def moments(self, heights_ps: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Mean and covariance of z over these (point, scale) z of the scales, equally likely."""
        means, within = [], np.zeros((self.at.size, self.at.size))
        for heights in heights_ps:
            x, covariance, _ = self.conditional(heights)
            units = self.units(heights)
            covariance[self.at.scales] = 0.0
            within += covariance / units / units[:, None] / len(heights_ps)
            means.append(self._in_z(x, heights))
        return np.mean(means, axis=0), within + np.cov(means, rowvar=False)

    def draw(self, heights: np.ndarray, luck_dp: np.ndarray) -> np.ndarray:
        """(draw, parameter) z given the spreads.

        heights  (scale,) z of the scales
        luck_dp  standard normals; those of the scales are passed over
        """
        root = self._root(heights)
        mean = cho_solve((root, True), self.gradient + self.curvature @ self.x, check_finite=False)
        off = solve_triangular(root, luck_dp.T, trans="T", lower=True, check_finite=False)
        return self._in_z(mean + off.T, heights)

    def axes(self) -> np.ndarray:
        """(parameter, parameter): z moves by this times standard normals, given its spreads."""
        root = self._root(self.heights)
        steps = solve_triangular(root, np.eye(len(root)), trans="T", lower=True)
        return steps / self.units(self.heights)[:, None]

    def _root(self, heights: np.ndarray) -> np.ndarray:
        """The lower root of the precision of x given the spreads.

        A vote so surprising that only a lapse explains it bends the likelihood the wrong way; under
        wide spreads the prior may hardly make up for it, and the positive part stands for the
        whole: else spreads would be sought where the expansion nearly breaks.
        """
        tight = self.units(heights) ** -2
        try:
            root = cholesky(self.curvature + np.diag(tight), lower=True, check_finite=False)
        except LinAlgError:
            root = None
        if root is None or (np.diag(root) ** 2 < WEAK * tight).any():
            precision = self._positive_part + np.diag(tight)
            root = cholesky(precision, lower=True, check_finite=False)
        return root

    @cached_property
    def _positive_part(self) -> np.ndarray:
        """The curvature without the directions in which the likelihood bends the wrong way."""
        values, vectors = np.linalg.eigh(self.curvature)
        return (vectors * np.maximum(values, 0.0)) @ vectors.T

    def _in_z(self, x: np.ndarray, heights: np.ndarray) -> np.ndarray:
        z = x / self.units(heights)
        z[..., self.at.scales] = heights
        return z

    def with_best_spreads(self) -> np.ndarray:
        """z with the best spreads within reach, by likelihood times prior; all else stays."""
        here = self.heights
        bounds = [(height - REACH, height + REACH) for height in here]
        options = {"gtol": 1e-5}
        heights = minimize(
            self._spread_loss, here, jac=True, method="L-BFGS-B", bounds=bounds, options=options
        ).x
        return self._in_z(self.x, heights)

    def _spread_loss(self, heights: np.ndarray) -> tuple[float, np.ndarray]:
        """Less the log of marginal likelihood times prior, with its gradient.

        Per log spread of a group of n it is n - squares / spread^2, each square with its variance:
        a spread is right when it explains what it pools.
        """
        at, units = self.at, self.units(heights)
        x, covariance, evidence = self.conditional(heights)
        excess = ((x**2 + np.diag(covariance)) / units**2 - 1.0)[at.pooled]
        z = np.zeros(at.size)
        z[at.scales] = heights
        theta = at.theta(z)
        by_log = np.bincount(at.over, excess, minlength=at.size)
        by_height = (by_log * at.slope(z, theta))[at.scales] / theta[at.scales]
        return 0.5 * heights @ heights - evidence, heights - by_height
