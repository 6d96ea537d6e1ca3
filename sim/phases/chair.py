"""The chair's move: a chair opposed to the motion may suspend the session; a third overrules it."""

from sim.room import against_it, find_edges, for_it, stance
from sim.rules.chair import overruled, suspends, walkout
from sim.rules.compiler import act_on
from sim.words import ADJOURNED, INSISTING, OVER, OVERRULED, SUSPENDED


@act_on
def take_the_chair(room, luck):
    """Whether the chair suspends the session."""
    floor = room.floor
    if room.ledger[OVER] == 1 or floor.chair < 0:
        return
    opposed = against_it(room, floor.own, floor.chair)
    if floor.manoeuvre == 1 or suspends(opposed, luck.chair, room.p):
        room.ledger[SUSPENDED] = 1


@act_on
def insist(room, i, luck):
    """A member that would vote Yes insists that a suspended session go on."""
    if room.ledger[SUSPENDED] == 1:
        room.ledger[INSISTING] += for_it(room, room.floor.own, i, 0.0)


@act_on
def settle_the_chair(room, luck):
    """A third overrule the chair, and those opposed tend to walk out; else it is the end."""
    if room.ledger[SUSPENDED] == 0:
        return
    if overruled(room.ledger[INSISTING], len(room.vote)):
        room.ledger[OVERRULED] = 1
        for i in range(len(room.vote)):
            opposed = against_it(room, room.floor.own, i)
            room.walkout[i] = walkout(opposed, stance(room, room.floor.own, i), room.p)
        find_edges(room, luck)
    else:
        room.ledger[OVER] = 1
        room.outcome[0] = ADJOURNED
