"""Driver 1: many runs at once, in a compiled loop over blocks of runs on all threads."""

import threading
from typing import NamedTuple

import numba
import numpy as np

from sim.luck import luck_of
from sim.past import NO_PAST, Past, blank_past, inherit, leave
from sim.rules.compiler import kernel, rule
from sim.session import opening, run_session
from sim.stage import Stage, room_of
from sim.words import LEDGER

BLOCK = 128  # runs that one thread takes at a time
_one_at_a_time = threading.Lock()  # numba's own threads abort when two callers enter together


class Runs(NamedTuple):
    """What a batch leaves. r: run, i: member, v: act in the order of `words.VOTES`.

    vote_ri       (run, member) act codes, int8
    tally_rv      (run, 4) counts
    outcome_r     (run,) index into `words.OUTCOMES`
    expected_r    (run,) sum of the members' chances of Yes
    yes_ri        (run, member) each member's chance of Yes, float32
    frame_r       (run,) the frame at the opening
    ledger_re     (run, entry) what the session counted beyond the votes, by `words.LEDGER`
    signed_ri     (run, member) 1 if it stood on the list of signatures in the end, int8
    lasting_r, cast_ri, insults_ri   what the session leaves to the next, as `past.Past` has it
    """

    vote_ri: np.ndarray
    tally_rv: np.ndarray
    outcome_r: np.ndarray
    expected_r: np.ndarray
    yes_ri: np.ndarray
    frame_r: np.ndarray
    ledger_re: np.ndarray
    signed_ri: np.ndarray
    lasting_r: np.ndarray
    cast_ri: np.ndarray
    insults_ri: np.ndarray

    @property
    def left(self) -> Past:
        """What the session leaves to the next one of a campaign."""
        return Past(self.lasting_r, self.cast_ri, self.insults_ri)


@rule
def _one_run(stage, seed, run, runs, r, past, sitting):
    room = room_of(stage, run)
    inherit(room, past, r, stage.signed_i, stage.abstained_i, stage.set_ti)
    run_session(room, luck_of(seed, run, len(stage.script_i), sitting))
    for i in range(len(room.vote)):
        runs.vote_ri[r, i] = room.vote[i]
        runs.expected_r[r] += room.chance[i, 0]
        runs.yes_ri[r, i] = room.chance[i, 0]
        runs.signed_ri[r, i] = room.signed[i]
    for v in range(4):
        runs.tally_rv[r, v] = room.tally[v]
    for entry in range(len(room.ledger)):
        runs.ledger_re[r, entry] = room.ledger[entry]
    runs.outcome_r[r], runs.frame_r[r] = room.outcome[0], room.frame[0]
    leave(room, past, runs, r, stage.attacked_i)


@kernel
def _all_runs(stage, seed, first, runs, past, sitting):
    count = len(runs.outcome_r)
    for block in numba.prange((count + BLOCK - 1) // BLOCK):
        for r in range(block * BLOCK, min(count, (block + 1) * BLOCK)):
            _one_run(stage, seed, first + r, runs, r, past, sitting)


def run_batch(
    stage: Stage,
    seed: int,
    first: int,
    count: int,
    threads: int | None = None,
    past: Past = NO_PAST,
    sitting: int = 0,
) -> Runs:
    """Runs `first` .. `first + count - 1`: the same whatever the threads, chunks and order.

    seed     0 .. 2**63 - 1
    threads  at most; all that the machine has if None
    past     what earlier sessions of a campaign left to these runs
    sitting  which session of a campaign this is, from 0
    """
    members = len(stage.script_i)
    runs = Runs(
        np.zeros((count, members), np.int8),
        np.zeros((count, 4), np.int16),
        np.zeros(count, np.int8),
        np.zeros(count),
        np.zeros((count, members), np.float32),
        np.zeros(count),
        np.zeros((count, len(LEDGER)), np.int16),
        np.zeros((count, members), np.int8),
        *blank_past(count, members),
    )
    with _one_at_a_time:
        before = numba.get_num_threads()
        numba.set_num_threads(min(threads or before, numba.config.NUMBA_NUM_THREADS))
        try:
            _all_runs(stage, seed, first, runs, past, sitting)
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
