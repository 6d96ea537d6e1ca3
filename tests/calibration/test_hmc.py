"""Hamiltonian Monte Carlo: the leaps keep density, silent votes give back the prior, R-hat."""

import numpy as np
import pytest

from calibration.hmc import LOST, Walk, sample
from calibration.posterior import fit
from calibration.records import read_folder
from calibration.rolling import only
from calibration.sample import split_rhat
from sim.fitted import FLAT_SET, read_posterior, shipped_sets
from sim.words import DATA, FITTED
from tests.calibration.folders import another_council

MARCH = "2017-03-28-PC-VEN-agenda"


@pytest.fixture(scope="module")
def few(tmp_path_factory):
    """Eight invented members and eight roll calls: as good for laws, and quick."""
    return read_folder(another_council(tmp_path_factory.mktemp("few") / "other"))


@pytest.fixture(scope="module")
def start(few):
    return fit(few)


@pytest.mark.slow
def test_what_leaps_lose_shrinks_with_their_square(few, start, monkeypatch):
    """The leapfrog is of second order: over the same way, half the length loses a quarter."""
    lost = []
    for leap, leaps in ((0.08, 6), (0.04, 12)):
        monkeypatch.setattr("calibration.hmc.LEAPS", (leaps, leaps + 1))
        walk = Walk(start, few, 8, np.random.default_rng(3))
        walk.leap = leap
        lost.append(np.abs(walk.move()))
    assert np.median(lost[0] / lost[1]) == pytest.approx(4.0, rel=0.15)


@pytest.mark.slow
def test_leaping_back_leads_home(few, start, monkeypatch):
    """Time runs backwards as well: from where it came, with momentum reversed."""
    monkeypatch.setattr("calibration.hmc.LEAPS", (5, 6))
    walk = Walk(start, few, 2, np.random.default_rng(4))
    home, push_kp = walk.z_kp.copy(), walk.rng.standard_normal(walk.z_kp.shape)
    walk.rng = Steady()
    walk.z_kp, walk.height_k, walk.gradient_kp, arriving_kp = walk.leap_on(push_kp)
    back_kp, _, _, stopped_kp = walk.leap_on(-arriving_kp)
    assert back_kp == pytest.approx(home, abs=1e-8)
    assert stopped_kp == pytest.approx(-push_kp, abs=1e-7)


@pytest.mark.slow
def test_a_chain_that_leaps_out_of_all_bounds_stays_where_it_was(few, start):
    """Leaps a million times too long: every move is lost, none is taken, nothing is raised."""
    walk = Walk(start, few, 3, np.random.default_rng(5))
    walk.leap *= 1e6
    before = walk.z_kp.copy()
    assert (walk.move() < -LOST).all()
    assert (walk.z_kp == before).all()


class Steady:
    """Luck that always gives the middle."""

    def uniform(self, low, high):
        return (low + high) / 2

    def integers(self, low, high):
        return low


@pytest.mark.slow
def test_silent_votes_give_back_the_prior(few):
    """No vote scored: every z is N(0, 1), mean and sd within 5 errors of 640 draws or more."""
    silent = sample(only(few, []), chains=16, moves=60, tuning=20)
    z = silent.z_kdp.reshape(-1, silent.at.size)
    assert np.abs(z.mean(axis=0)).max() < 5 / np.sqrt(640)
    assert np.abs(z.std(axis=0) - 1.0).max() < 5 / np.sqrt(2 * 640)
    assert silent.divergences == 0


def test_r_hat_of_luck_is_one_and_of_a_chain_elsewhere_is_not():
    """One of four chains moved by one sd: between halves .21 of a variance, R-hat sqrt(1.21)."""
    z_kdp = np.random.default_rng(0).standard_normal((4, 4000, 2))
    z_kdp[3, :, 1] += 1.0
    assert split_rhat(z_kdp) == pytest.approx([1.0, np.sqrt(1 + 3 / 14)], abs=0.01)


def test_the_shipped_draws_are_of_these_records():
    """Each set names the records and priors it was drawn from; none has changed since."""
    for name in shipped_sets():
        for shipped in (read_posterior(name), read_posterior(FITTED / name / FLAT_SET)):
            left_out = tuple(shipped.about["left_out"])
            assert shipped.stale(read_folder(DATA, left_out).digest) == []
            assert shipped.about["rhat"] < 1.05 and shipped.about["divergences"] < 5


@pytest.mark.slow
def test_the_shipped_draws_are_found_again():
    """Other luck, the same posterior: means within a third of an sd, sds within a third."""
    again = sample(read_folder(DATA, (MARCH,)), seed=7)
    shipped = read_posterior("without-2017-03-28")
    assert shipped.names == again.names
    drawn = again.theta_kdp.reshape(-1, again.at.size)
    away = (shipped.draws.mean(axis=0) - drawn.mean(axis=0)) / drawn.std(axis=0)
    assert np.abs(away).max() < 0.33
    assert np.abs(np.log(shipped.draws.std(axis=0) / drawn.std(axis=0))).max() < 0.33
