"""Every declared number is alive: moving it moves an outcome."""

import ast

import numpy as np
import pytest

from calibration.likelihood import log_likelihood_and_gradient
from calibration.posterior import coordinates_of
from calibration.records import read_folder
from sim.batch import run_batch
from sim.fitted import Fitted
from sim.parameters import (
    ASSUMPTIONS,
    PARAMETERS,
    PROCEDURE,
    ROW,
    SET_FOR_PROCEDURE,
    Coefficients,
)
from sim.priors import Spread
from sim.room import coefficients_of
from sim.scenario import read_scenario
from sim.shapes import TRAITS
from sim.stage import members_of, set_stage
from sim.words import DATA, ROOT

THREAT = """question = "A threat by the executive, half in private, and one by a senator"
extends = "march-28"
chair = "BOL"
override.motion.leadership = 0.25
[[lever]]
kind = "threat"
sender = "USA"
targets = ["HTI", "SLV", "DOM", "GRD"]
credibility = "executive"
publicity = 0.5
[[lever]]
kind = "threat"
sender = "USA"
targets = ["HTI", "SLV"]
credibility = "senator"
publicity = 1.0
[[lever]]
kind = "inducement"
sender = "USA"
targets = ["JAM", "DOM"]
offer = 1.0
[[lever]]
kind = "severity"
level = 0.75
[[lever]]
kind = "insult"
sender = "VEN"
targets = ["MEX", "PER"]
"""
# A spread moves a run only where no record fixes what it spreads: of a new member, topic, motion.
UNSEEN = {"recognition_scale": "own_recognition", "spell_scale": "government",
          "topic_scale": "on_topic", "topic_shock_scale": "topic_shock",
          "shock_scale": "own_shock", "pull_scale": "own_shock"}  # fmt: skip
# These two spread habits that a run never draws afresh: they act in the fit alone.
IN_THE_FIT = {"abstention_scale": "own_abstention", "absence_scale": "own_absence"}
IN_RUNS = [parameter.name for parameter in PARAMETERS if parameter.name not in IN_THE_FIT]


@pytest.fixture(scope="module")
def scenario(tmp_path_factory):
    """A scenario in which every lever's every side is at work."""
    path = tmp_path_factory.mktemp("scenario") / "threats.toml"
    path.write_text(THREAT)
    return read_scenario(path)


def chances_of_yes(scenario, fitted):
    """(run,) sum of the members' chances of Yes in 400 runs, and the votes with what is counted.

    The session is held twice, as in a campaign; chances are those of the first.
    """
    stage = set_stage(scenario, fitted)
    first = run_batch(stage, 11, 0, 400)
    then = run_batch(stage, 11, 0, 400, past=first.left, sitting=1)
    counted = (first.vote_ri, first.ledger_re, then.vote_ri, then.ledger_re)
    return first.expected_r, np.concatenate(counted, axis=1)


def without(fitted, name):
    """The draws without any column of this parameter: as for a member or motion new to them."""
    keep = [k for k, column in enumerate(fitted.names) if not column.startswith(f"{name}[")]
    names = tuple(fitted.names[k] for k in keep)
    return Fitted(names, fitted.draws[:, keep], fitted.about, fitted.digest)


def moved(fitted, name, by):
    """The draws with every column of this parameter moved by so much."""
    draws = fitted.draws.copy()
    columns = [k for k, column in enumerate(fitted.names) if column.split("[")[0] == name]
    assert columns
    draws[:, columns] += by
    return Fitted(fitted.names, draws, fitted.about, fitted.digest)


@pytest.mark.parametrize("name", IN_RUNS)
def test_moving_a_parameter_moves_an_outcome(name, scenario, fitted):
    """By a twentieth of a unit: in most runs chances of Yes move, or some vote or count does."""
    if name in UNSEEN:
        fitted = without(fitted, UNSEEN[name])
    before, votes = chances_of_yes(scenario, fitted)
    after, votes_after = chances_of_yes(scenario, moved(fitted, name, 0.05))
    assert (before != after).mean() > 0.5 or (votes != votes_after).any()


@pytest.mark.parametrize(("name", "pooled"), IN_THE_FIT.items())
def test_widening_a_spread_of_habits_moves_them_and_the_likelihood(name, pooled):
    """With the same luck of each member its habit is larger by as much, and nothing else moves."""
    records = read_folder(DATA)
    at = coordinates_of(records)
    z = np.random.default_rng(1).normal(size=at.size)
    wider = z.copy()
    wider[at.slices[name]] += 0.5
    before, after = at.theta(z), at.theta(wider)
    [spread], [wider_spread] = before[at.slices[name]], after[at.slices[name]]
    habits = at.slices[pooled]
    assert wider_spread > spread
    assert after[habits] == pytest.approx(before[habits] * wider_spread / spread)
    moved = np.flatnonzero(after != before)
    assert set(moved) == {at.slices[name].start, *range(habits.start, habits.stop)}
    likelihoods = [log_likelihood_and_gradient(theta, records)[0] for theta in (before, after)]
    assert likelihoods[0] != likelihoods[1]


@pytest.mark.parametrize("trait", TRAITS)
def test_setting_a_trait_moves_an_outcome(trait, scenario, fitted):
    """At either end of its range the member that it is set for votes otherwise."""
    low, high = TRAITS[trait]
    ends = [
        type(scenario)(**{**vars(scenario), "members": {"HTI": {trait: end}}})
        for end in (max(low, -5.0), min(high, 5.0))
    ]
    (_, low_votes), (_, high_votes) = (chances_of_yes(end, fitted) for end in ends)
    haiti = members_of(scenario).index("HTI")
    assert (low_votes[:, haiti] != high_votes[:, haiti]).any()


def test_assumed_numbers_are_read_where_they_are_declared_to_act():
    """Each is looked up by name in the model or the fit."""
    looked_up = {
        node.slice.value
        for room in ("sim", "calibration")
        for path in (ROOT / room).rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.Subscript)
        and getattr(node.value, "id", "") == "ASSUMED"
        and isinstance(node.slice, ast.Constant)
    }
    assert looked_up == {assumption.name for assumption in ASSUMPTIONS + SET_FOR_PROCEDURE}


def test_a_rows_numbers_are_the_parameters_in_their_order():
    """0, 1, 2, ... come back under the names of `ROW`, one for one."""
    p = coefficients_of(np.arange(len(ROW), dtype=float))
    assert p == Coefficients(*range(len(ROW)))
    assert p._asdict() == {name: k for k, name in enumerate(ROW)}


@pytest.mark.parametrize("parameter", PROCEDURE, ids=lambda parameter: parameter.name)
def test_moving_a_parameter_of_procedure_moves_an_outcome(parameter, scenario, fitted):
    """From the 10 % to the 90 % quantile of its prior some vote or count moves."""
    low, high = (float(parameter.prior.at(np.array(z))) for z in (-1.28, 1.28))
    (yes, before), (more, after) = (
        chances_of_yes(scenario.with_parameters(**{parameter.name: value}), fitted)
        for value in (low, high)
    )
    assert (before != after).any() or (yes != more).any()


@pytest.mark.parametrize("parameter", PARAMETERS + PROCEDURE, ids=lambda parameter: parameter.name)
def test_a_prior_lies_within_the_declared_range(parameter):
    """From the 0.1 % to the 99.9 % quantile, which a scenario may therefore set."""
    assert parameter.low < parameter.high and parameter.unit and parameter.source
    if not isinstance(parameter.prior, Spread):
        ends = parameter.prior.at(np.array([-3.09, 3.09]))
        assert (parameter.low <= ends).all() and (ends <= parameter.high).all()
