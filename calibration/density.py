"""The log posterior density in z, where the prior is the same bell for all, and its gradient."""

import numpy as np

from calibration.coordinates import Coordinates
from calibration.likelihood import log_likelihood_and_gradient, log_likelihoods
from calibration.records import Records


def log_density(z: np.ndarray, at: Coordinates, records: Records) -> tuple[float, np.ndarray]:
    """The log posterior density of z up to a constant, and its (parameter,) gradient."""
    theta = at.theta(z)
    total, gradient = log_likelihood_and_gradient(theta, records)
    return total - 0.5 * z @ z, at.back(z, theta, gradient) - z


def log_densities(z_kp: np.ndarray, at: Coordinates, records: Records) -> tuple[np.ndarray, ...]:
    """(point,) log posterior densities of many z, and their (point, parameter) gradients."""
    theta_kp = at.theta(z_kp)
    total_k, gradient_kp = log_likelihoods(theta_kp, records)
    gradient_kp = at.back(z_kp, theta_kp, gradient_kp) - z_kp
    return total_k - 0.5 * (z_kp**2).sum(axis=1), gradient_kp
