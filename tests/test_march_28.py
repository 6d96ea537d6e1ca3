"""What the first session must show, on the shipped draws and with that roll call left out."""

import numpy as np
import pytest

from sim.batch import run_batch
from sim.fitted import read_fitted, read_flat
from sim.scenario import read_scenario
from sim.stage import members_of, set_stage
from sim.words import YES

RUNS = 20_000
OBSERVED = 20  # Yes on 28 March 2017


def batch(name, fitted):
    scenario = read_scenario(name)
    members = members_of(scenario)
    return run_batch(set_stage(scenario, fitted), 1, 0, RUNS), members


@pytest.mark.parametrize("draws", ["records", "without-2017-03-28"])
def test_the_recorded_count_lies_within_the_central_80_percent(draws):
    """20 Yes within q10..q90, with the roll call in the fit and left out of it."""
    runs, _ = batch("march-28", read_fitted(draws))
    q10, q90 = np.quantile(runs.tally_rv[:, YES], [0.1, 0.9])
    assert q10 <= OBSERVED <= q90


@pytest.mark.parametrize("draws", ["records", "without-2017-03-28"])
def test_each_of_the_threatened_withholds_its_yes(draws):
    """Haiti, El Salvador and the Dominican Republic do not vote Yes in at least 80 % of runs."""
    runs, members = batch("march-28", read_fitted(draws))
    for member in ("HTI", "SLV", "DOM"):
        assert (runs.vote_ri[:, members.index(member)] != YES).mean() >= 0.8


@pytest.mark.parametrize("fitted", [read_fitted(), read_flat()], ids=["declared", "flat"])
def test_suspension_was_out_of_reach(fitted):
    """24 votes in at most 1 % of runs, under the declared sovereignty prior and a flat one."""
    runs, _ = batch("suspend-us-leads", fitted)
    assert (runs.tally_rv[:, YES] >= 24).mean() <= 0.01
