"""Imagined votes are the model's; ranks of truths among draws are tested as they should be."""

import time
from dataclasses import replace
from functools import partial
from types import SimpleNamespace

import numpy as np
import pytest
from scipy.stats import binom

from calibration.imagined import imagine
from calibration.likelihood import chances_in, layout_of, names_of
from calibration.posterior import coordinates_of
from calibration.records import read_folder
from calibration.repetitions import (
    FITS,
    Trials,
    _shared,
    by_parameter,
    digest_of_proof,
    invented,
    repeat,
    uniform_p,
)
from sim.council import memory_of
from sim.mistake import Mistake
from sim.tables import read_tables
from sim.words import DATA, NOT_SEATED, YES


@pytest.fixture(scope="module")
def records():
    return read_folder(DATA)


@pytest.fixture(scope="module")
def theta(records):
    at = coordinates_of(records)
    return at.theta(np.random.default_rng(4).standard_normal(at.size) * 0.5)


@pytest.mark.slow
def test_imagined_shares_are_the_chances(records, theta):
    """First roll call, 300 imaginations: each member's share of Yes within 4.5 errors."""
    seen = [
        imagine(records, read_tables(), theta, np.random.default_rng(k)).arrays.vote_ci[0]
        for k in range(300)
    ]
    share = (np.array(seen) == YES).mean(axis=0)
    here = records.arrays.scored_ci[0]
    chance = chances_in(0, theta[None], layout_of(records), records.arrays)[0, :, YES]
    error = np.sqrt(chance * (1 - chance) / 300) + 1e-3
    assert (np.abs(share - chance)[here] < 4.5 * error[here]).all()


@pytest.mark.slow
def test_imagined_members_remember_what_they_imagined(records, theta):
    """The memory of the last roll call, made again from the imagined votes by the records' rule."""
    tables = read_tables()
    seen = imagine(records, tables, theta, np.random.default_rng(9)).arrays
    rows = [
        SimpleNamespace(rollcall_id=name, iso3=member, vote="YNAX"[act])
        for name, vote_i in zip(records.rollcalls, seen.vote_ci, strict=True)
        for member, act in zip(records.members, vote_i, strict=True)
        if act != NOT_SEATED
    ]
    last = next(c for c in tables.rollcalls if c.rollcall_id == records.rollcalls[-1])
    memory = memory_of(
        replace(tables, votes=rows), records.members, last.topic, int(last.camp), last.direction,
        last.date,
    )  # fmt: skip
    assert (seen.same_ci[-1] == memory.same).all() and (seen.last_ci[-1] == memory.last).all()
    assert (seen.last_ci[-1] != records.arrays.last_ci[-1]).any()


def test_who_is_not_scored_keeps_its_recorded_vote(records, theta):
    seen = imagine(records, read_tables(), theta, np.random.default_rng(0)).arrays.vote_ci
    aside = ~records.arrays.scored_ci
    assert (seen[aside] == records.arrays.vote_ci[aside]).all()


def normal_trials(widths, count=2000):
    """y ~ N(truth, 1), truth ~ N(0, 1): exact posteriors N(y/2, 1/2), their sd times `width`."""
    rng = np.random.default_rng(3)
    truth = rng.standard_normal((count, 2))
    mean = (truth + rng.standard_normal((count, 2))) / 2
    off = rng.standard_normal((99, count, 2)) * np.sqrt(0.5) * np.array(widths)
    return Trials(truth, ((mean + off) < truth).sum(axis=0), mean)


def test_an_exact_posterior_passes_and_a_narrow_one_does_not():
    """90 % intervals at 60 % of their width hold the truth in 2 Phi(.6 x 1.645) - 1 of cases."""
    slices = {"solidarity": slice(0, 1), "compliance": slice(1, 2)}
    table = by_parameter(slices, normal_trials((1.0, 0.6))).set_index("parameter")
    assert table.loc["solidarity", "coverage"] == pytest.approx(0.90, abs=0.02)
    assert table.loc["compliance", "coverage"] == pytest.approx(0.676, abs=0.035)
    assert table.loc["solidarity", "p"] > 1e-3 > 1e-10 > table.loc["compliance", "p"]
    assert table.loc["solidarity", "correlation"] == pytest.approx(np.sqrt(0.5), abs=0.04)


def test_the_uniformity_test_is_pearsons():
    """Ten bins of ten are flat; 20, 0, 10, ... give chi-squared 20 on 9: p = .0179."""
    assert uniform_p(np.arange(100)) == pytest.approx(1.0)
    uneven = np.concatenate([np.arange(10).repeat(2), np.arange(20, 100)])
    assert uniform_p(uneven) == pytest.approx(0.0179, abs=1e-4)


def test_repetitions_done_are_kept_and_taken_up(records, tmp_path):
    """A second call with more truths does only the new ones; other truths begin afresh."""
    asked = []

    def fitted(votes):
        asked.append(votes)
        return SimpleNamespace(draws=lambda count: np.zeros((count, len(names_of(records)))))

    at = coordinates_of(records)
    truths = at.theta(np.random.default_rng(0).standard_normal((3, at.size)))
    kept = tmp_path / "new" / "sbc.npz"
    first = repeat(records, read_tables(), truths[:2], fitted, kept)
    again = repeat(records, read_tables(), truths, fitted, kept)
    assert len(asked) == 3 and (again.rank[:2] == first.rank).all()
    repeat(records, read_tables(), truths[1:], fitted, kept)
    assert len(asked) == 5
    repeat(records, read_tables(), truths[1:], fitted, kept)
    assert len(asked) == 5


@pytest.mark.parametrize("keeps", [True, False])
def test_ctrl_c_says_that_repetitions_are_kept_where_they_are(keeps, records, tmp_path):
    """In a file, not without one."""

    def stop(_):
        raise KeyboardInterrupt

    truths = invented(coordinates_of(records), 2)
    with pytest.raises(KeyboardInterrupt) as stopped:
        repeat(records, read_tables(), truths, stop, tmp_path / "sbc.npz" if keeps else None)
    assert len(getattr(stopped.value, "__notes__", [])) == keeps


def test_repetitions_of_another_fit_or_other_records_are_not_mixed(records, tmp_path):
    """Other settings, records or source of the fit: none of those kept is taken up."""
    tables, kept = read_tables(), tmp_path / "sbc.npz"
    at = coordinates_of(records)
    truths = at.theta(np.random.default_rng(0).standard_normal((2, at.size)))
    zeros = partial(_constant, value=0.0)
    assert (repeat(records, tables, truths, zeros, kept).mean == 0).all()
    assert (repeat(records, tables, truths, partial(_constant, value=1.0), kept).mean == 1).all()
    one = digest_of_proof(records, tables, zeros)
    assert one == digest_of_proof(records, tables, partial(_constant, value=0.0))
    others = (
        digest_of_proof(replace(records, digest="other"), tables, zeros),
        digest_of_proof(records, tables, FITS["laplace"]),
        digest_of_proof(records, tables, FITS["hmc"]),
        digest_of_proof(records, tables, partial(FITS["hmc"], moves=51)),
    )
    assert len({one, *others}) == 5


def test_damaged_repetitions_are_told(records, tmp_path):
    """What was kept is not silently done again, nor half read."""
    at = coordinates_of(records)
    truths = at.theta(np.random.default_rng(0).standard_normal((1, at.size)))
    kept, fitted = tmp_path / "sbc.npz", partial(_constant, value=0.0)
    repeat(records, read_tables(), truths, fitted, kept)
    whole = kept.read_bytes()
    for damaged in (whole[:-200], b"", b"run,yes\n1,20\n"):
        kept.write_bytes(damaged)
        with pytest.raises(Mistake, match="is damaged"):
            repeat(records, read_tables(), truths, fitted, kept)


def _constant(votes, value):
    """A fit whose draws are all alike."""
    shape = (coordinates_of(votes).size,)
    return SimpleNamespace(draws=lambda count: np.full((count, *shape), value))


@pytest.mark.slow
@pytest.mark.long
def test_intervals_hold_what_made_the_votes(records):
    """100 councils invented from the priors: `council calibrate` finds the truth again.

    Its 90 % intervals hold 90 % of truths: in the mean within 2 points, and each of 47 kinds within
    binomial limits that luck alone would pass in all but 1 of 100 such proofs. What labels share
    (a spread) makes their truths alike, so repetitions are counted, not labels.
    """
    at, count = coordinates_of(records), 100
    trials = repeat(records, read_tables(), invented(at, count), FITS["hmc"], workers=2)
    table = by_parameter(at.slices, trials).set_index("parameter")
    assert table["coverage"].mean() == pytest.approx(0.9, abs=0.02)
    for told in (True, False):
        kinds = table[table["by_votes"] == told]
        assert kinds["coverage"].mean() == pytest.approx(0.9, abs=0.025)
    edge = 0.005 / len(table)
    low, high = binom.ppf([edge, 1 - edge], count, 0.9) / count
    assert table["coverage"].between(low, high).all(), table.to_string()
    assert (table["p"] > 0.001 / len(table)).all(), table.to_string()
    found = ["solidarity", "alba", "orientation", "memory_topic", "memory_any", "abstention"]
    assert (table.loc[found, "correlation"] > 0.7).all()


def test_processes_share_repetitions_and_keep_their_order():
    """Two workers give what one gives: the slow first repetition stays the first."""
    with _shared(2) as over:
        assert list(over(_late, [0.5, 0.0, 0.0])) == [0.5, 0.0, 0.0]


def _late(seconds):
    time.sleep(seconds)
    return seconds
