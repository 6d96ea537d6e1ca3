"""The request for a session, and the list of co-sponsors that goes round."""

from sim.phases.forced import show_signature
from sim.room import for_it
from sim.rules.compiler import act_on
from sim.rules.signing import signing_bar
from sim.words import ADJOURNED, FREE, OVER, SIGNATURE, SIGNATURES


@act_on
def sign(room, i, luck):
    """A member signs if it would vote Yes even so; it sees how many had signed before."""
    bar = signing_bar(room.ledger[SIGNATURES], len(room.vote), room.p)
    room.signed[i] = for_it(room, room.floor.own, i, bar)
    if room.forced[SIGNATURE, i] != FREE:
        room.signed[i] = room.forced[SIGNATURE, i]
        show_signature(room, i, bar)


@act_on
def count_signatures(room, luck):
    """The list as the next round finds it; without a name on it there is no session."""
    room.ledger[SIGNATURES] = 0
    for i in range(len(room.vote)):
        room.ledger[SIGNATURES] += room.signed[i]
    if room.ledger[SIGNATURES] == 0:
        room.ledger[OVER] = 1
        room.outcome[0] = ADJOURNED


@act_on
def count_co_sponsors(room, luck):
    """The same, once the session is held."""
    if room.ledger[OVER] == 0:
        count_signatures(room, luck)
