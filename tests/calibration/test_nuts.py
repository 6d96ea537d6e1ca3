"""NUTS: the density it moves in, what it needs, its diagnostics, its files."""

import sys

import numpy as np
import pytest

from calibration import hmc
from calibration.density import log_density
from calibration.nuts import Trace, sample
from calibration.posterior import coordinates_of
from calibration.records import read_folder
from sim.mistake import Mistake
from sim.parameters import BY_NAME, COUNCIL_WIDE
from sim.words import DATA


@pytest.fixture(scope="module")
def records():
    return read_folder(DATA)


def independent(records, shift=0.0, draws=400):
    """A sample of the prior by plain luck; `shift` moves its last chain."""
    at = coordinates_of(records)
    z_kdp = np.random.default_rng(0).standard_normal((4, draws, at.size))
    z_kdp[-1, :, 0] += shift
    stats = {"diverging": np.zeros((4, draws), bool)}
    from calibration.likelihood import names_of

    return Trace(names_of(records), at, z_kdp, stats)


def test_the_gradient_is_that_of_the_density(records):
    """Central differences of log posterior in z, the spreads of partial pooling included."""
    at = coordinates_of(records)

    def density(z):
        return log_density(z, at, records)

    z = np.random.default_rng(1).standard_normal(at.size) * 0.7
    _, gradient = density(z)
    for k in [*range(len(COUNCIL_WIDE)), *range(len(COUNCIL_WIDE), len(z), 17)]:
        step = np.zeros(len(z))
        step[k] = 1e-5
        slope = (density(z + step)[0] - density(z - step)[0]) / 2e-5
        assert gradient[k] == pytest.approx(slope, rel=1e-4, abs=1e-4), k


def test_without_the_extra_it_says_what_to_install(records, monkeypatch):
    monkeypatch.setitem(sys.modules, "nutpie", None)
    with pytest.raises(
        Mistake, match=r'(?s)(nutpie|arviz).*not installed.*pip install "council-sim\[bayes\]"'
    ):
        sample(records)


def test_independent_draws_are_worth_their_number(records):
    """R-hat 1, effective sizes near 1,600, nothing short; a chain elsewhere is told by name."""
    pytest.importorskip("arviz")
    good = independent(records)
    assert good.shortfalls() == []
    assert 1000 < good.diagnostics["ess_bulk"] < 2200
    bad = independent(records, shift=1.0)
    assert bad.diagnostics["rhat"] > 1.05 and bad.diagnostics["rhat_of"] == COUNCIL_WIDE[0]
    assert any(COUNCIL_WIDE[0] in told for told in bad.shortfalls())


def test_thinned_draws_come_from_every_chain(records):
    """500 of 1,600: a quarter from each chain, the ends included."""
    drawn = independent(records)
    kept, every = drawn.draws(500), drawn.theta_kdp
    assert kept.shape == (500, drawn.at.size)
    chains = [(kept[:, None, 5] == every[k, :, 5]).any(axis=1).sum() for k in range(4)]
    assert chains == pytest.approx([125] * 4, abs=1)


def test_the_netcdf_file_holds_every_draw_with_its_unit(records, tmp_path):
    arviz = pytest.importorskip("arviz")
    from calibration.netcdf import write_netcdf

    drawn = independent(records, draws=20)
    path = write_netcdf(drawn, records, tmp_path / "new")
    read = arviz.from_netcdf(path)
    posterior = read.posterior
    assert posterior["compliance"].dims == ("chain", "draw")
    assert posterior["compliance"].attrs["units"] == BY_NAME["compliance"].unit
    haiti = posterior["on_topic"].sel(member="HTI", topic="VEN").values
    k = drawn.names.index("on_topic[HTI:VEN]")
    assert haiti == pytest.approx(drawn.theta_kdp[:, :, k], rel=1e-6)
    assert read.sample_stats["diverging"].shape == (4, 20)


@pytest.mark.slow
def test_nuts_and_our_own_chains_find_one_posterior(records):
    """Two samplers, one density: means and sds of all that councils share agree within errors.

    Laplace's Gaussian, from which our chains set out, finds the spread over topics too small.
    """
    pytest.importorskip("nutpie")
    drawn, own = sample(records, chains=4, draws=1000, tuning=400), hmc.sample(records)
    exact, ours = drawn.theta_kdp.reshape(-1, drawn.at.size), own.draws(4800)
    assert drawn.diagnostics["rhat"] < 1.03
    for k, name in enumerate(COUNCIL_WIDE):
        sd = exact[:, k].std()
        assert abs(ours[:, k].mean() - exact[:, k].mean()) < 0.25 * sd, name
        assert ours[:, k].std() == pytest.approx(sd, rel=0.2), name
    k = COUNCIL_WIDE.index("topic_scale")
    assert own.start.draws(2000)[:, k].mean() < exact[:, k].mean() - exact[:, k].std()
