"""What a person's act shows the others: the nearest disposition at which the rules do the same.

A member for which a person signs, speaks or votes is taken from then on to stand there: so the
sponsors' head count sees what is known by then, and whatever she leaves to the rules follows from
what she did. Where a lapse decides, no disposition does the same and none is shown.
"""

import math

from sim.rules.compiler import act_on
from sim.words import FREE, NO, NO_REASON, REASON, SIGNATURE, SUPPORT, UNSCRIPTED, VOTE, YES

JUST = 1e-9  # half log-odds: how far beyond the edge of an act is beyond it


@act_on
def show(room, i, low, high):
    """Move a member's disposition no further than to between two bounds."""
    if room.script[i] == UNSCRIPTED and low < math.inf and high > -math.inf:
        room.disposition[i] = min(max(room.disposition[i], low), high)


@act_on
def show_signature(room, i, bar):
    """Who signs would vote Yes at a disposition lower by the bar; who does not would not."""
    edge = room.yes_above[i] + bar
    if room.forced[SIGNATURE, i] == 1:
        show(room, i, edge + JUST, math.inf)
    else:
        show(room, i, -math.inf, edge)


@act_on
def show_speech(room, i):
    """Who speaks in support would vote Yes; who gives a reason would not; silence shows nothing."""
    said = room.forced[REASON, i]
    if said == SUPPORT:
        show(room, i, room.yes_above[i] + JUST, math.inf)
    elif said != NO_REASON:
        show(room, i, -math.inf, room.yes_above[i])


@act_on
def show_vote(room, i):
    """Who voted stands where the rules would have cast that vote."""
    vote = room.forced[VOTE, i]
    if vote == YES:
        show(room, i, room.yes_above[i] + JUST, math.inf)
    elif vote == NO:
        show(room, i, -math.inf, room.no_below[i] - JUST)
    elif vote != FREE:
        show(room, i, room.no_below[i], room.yes_above[i])
