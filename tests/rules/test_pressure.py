"""What an outside hand does: the sign of pressure, whom it reaches, what it leaves in the room."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from sim.parameters import ROW, Coefficients
from sim.rules.pressure import affront, cross_pressure, dependence, led, pressure

share = st.floats(0.01, 0.99)
size = st.floats(0.1, 5.0)
NONE = Coefficients(**dict.fromkeys(ROW, 0.0))


@given(size, share, share, share, share, share, size, size)
def test_the_sign_of_pressure_turns_where_theory_says(
    sensitivity, credibility, dependence, publicity, legitimacy, private, compliance, backlash
):
    """0 at compliance cred dep (c0 + (1-c0) pub) = backlash pub (1-l) sigma; + below, - above."""
    p = NONE._replace(compliance=compliance, private_share=private, backlash=backlash)
    gain = compliance * credibility * dependence * (private + (1 - private) * publicity)
    turns_at = gain / (backlash * publicity * (1 - legitimacy))

    def at(sovereignty):
        return pressure(sensitivity, sovereignty, dependence, credibility, publicity, legitimacy, p)

    assert at(turns_at) == pytest.approx(0.0, abs=1e-9)
    assert at(turns_at * 0.99) > 0 > at(turns_at * 1.01)


def test_pressure_by_hand(coefficients):
    """Haiti and a senator: 1.2 (2 x .3 x .9 - .5 x 1 x 1) = 1.2 x .04 = .048."""
    p = coefficients(compliance=2.0, backlash=0.5, private_share=0.6)
    assert pressure(1.2, 1.0, 0.9, 0.3, 1.0, 0.0, p) == pytest.approx(0.048)


@given(size, size, share, share)
def test_private_pressure_has_no_backlash(sovereignty, backlash, dependence, credibility):
    """In private sovereignty does not matter, and the gain is the private share of it."""
    p = NONE._replace(compliance=2.0, private_share=0.6, backlash=backlash)
    quiet = pressure(1.0, sovereignty, dependence, credibility, 0.0, 0.0, p)
    assert quiet == pytest.approx(2.0 * credibility * dependence * 0.6)


@given(size, share, share, share, share)
def test_the_insensitive_feel_nothing(sovereignty, dependence, credibility, publicity, legitimacy):
    """Sensitivity 0 leaves no pressure of either sign."""
    p = NONE._replace(compliance=3.0, private_share=0.5, backlash=3.0)
    assert pressure(0.0, sovereignty, dependence, credibility, publicity, legitimacy, p) == 0.0


@given(share, share, share, size)
def test_a_wholly_legitimate_sender_provokes_nobody(dependence, credibility, publicity, backlash):
    """With legitimacy 1 pressure is never negative, however sovereign the member."""
    assume(dependence * credibility > 1e-6)
    p = NONE._replace(compliance=1.0, private_share=0.5, backlash=backlash)
    assert pressure(1.0, 50.0, dependence, credibility, publicity, 1.0, p) > 0


def test_whom_a_member_depends_on():
    """On the United States for aid, on Venezuela for oil, on nobody else."""
    assert [dependence(sender, 0.9, 0.4) for sender in (0, 1, 2)] == [0.9, 0.4, 0.0]


def test_the_threat_of_march_2017_is_the_unit_of_the_frame(coefficients):
    """3 of 34 threatened in public by the United States: 1. One of them: a third. In private: 0."""
    unit = 3 / 34
    assert affront(1.0, 0.0, 3, 34, unit) == pytest.approx(1.0)
    assert affront(1.0, 0.0, 1, 34, unit) == pytest.approx(1 / 3)
    assert affront(0.0, 0.0, 3, 34, unit) == 0.0
    assert affront(1.0, 1.0, 3, 34, unit) == 0.0


def test_cross_pressure_is_the_lesser_of_two_patrons():
    """Haiti between aid .9 and oil .4: .4, and .9 more when it is threatened over its aid."""
    assert cross_pressure(0.9, 0.4, 1, 0.0) == 0.4
    assert cross_pressure(0.9, 0.4, 1, 0.9) == pytest.approx(1.3)
    assert cross_pressure(0.9, 0.4, 0, 0.0) == 0.0


def test_how_far_the_united_states_led():
    """Alone at leadership 0; not at all from 1/2 on."""
    assert led(0.0) == 1.0 and led(0.25) == 0.5 and led(0.5) == led(0.75) == 0.0
