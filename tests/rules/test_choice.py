"""From disposition to an act: a softmax by hand, and luck laid along the unit interval."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.parameters import ROW, Coefficients
from sim.rules.choice import cast, chances

NONE = Coefficients(**dict.fromkeys(ROW, 0.0))
utility = st.floats(-40, 40)


def test_the_softmax_by_hand(coefficients):
    """v = ln 2, abstention ln 3, absence 0: weights 2, 1/2, 3, 1 of 6.5."""
    p = coefficients()
    assert chances(math.log(2), math.log(3), 0.0, 0.0, p) == pytest.approx(
        (2 / 6.5, 0.5 / 6.5, 3 / 6.5, 1 / 6.5)
    )


def test_disposition_is_half_the_log_odds_of_yes_against_no(coefficients):
    """P(Yes)/P(No) = e^(2v), whatever the other acts."""
    yes, no, _, _ = chances(0.7, 1.0, -2.0, 0.3, coefficients(cross_abstain=2.0, cross_absent=1.0))
    assert math.log(yes / no) == pytest.approx(1.4)


def test_cross_pressure_feeds_abstention_and_absence(coefficients):
    """exp(.5 chi) more for Abstain, exp(.5 chi_X) more for Absent, against Yes."""
    before = chances(0.2, -1.0, -1.0, 0.0, coefficients())
    after = chances(0.2, -1.0, -1.0, 0.5, coefficients(cross_abstain=2.0, cross_absent=4.0))
    for act, rise in ((2, 1.0), (3, 2.0)):
        assert math.log(after[act] / after[0]) - math.log(before[act] / before[0]) == (
            pytest.approx(rise)
        )


@given(utility, utility, utility, st.floats(0, 3), st.floats(0, 1))
def test_chances_are_chances(disposition, abstention, absence, cross, lapse):
    """Each of the four at least a quarter of the lapse, summing to 1, however far the utilities."""
    p = NONE._replace(lapse=lapse, cross_abstain=1.0, cross_absent=1.0)
    at = chances(disposition * 100, abstention * 100, absence * 100, cross, p)
    assert sum(at) == pytest.approx(1.0) and min(at) >= lapse / 4


def test_luck_picks_yes_abstain_absent_no_along_the_unit_interval():
    """Chances 1/2, 1/4, 1/8 and an eighth of No; the edges belong to the act above."""
    luck = [0.0, 0.49, 0.5, 0.74, 0.75, 0.87, 0.875, 0.999]
    assert [cast(0.5, 0.25, 0.125, u) for u in luck] == [0, 0, 2, 2, 3, 3, 1, 1]


@given(utility, utility, utility, st.floats(0, 10), st.floats(0.0001, 0.9999))
def test_a_lower_disposition_never_turns_an_act_to_yes_nor_from_no(v, shy, away, fall, luck):
    """Under the same luck."""
    acts = []
    for disposition in (v, v - fall):
        yes, _, abstain, absent = chances(disposition, shy, away, 0.0, NONE)
        acts.append(cast(yes, abstain, absent, luck))
    before, after = acts
    assert after != 0 or before == 0
    assert before != 1 or after == 1
