"""The update: what the session leaves to the next one."""

from sim.rules.compiler import act_on
from sim.words import (
    BY_ROLL_CALL,
    DECLARED,
    DEED,
    NOT_SEATED,
    OVERRULED,
    SIGNATURES,
    SUSPENDED,
    TEXT,
)


@act_on
def stopped(room):
    """Whether the session ended before its agenda: nobody asked, or the suspension stands."""
    suspended = room.ledger[SUSPENDED] == 1 and room.ledger[OVERRULED] == 0
    return room.ledger[SIGNATURES] == 0 or suspended


@act_on
def last_vote(room):
    """The text on which the session's last vote was taken; -1 if no vote was taken."""
    deed = room.ledger[DEED]
    if deed in (BY_ROLL_CALL, DECLARED):
        return room.ledger[TEXT]
    return 0 if room.floor.agenda == 1 and not stopped(room) else -1


@act_on
def remember(room, i, luck):
    """A member remembers what it did in the session's last vote."""
    k = last_vote(room)
    room.remembered[i] = room.ballot[k, i] if k >= 0 else NOT_SEATED
