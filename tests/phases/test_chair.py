"""The chair's move by hand."""

from sim.phases.chair import insist, settle_the_chair, take_the_chair
from sim.room import find_edges
from sim.words import ADJOURNED, INSISTING, OVER, OVERRULED, SUSPENDED


def test_only_those_that_would_vote_yes_insist(room_with, luck_with):
    """Between Yes above 1 and No below -1 one means to abstain: for going on it does nothing."""
    room = room_with(
        4, yes_above=1, no_below=-1, disposition=[2, 0, 0, -2], ledger={SUSPENDED: 1}
    )  # fmt: skip
    for i in range(4):
        insist(room, i, luck_with(4))
    assert room.ledger[INSISTING] == 1
    settle_the_chair(room, luck_with(4))  # one of four is less than a third
    assert room.ledger[OVER] == 1 and room.outcome[0] == ADJOURNED


def test_those_opposed_mean_to_leave_once_the_chair_is_overruled(room_with, luck_with):
    """At -2 staying away is worth w - v = 6 + 2 more: e^8 against e^2 for a No, so no longer a No.

    Before, of Yes, Abstain, Absent and No at -2 (e^-2, 1, 1, e^2) a luck of .5 falls on No.
    """
    room, luck = room_with(3, disposition=[3, 3, -2], p={"walkout": 6}), luck_with(3)
    room = room._replace(floor=room.floor._replace(chair=2, manoeuvre=1))
    find_edges(room, luck)
    take_the_chair(room, luck)
    for i in range(3):
        insist(room, i, luck)
    assert room.ledger[INSISTING] == 2 and room.disposition[2] < room.no_below[2]
    settle_the_chair(room, luck)
    assert room.ledger[OVERRULED] == 1 and list(room.walkout) == [0, 0, 8]
    assert room.no_below[2] < room.disposition[2]
