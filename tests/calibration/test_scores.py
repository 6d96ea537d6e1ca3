"""Scores against values worked out by hand."""

import math

import numpy as np
import pytest

from calibration import scores

EVEN = np.full((1, 4), 0.25)
YES, NO, ABSTAIN, ABSENT = range(4)


def test_even_chances_cost_ln_4_and_three_quarters():
    """-ln 1/4; (3/4)^2 + 3 (1/4)^2 = 3/4."""
    assert scores.vote_losses(EVEN, np.array([ABSTAIN])) == pytest.approx(math.log(4))
    assert scores.brier(EVEN, np.array([ABSTAIN])) == pytest.approx(0.75)


def test_certain_and_wrong_costs_two_and_the_floor():
    """1^2 + 1^2 = 2; -ln 1e-6, four-way and for Yes against anything else."""
    sure = np.array([[0.0, 1.0, 0.0, 0.0]])
    assert scores.brier(sure, np.array([YES])) == pytest.approx(2.0)
    assert scores.vote_losses(sure, np.array([YES])) == pytest.approx(6 * math.log(10))
    assert scores.yes_losses(sure, np.array([YES])) == pytest.approx(6 * math.log(10))


def test_yes_against_anything_else():
    """Chance of Yes .8: -ln .8 for a Yes, -ln .2 for an abstention."""
    chance = np.array([[0.8, 0.1, 0.1, 0.0]] * 2)
    votes = np.array([YES, ABSTAIN])
    assert scores.yes_losses(chance, votes) == pytest.approx([-math.log(0.8), -math.log(0.2)])


def test_proportional_reduction_of_error():
    """Two calls of 5: 3-2 and 4-1, so 3 votes against the majorities; one error of 3 leaves 2/3."""
    votes = np.array([0, 0, 0, 1, 1, 0, 0, 0, 0, 2])
    calls = np.repeat([0, 1], 5)
    right = np.ones(10, bool)
    right[4] = False
    assert scores.proportional_reduction(right, votes, calls) == pytest.approx(2 / 3)
    assert math.isnan(scores.proportional_reduction(right[:2], votes[:2], calls[:2]))


def test_count_score_by_hand():
    """Chances .1, .2, .7 of 0, 1, 2 Yes; 1 came: (.1)^2 + (.3 - 1)^2 = .5."""
    assert scores.count_score(np.array([0.1, 0.2, 0.7]), 1) == pytest.approx(0.5)


def test_a_sure_count_is_off_by_its_distance():
    """A point forecast's CRPS is the absolute error."""
    sure = np.zeros(31)
    sure[12] = 1.0
    assert scores.count_score(sure, 20) == pytest.approx(8.0)


def test_central_interval_edges():
    """Cumulated .1, .5, .9, 1: the 10 % quantile is 0 and the 90 % quantile 2."""
    assert scores.central_interval(np.array([0.1, 0.4, 0.4, 0.1])) == (0, 2)


def test_switches_found_and_false_alarms():
    """Last Yes, No, Yes, Yes, none; came Abstain, No, Abstain, Yes, Yes; said as below."""
    said = np.eye(4)[[ABSTAIN, YES, NO, YES, NO]]
    came, last = np.array([ABSTAIN, NO, ABSTAIN, YES, YES]), np.array([YES, NO, YES, YES, -1])
    found = scores.switches(said, came, last)
    assert found == {"switches": 2, "found": 1, "stays": 2, "false_alarms": 1}


def test_recalls():
    """Two Yes of which one is seen, one absence that is; no No and no abstention on record."""
    said = np.eye(4)[[YES, NO, ABSENT]]
    assert scores.recalls(said, np.array([YES, YES, ABSENT])) == {
        "yes": 0.5, "no": None, "abstain": None, "absent": 1.0,
    }  # fmt: skip


def test_the_bootstrap_draws_dates_not_votes():
    """A hundred votes of one date move together: the interval spans the two dates' values."""
    values, dates = np.repeat([0.0, 1.0], 100), np.repeat([1, 2], 100)
    assert scores.interval_over_dates(values, dates) == [0.0, 1.0]
    assert scores.interval_over_dates(np.full(9, 0.3), np.arange(9)) == pytest.approx([0.3, 0.3])


def test_the_bootstrap_matches_the_normal_theory():
    """400 dates of one vote each, sd 1: the 90 % interval is 2 x 1.645 / 20 wide, within 10 %."""
    values = np.random.default_rng(1).normal(size=400)
    low, high = scores.interval_over_dates(values, np.arange(400))
    assert high - low == pytest.approx(2 * 1.645 * values.std() / 20, rel=0.1)
