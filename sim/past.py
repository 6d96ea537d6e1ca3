"""What earlier sessions of a campaign leave to the next: the frame, the last votes, insults."""

from typing import NamedTuple

import numpy as np

from sim.council import ACT
from sim.parameters import ASSUMED
from sim.room import coefficients_of
from sim.rules.compiler import rule
from sim.rules.pressure import lasting_frame
from sim.rules.traits import memory
from sim.words import ABSTAIN, BY_ROLL_CALL, DECLARED, DEED, NO, TEXT, YES

INSULT_UNIT = ASSUMED["insult_unit"]
ABSTENTION = abs(ACT["A"])
LEFT_BY = {YES: ACT["Y"], NO: ACT["N"], ABSTAIN: ACT["A"]}


class Past(NamedTuple):
    """r: run of this batch, i: member; without a past the arrays have no runs.

    lasting_r    (run,) the frame that lasts
    act_ri       (run, member) the last vote of the campaign, -1..1, signed by the direction of what
                 was voted on and by camp; 0 for one that took part in none
    insults_ri   (run, member) how often the government concerned attacked it
    """

    lasting_r: np.ndarray
    act_ri: np.ndarray
    insults_ri: np.ndarray


NO_PAST = Past(np.zeros(0), np.zeros((0, 0)), np.zeros((0, 0)))


@rule
def inherit(room, past, r, signed_i, abstained_i):
    """Set run r's room by what earlier sessions left; untouched without a past.

    signed_i, abstained_i  (member,) what the record says, as `council.memory_of` has it
    """
    if len(past.lasting_r) == 0:
        return
    room.lasting[0] += past.lasting_r[r]
    towards = np.sign(room.motion.direction) * room.motion.camp
    for i in range(len(room.vote)):
        room.recognition[i] += room.p.resentment * past.insults_ri[r, i]
        act = past.act_ri[r, i] * towards
        if act != 0.0:
            room.memory[i] = memory(act, act, signed_i[i], room.p)
            now = 1.0 if abs(act) == ABSTENTION else 0.0
            room.abstention[i] += room.p.abstain_again * (now - abstained_i[i])


def past_after(stage, runs, first: int, past: Past) -> Past:
    """The past of the next session, once these runs (`batch.Runs`) from run `first` on are over."""
    count, members = runs.vote_ri.shape
    before = past if len(past.lasting_r) else Past(
        np.zeros(count), np.zeros((count, members)), np.zeros((count, members))
    )  # fmt: skip
    deed_r, text_r = runs.ledger_re[:, DEED], runs.ledger_re[:, TEXT]
    put_r = np.where(np.isin(deed_r, (BY_ROLL_CALL, DECLARED)), text_r, 0)
    sign_r = np.sign(stage.text_direction_k)[put_r] * stage.camp
    act_ri = np.zeros((count, members))
    for vote, left in LEFT_BY.items():
        act_ri[runs.remembered_ri == vote] = left
    act_ri *= sign_r[:, None]
    row_rp = stage.row_dp[(first + np.arange(count)) % len(stage.row_dp)]
    insulted_r = runs.insulted_ri.sum(axis=1) / members / INSULT_UNIT
    return Past(
        lasting_r=frames_left(row_rp, runs.frame_r, led(stage.leadership), insulted_r),
        act_ri=np.where(act_ri == 0.0, before.act_ri, act_ri),
        insults_ri=before.insults_ri + runs.insulted_ri,
    )


def led(leadership: float) -> float:
    """How far the United States carried a motion: 1 if alone, 0 from a leadership of 1/2 on."""
    return max(0.0, 1.0 - 2.0 * leadership)


@rule
def frames_left(row_rp, frame_r, led, insulted_r):
    """(run,) `lasting_frame` of each run."""
    lasting_r = np.empty(len(frame_r))
    for r in range(len(frame_r)):
        lasting_r[r] = lasting_frame(frame_r[r], led, insulted_r[r], coefficients_of(row_rp[r]))
    return lasting_r
