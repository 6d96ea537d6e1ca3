"""METHOD.md says what was measured: its tables, its digest, its worked example."""

import json
import re

import pytest

from calibration.ladder import RUNGS
from calibration.method import KEPT, METHOD, take_over
from calibration.records import read_folder
from calibration.report import TABLES, filled, tables_of
from calibration.specification import specification_digest
from sim.mistake import Mistake


@pytest.fixture(scope="module")
def text():
    return METHOD.read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def report():
    return json.loads(KEPT.read_text(encoding="utf-8"))


def test_the_tables_are_those_of_the_committed_validation(text, report):
    """Made again from report/validation.json, no table changes, and each has its place."""
    assert filled(text, tables_of(report)) == text
    assert set(re.findall(r"<!-- validate: ([a-z ]+) -->", text)) == set(TABLES)


def test_a_changed_number_changes_a_table(text, report):
    """Another log score, another page."""
    other = report | {
        "forecasters": report["forecasters"] | {"model": report["forecasters"]["blend"]}
    }
    assert filled(text, tables_of(other)) != text


def test_the_specification_is_the_frozen_one(text, report):
    """The digest of today's rules, likelihood and priors is that of METHOD.md and of the scores."""
    assert specification_digest() in text
    assert report["specification"] == specification_digest()


def test_the_numbers_in_words_are_those_of_the_tables(text, report):
    """.558, .293, .270 and the blend's .702, with the interval of their difference."""
    model, blend = report["forecasters"]["model"], report["forecasters"]["blend"]
    gap = report["difference"]["blend"]
    short = text[: text.index("## The likelihood")]
    for number in (model["log"], model["brier"], model["yes_log"], blend["log"]):
        assert f"{number:.3f}".lstrip("0") in short
    for number in (gap["log"], *gap["ci90"]):
        assert f"{number:.3f}".replace("-0.", "-.") in short


def test_what_the_forecasts_must_show(report):
    """717 votes; log <= .60, Brier <= .31, yes/not <= .29; better than the best rival."""
    model = report["forecasters"]["model"]
    assert report["n"] == 717
    assert (model["log"], model["brier"], model["yes_log"]) <= (0.60, 0.31, 0.29)
    assert model["brier"] <= 0.31 and model["yes_log"] <= 0.29
    rivals = {name: s["log"] for name, s in report["forecasters"].items() if name != "model"}
    assert min(rivals, key=rivals.get) == "blend"
    assert report["difference"]["blend"]["ci90"][1] < 0


def test_the_ladder_climbs_to_the_model(report):
    """Seven rungs, the topmost the model itself; gains add up; the lowest is far below it."""
    rungs = report["ladder"]
    assert [rung["rung"] for rung in rungs] == list(RUNGS)
    assert rungs[-1]["log"] == report["forecasters"]["model"]["log"]
    gained = sum(rung["gain"] for rung in rungs[1:])
    assert rungs[0]["log"] + gained == pytest.approx(rungs[-1]["log"])
    assert gained < -0.1


def test_the_figures_that_it_shows_are_kept(text):
    """Every picture that METHOD.md shows lies where it says, and is one."""
    shown = re.findall(r"!\[[^]]*\]\(([^)]+)\)", text)
    assert len(shown) >= 4
    assert all((METHOD.parent / at).read_bytes().startswith(b"\x89PNG") for at in shown)


def test_the_worked_example_adds_a_roll_call(text, tmp_path, monkeypatch):
    """Run as it stands, it leaves a record of 27 roll calls whose newest is the invented one."""
    monkeypatch.chdir(tmp_path)
    exec(re.search(r"```python\n(.*?)```", text, re.S)[1], {})
    records = read_folder(tmp_path / "my-record")
    assert len(records.rollcalls) == 27
    assert records.rollcalls[-1] == "2021-11-12-invented"


def test_a_folder_without_a_validation_is_told(tmp_path):
    """Nothing is taken over from nowhere."""
    with pytest.raises(Mistake, match=r"validation\.json"):
        take_over(tmp_path)
