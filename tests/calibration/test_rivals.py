"""The rivals against hand calculations and the published yardsticks."""

import numpy as np
import pytest

from calibration import rivals, scores
from calibration.ideal_points import _Space
from calibration.records import read_folder
from calibration.rivals import RIVALS, Past, past_of
from calibration.rolling import forecast_calls
from sim.words import DATA
from tests.calibration.folders import another_council

MARCH, ANTIGUA = 5, 0
HISTORY = [0, 0, 0, 2, 1]  # Antigua and Barbuda: Yes, Yes, Yes, Abstain, No before March 2017


@pytest.fixture(scope="module")
def records():
    return read_folder(DATA)


@pytest.fixture(scope="module")
def march(records):
    return past_of(records, MARCH)


def mean_log(records, rival):
    """The rolling log score and Brier score of a rival."""
    arrays, log, brier = records.arrays, [], []
    for call in forecast_calls(records):
        scored = arrays.scored_ci[call]
        chance, votes = rival(past_of(records, call))[scored], arrays.vote_ci[call][scored]
        log.append(scores.vote_losses(chance, votes))
        brier.append(scores.brier(chance, votes))
    return np.concatenate(log), np.concatenate(brier).mean()


@pytest.mark.parametrize(
    ("name", "log", "brier", "within"),
    [("decayed_frequencies", 0.740, None, 0.002), ("last_vote_taken_part", 0.801, 0.398, 0.008)],
)
def test_the_yardsticks_are_met(records, name, log, brier, within):
    """717 votes; .740 with a half-life of two votes; .801 (Brier .398) for the last taken part."""
    ours, ours_brier = mean_log(records, RIVALS[name])
    assert len(ours) == 717
    assert ours.mean() == pytest.approx(log, abs=within)
    if brier:
        assert ours_brier == pytest.approx(brier, abs=0.001)


@pytest.mark.parametrize("name", RIVALS)
def test_every_rival_gives_chances(march, name):
    """Four chances a member, none negative, summing to 1."""
    chance_iv = RIVALS[name](march)
    assert chance_iv.shape == (34, 4)
    assert (chance_iv >= 0).all()
    assert chance_iv.sum(axis=1) == pytest.approx(np.ones(34))


@pytest.mark.parametrize("name", RIVALS)
def test_every_rival_can_begin_with_nothing(tmp_path, name):
    """If the first roll calls all fall on one day, a rival answers without any past."""
    records = read_folder(another_council(tmp_path))
    chance_iv = RIVALS[name](Past(records, 0, []))
    assert chance_iv.sum(axis=1) == pytest.approx(np.ones(8))


def test_own_frequencies_by_hand(march):
    """Votes 3, 1, 1, 0 and one more vote split as all have voted so far."""
    assert march.votes(ANTIGUA).tolist() == HISTORY
    expected = (np.array([3, 1, 1, 0]) + march.shares()) / 6
    assert rivals.own_frequencies(march)[ANTIGUA] == pytest.approx(expected)


def test_half_life_by_hand(march):
    """From the newest: No 1, Abstain 2^-1/2, then Yes 2^-1, 2^-3/2, 2^-2."""
    counts = np.array([2**-1 + 2**-1.5 + 2**-2, 1.0, 2**-0.5, 0.0]) + march.shares()
    expected = counts / counts.sum()
    assert rivals.decayed_frequencies(march)[ANTIGUA] == pytest.approx(expected)


def test_the_majority_so_far_is_yes(march):
    """Yes is the likeliest act for all; the other three are alike."""
    chance = rivals.majority(march)[ANTIGUA]
    assert chance.argmax() == 0
    assert chance[1] == chance[2] == chance[3]


def test_the_last_vote_taken_part_in_skips_absences_and_prefers_the_topic(records):
    """Grenada before 5 June 2018: absent four times running, last took part on 19 June 2017, as A.

    On Nicaragua in July 2018, a new topic, it falls back on the vote of 5 June: A too.
    """
    grenada = records.members.index("GRD")
    june, july = (
        records.rollcalls.index(n) for n in ("2018-06-05-GA-VEN", "2018-07-18-PC-NIC-violence")
    )
    assert rivals._last_part_taken(past_of(records, june), grenada) == 2
    assert rivals._last_on_record(past_of(records, june), grenada) == 3
    assert rivals._last_part_taken(past_of(records, july), grenada) == 2


def test_a_blend_learns_whom_to_trust():
    """One forecaster gives .9 to what comes, the other .1, a thousand times: all the weight."""
    chances = np.array([np.full(1000, 0.9), np.full(1000, 0.1)])
    weights = rivals._blend_weights(chances)
    assert weights.sum() == pytest.approx(1.0)
    assert weights[0] > 0.95
    assert rivals._blend_weights(np.zeros((2, 0))) == pytest.approx([0.5, 0.5])


def test_the_past_counts_are_the_counts_of_the_past(march):
    """Yes among the scored before March 2017: 32, 31, 21, 16, 20, each one in five."""
    count_k = rivals._past_count(march, 33)
    assert np.flatnonzero(count_k).tolist() == [16, 20, 21, 31, 32]
    assert count_k[16] == pytest.approx(0.2)


def test_the_ideal_points_gradient_is_a_derivative(records):
    """Central differences of the penalised likelihood."""
    arrays, before = records.arrays, list(range(9))
    space = _Space(arrays.vote_ci[before], arrays.scored_ci[before], arrays.camp_c[before], 2)
    at = np.random.default_rng(0).normal(size=space.ends[-1])
    _, gradient = space.loss(at)
    for k in range(0, len(at), 7):
        step = np.eye(1, len(at), k)[0] * 1e-6
        slope = (space.loss(at + step)[0] - space.loss(at - step)[0]) / 2e-6
        assert gradient[k] == pytest.approx(slope, rel=1e-4, abs=1e-4)


def test_ideal_points_separate_the_camps(records):
    """Before October 2020 Saint Vincent stands opposite to the United States, Brazil and Canada."""
    past = past_of(records, len(records.rollcalls) - 2)
    chance_iv = RIVALS["ideal_points_1d"](past)
    at = records.members.index
    assert chance_iv[at("VCT"), 0] < 0.2
    assert min(chance_iv[at(m), 0] for m in ("USA", "CAN", "BRA")) > 0.8
