"""The head count: what each member would do with each text on the menu, as sponsors find out."""

from sim.phases.rollcall import answer_the_call, count
from sim.room import against_it, for_it, stance
from sim.rules.compiler import act_on
from sim.rules.consensus import objects
from sim.rules.signing import signing_bar
from sim.words import OBJECTORS, OVER, SIGNATURES, UNSCRIPTED


@act_on
def be_sounded(room, i, luck):
    """What a member means to vote on each text, whether it would sign it, whether it objects."""
    if room.floor.own > 0:
        answer_the_call(room, i, luck)
    if room.ledger[OVER] == 1:
        return
    bar = signing_bar(room.ledger[SIGNATURES], len(room.vote), room.p)
    for k in range(1, len(room.texts.threshold)):
        room.signature[k, i] = for_it(room, k, i, bar)
        room.sounding[k, i] = int(for_it(room, k, i, 0.0)) - int(against_it(room, k, i))
        if room.script[i] == UNSCRIPTED:
            room.objectors[k] += objects(stance(room, k, i), room.p)


@act_on
def close_the_count(room, luck):
    """The tally of the scenario's own motion, if it is a text on the menu."""
    own = room.floor.own
    if own > 0:
        count(room, luck)
        room.ledger[OBJECTORS] = room.objectors[own]
