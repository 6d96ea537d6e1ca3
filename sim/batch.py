"""Driver 1: many runs at once, in a compiled loop over blocks of runs on all threads."""

import threading
from typing import NamedTuple

import numba
import numpy as np

from sim.luck import luck_of
from sim.rules.compiler import kernel, rule
from sim.session import opening, run_session
from sim.stage import Stage, room_of

BLOCK = 128  # runs that one thread takes at a time
_one_at_a_time = threading.Lock()  # numba's own threads abort when two callers enter together


class Runs(NamedTuple):
    """What a batch leaves. r: run, i: member, v: act in the order of `words.VOTES`.

    vote_ri       (run, member) act codes, int8
    tally_rv      (run, 4) counts
    outcome_r     (run,) index into `words.OUTCOMES`
    expected_r    (run,) sum of the members' chances of Yes
    yes_ri        (run, member) each member's chance of Yes, float32
    """

    vote_ri: np.ndarray
    tally_rv: np.ndarray
    outcome_r: np.ndarray
    expected_r: np.ndarray
    yes_ri: np.ndarray


@rule
def _one_run(stage, seed, run, runs, r):
    room = room_of(stage, run)
    run_session(room, luck_of(seed, run, len(stage.script_i)))
    for i in range(len(room.vote)):
        runs.vote_ri[r, i] = room.vote[i]
        runs.expected_r[r] += room.chance[i, 0]
        runs.yes_ri[r, i] = room.chance[i, 0]
    for v in range(4):
        runs.tally_rv[r, v] = room.tally[v]
    runs.outcome_r[r] = room.outcome[0]


@kernel
def _all_runs(stage, seed, first, runs):
    count = len(runs.outcome_r)
    for block in numba.prange((count + BLOCK - 1) // BLOCK):
        for r in range(block * BLOCK, min(count, (block + 1) * BLOCK)):
            _one_run(stage, seed, first + r, runs, r)


def run_batch(stage: Stage, seed: int, first: int, count: int, threads: int | None = None) -> Runs:
    """Runs `first` .. `first + count - 1`: the same whatever the threads, chunks and order.

    seed     0 .. 2**63 - 1
    threads  at most; all that the machine has if None
    """
    runs = Runs(
        np.zeros((count, len(stage.script_i)), np.int8),
        np.zeros((count, 4), np.int16),
        np.zeros(count, np.int8),
        np.zeros(count),
        np.zeros((count, len(stage.script_i)), np.float32),
    )
    with _one_at_a_time:
        before = numba.get_num_threads()
        numba.set_num_threads(min(threads or before, numba.config.NUMBA_NUM_THREADS))
        try:
            _all_runs(stage, seed, first, runs)
        finally:
            numba.set_num_threads(before)
    return runs


@rule
def opened(stage):
    """(draw, member) pressure at the opening, under every draw."""
    pressure_di = np.zeros(stage.recognition_di.shape)
    for d in range(len(pressure_di)):
        room = room_of(stage, d)
        opening(room, luck_of(0, d, len(stage.script_i)))
        pressure_di[d] = room.pressure
    return pressure_di
