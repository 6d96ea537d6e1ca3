"""A round of debate by hand."""

from sim.phases.debate import change_throughout, listen_throughout


def test_the_anchor_is_the_opening_whatever_was_said_since(room_with, luck_with):
    """omega .5, opening 1, now 3, the other at -2: .5 x 1 + .5 x -2 = -.5, of every part too."""
    room = room_with(
        2, attention=[[0, 1], [0, 0]], heeds=[1, 0], p={"susceptibility": 0.5},
        opening=[1, 9], disposition=[3, -2], parts_opening=[1, 9], parts=[3, -2],
    )  # fmt: skip
    for i in range(2):
        listen_throughout(room, i, luck_with(2))
    assert list(room.disposition) == [3, -2]  # until all have heard
    change_throughout(room, luck_with(2))
    assert list(room.disposition) == [-0.5, -2] and room.parts.tolist() == [[-0.5, -2]] * 3
