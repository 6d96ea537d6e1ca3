"""A member's inclination: what a text's direction, its intrusion and the frame do to it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.parameters import ROW, Coefficients
from sim.rules.disposition import bearing, disposition, intrusion

share = st.floats(0, 1)
NONE = Coefficients(**dict.fromkeys(ROW, 0.0))


def test_bearing_by_hand():
    """rho(r) = sgn(r)(1/2 + |r|/2): the sign counts half, the size half; 0 at 0."""
    assert [bearing(r) for r in (-1.0, -0.5, 0.0, 0.5, 1.0)] == [-1.0, -0.75, 0.0, 0.75, 1.0]


@given(st.floats(-1, 1))
def test_bearing_is_odd(direction):
    """A text that shields weighs recognition as much as one that faults, the other way."""
    assert bearing(-direction) == -bearing(direction)


def test_intrusion_by_hand(coefficients):
    """q (1 + F)(1 - mu (l - 1/2)) = .4 x 1.5 x (1 - .5 x .5) = .45."""
    p = coefficients(leadership_relief=0.5)
    assert intrusion(1.0, 0.4, 0.5, 1.0, p) == pytest.approx(0.45)


@given(share, st.floats(0, 5), share, share)
def test_intrusion_is_never_negative_and_regional_leaders_lower_it(q, frame, leadership, relief):
    """Under the United States alone it is at least what it is under any other leadership."""
    p = NONE._replace(leadership_relief=relief)
    felt = intrusion(0.5, q, frame, leadership, p)
    assert 0.0 <= felt <= intrusion(0.5, q, frame, 0.0, p)


@given(st.floats(-1, 0), share)
def test_a_text_that_does_not_fault_does_not_intrude(direction, q):
    """Lifting a suspension intrudes on nobody."""
    assert intrusion(direction, q, 1.0, 0.0, NONE) == 0.0


def test_disposition_by_hand():
    """.75 x 2 - .3 x 1.1 + .5 - .2 + .1 = 1.57."""
    assert disposition(2.0, 1.1, 0.75, 0.3, 0.5, -0.2, 0.1) == pytest.approx(1.57)
