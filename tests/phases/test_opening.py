"""The opening by hand: the frame, and what a lever makes of those it is aimed at."""

import pytest

from sim.phases.opening import open_room, take_position


@pytest.mark.parametrize(("lasts", "frame"), [(0.1, 0.4), (-0.2, 0.1), (-0.5, 0.0)])
def test_the_frame_is_never_below_nothing(lasts, frame, room_with, luck_with):
    """Three of 34 threatened in public are worth phi_T = .3; what lasts is added, down to 0."""
    threat = {"publicity_l": 1, "target_li": [1] * 3 + [0] * 31}
    room = room_with(34, lasting=lasts, levers=threat, p={"frame_threat": 0.3})
    open_room(room, luck_with(34))
    assert room.frame[0] == pytest.approx(frame)


@pytest.mark.parametrize(("publicity", "cross"), [(1.0, 0.8), (0.5, 0.4), (0.0, 0.0)])
def test_a_threat_divides_its_target_as_far_as_it_is_public(publicity, cross, room_with, luck_with):
    """Aid dependence .8: pub dep is the cross-pressure of the one aimed at, and nobody else's."""
    threat = {"publicity_l": publicity, "target_li": [1, 0]}
    room = room_with(2, levers=threat, aid_dependence=0.8)
    for i in range(2):
        take_position(room, i, luck_with(2))
    assert list(room.cross) == pytest.approx([cross, 0.0])
