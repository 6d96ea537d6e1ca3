"""What earlier sessions of a campaign leave to the next: the frame, the last votes, insults."""

from typing import NamedTuple

import numpy as np

from sim.council import ACT
from sim.parameters import ASSUMED
from sim.phases.update import last_vote
from sim.rules.compiler import rule
from sim.rules.pressure import lasting_frame, led
from sim.rules.traits import memory
from sim.words import ABSENT, ABSTAIN, INSULTED, NO, NOT_SEATED, YES

INSULT_UNIT = ASSUMED["insult_unit"]
YES_LEFT, NO_LEFT, ABSTAIN_LEFT = ACT["Y"], ACT["N"], ACT["A"]


class Past(NamedTuple):
    """r: run of this batch, i: member; without a past the arrays have no runs.

    lasting_r   (run,) the frame that lasts
    cast_ri     (run, member) the last vote of the campaign, int8: its code plus 1, with the sign of
                the direction of what was voted on times camp, or plus 5 if that is 0; 0 for one
                that took part in none
    insults_ri  (run, member) how often the government concerned attacked it, int16
    """

    lasting_r: np.ndarray
    cast_ri: np.ndarray
    insults_ri: np.ndarray


def blank_past(runs: int, members: int) -> Past:
    """Where so many runs may write what they leave."""
    cast_ri, insults_ri = (np.zeros((runs, members), kind) for kind in (np.int8, np.int16))
    return Past(np.zeros(runs), cast_ri, insults_ri)


NO_PAST = blank_past(0, 0)


@rule
def inherit(room, past, r, signed_i, abstained_i, set_ti):
    """Set run r's room by what earlier sessions left; untouched without a past.

    signed_i, abstained_i  (member,) what the record says, as `council.memory_of` has it
    set_ti                 (2, member) whether recognition and abstention are set by hand: they stay
    """
    if len(past.lasting_r) == 0:
        return
    room.lasting[0] += past.lasting_r[r]
    for i in range(len(room.vote)):
        if not set_ti[0, i]:
            room.recognition[i] += room.p.resentment * past.insults_ri[r, i]
        cast = past.cast_ri[r, i]
        if cast != 0:
            vote, towards = recalled(cast)
            act = act_left(vote) * towards * room.motion.camp
            room.memory[i] = memory(act, act, signed_i[i], room.p)
            now = 1.0 if vote == ABSTAIN else 0.0
            if not set_ti[1, i]:
                room.abstention[i] += room.p.abstain_again * (now - abstained_i[i])


@rule
def leave(room, past, left, r, attacked_i):
    """Write what run r's session leaves over what the ones before it left, when it is over.

    attacked_i  (member,) how often levers had insulted each before the session
    """
    again = len(past.lasting_r) > 0
    k = last_vote(room)
    towards = np.sign(room.texts.direction[k]) * room.motion.camp if k >= 0 else 0.0
    for i in range(len(room.vote)):
        left.insults_ri[r, i] = attacked_i[i] + room.insulted[i]
        took_part = room.remembered[i] != ABSENT and room.remembered[i] != NOT_SEATED
        left.cast_ri[r, i] = recorded(room.remembered[i], towards) if took_part else 0
        if again:
            left.insults_ri[r, i] += past.insults_ri[r, i]
            if left.cast_ri[r, i] == 0:
                left.cast_ri[r, i] = past.cast_ri[r, i]
    left.lasting_r[r] = frame_left(room)


@rule
def frame_left(room):
    """The frame that a session leaves to the next, when it is over."""
    insults = room.ledger[INSULTED] / len(room.vote) / INSULT_UNIT
    return lasting_frame(room.frame[0], led(room.motion.leadership), insults, room.p)


@rule
def recorded(vote, towards):
    """A vote and where it pointed, as an entry of `cast_ri`; towards is -1, 0 or 1."""
    return towards * (1 + vote) if towards != 0 else 5 + vote


@rule
def recalled(cast):
    """The vote of an entry of `cast_ri` that is not 0, and where it pointed."""
    if cast >= 5:
        return cast - 5, 0
    return abs(cast) - 1, 1 if cast > 0 else -1


@rule
def act_left(vote):
    """What a vote that one took part in leaves in memory, -1..1."""
    if vote == YES:
        return YES_LEFT
    return NO_LEFT if vote == NO else ABSTAIN_LEFT
