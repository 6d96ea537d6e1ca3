"""Levers: one contract for every kind, and what each kind does by facts from outside the code."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sim.assumptions import pressure_signs
from sim.batch import run_batch
from sim.council import council_at
from sim.fitted import read_fitted
from sim.levers import LEVERS, Patronage
from sim.levers.conducting import Manoeuvre
from sim.levers.speaking import Insult
from sim.named import shipped
from sim.scenario import read_scenario
from sim.stage import members_of, set_stage
from sim.tables import read_tables
from sim.words import CONSENSUS, INSISTING, OBJECTORS, OVERRULED, SUSPENDED, YES

ISLANDS = ["ATG", "DMA", "GRD", "JAM", "KNA", "VCT"]


def shipped_levers(kind):
    """Every lever of this kind in a shipped scenario, with the scenario."""
    scenarios = [read_scenario(name) for name in shipped()]
    return [(lever, scenario) for scenario in scenarios for lever in scenario.levers
            if lever.kind == kind]  # fmt: skip


@pytest.mark.parametrize("kind", LEVERS)
def test_every_kind_of_lever_keeps_the_contract(kind):
    """It stands in a shipped scenario, tells whom it touches, and leaves something on the stage."""
    assert LEVERS[kind].summary().endswith(".")
    examples = shipped_levers(kind)
    assert examples
    for lever, scenario in examples:
        assert type(lever) is LEVERS[kind]
        sentence = lever.sentence(scenario.motion)
        named = [lever.who] if lever.who else []
        assert all(word in sentence for word in (*named, *lever.whom))
        council = council_at(read_tables(), scenario.council.date)
        does = (
            lever.push(scenario.motion), lever.traits(council), lever.coordinates(),
            lever.heeded(), lever.insulted(), lever.suspends(), lever.seat(council) is not council,
        )  # fmt: skip
        assert any(does)


def test_a_script_that_votes_no_breaks_a_consensus(tmp_path, fitted):
    """Of any member but the one concerned: Bolivia's is one objection, Venezuela's none."""
    path = tmp_path / "own.toml"
    head, objections = 'extends = "april-26"\nquestion = "?"\n[script]\n', {}
    for member in ("BOL", "VEN"):
        path.write_text(f'{head}{member} = "no"\n')
        runs = run_batch(set_stage(read_scenario(path), fitted), 3, 0, 500)
        objections[member] = runs.ledger_re[:, OBJECTORS]
        assert (runs.outcome_r == CONSENSUS).any() == (member == "VEN")
    assert objections["BOL"].min() == 1 and objections["VEN"].min() == 0


def test_restored_patronage_is_the_financing_of_2012():
    """Jamaica was financed with 3.2 % of its GDP and Nicaragua with the most on record, 7 %."""
    stage = set_stage(read_scenario("march-28-petrocaribe-restored"), read_fitted())
    waned = set_stage(read_scenario("march-28"), read_fitted())
    members = members_of(read_scenario("march-28"))
    for member, share in {"JAM": 0.032, "NIC": 0.07, "CHL": 0.0}.items():
        of_member = stage.patronage_di[:, members.index(member)]
        assert np.allclose(of_member, share / 0.07, atol=0.01)
        assert (of_member >= waned.patronage_di[:, members.index(member)]).all()


@settings(max_examples=15)
@given(st.tuples(st.floats(0, 1), st.floats(0, 1)))
def test_more_patronage_never_gains_a_yes_against_the_patron(levels):
    """Under the same luck and without debate, no target turns to Yes, and nobody else moves."""
    base = read_scenario("march-28-no-threat").with_parameters(susceptibility=0.0)

    def votes(level):
        lever = Patronage(kind="patronage", sender="VEN", targets=ISLANDS, level=level)
        scenario = type(base)(**{**vars(base), "levers": (lever,)})
        return run_batch(set_stage(scenario, read_fitted()), 3, 0, 1000).vote_ri

    little, much = (votes(level) for level in sorted(levels))
    assert not ((much == YES) & (little != YES)).any()
    members = members_of(base)
    moved = {members[i] for i in np.flatnonzero((much != little).any(axis=0))}
    assert moved <= set(ISLANDS)


def test_a_scenario_has_the_last_word_over_its_levers(tmp_path):
    """`[override.members]` stands over what a lever sets of the same member."""
    path = tmp_path / "own.toml"
    path.write_text(
        'extends = "march-28-petrocaribe-restored"\n[override.members.JAM]\npatronage = 0.25\n'
    )
    stage = set_stage(read_scenario(str(path)), read_fitted())
    members = members_of(read_scenario("march-28"))
    assert (stage.patronage_di[:, members.index("JAM")] == 0.25).all()
    assert (stage.patronage_di[:, members.index("NIC")] == 1.0).all()


def shift(with_lever, without="march-28-no-threat", runs=4000):
    """(member,) change of the share of Yes under the same luck, by code."""
    left = [run_batch(set_stage(read_scenario(name), read_fitted()), 4, 0, runs).vote_ri
            for name in (with_lever, without)]  # fmt: skip
    change = ((left[0] == YES).astype(int) - (left[1] == YES)).mean(axis=0)
    return dict(zip(members_of(read_scenario(without)), change, strict=True))


def test_an_inducement_gains_its_targets_and_affronts_nobody():
    """Each of the three gains a Yes more often, and no frame is left in the room."""
    gains = shift("march-28-inducement")
    assert all(gains[member] > 0 for member in ("HTI", "SLV", "DOM"))
    stage = set_stage(read_scenario("march-28-inducement"), read_fitted())
    assert (run_batch(stage, 4, 0, 500).frame_r == 0).all()


def test_persuasion_draws_its_targets_to_where_the_sender_stands():
    """Mexico is for the motion: all four gain; without debate nobody moves."""
    gains = shift("march-28-persuasion")
    assert all(gains[member] > 0 for member in ("ATG", "GRD", "TTO", "KNA"))
    quiet = [read_scenario(name).with_parameters(susceptibility=0.0)
             for name in ("march-28-persuasion", "march-28-no-threat")]  # fmt: skip
    heard, unheard = (run_batch(set_stage(s, read_fitted()), 4, 0, 500).vote_ri for s in quiet)
    assert (heard == unheard).all()


def test_attention_still_sums_to_one_under_persuasion():
    stage = set_stage(read_scenario("march-28-persuasion"), read_fitted())
    total = stage.attention_ij.sum(axis=1)
    assert np.allclose(total[stage.heeds_i == 1], 1.0)


def test_coordinates_of_a_motion_are_what_levers_say():
    """Leadership 1 under Mexico alone; direction 1 and intrusiveness .5 of the harsher text."""
    assert read_scenario("march-28-mexico-alone").motion.leadership == 1.0
    harsher = read_scenario("march-28-harsher-text").motion
    assert (harsher.direction, harsher.intrusiveness) == (1.0, 0.5)
    assert read_scenario("april-3").motion.severity == 0.75


def test_a_new_government_of_the_right_gains_the_yes_of_el_salvador():
    """Its predecessor was of the left and in solidarity."""
    assert shift("march-28-new-government")["SLV"] > 0.2


def test_the_chair_of_april_suspends_and_is_overruled_by_a_third():
    """In every run the session is suspended; it goes on where 12 or more of 34 insist."""
    stage = set_stage(read_scenario("april-3"), read_fitted())
    ledger = run_batch(stage, 4, 0, 4000).ledger_re
    assert (ledger[:, SUSPENDED] == 1).all()
    assert np.array_equal(ledger[:, OVERRULED] == 1, ledger[:, INSISTING] >= 12)


@pytest.mark.parametrize(("direction", "wish"), [(1.0, "Yes"), (0.0, "Yes"), (-0.5, "No")])
def test_a_threat_asks_for_yes_unless_the_motion_shields(direction, wish):
    """A call for dialogue points nowhere; who threatens for the session wants it adopted."""
    scenario = read_scenario("march-28")
    motion = scenario.motion.model_copy(update={"direction": direction})
    [threat] = scenario.levers
    assert f"towards {wish}:" in threat.sentence(motion)
    assert threat.push(motion).wish == (1.0 if wish == "Yes" else -1.0)


def test_five_insulted_of_34_are_the_unit_in_which_insults_are_told(fitted):
    """Each sees beta_W = .4 more of a crisis, nobody else does; the frame starts at phi_W = .3."""
    plain = read_scenario("march-28-no-threat").with_parameters(resentment=0.4, frame_insult=0.3)
    targets = ["MEX", "PER", "CAN", "USA", "BRA"]
    insulted = plain.changed(levers=(Insult(kind="insult", sender="VEN", targets=targets),))
    before, after = (set_stage(scenario, fitted) for scenario in (plain, insulted))
    rise_i = [0.4 * (member in targets) for member in members_of(plain)]
    assert after.recognition_di - before.recognition_di == pytest.approx(
        np.tile(rise_i, (len(fitted.draws), 1))
    )
    assert not before.lasting_d.any() and after.lasting_d == pytest.approx(0.3)


def test_of_two_that_suspend_the_later_presides(fitted):
    """As of any two levers that set the same thing; without one, the scenario's own chair does."""
    march = read_scenario("march-28-no-threat")
    bolivia, haiti = (Manoeuvre(kind="manoeuvre", sender=who) for who in ("BOL", "HTI"))
    for levers, chair in (((bolivia, haiti), "HTI"), ((haiti, bolivia), "BOL")):
        stage = set_stage(march.changed(levers=levers), fitted)
        assert stage.manoeuvre == 1 and members_of(march)[stage.chair] == chair
    own = set_stage(march.changed(chair="PER"), fitted)
    assert own.manoeuvre == 0 and members_of(march)[own.chair] == "PER"


def test_how_open_the_sign_of_a_threat_was(fitted):
    """By priors: never above 0 with nothing but backlash, always with nothing but compliance."""
    scenario, fitted = read_scenario("march-28"), replace(fitted, draws=fitted.draws[:50])
    signs = pressure_signs(scenario, fitted)
    assert signs.keys() == {"HTI", "SLV", "DOM"} and all(0.2 < s < 0.8 for s in signs.values())
    for name, sign in (("compliance", 0.0), ("backlash", 1.0)):
        alone = pressure_signs(scenario.with_parameters(**{name: 0.0}), fitted)
        assert set(alone.values()) == {sign}
