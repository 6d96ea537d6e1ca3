"""The speeches: reasons for withholding a Yes; the government concerned cites and insults."""

from sim.phases.forced import show_speech
from sim.room import RECOGNITION, SOVEREIGNTY, for_it
from sim.rules.compiler import act_on
from sim.rules.disposition import bearing, intrusion
from sim.rules.speech import cites, denies_facts, insults
from sim.words import (
    CITED,
    DENY_FACTS,
    DENY_PATH,
    FACTS,
    FREE,
    INSULTED,
    NO_REASON,
    OVER,
    PATH,
    REASON,
    UNSCRIPTED,
)


@act_on
def target_speaks(room, luck):
    """Whether the government concerned cites the strongest threat as proof of coercion."""
    if room.ledger[OVER] == 1:
        return
    worst = 0.0
    for k in range(len(room.levers.sender_l)):
        worst = max(worst, room.levers.publicity_l[k] * (1.0 - room.levers.legitimacy_l[k]))
    room.ledger[CITED] = cites(worst, luck.cite, room.p)


@act_on
def speak(room, i, luck):
    """A member that won't vote Yes gives its reason; a signatory may be attacked."""
    if room.ledger[OVER] == 1:
        return
    if room.script[i] == UNSCRIPTED:
        room.insulted[i] = insults(room.signed[i], luck.insult[i], room.p)
        room.ledger[INSULTED] += room.insulted[i]
    reason = reason_of(room, i)
    if room.forced[REASON, i] != FREE:
        reason = room.forced[REASON, i]
        show_speech(room, i)
    if reason in (FACTS, PATH):
        room.reason[i] = reason
        room.ledger[DENY_FACTS if reason == FACTS else DENY_PATH] += 1


@act_on
def reason_of(room, i):
    """The reason that the rules give a member: none if it would vote Yes or follows a script."""
    if room.script[i] != UNSCRIPTED or for_it(room, room.floor.own, i, 0.0):
        return NO_REASON
    motion = room.motion
    felt = intrusion(
        motion.direction, motion.intrusiveness, room.frame[0], motion.leadership, room.p
    )
    denies = denies_facts(
        bearing(motion.direction), room.parts[RECOGNITION, i], felt, room.parts[SOVEREIGNTY, i],
        room.p,
    )  # fmt: skip
    return FACTS if denies else PATH
