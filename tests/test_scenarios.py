"""Declarations: what is shipped, what a user writes, what the command line changes."""

import csv
import io
import json
import re
import tomllib
from dataclasses import replace
from datetime import date

import pytest

from sim.campaign import read_campaign, read_campaigns, sessions_of
from sim.checking import check_file, check_names, shipped_files
from sim.fitted import read_fitted
from sim.grid import AxisText, ChoiceText, GridText
from sim.kinds import KINDS, kind_of
from sim.levers import LEVERS
from sim.mistake import Mistake
from sim.named import TEMPLATE, shipped
from sim.parameters import COUNCIL_WIDE
from sim.reading import read_toml
from sim.scenario import read_cells, read_scenario
from sim.shapes import TRAITS, MotionText
from sim.stage import members_of, set_stage
from sim.vary import read_vary
from sim.words import ABSENT, DATA, NO, SCENARIOS


@pytest.mark.parametrize("path", shipped_files(), ids=lambda path: path.stem)
def test_all_that_is_shipped_can_be_used(path):
    """Each file is of the kind of its folder, and in order."""
    assert kind_of(read_toml(path)) == ("" if path.parent == SCENARIOS else path.parent.name)
    assert check_file(path)


def test_names_are_unique_across_scenarios_councils_and_motions():
    """What is shipped has each name once; a motion named as a scenario is refused."""
    check_names(shipped_files())
    with pytest.raises(Mistake, match='the name "march-28" stands 2 times'):
        check_names([*shipped_files(), SCENARIOS / "motions" / "march-28.toml"])


RECORDED = {
    name: motion
    for name, path in shipped("motions").items()
    if "record" in (motion := tomllib.loads(path.read_text()))
}


@pytest.mark.parametrize("name", RECORDED)
def test_a_recorded_motion_has_the_codes_on_record(name):
    """Direction, intrusiveness, leadership, severity, camp, threshold, topic of rollcalls.csv."""
    motion = RECORDED[name]
    with open(DATA / "rollcalls.csv", encoding="utf-8", newline="") as file:
        rows = {row["rollcall_id"]: row for row in csv.DictReader(file)}
    row = rows[motion["record"]]
    for key in ("direction", "intrusiveness", "leadership", "severity", "camp", "threshold"):
        assert motion[key] == float(row[key]), key
    assert motion["topic"] == row["topic"]


def test_the_readme_lists_every_key_and_no_other():
    """Its tables against the models: scenario, levers by kind, members, council, motion."""
    page = (SCENARIOS / "README.md").read_text()
    sections = {part.split("\n")[0]: part for part in page.split("\n## ")[1:]}
    assert keys(sections["A scenario"]) == set(KINDS[""].model_fields) | {"extends"}
    assert keys(sections["A campaign"]) == set(KINDS["campaigns"].model_fields)
    in_a_grid = (GridText, AxisText, ChoiceText)
    assert keys(sections["A grid"]) == {key for part in in_a_grid for key in part.model_fields}
    assert keys(sections["A council"]) == set(KINDS["councils"].model_fields)
    assert keys(sections["A motion"]) == set(MotionText.model_fields)
    tables = dict(re.findall(r"\| `(\w+)` \| what.*\n\| ---.*\n((?:\|.*\n)+)", sections["A lever"]))
    assert set(tables) == set(LEVERS)
    for kind, table in tables.items():
        assert keys(table) == set(LEVERS[kind].model_fields)
    assert keys(sections["Changes"]) >= set(TRAITS)
    for trait, (low, high) in TRAITS.items():
        assert re.search(rf"\| `{trait}` \|.*\| {low:g} to {high:g} \|", page), trait


def test_the_readme_lists_every_file_with_what_it_says():
    """Its last table against the files: name, and question or title to the letter."""
    page = (SCENARIOS / "README.md").read_text()
    listed = dict(re.findall(r"^\| `(.+\.toml)` \| (.+) \|$", page, re.MULTILINE))
    stands = {
        str(path.relative_to(SCENARIOS)): text.get("question") or text.get("title")
        for path in shipped_files()
        for text in [tomllib.loads(path.read_text())]
    }
    assert listed == stands


def test_a_grid_declares_every_combination_once():
    """3 x 2 x 3 x 4 names; as it was it is march-28 to the last digit; without a threat publicity
    changes nothing, so 60 differ."""
    (path,) = shipped("grids").values()
    grid = read_cells(path)
    assert len(grid) == len({scenario.name for scenario in grid}) == 72
    assert len({scenario.digest for scenario in grid}) == 60
    by_name = {scenario.name: scenario for scenario in grid}
    as_it_was = by_name["pressure-senator-public-mexico-agenda"]
    assert as_it_was.digest == read_scenario("march-28").digest
    far = read_scenario("pressure-executive-private-us-suspension")
    (lever,) = far.levers
    assert (lever.credibility, lever.publicity, lever.whom) == (
        "executive",
        0.0,
        ["HTI", "SLV", "DOM"],
    )
    assert (far.motion.leadership, far.motion_name) == (0.0, "suspend-2017")
    assert far.question == ("28 March 2017 with a threat by the executive in private, led by the "
                            "United States, before suspension")  # fmt: skip


GRID = """question = "{who} led"
extends = "march-28"
[[axis]]
name = "who"
[axis.choice.mexico]
words = "Mexico"
[axis.choice.us]
words = "the United States"
set.override.motion.leadership = 0.0
"""


def test_a_grid_of_ones_own_is_run_whole(tmp_path, monkeypatch, council):
    """Two scenarios by its path, named after it; a mistake in it names the file and the key."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "led.toml").write_text(GRID)
    told = json.loads(council("run", "led.toml", "--runs", "50", "--json").out)["scenarios"]
    assert set(told) == {"led-mexico", "led-us"}
    assert council("check", "led.toml").out.startswith("led.toml: a grid of 2 scenarios")
    shown = council("show", "led.toml").out
    assert shown.startswith("led: WHO led") and "the United States" in shown
    (tmp_path / "led.toml").write_text(GRID.replace("leadership = 0.0", "leadership = 2.0"))
    answer = council("run", "led.toml", "--runs", "50", "--json")
    assert answer.code == 1 and "led.toml" in answer.err and "leadership = 2" in answer.err


def test_a_scenario_extends_one_of_a_shipped_grid(tmp_path):
    """By its name, as any other; a grid of one's own may start from it too."""
    name = "pressure-senator-public-us-agenda"
    own = tmp_path / "own.toml"
    own.write_text(f'extends = "{name}"\n[override.members.HTI]\npatronage = 0.5\n')
    left, base = read_scenario(own), read_scenario(name)
    assert left.members == {"HTI": {"patronage": 0.5}} and left.question == base.question
    assert left.changed(members={}).digest == base.digest
    own.write_text(GRID.replace("march-28", name).replace("leadership", "severity"))
    first, second = read_cells(own)
    assert first.digest == base.digest and second.motion.leadership == base.motion.leadership


def test_a_grid_may_stand_beside_a_campaign():
    """All of the grid, then each session, in the order asked for."""
    scenarios = sessions_of(read_campaigns(("pressure", "spring-2017")))
    names = [scenario.name for scenario in scenarios]
    assert len(names) == 72 + 5 and names[72] == "spring-2017-1-march-28"


def keys(text):
    """The keys that stand in the first column of a table below its head, in brackets or not."""
    return set(re.findall(r"^\| `\[*(\w+)\]*` \|(?!.*\n\| ---)", text, re.MULTILINE))


def test_the_template_can_be_used_as_it_is_and_with_every_key_taken(tmp_path):
    """`council new` writes a scenario in order; its commented keys are keys of the models."""
    assert check_file(TEMPLATE).startswith("a scenario, agenda-2017-03-28 in oas-2017, 1 threat")
    taken = re.sub(r"^# (\[|\w+ +=)", r"\1", TEMPLATE.read_text(), flags=re.MULTILINE)
    (tmp_path / "all.toml").write_text(taken)
    assert "1 threat, 1 patronage, 1 inducement" in check_file(tmp_path / "all.toml")
    stands = set(re.findall(r"^\[*(\w+)[\w.]*\]* *(?:=|$)", taken, re.MULTILINE))
    assert stands >= (set(KINDS[""].model_fields) | {"extends"})
    assert stands >= {key for lever in LEVERS.values() for key in lever.model_fields}


def test_a_change_on_the_command_line_is_an_override():
    """`--vary` sets what `[override]` would, over the file's own."""
    vary = read_vary(
        ["motion.leadership=0.2", "members.HTI.sovereignty=2", "parameters.backlash=0"]
    )
    scenario = read_scenario("march-28-us-leads", vary)
    assert scenario.motion.leadership == 0.2  # the file says 0.0
    stage, members = set_stage(scenario, read_fitted()), members_of(scenario)
    assert (stage.sovereignty_di[:, members.index("HTI")] == 2.0).all()
    assert (stage.row_dp[:, COUNCIL_WIDE.index("backlash")] == 0.0).all()


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ("motion.leadership=2", "leadership = 2"),
        ("motion.leadershp=0.2", 'Did you mean "leadership"?'),
        ("members.HTX.sovereignty=2", 'Did you mean "HTI"?'),
        ("members.HTI=2", "Write motion.COORDINATE=VALUE"),
        ("leadership=0.2", "Write motion.COORDINATE=VALUE"),
        ("motion.leadership=", "Write motion.COORDINATE=VALUE"),
        ("parameters.backlash=much", 'backlash = "much"'),
    ],
)
def test_a_bad_change_is_a_usage_error(change, says, council):
    """Exit code 2 and the rule, before anything runs."""
    answer = council("run", "march-28", "--vary", change)
    assert answer.code == 2
    assert change in answer.err and says in answer.err
    with pytest.raises(Mistake):
        read_vary([change])


def test_a_roll_call_of_ones_own_is_known_to_draws_fitted_with_it(tmp_path, council):
    """And to no others: the standard draws refuse the scenario, and so does `council check`."""
    text = shipped("motions")["agenda-2017-03-28"].read_text()
    text = text.replace("2017-03-28-PC-VEN-agenda", "2021-11-12-invented")
    (tmp_path / "m.toml").write_text(text)
    own = tmp_path / "own.toml"
    own.write_text('extends = "march-28"\nmotion = "m.toml"\n')
    with pytest.raises(Mistake, match='"2021-11-12-invented" is not known'):
        set_stage(read_scenario(own), read_fitted())
    knowing = replace(read_fitted(), names=(*read_fitted().names, "own_shock[2021-11-12-invented]"))
    assert check_file(own, knowing) and check_file(tmp_path / "m.toml", knowing)
    for told in (council("check", own), council("show", own), council("show", tmp_path / "m.toml")):
        assert told.code == 1 and '"2021-11-12-invented" is not known' in told.err


def test_a_scenario_beyond_the_record_is_told_once(tmp_path, council):
    """Of two sessions after the last change of government, by every verb that reads them."""
    for year in (2049, 2050):
        (tmp_path / f"{year}.toml").write_text(f'extends = "march-28"\ndate = {year}-01-01\n')
    both = 'question = "?"\nsessions = ["2049.toml", "2050.toml"]'
    (tmp_path / "c.toml").write_text(both)
    for words in (("check", tmp_path / "c.toml"), ("show", tmp_path / "2050.toml")):
        answer = council(*words)
        assert answer.code == 0 and answer.err.count("council: note: ") == 1
        assert "the last known are taken to go on" in " ".join(answer.err.split())
    assert council("check", "march-28").err == ""


def test_whatever_names_a_file_takes_a_path(tmp_path, monkeypatch):
    """From the folder of the file that says so, or absolute; a text is on the menu once."""
    (tmp_path / "sub" / "deep").mkdir(parents=True)
    motions, council = shipped("motions"), shipped("councils")["oas-2017"]
    sources = {"m": motions["agenda-2017-03-28"], "a": motions["asks-2017"], "c": council}
    for name, path in sources.items():
        (tmp_path / "sub" / "deep" / f"{name}.toml").write_text(path.read_text())
    deep, mild = tmp_path / "sub" / "deep", motions["dialogue-2017"]
    (deep / "s.toml").write_text(
        f'question = "?"\ncouncil = "../deep/c.toml"\nmotion = "../deep/a.toml"\n'
        f'agenda = "m.toml"\nmenu = ["{mild}", "resolution-2017", "a.toml"]\n'
    )
    (tmp_path / "sub" / "t.toml").write_text(
        f'extends = "deep/s.toml"\ndate = 2017-04-03\nmotion = "{mild}"\nagenda = "deep/m.toml"\n'
    )
    (tmp_path / "c.toml").write_text(
        f'question = "?"\nsessions = ["sub/deep/s.toml", "{tmp_path}/sub/t.toml"]'
    )
    monkeypatch.chdir(tmp_path.parent)
    first, second = read_campaign(f"{tmp_path.name}/c.toml")
    assert [name for name, _ in first.menu][2] == "../deep/a.toml" == first.motion_name
    plain = read_scenario("march-28")
    assert (first.agenda, first.council) == (plain.motion, plain.council)
    assert second.agenda == plain.motion
    assert [name for name, _ in second.texts] == ["agenda", str(mild), "resolution-2017", "a.toml"]


def test_files_of_ones_own_are_shown_as_what_they_are(tmp_path, council):
    """A motion and a council by path, as the shipped ones by name."""
    for kind, name in (("motions", "dialogue-2017"), ("councils", "oas-2017")):
        (tmp_path / f"{name}.toml").write_text(shipped(kind)[name].read_text())
        own, theirs = council("show", tmp_path / f"{name}.toml"), council("show", name)
        assert own.code == 0 and own.out == theirs.out


def test_new_and_check(tmp_path, monkeypatch, council):
    """A new file is in order, is not written twice, and may not take a shipped name."""
    monkeypatch.chdir(tmp_path)
    assert council("new", "mine").code == 0
    answer = council("check", "mine.toml", "--json")
    assert answer.code == 0 and json.loads(answer.out)["mistakes"] == 0
    for name, says in (
        ("mine", "is there already"),
        ("march-28", "shipped"),
        ("a b", "a name of letters"),
    ):
        refused = council("new", name)
        assert refused.code == 1 and says in refused.err
    unknown = council("check", "march-29")
    assert unknown.code == 1 and 'Did you mean "march-28"?' in unknown.err
    (tmp_path / "bad.toml").write_text(
        'question = "?"\nextends = "march-28"\n[override.motion]\nx = 1\n'
    )
    answer = council("check", "mine.toml", "bad.toml")
    assert answer.code == 1
    assert "mine.toml: a scenario" in answer.out and 'key "x" is not known' in answer.err


def test_results_touches_only_what_the_command_wrote(tmp_path, monkeypatch, council):
    """Foreign folders, foreign files, links and a manifest that names another stay."""
    out = tmp_path / "results"
    for name in ("march-28", "march-28-no-threat"):
        assert council("run", name, "--runs", "50", "--out", str(out), "--json").code == 0
    ours, other = sorted(out.iterdir())
    (other / "notes.txt").write_text("mine")
    (out / "own").mkdir()
    (out / "own" / "manifest.json").write_text((ours / "manifest.json").read_text())
    elsewhere = tmp_path / ours.name
    ours.rename(elsewhere)
    (out / ours.name).symlink_to(elsewhere)

    listed = json.loads(council("results", "--out", str(out), "--json").out)
    assert [folder["scenario"] for folder in listed["folders"]] == ["march-28-no-threat"]
    assert len(listed["others"]) == 2
    unknown = council("results", "march-29", "--out", str(out))
    assert "there is no such folder or scenario" in unknown.err
    monkeypatch.setattr("sys.stdin", io.StringIO("n\n"))
    refused = council("results", "--out", str(out), "--clean")
    assert refused.code == 0 and (other / "manifest.json").exists()
    assert council("results", "--out", str(out), "--clean", "--json").code == 2
    cleaned = council("results", "--out", str(out), "--clean", "--yes")
    assert cleaned.code == 0 and "what is not ours in it was kept" in cleaned.out
    assert [path.name for path in other.iterdir()] == ["notes.txt"]
    assert (elsewhere / "manifest.json").exists() and (out / "own" / "manifest.json").exists()


def test_results_cleans_runs_and_comparisons_of_one_scenario(tmp_path, council):
    """By name of scenario: its run folder and the comparisons that start from it."""
    out = tmp_path / "results"
    asked = ["compare", "march-28", "suspend-us-leads", "--runs", "50", "--json", "--out", str(out)]
    assert council(*asked).code == 0
    assert council("results", "march-28", "--out", str(out), "--clean", "--yes").code == 0
    assert [path.name.rpartition("-")[0] for path in out.iterdir()] == ["suspend-us-leads"]


@pytest.mark.parametrize(("day", "act"), [(date(2017, 3, 28), NO), (date(2023, 2, 1), ABSENT)])
def test_a_vacant_seat_is_absent_and_does_not_vote_no(day, act):
    """Venezuela's from 5 January 2023, when the assembly whose delegate had it ended his term."""
    march = read_scenario("march-28")
    council = march.council.model_copy(update={"date": day})
    scenario = march.changed(council=council)
    stage = set_stage(scenario, read_fitted())
    assert stage.script_i[members_of(scenario).index("VEN")] == act
