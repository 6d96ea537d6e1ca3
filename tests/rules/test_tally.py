"""What carries a motion."""

from sim.rules.tally import absolute_majority, carried


def test_an_absolute_majority_of_34_is_18():
    """17 of 34 is half and no majority; of 33 and of 35 it is 17 and 18."""
    assert absolute_majority(34) == 18
    assert absolute_majority(33) == 17 and absolute_majority(35) == 18
    assert 2 * absolute_majority(34) > 34 >= 2 * (absolute_majority(34) - 1)


def test_the_edge_of_a_majority_of_34():
    """17 Yes fail and 18 carry, whatever the rest do."""
    assert not carried(17, absolute_majority(34)) and carried(18, absolute_majority(34))


def test_the_edge_of_a_suspension():
    """Two thirds of the 35 member states is 24: 23 x 3 < 70 <= 24 x 3; 23 fail and 24 carry."""
    assert 23 * 3 < 2 * 35 <= 24 * 3
    assert not carried(23, 24) and carried(24, 24)
