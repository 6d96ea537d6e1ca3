"""What votes tell: measured against what is declared; counts of imagined votes."""

from types import SimpleNamespace

import numpy as np
import pandas as pd
import pytest

from calibration.identify import alike, divergence, told_by_votes
from calibration.posterior import coordinates_of, fit
from calibration.predictive import counts, coverage
from calibration.records import read_folder
from sim.figures.reliability import reliability_table
from sim.parameters import COUNCIL_WIDE
from sim.words import DATA


@pytest.fixture(scope="module")
def records():
    return read_folder(DATA)


def test_declared_is_what_is_measured(records):
    """`by_votes` of every parameter, against widths and moves of today's fit."""
    table = told_by_votes(fit(records))
    differing = table[table["declared"] != table["measured"]]
    assert differing.empty, differing.to_string()


def test_divergence_of_a_normal():
    """By hand: no change 0; a move by 1 sd 1/2; half the width log 2 - 3/8."""
    found = divergence(np.array([0.0, 1.0, 0.0]), np.array([1.0, 1.0, 0.5]))
    assert found == pytest.approx([0.0, 0.5, np.log(2) - 0.375])


def test_pairs_alike_are_those_correlated(records):
    """Of an invented covariance only the pair at -.6 is reported, not that at .3."""
    at = coordinates_of(records)
    covariance = np.eye(at.size)
    covariance[0, 2] = covariance[2, 0] = -0.6
    covariance[1, 3] = covariance[3, 1] = 0.3
    pairs = alike(SimpleNamespace(at=at, mean=np.zeros(at.size), covariance=covariance))
    assert pairs.to_dict("records") == [
        {"one": COUNCIL_WIDE[0], "other": COUNCIL_WIDE[2], "correlation": pytest.approx(-0.6)}
    ]


def test_recorded_counts_stand_beside_imagined_ones(records):
    """Imagined votes that are the recorded ones: every count inside, at the middle."""
    same = np.repeat(records.arrays.vote_ci[None], 3, axis=0)
    table = counts(records, same, "rollcall")
    assert (table["recorded"] == table["imagined"]).all() and (table["tail"] == 0.5).all()
    march = table[table["rollcall"] == "2017-03-28-PC-VEN-agenda"].set_index("act")["recorded"]
    assert march.to_dict() == {"yes": 20, "no": 10, "abstain": 2, "absent": 1}  # VEN not scored
    assert (coverage(table)["inside"] == 1.0).all()


def test_reliability_counts_what_came():
    """Four votes at .75 of which three were Yes; one at .05 that was No."""
    table = pd.DataFrame({"p_yes": [0.75] * 4 + [0.05], "vote": list("YYYNN")})
    bins = reliability_table(table)
    assert bins["votes"].tolist() == [1, 4] and bins["share"].tolist() == [0.0, 0.75]
    assert bins["chance"].tolist() == pytest.approx([0.05, 0.75])
