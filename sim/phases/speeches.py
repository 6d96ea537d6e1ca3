"""The speeches: reasons for withholding a Yes; the government concerned cites and insults."""

from sim.room import RECOGNITION, SOVEREIGNTY, for_it
from sim.rules.compiler import act_on
from sim.rules.disposition import bearing, intrusion
from sim.rules.speech import cites, denies_facts, insults
from sim.words import CITED, DENY_FACTS, DENY_PATH, FACTS, INSULTED, OVER, PATH, UNSCRIPTED


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
    if room.ledger[OVER] == 1 or room.script[i] != UNSCRIPTED:
        return
    room.insulted[i] = insults(room.signed[i], luck.insult[i], room.p)
    room.ledger[INSULTED] += room.insulted[i]
    if for_it(room, room.floor.own, i, 0.0):
        return
    motion = room.motion
    felt = intrusion(
        motion.direction, motion.intrusiveness, room.frame[0], motion.leadership, room.p
    )
    denies = denies_facts(
        bearing(motion.direction), room.parts[RECOGNITION, i], felt, room.parts[SOVEREIGNTY, i],
        room.p,
    )  # fmt: skip
    room.reason[i] = FACTS if denies else PATH
    room.ledger[DENY_FACTS if denies else DENY_PATH] += 1
