"""The sponsors' decision by hand."""

import pytest

from sim.phases.decision import conclude, sounded, weigh
from sim.words import (
    ADOPTED,
    BY_ROLL_CALL,
    BY_STATEMENT,
    DECLARED,
    DEED,
    NO_DEED,
    OVERRULED,
    TEXT,
    TEXT_NO,
    TEXT_YES,
)


def test_a_misread_no_is_overlooked_and_nobody_is_taken_for_opposed(room_with, luck_with):
    """A Yes, two No and one that abstains; the first No and the last have signed.

    Read right: 1, 2 and 2. The first No misread: she is counted for it, and not as one that signs.
    All misread: the Yes is lost, the others counted for it, none against, the other two sign.
    """
    room = room_with(4, p={"misreading": 0.1})
    room.sounding[1], room.signature[1] = [1, -1, -1, 0], [0, 1, 0, 1]
    wrong = 0.05
    assert sounded(room, 1, luck_with(4)) == (1, 2, 2)
    assert sounded(room, 1, luck_with(4, sight=[0.5, wrong, 0.5, 0.5])) == (2, 1, 1)
    assert sounded(room, 1, luck_with(4, sight=[wrong] * 4)) == (3, 0, 2)


@pytest.mark.parametrize(("signatures", "deed"), [(1, NO_DEED), (2, BY_STATEMENT)])
def test_a_statement_needs_as_many_names_as_a_vote_needs_votes(
    signatures, deed, room_with, luck_with
):
    """Three of four for a text that needs two; a vote would divide too much, one would object.

    With one name it shows weakness, and nothing is put.
    """
    room = room_with(
        4, texts={"threshold": 2, "intrusiveness": 1}, p={"dividing": 100, "statement": 0.5},
        objectors=1,
    )  # fmt: skip
    room.sounding[1], room.signature[1, :signatures] = [1, 1, 1, -1], 1
    weigh(room, luck_with(4))
    assert room.ledger[DEED] == deed


@pytest.mark.parametrize(
    ("overruled", "against", "deed"),
    [(1, 0, DECLARED), (0, 0, BY_ROLL_CALL), (1, 1, BY_ROLL_CALL)],
)
def test_a_text_is_declared_where_a_contested_vote_meets_no_opposition(
    overruled, against, deed, room_with, luck_with
):
    """As on 3 April 2017; without a quarrel over the chair a vote without a No is a roll call."""
    counted = {TEXT: 1, DEED: BY_ROLL_CALL, TEXT_YES: 3, TEXT_NO: against, OVERRULED: overruled}
    room = room_with(4, texts={"threshold": 3}, ledger=counted)
    conclude(room, luck_with(4))
    assert room.ledger[DEED] == deed and room.outcome[0] == ADOPTED
