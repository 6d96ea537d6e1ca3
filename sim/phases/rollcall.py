"""The roll call on the scenario's own motion, and the vote on the agenda."""

from sim.phases.forced import show_vote
from sim.room import intended, settled
from sim.rules.choice import cast, chances
from sim.rules.compiler import act_on
from sim.rules.tally import carried
from sim.words import (
    ADJOURNED,
    ADOPTED,
    AGENDA_REFUSED,
    AGENDA_YES,
    OVER,
    REJECTED,
    UNSCRIPTED,
    YES,
)


@act_on
def answer_the_call(room, i, luck):
    """A member's chance of each act, and the act that luck picks; or the act settled without."""
    act = settled(room, room.floor.own, i)
    room.ballot[room.floor.own, i] = room.vote[i] = act
    if act != UNSCRIPTED:
        room.chance[i, act] = 1.0
        return
    yes, no, abstain, absent = chances(
        room.disposition[i], room.abstention[i] + room.pull[0], room.absence[i] + room.walkout[i],
        room.cross[i], room.p,
    )  # fmt: skip
    room.chance[i, 0], room.chance[i, 1] = yes, no
    room.chance[i, 2], room.chance[i, 3] = abstain, absent
    room.vote[i] = cast(yes, abstain, absent, luck.vote[i])
    room.ballot[room.floor.own, i] = room.vote[i]


@act_on
def count(room, luck):
    """The tally of the scenario's own motion."""
    for i in range(len(room.vote)):
        room.tally[room.vote[i]] += 1


@act_on
def count_and_close(room, luck):
    """The tally, and whether the motion is carried."""
    count(room, luck)
    room.outcome[0] = ADOPTED if carried(room.tally[0], room.motion.threshold) else REJECTED


@act_on
def vote_on_agenda(room, i, luck):
    """A member's vote on the agenda item: the roll call, if that is the scenario's own motion."""
    if room.floor.own == 0:
        answer_the_call(room, i, luck)
        show_vote(room, i)
    elif room.floor.agenda == 1:
        room.ballot[0, i] = intended(room, 0, i, luck)


@act_on
def settle_agenda(room, luck):
    """A session without an agenda is over; so is one with nothing to put but the agenda."""
    floor, ledger = room.floor, room.ledger
    if floor.own == 0:
        count(room, luck)
    if ledger[OVER] == 1 or floor.agenda == 0:
        return
    for i in range(len(room.vote)):
        ledger[AGENDA_YES] += room.ballot[0, i] == YES
    if not carried(ledger[AGENDA_YES], room.texts.threshold[0]):
        ledger[OVER] = 1
        room.outcome[0] = AGENDA_REFUSED
    elif len(room.texts.threshold) == 1:
        ledger[OVER] = 1
        room.outcome[0] = ADJOURNED
