"""What must hold in every run, whatever the draws: laws of the model, not results."""

import ast
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sim.batch import opened, run_batch
from sim.fitted import read_fitted
from sim.luck import luck_of
from sim.named import shipped
from sim.scenario import read_scenario
from sim.session import run_session
from sim.stage import members_of, room_of, set_stage
from sim.words import AGENDA_YES, NO, ROOT, VOTES, YES

share = st.floats(0, 1)


def changed(scenario, **motion):
    """The scenario with these coordinates of its motion."""
    text = scenario.motion.model_copy(update=motion)
    return type(scenario)(**{**vars(scenario), "motion": text})


def votes(scenario, runs=400, **motion):
    return run_batch(set_stage(changed(scenario, **motion), read_fitted()), 3, 0, runs).vote_ri


@settings(max_examples=25)
@given(st.sampled_from(["march-28", "suspend-us-leads"]), st.tuples(share, share))
def test_a_more_intrusive_text_never_gains_a_yes(name, texts):
    """At fixed direction and under the same luck, in no run does any member turn to Yes."""
    mild, harsh = (votes(read_scenario(name), intrusiveness=q) for q in sorted(texts))
    assert not ((harsh == YES) & (mild != YES)).any()
    assert not ((harsh != NO) & (mild == NO)).any()


@settings(max_examples=15)
@given(st.tuples(share, share))
def test_less_regional_leadership_never_gains_a_yes(leaderships):
    """Under the same luck, a motion carried less by the region's own turns nobody to Yes."""
    less, more = (votes(read_scenario("march-28"), leadership=x) for x in sorted(leaderships))
    assert not ((less == YES) & (more != YES)).any()


@pytest.mark.parametrize("cell", ["senator-public-mexico", "executive-private-us"])
def test_the_agenda_has_its_votes_whatever_text_the_session_is_about(cell):
    """Debate is linear and the session's shock one: only the roll call asked about differs."""
    told = [
        run_batch(set_stage(read_scenario(f"pressure-{cell}-{text}"), read_fitted()), 3, 0, 2000)
        for text in ("agenda", "dialogue", "resolution", "suspension")
    ]
    yes = [runs.ledger_re[:, AGENDA_YES].tolist() for runs in told]
    assert len(set(yes[0])) > 5  # a contested vote
    assert yes[1:] == [yes[0]] * 3


def test_a_threat_touches_bystanders_through_the_frame_alone():
    """Without a frame and without debate, those not aimed at vote as if there were no threat."""
    quiet = {"frame_threat": 0.0, "susceptibility": 0.0}
    threat = read_scenario("march-28").with_parameters(**quiet)
    none = read_scenario("march-28-no-threat").with_parameters(**quiet)
    members = members_of(threat)
    aimed = [members.index(member) for member in ("HTI", "SLV", "DOM")]
    with_threat, without = votes(threat, 2000), votes(none, 2000)
    differs = (with_threat != without).any(axis=0)
    assert set(np.flatnonzero(differs)) == set(aimed)


def test_the_frame_of_a_threat_turns_no_bystander_to_yes():
    """Bystanders feel a public threat as intrusion: with no debate none of them gains a Yes."""
    threat = read_scenario("march-28").with_parameters(susceptibility=0.0)
    none = read_scenario("march-28-no-threat").with_parameters(susceptibility=0.0)
    members = members_of(threat)
    others = [i for i, member in enumerate(members) if member not in ("HTI", "SLV", "DOM")]
    gained = (votes(threat, 2000) == YES) & (votes(none, 2000) != YES)
    assert not gained[:, others].any()


def test_without_pressure_in_the_rules_a_threat_pushes_nobody():
    """compliance 0 and backlash 0 leave no pressure on anyone; either alone has one sign."""
    scenario = read_scenario("march-28")
    fitted = read_fitted()

    def pressures(**values):
        return opened(set_stage(scenario.with_parameters(**values), fitted))

    assert not pressures(compliance=0.0, backlash=0.0).any()
    assert (pressures(compliance=0.0) <= 0).all() and (pressures(compliance=0.0) < 0).any()
    assert (pressures(backlash=0.0) >= 0).all() and (pressures(backlash=0.0) > 0).any()


def relabelled(stage, order):
    """The same stage with its members in another order: every axis named i or j."""
    changed = {}
    for name, array in stage._asdict().items():
        axes = name.rsplit("_", 1)[-1] if isinstance(array, np.ndarray) else ""
        for axis, letter in enumerate(axes):
            if letter in "ij":
                array = np.take(array, order, axis=axis)
        changed[name] = array
    return type(stage)(**changed)


@pytest.mark.parametrize("name", ["march-28", "suspend-us-leads"])
def test_relabelling_members_relabels_the_chances(name):
    """No rule knows a member by its place in the list."""
    stage = set_stage(read_scenario(name), read_fitted())
    members = len(stage.script_i)
    order = np.random.default_rng(2).permutation(members)
    chances = []
    for played in (stage, relabelled(stage, order)):
        room = room_of(played, 7)
        luck = luck_of(0, 7, members)
        run_session(room, luck._replace(mood=np.zeros(members)))
        chances.append(room.chance)
    assert chances[1] == pytest.approx(chances[0][order], abs=1e-12)
    assert not np.allclose(chances[1], chances[0])


@pytest.mark.parametrize("name", shipped())
def test_scripted_seats_follow_their_script(name):
    """Venezuela votes No in every run of every shipped scenario that does not say otherwise."""
    scenario = read_scenario(name)
    members = members_of(scenario)
    expected = VOTES.index(scenario.script.get("VEN", "no"))
    assert (votes(scenario)[:, members.index("VEN")] == expected).all()


# What each room may import of ours; calibration -> sim, commands -> everything, rules -> nothing.
ALLOWED = {
    "sim/rules": {"sim.rules"},
    "sim/figures": {
        "sim.figures",
        "sim.archive",
        "sim.compare",
        "sim.measure",
        "sim.tables",
        "sim.transcript",
        "sim.writing",
        "sim.words",
    },
    "calibration": {"calibration", "sim"},
    "sim": {"sim"},
}
LEAVES = ("sim.commands", "sim.figures", "sim.classroom")  # only commands may call on them
ALONE = {"mesa": {"sim/model.py"}, "seaborn": {"sim/figures"}, "matplotlib": {"sim/figures"},
         "rich": {"sim/commands"}, "click": {"sim/commands"}}  # fmt: skip


def imports_of(path: Path) -> set[str]:
    """Every module that a file imports, wherever in it."""
    names = set()
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            names.add(node.module)
    return names


def sources():
    return [path for room in ("sim", "calibration") for path in sorted((ROOT / room).rglob("*.py"))]


def is_open(where: str, name: str) -> bool:
    """Whether a file, by its path from the root, may import a module of ours."""
    if where.startswith("sim/commands/"):
        return True
    own = where.replace("/", ".")
    leaf = next((leaf for leaf in LEAVES if within(name, leaf)), None)
    if leaf is not None and not own.startswith(leaf + "."):
        return False
    room = next(room for room in ALLOWED if where.startswith(room + "/"))
    return any(within(name, allowed) for allowed in ALLOWED[room])


def within(name: str, package: str) -> bool:
    """Whether a module is the package or in it."""
    return name == package or name.startswith(package + ".")


@pytest.mark.parametrize("leaf", LEAVES)
@pytest.mark.parametrize("where", ["sim/measure.py", "sim/facts/march.py", "calibration/scores.py"])
def test_nothing_but_the_commands_stands_on_a_leaf(where, leaf):
    """Neither the model nor the calibration may import commands, figures or the classroom."""
    assert not is_open(where, leaf) and not is_open(where, leaf + ".any")
    assert is_open("sim/commands/run.py", leaf) and is_open(leaf.replace(".", "/") + "/a.py", leaf)


@pytest.mark.parametrize("path", sources(), ids=lambda path: str(path.relative_to(ROOT)))
def test_the_doors_between_the_rooms(path):
    """Only the model imports mesa, only figures draw, only commands print or import calibration."""
    where = str(path.relative_to(ROOT))
    for name in imports_of(path):
        top = name.split(".")[0]
        for package, homes in ALONE.items():
            assert top != package or any(where.startswith(home) for home in homes), name
        assert top not in ("sim", "calibration") or is_open(where, name), name
    if not where.startswith("sim/commands"):
        calls = [n for n in ast.walk(ast.parse(path.read_text())) if isinstance(n, ast.Call)]
        assert not [c for c in calls if isinstance(c.func, ast.Name) and c.func.id == "print"]
