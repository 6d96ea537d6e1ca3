"""The speeches by hand."""

import pytest

from sim.phases.speeches import speak, target_speaks
from sim.room import RECOGNITION, SOVEREIGNTY
from sim.words import CITED, DENY_FACTS, DENY_PATH, FACTS, NO_REASON, PATH


@pytest.mark.parametrize(
    ("publicity", "legitimacy", "cited"), [(1, 0, 1), (1, 0.6, 0), (0.4, 0, 0)]
)
def test_a_threat_is_cited_as_it_is_public_and_illegitimate(
    publicity, legitimacy, cited, room_with, luck_with
):
    """With c = 1 and a luck of .5 it takes pub (1 - l) > .5: no legitimate one, no private one."""
    threat = {"publicity_l": publicity, "legitimacy_l": legitimacy}
    room = room_with(3, levers=threat, p={"citing": 1})
    target_speaks(room, luck_with(3))
    assert room.ledger[CITED] == cited


def test_reasons_are_given_as_members_stand_after_the_debate(room_with, luck_with):
    """Bearing 1, q* 1, d 1: the facts are denied where -kappa > sigma + 1 once all have spoken.

    Before the debate kappa was -4 and sigma 0 for all; one has come round, one minds the path.
    """
    room = room_with(
        4, motion={"direction": 1, "intrusiveness": 1}, p={"denial": 1},
        disposition=[-1, -1, -1, 1], recognition=-4, parts_opening=[[-4] * 4, [0] * 4, [0] * 4],
    )  # fmt: skip
    room.parts[RECOGNITION] = [-4, 0, -4, -4]
    room.parts[SOVEREIGNTY] = [0, 0, 5, 0]
    for i in range(4):
        speak(room, i, luck_with(4))
    assert list(room.reason) == [FACTS, PATH, PATH, NO_REASON]
    assert (room.ledger[DENY_FACTS], room.ledger[DENY_PATH]) == (1, 2)
