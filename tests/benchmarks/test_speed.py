"""How fast the batch is against loops over the same model in Mesa: ratios taken side by side.

`make bench` runs this; `make test` leaves it out. Every contender runs the same scenario, with the
scenario and the draws read beforehand, so that what is timed is runs. They take turns within each
round, so that whatever else the machine does falls on all of them.
"""

import platform
import time
from functools import cache
from statistics import median

import mesa
import numba
import pytest

from sim.batch import run_batch
from sim.campaign import read_campaign
from sim.fitted import read_fitted
from sim.model import CouncilModel
from sim.play import play, stages_of
from sim.scenario import read_scenario
from sim.stage import set_stage

SCENARIO, SEED = "march-28", 1
ROUNDS = 3
LOOP_RUNS, MESA_RUNS, BATCH_RUNS = 300, 2_000, 200_000
AT_LEAST = 1_000  # times mesa.batch_run on two processes, by the batch on all threads


@cache
def ready():
    """The scenario and the draws, read once in each process."""
    return read_scenario(SCENARIO), read_fitted()


class ReadyModel(CouncilModel):
    """The council's own model of one run, from what is read already."""

    def __init__(self, run: int) -> None:
        scenario, fitted = ready()
        super().__init__(scenario, SEED, run, fitted)


def plain_loop(count):
    for run in range(count):
        ReadyModel(run).run_model()


def mesa_batch_run(count):
    # max_steps = n makes n + 1 steps; this model stops itself after its last phase
    told = mesa.batch_run(
        ReadyModel, {"run": range(count)}, number_processes=2, max_steps=100,
        display_progress=False,
    )  # fmt: skip
    # it reports the step before a model's last when one collects at the start, so no outcome here
    assert len({row["RunId"] for row in told}) == count


def our_batch(threads):
    stage = set_stage(*ready())
    return lambda count: run_batch(stage, SEED, 0, count, threads)


def contenders():
    """{name: (what runs `count` runs, how many)}."""
    return {
        "plain Mesa loop": (plain_loop, LOOP_RUNS),
        "mesa.batch_run, 2 processes": (mesa_batch_run, MESA_RUNS),
        "our batch, 1 thread": (our_batch(1), BATCH_RUNS),
        "our batch, 2 threads": (our_batch(2), BATCH_RUNS),
    }


def measured():
    """{name: runs a second in each round}, interleaved."""
    rates = {name: [] for name in contenders()}
    for _ in range(ROUNDS):
        for name, (run, count) in contenders().items():
            began = time.perf_counter()
            run(count)
            rates[name].append(count / (time.perf_counter() - began))
    return rates


@pytest.mark.speed
def test_the_batch_is_a_thousand_times_mesas_batch_run(capsys):
    """Median runs a second over the rounds, and the ratios of each round."""
    for run, _ in contenders().values():
        run(2)  # compile, read, start up
    rates = measured()
    mesas = rates["mesa.batch_run, 2 processes"]
    ours = rates["our batch, 2 threads"]
    ratios = sorted(a / b for a, b in zip(ours, mesas, strict=True))
    with capsys.disabled():
        print(f"\n{SCENARIO}, Python {platform.python_version()}, mesa {mesa.__version__}, "
              f"numba {numba.__version__}, {ROUNDS} rounds taken in turn\n")  # fmt: skip
        for name, each in rates.items():
            against = median(a / b for a, b in zip(each, mesas, strict=True))
            print(f"{name:28} {median(each):12,.0f} runs/s   {against:10,.1f} x mesa.batch_run")
        print(f"\nour batch against mesa.batch_run: {ratios[0]:,.0f} to {ratios[-1]:,.0f}")
    assert median(ratios) >= AT_LEAST


SESSIONS = 100_000
AT_MOST = 6  # times a session, by a campaign of five
WITHIN = 2.0  # seconds of engine time for so many whole sessions


@pytest.mark.speed
def test_a_campaign_of_five_costs_at_most_six_sessions(capsys):
    """100,000 whole sessions of 28 March, and 100,000 campaigns from March to June, in turn."""
    fitted = read_fitted()
    one, five = (
        stages_of(session, fitted)
        for session in (read_scenario(SCENARIO), read_campaign("spring-2017")[-1])
    )
    assert (len(one), len(five)) == (1, 5)
    play(five, SEED, 0, 2)  # compile
    times = {1: [], 5: []}
    for _ in range(ROUNDS):
        for stages in (one, five):
            began = time.perf_counter()
            play(stages, SEED, 0, SESSIONS)
            times[len(stages)].append(time.perf_counter() - began)
    ratios = sorted(b / a for a, b in zip(times[1], times[5], strict=True))
    with capsys.disabled():
        print(f"\n{SESSIONS:,} sessions: {median(times[1]):.2f} s on {numba.get_num_threads()} "
              f"threads; as many campaigns of five: {median(times[5]):.2f} s, "
              f"{ratios[0]:.1f} to {ratios[-1]:.1f} times a session")  # fmt: skip
    assert min(times[1]) < WITHIN
    assert median(ratios) <= AT_MOST
