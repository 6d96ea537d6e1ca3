"""The fit: a stationary mode, a Gaussian that is exact where votes are silent, recovery."""

import numpy as np
import pytest

from calibration.likelihood import layout_of, log_likelihood, names_of
from calibration.posterior import FLAT, fit
from calibration.records import read_folder
from sim.fitted import read_fitted, read_flat
from sim.parameters import BY_NAME, SCALES
from sim.words import DATA

MARCH = "2017-03-28-PC-VEN-agenda"


@pytest.fixture(scope="module")
def left_out():
    records = read_folder(DATA, (MARCH,))
    return records, fit(records)


def test_the_mode_is_stationary(left_out):
    """At the mode the gradient of log posterior is 0 in every coordinate but the spreads'."""
    records, posterior = left_out
    at, mode = posterior.at, posterior.mode
    theta, gradient = at.theta(mode), np.zeros(at.size)
    log_likelihood(theta, layout_of(records), records.arrays, gradient)
    slope = gradient * at.slope(mode, theta) - mode
    assert np.abs(slope[~at.scales]).max() < 1e-2


def test_spreads_are_stationary(left_out):
    """MacKay's condition: squares over spread^2, variances included, balance a group's number.

    By hand from mode and covariance, the pull of the scale's own prior added.
    """
    _, posterior = left_out
    at, mode = posterior.at, posterior.mode
    variance = (posterior.quadratic.axes() ** 2).sum(axis=1)
    for name in SCALES:
        k = at.slices[name].start
        under = at.pooled[at.over == k]
        spread = BY_NAME[name].prior.at(mode[k])
        step = BY_NAME[name].prior.at(mode[k] + 1e-5) - spread
        excess = (mode[under] ** 2 + variance[under]).sum() - len(under)
        assert excess * step / (1e-5 * spread) == pytest.approx(mode[k], abs=0.05), name


def test_the_chain_rule_reaches_the_scales(left_out):
    """d log-likelihood / dz against central differences, scales included."""
    records, posterior = left_out
    at, layout = posterior.at, layout_of(records)
    z = np.random.default_rng(3).normal(size=at.size) * 0.5
    gradient = np.zeros(at.size)
    log_likelihood(at.theta(z), layout, records.arrays, gradient)
    back = at.back(z, at.theta(z), gradient)
    for k in range(0, at.size, 3):
        sides = []
        for step in (1e-5, -1e-5):
            moved = z.copy()
            moved[k] += step
            sides.append(log_likelihood(at.theta(moved), layout, records.arrays, gradient))
        assert back[k] == pytest.approx((sides[0] - sides[1]) / 2e-5, rel=1e-4, abs=1e-4)


def test_a_parameter_that_votes_do_not_touch_keeps_its_prior(left_out):
    """Without the one threatened session, compliance has exactly the prior's quantiles."""
    records, posterior = left_out
    k = names_of(records).index("compliance")
    assert posterior.mode[k] == pytest.approx(0.0, abs=1e-6)
    assert posterior.covariance[k, k] == pytest.approx(1.0, abs=1e-4)
    draws = posterior.draws(40_000, seed=1)[:, k]
    expected = BY_NAME["compliance"].prior.at(np.array([-1.0, 0.0, 1.0]))
    assert np.quantile(draws, [0.1587, 0.5, 0.8413]) == pytest.approx(expected, rel=0.04)


def test_no_spread_collapses(left_out):
    """Spreads are set by marginal likelihood: none is driven to 0, as a joint mode would."""
    _, posterior = left_out
    assert min(posterior.spreads.values()) > 0.05


def test_what_is_not_known_of_a_spread_widens_what_it_pools(left_out):
    """Spreads vary over draws, and draws are as wide as the covariance says, within 5 errors."""
    _, posterior = left_out
    draws, at = posterior.draws(2000, seed=2), posterior.at
    given = (posterior.quadratic.axes() ** 2).sum(axis=1)
    for name in SCALES:
        k = at.slices[name].start
        assert np.quantile(draws[:, k], 0.9) > 1.2 * np.quantile(draws[:, k], 0.1)
    some = at.pooled[at.over == at.slices["spell_scale"].start]
    assert (np.diag(posterior.covariance)[some] > given[some] - 0.05).all()
    assert draws[:, some].std(axis=0).mean() > 1.1 * posterior.spreads["spell_scale"] * np.sqrt(
        given[some].mean()
    )


def test_a_flat_prior_replaces_the_declared_one():
    """Flat on 0..4: the slope is wider than under N(1, .3), and the replaced prior is named."""
    flat, declared = read_flat("records"), read_fitted("records")
    assert flat.about["replaced_priors"] == {"sovereignty_slope": str(FLAT["sovereignty_slope"])}
    assert flat.column("sovereignty_slope").std() > 1.2 * declared.column("sovereignty_slope").std()
