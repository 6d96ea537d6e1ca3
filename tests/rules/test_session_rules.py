"""Rules of procedure: hand calculations and edges."""

import math

import pytest

from sim.rules.chair import overruled, suspends, walkout
from sim.rules.choice import cast, chances, edge, tipping
from sim.rules.consensus import objects
from sim.rules.disposition import restated
from sim.rules.headcount import chance_of, gain, seen, worth_of_statement, worth_of_vote
from sim.rules.pressure import inducement, lasting_frame
from sim.rules.signing import signing_bar
from sim.rules.speech import cites, denies_facts, insults


def test_each_name_on_the_list_makes_the_next_cheaper(coefficients):
    """A cost of 1 with a herd of .5: 1 with no name, .75 with half of 34; never below 0."""
    p = coefficients(signing_cost=1.0, herd=0.5)
    assert signing_bar(0, 34, p) == 1.0 and signing_bar(17, 34, p) == 0.75
    assert signing_bar(34, 34, coefficients(signing_cost=0.2, herd=0.5)) == 0.0


def test_only_an_opposed_chair_suspends_and_a_third_overrule_it(coefficients):
    """12 of 34 are more than a third, 11 are not; 11 of 33 are a third and enough."""
    p = coefficients(manoeuvre=0.4)
    assert suspends(True, 0.39, p) and not suspends(True, 0.4, p) and not suspends(False, 0.0, p)
    assert overruled(12, 34) and not overruled(11, 34) and overruled(11, 33)


def test_those_opposed_walk_out(coefficients):
    p = coefficients(walkout=6.0)
    assert walkout(True, -1.5, p) == 7.5 and walkout(False, -1.5, p) == 0.0


def test_one_denies_the_facts_only_if_that_outweighs_the_path(coefficients):
    """A bearing of .75, recognition -4, intrusion .3, sovereignty 1: 3 against .3 and the cost."""
    assert denies_facts(0.75, -4.0, 0.3, 1.0, coefficients(denial=2.6))
    assert not denies_facts(0.75, -4.0, 0.3, 1.0, coefficients(denial=2.8))
    assert not denies_facts(0.75, 4.0, 0.3, 1.0, coefficients(denial=0.0))


def test_a_private_or_legitimate_threat_is_never_cited(coefficients):
    p = coefficients(citing=0.8)
    assert cites(1.0, 0.79, p) and not cites(1.0, 0.8, p) and not cites(0.0, 1e-9, p)


def test_only_signatories_are_insulted(coefficients):
    p = coefficients(insult=0.2)
    assert insults(1, 0.19, p) and not insults(1, 0.2, p) and not insults(0, 0.0, p)


def test_a_consensus_is_broken_beyond_the_threshold(coefficients):
    p = coefficients(objection=2.0)
    assert objects(-2.01, p) and not objects(-2.0, p) and not objects(2.0, p)


def test_a_misread_member_is_seen_as_the_opposite(coefficients):
    p = coefficients(misreading=0.1)
    assert seen(True, 0.5, p) and not seen(True, 0.05, p)
    assert not seen(False, 0.5, p) and seen(False, 0.05, p)


def test_the_chance_of_passing_by_hand(coefficients):
    """20 counted of 34, one in twenty misread: mean 19.7, sd 1.2709; 17.5 lies 1.731 sd below.

    A normal leaves 95.83 % above. Sponsors who never misread know.
    """
    assert chance_of(18, 20, 34, coefficients(misreading=0.05)) == pytest.approx(0.9583, abs=2e-4)
    sure = coefficients(misreading=0.0)
    assert chance_of(18, 18, 34, sure) == 1.0 and chance_of(18, 17, 34, sure) == 0.0


def test_severity_raises_the_gain(coefficients):
    """A text of .5 is worth .5 at severity 1/2, and e^(2/4) times that at 3/4 under urgency 2."""
    p = coefficients(urgency=2.0)
    assert gain(0.5, 0.5, p) == 0.5
    assert gain(0.5, 0.75, p) == pytest.approx(0.5 * math.exp(0.5))


def test_the_worth_of_a_vote_by_hand(coefficients):
    """.8 x .5 - 1 x .2 - .6 x .3 = .02."""
    p = coefficients(risk_aversion=1.0, dividing=0.6)
    assert worth_of_vote(0.5, 0.8, 0.3, p) == pytest.approx(0.02)
    assert worth_of_statement(0.5, 0.8, coefficients(statement=0.25)) == pytest.approx(0.1)


def test_what_a_session_leaves_to_the_next(coefficients):
    """Half of a frame of .4, .2 for an American lead, .1 for five insulted of 34: .5."""
    p = coefficients(frame_persistence=0.5, frame_led=0.2, frame_insult=0.1)
    assert lasting_frame(0.4, 1.0, 1.0, p) == pytest.approx(0.5)
    assert lasting_frame(0.4, 0.0, 0.0, p) == pytest.approx(0.2)
    assert inducement(0.5, coefficients(inducement=0.4)) == pytest.approx(0.2)


def test_another_text_by_hand():
    """1 + .25 x 2 - .2 x 3 + (-1) x .5 = .4."""
    assert restated(1.0, 0.25, 2.0, 0.2, 3.0, -1.0, 0.5) == pytest.approx(0.4)


@pytest.mark.parametrize("luck", [0.001, 0.0024, 0.05, 0.3, 0.5, 0.77, 0.95, 0.9977, 0.999])
def test_a_vote_turns_where_tipping_says(luck, coefficients):
    """A hair above the edge the act is Yes and a hair below it isn't; so for No."""
    p = coefficients(lapse=0.01, cross_abstain=0.5, cross_absent=0.2)
    abstention, absence, cross = -0.3, -1.2, 0.4
    yes_above, no_below = tipping(luck, abstention, absence, cross, p)

    def act(disposition):
        yes, _, abstain, absent = chances(disposition, abstention, absence, cross, p)
        return cast(yes, abstain, absent, luck)

    if luck < 0.0025:  # the lapse alone: Yes whatever the disposition
        assert yes_above == -math.inf and act(-30.0) == 0 and no_below < -20
    elif luck > 0.9975:
        assert no_below == math.inf and act(30.0) == 1 and yes_above > 20
    else:
        assert act(yes_above + 1e-9) == 0 and act(yes_above - 1e-9) != 0
        assert act(no_below - 1e-9) == 1 and act(no_below + 1e-9) != 1


def test_the_edge_solves_the_chance():
    """x / (x + 1/x + 3) = .4 at the x that comes back."""
    x = math.exp(edge(0.4, 3.0))
    assert x / (x + 1 / x + 3.0) == pytest.approx(0.4)
