"""The ablation ladder: what a rung leaves out is out, and what it gains adds up."""

import numpy as np
import pytest

from calibration.ladder import RUNGS, ladder, pins
from calibration.posterior import fit
from calibration.records import read_folder
from calibration.rolling import model_forecasts
from calibration.validate import MODEL, Validation, scores_of
from sim.parameters import BY_NAME
from tests.calibration.folders import another_council


@pytest.fixture(scope="module")
def records(tmp_path_factory):
    return read_folder(another_council(tmp_path_factory.mktemp("other"), calls=5))


def test_the_lowest_rung_pins_all_that_the_others_free_and_the_topmost_nothing():
    """18 declared parameters in six steps; none is freed twice."""
    freed = [name for part in RUNGS.values() for name in part]
    assert len(freed) == len(set(freed)) == 18 and set(freed) <= set(BY_NAME)
    assert set(pins("recognition only")) == set(freed) and pins("+ debate") == {}
    assert set(pins("+ memory")) == {"sovereignty_slope", "susceptibility"}


@pytest.mark.parametrize("rung", ["recognition only", "+ spells"])
def test_what_is_pinned_is_nothing_in_the_fit(records, rung):
    """Its mode and every draw are 0, and the fit is finite all the same."""
    posterior = fit(records, pins(rung))
    draws = posterior.draws(20)
    assert np.isfinite(draws).all() and np.isfinite(posterior.evidence)
    for name, part in posterior.at.slices.items():
        assert (draws[:, part] == 0.0).all() == (name in pins(rung)), name


@pytest.mark.slow
def test_gains_add_up_to_the_whole_model(records):
    """From the lowest rung's score, rung by rung, to that of the validation."""
    whole = Validation(records, {MODEL: model_forecasts(records)})
    rows = ladder(whole)
    assert [row["rung"] for row in rows] == list(RUNGS)
    gained = sum(row["gain"] for row in rows[1:])
    assert rows[0]["log"] + gained == pytest.approx(scores_of(whole, MODEL)["log"])
    assert all(row["ci90"][0] <= row["gain"] <= row["ci90"][1] for row in rows[1:])
