"""The log-likelihood to second order about a point: Gaussian algebra for every choice of spreads.

Under a quadratic log-likelihood the marginal likelihood of the spreads has a closed form with a
closed gradient, so the costly second derivatives are computed once for many trial spreads.
Source: Laplace's method for hierarchical models; MacKay (1992) iterates to the same fixed point.
"""

import numpy as np
from scipy.linalg import cholesky, lapack
from scipy.optimize import minimize

from calibration.coordinates import Coordinates

REACH = 1.0  # a spread's z moves no farther in a round: the quadratic is good nearby only
STEP = 1e-5


def inverse_of(matrix: np.ndarray) -> tuple[np.ndarray, float]:
    """The inverse of a symmetric positive definite matrix and the log of its determinant."""
    lower = cholesky(matrix, lower=True, check_finite=False)
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
        self.at, self.z, self.total = at, z, total
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
        covariance, logdet = inverse_of(self.curvature + np.diag(tight))
        x = covariance @ (self.gradient + self.curvature @ self.x)
        off = x - self.x
        total = self.total + self.gradient @ off - 0.5 * off @ self.curvature @ off
        return x, covariance, total - 0.5 * tight @ x**2 - 0.5 * (logdet - np.log(tight).sum())

    def gaussian(self) -> tuple[np.ndarray, float]:
        """Covariance of z at the spreads of `z`, and the log marginal likelihood of those."""
        heights = self.z[self.at.scales]
        _, covariance, evidence = self.conditional(heights)
        units = self.units(heights)
        return covariance / units / units[:, None], evidence

    def with_best_spreads(self) -> np.ndarray:
        """z where marginal likelihood times prior of the spreads is highest, within reach."""
        here = self.z[self.at.scales]
        bounds = [(height - REACH, height + REACH) for height in here]
        options = {"gtol": 1e-5}
        heights = minimize(
            self._spread_loss, here, jac=True, method="L-BFGS-B", bounds=bounds, options=options
        ).x
        z = self.conditional(heights)[0] / self.units(heights)
        z[self.at.scales] = heights
        return z

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
