"""The head count by hand: what each member would do with a text of the menu."""

import pytest

from sim.phases.headcount import be_sounded
from sim.room import MEMORY
from sim.words import SIGNATURES


@pytest.mark.parametrize(("names", "signs"), [(0, 0), (2, 1)])
def test_names_on_the_list_make_a_statement_cheaper_to_sign(names, signs, room_with, luck_with):
    """b_0 = b_1 = 1 of four: the bar is 1, and 1/2 with two names; a disposition of .75 signs."""
    room = room_with(
        4, disposition=0.75, p={"signing_cost": 1, "herd": 1}, ledger={SIGNATURES: names}
    )
    be_sounded(room, 0, luck_with(4))
    assert room.signature[1, 0] == signs and room.sounding[1, 0] == 1


def test_memory_pulls_the_other_way_on_a_text_that_shields(room_with, luck_with):
    """For the motion, that faults, by memory alone, 1: on one that shields it stands at 1 - 2."""
    room = room_with(1, motion={"direction": 1}, texts={"direction": [1, -1]}, disposition=1)
    room.parts[MEMORY] = 1
    be_sounded(room, 0, luck_with(1))
    assert room.sounding[1, 0] == -1
