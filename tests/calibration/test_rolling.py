"""A rolling forecast sees earlier dates and nothing else."""

import itertools
from dataclasses import replace

import numpy as np
import pytest

from calibration.posterior import fit
from calibration.records import read_folder
from calibration.rolling import count_chances, earlier, forecast_of, only
from sim.mistake import Mistake
from sim.words import DATA
from tests.calibration.folders import another_council, shipped_rows, write_records

SIXTH = 5  # 28 March 2017


@pytest.fixture(scope="module")
def records():
    return read_folder(DATA)


@pytest.fixture(scope="module")
def masked(records):
    return fit(only(records, earlier(records, SIXTH)))


def first_five(folder):
    """A folder with the five oldest roll calls of the record alone."""
    calls = sorted(shipped_rows("rollcalls.csv"), key=lambda row: row["date"])[:SIXTH]
    names = {row["rollcall_id"] for row in calls}
    votes = [row for row in shipped_rows("votes.csv") if row["rollcall_id"] in names]
    return write_records(folder, calls, votes)


def test_masking_is_leaving_out(records, masked, tmp_path):
    """With later votes masked, spreads and evidence are those of a record that ends before them."""
    cut = fit(read_folder(first_five(tmp_path)))
    assert masked.evidence == pytest.approx(cut.evidence, abs=1e-3)
    assert masked.spreads == pytest.approx(cut.spreads, rel=5e-3)


def test_what_is_yet_to_come_has_its_prior(records, masked):
    """The shock of a later roll call and a later government have mode 0 and variance 1."""
    for name in (f"own_shock[{records.rollcalls[SIXTH]}]", "government[MEX:2018-12-01]"):
        k = masked.names.index(name)
        assert masked.mode[k] == 0.0
        assert masked.covariance[k, k] == pytest.approx(1.0)


@pytest.mark.slow
def test_no_forecast_sees_its_own_day_or_later(records, masked):
    """Other votes on 28 March 2017 and after leave the forecast of that day as it is."""
    vote_ci = records.arrays.vote_ci.copy()
    vote_ci[SIXTH:] = np.where(vote_ci[SIXTH:] >= 0, 3 - vote_ci[SIXTH:], -1)
    other = replace(records, arrays=records.arrays._replace(vote_ci=vote_ci))
    again = fit(only(other, earlier(other, SIXTH)))
    before, after = (
        forecast_of(r, SIXTH, posterior) for r, posterior in ((records, masked), (other, again))
    )
    assert np.array_equal(before.chance_iv, after.chance_iv)


def test_memory_is_of_earlier_dates(records, tmp_path):
    """Votes turned round from 23 February 2018 on leave no trace in memories up to that day."""
    calls = shipped_rows("rollcalls.csv")
    late = {row["rollcall_id"] for row in calls if row["date"] >= "2018-02-23"}
    turn = {"Y": "N", "N": "Y", "A": "X", "X": "A"}
    votes = [
        row | {"vote": turn[row["vote"]]} if row["rollcall_id"] in late else row
        for row in shipped_rows("votes.csv")
    ]
    turned = read_folder(write_records(tmp_path, calls, votes)).arrays
    upto = [c for c, day in enumerate(records.dates) if str(day) <= "2018-02-23"]
    assert len(upto) == 10
    for field in ("same_ci", "last_ci"):
        ours, theirs = getattr(records.arrays, field), getattr(turned, field)
        assert np.array_equal(ours[upto], theirs[upto])
        assert not np.array_equal(ours, theirs)


def test_calls_of_one_day_do_not_see_each_other(records):
    """The two votes of 23 February 2018 are forecast from the same eight earlier ones."""
    first = records.rollcalls.index("2018-02-23-PC-VEN-agenda")
    second = records.rollcalls.index("2018-02-23-PC-VEN-elections")
    assert earlier(records, first) == earlier(records, second) == list(range(8))


def test_poisson_binomial_by_enumeration():
    """All 2^6 outcomes of six unlike members, added up."""
    chances = np.array([0.05, 0.3, 0.5, 0.77, 0.9, 1.0])
    expected = np.zeros(7)
    for outcome in itertools.product((0, 1), repeat=6):
        expected[sum(outcome)] += np.prod(np.where(outcome, chances, 1 - chances))
    assert count_chances(chances) == pytest.approx(expected)
    assert count_chances(np.array([chances, chances])) == pytest.approx(np.array([expected] * 2))


def test_too_few_roll_calls_are_refused(tmp_path):
    """Four roll calls leave nothing to forecast, and the message says so."""
    from calibration.rolling import forecast_calls

    records = read_folder(another_council(tmp_path, calls=4))
    with pytest.raises(Mistake, match="hold 4 roll calls; forecasts begin with the fifth"):
        forecast_calls(records)
