"""What a member brings, by hand and from the record."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.parameters import ASSUMED, ROW, Coefficients
from sim.rules.traits import (
    absence,
    abstention,
    aid_dependence,
    memory,
    raw_sovereignty,
    recognition,
    sensitivity,
    softplus,
    sovereignty,
    wane,
)

NONE = Coefficients(**dict.fromkeys(ROW, 0.0))


def test_recognition_by_hand(coefficients):
    """.2 + 1(-1 x .4 - .8 + .6 x .4 + .7 x 2) + .4 x .5 - 1.5 x .3 = .39."""
    p = coefficients(
        solidarity=-1.0, alba=-0.8, orientation=0.6, alignment=0.7, severity=0.4,
        patronage_pull=1.5,
    )  # fmt: skip
    assert recognition(0.2, 0.4, 1.0, 0.4, 2.0, 1, 0.5, 0.3, 1, p) == pytest.approx(0.39)


@given(st.floats(0, 1), st.floats(0, 1), st.floats(-1, 1), st.floats(-3, 3))
def test_kinship_turns_with_the_camp(solidarity, alba, orientation, alignment):
    """Who shields a government of the camp accuses its adversary as much; 0 without a camp."""
    p = NONE._replace(solidarity=-1.1, alba=-0.7, orientation=0.5, alignment=0.4)
    at = {
        camp: recognition(0.0, solidarity, alba, orientation, alignment, camp, 0.0, 0.0, 0, p)
        for camp in (-1, 0, 1)
    }
    assert at[-1] == -at[1] and at[0] == 0.0


def test_oil_speaks_for_venezuela_alone(coefficients):
    """Patronage lowers recognition of Venezuela's crisis, of no other."""
    p = coefficients(patronage_pull=2.0)
    assert recognition(0.0, 0.0, 0.0, 0.0, 0.0, 1, 0.0, 0.5, 1, p) == -1.0
    assert recognition(0.0, 0.0, 0.0, 0.0, 0.0, 1, 0.0, 0.5, 0, p) == 0.0


def test_the_aid_dependence_of_the_threatened():
    """Half dependence at .4 % of GDP: Haiti .9, El Salvador .6, the Dominican Republic .2."""
    from sim.council import council_at
    from sim.scenario import read_scenario
    from sim.tables import read_tables

    assert aid_dependence(0.004, 0.004) == 0.5
    assert aid_dependence(0.036, 0.004) == pytest.approx(0.9)
    council = council_at(read_tables(), read_scenario("march-28").council.date)
    aid = dict(zip(council.iso3, council.aid, strict=True))
    assert (round(aid["HTI"], 1), round(aid["SLV"], 1), round(aid["DOM"], 1)) == (0.9, 0.6, 0.2)
    assert aid["USA"] == 0.0


def test_oil_wanes_in_a_straight_line():
    """From the middle of 2014 to 2018.5: whole in 2014, half at 2016.5, none from 2018.5 on."""
    start = ASSUMED["patronage_start"]
    assert start == 2014.5
    left = [wane(year, start, 2018.5) for year in (2012.0, 2014.5, 2015.5, 2016.5, 2018.5, 2020.0)]
    assert left == [1.0, 1.0, 0.75, 0.5, 0.0, 0.0]


def test_memory_by_hand(coefficients):
    """.5 x 1 on the topic and .25 x -.3 on any: .425."""
    p = coefficients(memory_topic=0.5, memory_any=0.25)
    assert memory(1.0, -0.3, 0.0, p) == pytest.approx(0.425)
    assert memory(1.0, -0.3, 0.25, p._replace(signature=2.0)) == pytest.approx(0.925)


def test_softplus_is_the_log_of_one_plus_e_to_the_x():
    """ln 2 at 0; x far above; e^x far below; finite at both ends."""
    assert softplus(0.0) == pytest.approx(math.log(2))
    assert softplus(1000.0) == 1000.0 and softplus(-1000.0) == 0.0
    assert softplus(-30.0) == pytest.approx(math.exp(-30.0))


def test_sovereignty_is_scaled_to_its_mean(coefficients):
    """1 for the average refuser before scaling; after it the mean over the council is the slope."""
    p = coefficients(refusal=0.5, sovereignty_slope=1.3)
    assert raw_sovereignty(0.0, 0.0, p) == pytest.approx(1.0)
    raw = [raw_sovereignty(refusal, 0.0, p) for refusal in (-1.0, 0.0, 2.0)]
    assert raw == sorted(raw)
    scaled = [sovereignty(one, sum(raw) / 3, p) for one in raw]
    assert sum(scaled) / 3 == pytest.approx(1.3)


def test_sensitivity_and_absence_by_hand(coefficients):
    """A small state: e^.25. Capacity of one deviation: -2 - .3 + .1."""
    p = coefficients(smallness=0.25, absence=-2.0, capacity=0.3)
    assert sensitivity(1.0, 0.0, p) == pytest.approx(math.exp(0.25))
    assert sensitivity(0.0, 0.0, p) == 1.0
    assert absence(1.0, 0.1, p) == pytest.approx(-2.2)


def test_abstention_by_hand(coefficients):
    """-1 + .2 of its own, and 1.1 more after an abstention on the topic."""
    p = coefficients(abstention=-1.0, abstain_again=1.1)
    assert abstention(0.0, 0.2, p) == pytest.approx(-0.8)
    assert abstention(1.0, 0.2, p) == pytest.approx(0.3)
