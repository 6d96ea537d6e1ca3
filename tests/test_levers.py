"""Levers: one contract for every kind, and what each kind does by facts from outside the code."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sim.batch import run_batch
from sim.council import council_at
from sim.fitted import read_fitted
from sim.levers import LEVERS, Patronage
from sim.scenario import read_scenario, shipped
from sim.stage import members_of, set_stage
from sim.tables import read_tables
from sim.words import YES

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
        assert all(word in sentence for word in (lever.sender, *lever.targets))
        council = council_at(read_tables(), scenario.council.date)
        assert lever.push(scenario.motion) or lever.traits(council) or lever.coordinates()


def test_restored_patronage_is_the_financing_of_2012():
    """Jamaica was financed with 3.2 % of its GDP and Nicaragua with the most on record, 7 %."""
    stage = set_stage(read_scenario("march-28-petrocaribe-restored"), read_fitted())
    waned = set_stage(read_scenario("march-28"), read_fitted())
    members = members_of(read_scenario("march-28"))
    for member, share in {"JAM": 0.032, "NIC": 0.07, "CHL": 0.0}.items():
        of_member = stage.patronage_di[:, members.index(member)]
        assert np.allclose(of_member, share / 0.07, atol=0.01)
        assert (of_member >= waned.patronage_di[:, members.index(member)]).all()


@settings(max_examples=15, deadline=None)
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
