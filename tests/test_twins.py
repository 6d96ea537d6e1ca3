"""One rule, two drivers: the Mesa model and the batch cast the same votes, bit for bit."""

import numpy as np
import pytest

from sim.batch import run_batch
from sim.campaign import read_campaign
from sim.fitted import read_fitted
from sim.grid import shipped_cells
from sim.model import CouncilModel
from sim.named import shipped
from sim.past import NO_PAST
from sim.scenario import read_scenario
from sim.stage import set_stage
from sim.words import YES

RUNS = (0, 1, 499, 500, 4711, 9999)


@pytest.fixture(scope="module")
def fitted():
    return read_fitted()


SAMPLE = sorted(shipped_cells())[::7]  # of the grid: each choice of each axis is among them


def test_the_sample_of_the_grid_has_every_choice():
    """Each word of a name at its place stands in one of the names that are sampled."""
    words = [
        {word for name in names for word in name.split("-")} for names in (SAMPLE, shipped_cells())
    ]
    assert words[0] == words[1]


@pytest.mark.parametrize("name", [*shipped(), *SAMPLE])
@pytest.mark.parametrize("seed", [0, 1, 2**63 - 1])
def test_a_mesa_run_is_the_batch_run_of_its_number(name, seed, fitted):
    """Votes, outcome and the sum of the chances agree exactly, step by step against compiled."""
    stage = set_stage(read_scenario(name), fitted)
    for run in RUNS:
        model = CouncilModel(name, seed=seed, run=run, fitted=fitted)
        model.run_model()
        batch = run_batch(stage, seed, run, 1)
        assert list(batch.vote_ri[0]) == list(model.room.vote)
        assert batch.outcome_r[0] == model.room.outcome[0]
        assert list(batch.tally_rv[0]) == list(model.room.tally)
        assert list(batch.ledger_re[0]) == list(model.room.ledger)
        assert batch.frame_r[0] == model.room.frame[0]
        in_order = 0.0
        for chance in model.room.chance[:, 0]:
            in_order += chance
        assert batch.expected_r[0] == in_order


@pytest.mark.parametrize("name", shipped())
def test_threads_and_chunks_change_no_bit(name, fitted):
    """3,000 runs at once on two threads, on one, and in three uneven pieces out of order."""
    stage = set_stage(read_scenario(name), fitted)
    whole = run_batch(stage, 7, 0, 3000)
    single = run_batch(stage, 7, 0, 3000, threads=1)
    pieces = {first: run_batch(stage, 7, first, count) for first, count in
              ((2001, 999), (0, 1), (1, 2000))}  # fmt: skip
    joined = [np.concatenate([pieces[f][k] for f in (0, 1, 2001)]) for k in range(len(whole))]
    for all_at_once, alone, parts in zip(whole, single, joined, strict=True):
        assert np.array_equal(all_at_once, alone)
        assert np.array_equal(all_at_once, parts)


def test_seeds_and_runs_differ(fitted):
    """Another seed, or another run with the same draw, is another vote."""
    stage = set_stage(read_scenario("march-28"), fitted)
    first, other_seed = run_batch(stage, 0, 0, 200), run_batch(stage, 1, 0, 200)
    same_draw = run_batch(stage, 0, len(fitted.draws), 200)
    assert not np.array_equal(first.vote_ri, other_seed.vote_ri)
    assert not np.array_equal(first.vote_ri, same_draw.vote_ri)
    assert np.array_equal(
        first.expected_r, same_draw.expected_r
    )  # chances are the draw's, not luck's


def test_every_scenario_is_compiled_once(fitted):
    """Stages differ in numbers alone, never in type or layout: no scenario compiles afresh."""

    def form(part):
        array = isinstance(part, np.ndarray)
        return (part.dtype, part.ndim, part.flags.c_contiguous) if array else type(part)

    stages = [set_stage(read_scenario(name), fitted) for name in shipped()]
    assert len({tuple(map(form, stage)) for stage in stages}) == 1


@pytest.mark.parametrize("run", RUNS)
@pytest.mark.parametrize("name", shipped("campaigns"))
def test_a_campaign_in_mesa_is_the_campaign_of_the_batch(name, run, fitted):
    """Each sitting with what the ones before it left: votes, frame, ledger, memory."""
    past = NO_PAST
    for sitting, session in enumerate(read_campaign(name)):
        stage = set_stage(session, fitted)
        batch = run_batch(stage, 1, run, 1, past=past, sitting=sitting)
        model = CouncilModel(session, 1, run, fitted, past, sitting)
        model.run_model()
        assert list(batch.vote_ri[0]) == list(model.room.vote)
        assert list(batch.ledger_re[0]) == list(model.room.ledger)
        assert batch.frame_r[0] == model.room.frame[0]
        past = batch.left
        assert all(map(np.array_equal, past, model.left))
    assert (past.cast_ri != 0).any() and past.lasting_r[0] != 0


@pytest.mark.parametrize("name", shipped())
def test_the_roll_call_alone_counts_the_same_yes(name, fitted):
    """Whatever the sponsors decide, `yes` is the roll call on the motion under the same luck."""
    whole = read_scenario(name)
    alone = type(whole)(**{**vars(whole), "session": "roll call"})
    tallies = [run_batch(set_stage(s, fitted), 2, 0, 2000).tally_rv for s in (whole, alone)]
    assert np.array_equal(tallies[0][:, YES], tallies[1][:, YES])
