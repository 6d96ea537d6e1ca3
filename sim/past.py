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
YES_LEFT, NO_LEFT, ABSTAIN_LEFT = ACT["Y"], ACT["N"], ACT["A"]


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
    left = Past(np.zeros(count), np.zeros((count, members)), np.zeros((count, members)))
    sign_k = np.sign(stage.text_direction_k) * stage.camp
    leave(left, past, runs, sign_k, led(stage.leadership), stage.row_dp, first)
    return left


@rule
def leave(left, before, runs, sign_k, led, row_dp, first):
    """Write what each run leaves over what the runs before it left.

    sign_k  (text,) the direction of each text, signed by camp
    led     how far the United States carried the motion
    """
    members = runs.vote_ri.shape[1]
    again = len(before.lasting_r) > 0
    for r in range(len(left.lasting_r)):
        deed, insulted = runs.ledger_re[r, DEED], 0
        put = runs.ledger_re[r, TEXT] if deed in (BY_ROLL_CALL, DECLARED) else 0
        for i in range(members):
            insulted += runs.insulted_ri[r, i]
            act = act_left(runs.remembered_ri[r, i]) * sign_k[put]
            left.act_ri[r, i] = before.act_ri[r, i] if act == 0.0 and again else act
            left.insults_ri[r, i] = runs.insulted_ri[r, i]
            if again:
                left.insults_ri[r, i] += before.insults_ri[r, i]
        p = coefficients_of(row_dp[(first + r) % len(row_dp)])
        left.lasting_r[r] = lasting_frame(runs.frame_r[r], led, insulted / members / INSULT_UNIT, p)


@rule
def act_left(vote):
    """What a vote leaves in memory, -1..1; 0 for one that took no part."""
    if vote == YES:
        return YES_LEFT
    if vote == NO:
        return NO_LEFT
    return ABSTAIN_LEFT if vote == ABSTAIN else 0.0


def led(leadership: float) -> float:
    """How far the United States carried a motion: 1 if alone, 0 from a leadership of 1/2 on."""
    return max(0.0, 1.0 - 2.0 * leadership)
