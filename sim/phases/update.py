"""The update: what the session leaves to the next one."""

from sim.rules.compiler import act_on
from sim.words import AGENDA_REFUSED, AGENDA_YES, BY_ROLL_CALL, DECLARED, DEED, NOT_SEATED, TEXT


@act_on
def last_vote(room):
    """The text on which the session's last vote was taken; -1 if no vote was taken."""
    deed = room.ledger[DEED]
    if deed in (BY_ROLL_CALL, DECLARED):
        return room.ledger[TEXT]
    held = room.ledger[AGENDA_YES] > 0 or room.outcome[0] == AGENDA_REFUSED
    return 0 if room.floor.agenda == 1 and held else -1


@act_on
def remember(room, i, luck):
    """A member remembers what it did in the session's last vote."""
    k = last_vote(room)
    room.remembered[i] = room.ballot[k, i] if k >= 0 else NOT_SEATED
