"""Where everything is normal the expansion is exact: closed forms of the normal-normal model."""

import numpy as np
import pytest
from scipy.stats import norm

from calibration.coordinates import Coordinates
from calibration.quadratic import Quadratic
from sim.priors import HalfNormal, Spread

SEEN = np.array([2.1, -0.3, 1.4, -2.8, 0.6, 3.0, -1.1, 0.2])  # each x_i seen with error N(0, 1)


def model(height=0.3):
    """x_i ~ N(0, s), s ~ HN(2), y_i ~ N(x_i, 1), expanded about x = 0."""
    slices = {"s": slice(0, 1), "x": slice(1, 1 + len(SEEN))}
    at = Coordinates(slices, {"s": HalfNormal(2.0), "x": Spread("s")})
    z = np.zeros(at.size)
    z[0] = height
    gradient = np.concatenate([[0.0], SEEN])
    hessian = -np.diag(np.concatenate([[0.0], np.ones(len(SEEN))]))
    return at, Quadratic(at, z, norm.logpdf(SEEN).sum(), gradient, hessian)


def spread_of(height):
    return HalfNormal(2.0).at(np.array(height))


@pytest.mark.parametrize("height", [-2.0, 0.0, 1.5])
def test_the_evidence_is_that_of_normal_sums(height):
    """y_i ~ N(0, 1 + s^2), whatever the spread at which the expansion was made."""
    _, quadratic = model()
    expected = norm.logpdf(SEEN, scale=np.sqrt(1 + spread_of(height) ** 2)).sum()
    assert quadratic.conditional(np.array([height]))[2] == pytest.approx(expected, abs=1e-10)


def test_the_best_spread_is_the_highest_of_a_grid():
    _, quadratic = model(height=0.0)
    grid = np.linspace(-1, 1, 4001)
    marginal = norm.logpdf(SEEN, scale=np.sqrt(1 + spread_of(grid)[:, None] ** 2)).sum(axis=1)
    best = grid[(marginal + norm.logpdf(grid)).argmax()]
    assert quadratic.with_best_spreads()[0] == pytest.approx(best, abs=1e-3)


def test_the_spread_of_a_spread_is_its_curvature():
    """The variance of its z is one over the second difference of log marginal times prior."""
    best = model(0.0)[1].with_best_spreads()[0]
    _, quadratic = model(best)

    def log_density(height):
        scale = np.sqrt(1 + spread_of(height) ** 2)
        return norm.logpdf(SEEN, scale=scale).sum() + norm.logpdf(height)

    step = 1e-3
    bend = (log_density(best + step) - 2 * log_density(best) + log_density(best - step)) / step**2
    assert quadratic.covariance_of_heights()[0, 0] == pytest.approx(-1 / bend, rel=1e-3)


def test_draws_given_the_spread_are_shrunk():
    """x_i | s, y_i ~ N(w y_i, w) with w = s^2 / (1 + s^2): mean and sd of 20,000 draws."""
    at, quadratic = model()
    luck = np.random.default_rng(0).standard_normal((20_000, at.size))
    x = at.theta(quadratic.draw(np.array([0.7]), luck))[:, 1:]
    share = spread_of(0.7) ** 2 / (1 + spread_of(0.7) ** 2)
    assert x.mean(axis=0) == pytest.approx(share * SEEN, abs=0.03)
    assert x.std(axis=0) == pytest.approx(np.full(len(SEEN), np.sqrt(share)), rel=0.03)
    assert (at.theta(quadratic.draw(np.array([0.7]), luck))[:, 0] == spread_of(0.7)).all()
