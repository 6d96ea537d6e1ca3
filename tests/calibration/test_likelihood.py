"""The likelihood is the model read backwards; its gradient is a derivative."""

import math

import numpy as np
import pytest

from calibration.likelihood import layout_of, log_likelihood_and_gradient, names_of
from calibration.posterior import coordinates_of
from calibration.records import read_folder
from sim.batch import run_batch
from sim.fitted import read_fitted
from sim.luck import luck_of
from sim.scenario import read_scenario
from sim.session import run_session
from sim.stage import members_of, room_of, set_stage
from sim.words import DATA

MARCH = "2017-03-28-PC-VEN-agenda"


@pytest.fixture(scope="module")
def records():
    return read_folder(DATA)


def some_theta(records, seed):
    """A point well inside every prior."""
    at = coordinates_of(records)
    return at.theta(np.random.default_rng(seed).normal(size=at.size) * 0.8)


@pytest.mark.parametrize("seed", [0, 1])
def test_the_gradient_is_the_derivative(records, seed):
    """Central differences in every one of the parameters, to 1e-5 of the gradient's size."""
    theta = some_theta(records, seed)
    _, gradient = log_likelihood_and_gradient(theta, records)
    for k, name in enumerate(names_of(records)):
        step = 1e-6 * max(1.0, abs(theta[k]))
        above, below = theta.copy(), theta.copy()
        above[k] += step
        below[k] -= step
        rise = log_likelihood_and_gradient(above, records)[0]
        fall = log_likelihood_and_gradient(below, records)[0]
        slope = (rise - fall) / (above[k] - below[k])
        assert gradient[k] == pytest.approx(slope, rel=1e-4, abs=1e-4), name


def test_the_likelihood_of_march_28_is_what_the_session_gives(records):
    """Read backwards and played forwards, a draw gives the recorded votes the same chance."""
    fitted = read_fitted(narrowed=False)
    scenario = read_scenario("march-28")
    stage = set_stage(scenario, fitted)
    members = members_of(scenario)
    all_but = read_folder(DATA, (MARCH,))
    call = records.rollcalls.index(MARCH)
    for draw in (0, 123):
        room = room_of(stage, draw)
        run_session(room, luck_of(0, draw, len(members)))
        forwards = sum(
            math.log(room.chance[members.index(member), records.arrays.vote_ci[call, i]])
            for i, member in enumerate(records.members)
            if records.arrays.scored_ci[call, i]
        )
        theta = fitted.columns(names_of(records))[draw]
        whole, _ = log_likelihood_and_gradient(theta, records)
        backwards = whole - _without(theta, records, call)
        assert backwards == pytest.approx(forwards, abs=1e-9)
    assert len(all_but.rollcalls) == 25


def _without(theta, records, call):
    """The log-likelihood with one roll call's members unscored, all else the same."""
    scored = records.arrays.scored_ci.copy()
    scored[call] = False
    arrays = records.arrays._replace(scored_ci=scored)
    gradient = np.zeros(len(theta))
    from calibration.likelihood import log_likelihood

    return log_likelihood(theta, layout_of(records), arrays, gradient)


def test_uninformed_members_get_a_quarter_for_each_act(records):
    """With lapse 1 every act has chance 1/4: the log-likelihood is 846 log(1/4)."""
    theta = some_theta(records, 2)
    theta[names_of(records).index("lapse")] = 1.0 - 1e-12
    total, _ = log_likelihood_and_gradient(theta, records)
    assert total == pytest.approx(846 * math.log(0.25), abs=1e-6)


def test_members_concerned_are_not_scored(records):
    """Venezuela anywhere; Nicaragua, Bolivia and Honduras on themselves; Colombia in 2015."""
    scored = records.arrays.scored_ci
    at = {member: i for i, member in enumerate(records.members)}
    for call, name in enumerate(records.rollcalls):
        assert not scored[call, at["VEN"]]
        for member in ("NIC", "BOL", "HND"):
            if f"-{member}" in name:
                assert not scored[call, at[member]]
    assert not scored[records.rollcalls.index("2015-08-31-PC-COLVEN-convene"), at["COL"]]


def test_the_batch_casts_the_likelihoods_chances(records):
    """Over 40,000 runs of one draw, each member's share of Yes is its chance, within 5 errors."""
    fitted = read_fitted()
    stage = set_stage(read_scenario("march-28"), fitted)
    one = stage._replace(
        **{f: getattr(stage, f)[:1] for f in stage._fields if "_d" in f and f != "direction"}
    )
    runs = 40_000
    share = (run_batch(one, 5, 0, runs).vote_ri == 0).mean(axis=0)
    room = room_of(one, 0)
    run_session(room, luck_of(5, 0, len(share)))
    chance = room.chance[:, 0]
    error = np.sqrt(chance * (1 - chance) / runs) + 1e-9
    assert (np.abs(share - chance) < 5 * error).all()
