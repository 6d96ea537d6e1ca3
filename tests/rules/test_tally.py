"""What carries a motion."""

from sim.rules.tally import carried


def test_the_edge_of_a_majority_of_34():
    """17 is half and fails; 18, the fewest that are more, carry, whatever the rest do."""
    assert 2 * 17 <= 34 < 2 * 18
    assert not carried(17, 18) and carried(18, 18)


def test_the_edge_of_a_suspension():
    """Two thirds of the 35 member states is 24: 23 x 3 < 70 <= 24 x 3; 23 fail and 24 carry."""
    assert 23 * 3 < 2 * 35 <= 24 * 3
    assert not carried(23, 24) and carried(24, 24)
