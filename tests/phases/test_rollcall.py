"""The vote on the agenda by hand."""

import pytest

from sim.phases.rollcall import settle_agenda
from sim.words import AGENDA_YES, NO, OVER, YES


@pytest.mark.parametrize(("yes", "refused"), [(2, False), (1, True)])
def test_the_agenda_needs_its_own_votes_and_not_those_of_the_motion(
    yes, refused, room_with, luck_with
):
    """Two of four carry the agenda, although the text that the session is about needs three."""
    room = room_with(
        4, motion={"threshold": 3}, texts={"threshold": [2, 3]}, floor={"own": 1, "agenda": 1}
    )
    room.ballot[0] = [YES] * yes + [NO] * (4 - yes)
    settle_agenda(room, luck_with(4))
    assert room.ledger[AGENDA_YES] == yes and room.ledger[OVER] == refused
