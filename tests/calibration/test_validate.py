"""`council validate`: the shipped records, other folders, bad rows."""

import csv
import json
import time
from datetime import date, timedelta
from importlib import import_module

import numpy as np
import pytest
from click.testing import CliRunner

from calibration.records import read_folder
from calibration.validate import answer_of, calls_of, ranking_of, validate
from sim.commands import council
from sim.commands.validate import validate as verb
from sim.mistake import Mistake
from sim.words import DATA
from tests.calibration.folders import another_council, shipped_rows, write_records

KEYS = {"log", "brier", "accuracy", "yes_log", "yes_accuracy", "pre", "count_crps"}


def run(*arguments):
    """What the verb prints."""
    result = CliRunner().invoke(verb, list(map(str, arguments)), catch_exceptions=False)
    assert result.exit_code == 0
    return result


def test_another_council_is_validated_unchanged(tmp_path):
    """Eight invented members, eight unsorted calls, new topics: the JSON of the interface."""
    folder = another_council(tmp_path / "other")
    answer = json.loads(run("--data", folder, "--out", tmp_path / "out", "--json").stdout)
    assert set(answer) == {"n", "forecasters", "difference", "rollcalls"}
    assert all(set(scores) == KEYS for scores in answer["forecasters"].values())
    assert set(answer["difference"]) == set(answer["forecasters"]) - {"model"}
    assert [row["id"][-1] for row in answer["rollcalls"]] == ["4", "5", "6", "7"]
    assert answer["n"] == 6 + 8 + 7 + 6  # BBA-CCA, ZZZ, BBA, BBA-CCA: those named are scripted
    with (tmp_path / "out" / "forecasts.csv").open(newline="") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == answer["n"] * len(answer["forecasters"])
    model = [row for row in rows if row["forecaster"] == "model"]
    expected = sum(
        float(r["p_yes"]) for r in model if r["rollcall_id"] == answer["rollcalls"][0]["id"]
    )
    assert expected == pytest.approx(answer["rollcalls"][0]["expected_yes"], abs=1e-4)
    chances = [
        float(r[f"p_{['yes', 'no', 'abstain', 'absent']['YNAX'.index(r['vote'])]}"]) for r in model
    ]
    assert -np.log(chances).mean() == pytest.approx(answer["forecasters"]["model"]["log"], abs=1e-4)


def test_the_terminal_says_it_in_words_first(tmp_path):
    """A sentence with the number of votes, the model's score and the best rival's; then tables."""
    folder = another_council(tmp_path / "other", calls=6)
    printed = run("--data", folder, "--out", tmp_path / "out").stdout
    assert printed.startswith("On 14 votes that it had not seen, the model gives")
    assert "roll call" in printed


def test_the_tables_of_the_figures_are_the_answers(tmp_path):
    """Gaps add up to scores; the model has none; each interval of Yes lies among the members."""
    validation = validate(read_folder(another_council(tmp_path, calls=6)))
    answer = answer_of(validation)
    ranking = ranking_of(answer).set_index("forecaster")
    assert np.isnan(ranking.loc["model", "gap"])
    rivals = ranking.drop("model")
    assert (rivals["log"] + rivals["gap"]).to_numpy() == pytest.approx(ranking.loc["model", "log"])
    calls = calls_of(validation)
    assert calls["rollcall"].tolist() == [row["id"] for row in answer["rollcalls"]]
    assert ((calls["low"] >= 0) & (calls["low"] <= calls["high"]) & (calls["high"] <= 8)).all()


def test_figures_are_drawn_if_asked_for(tmp_path):
    """Three pictures beside forecasts.csv, and none without the option."""
    folder = another_council(tmp_path / "other", calls=5)
    run("--data", folder, "--out", tmp_path / "plain")
    run("--data", folder, "--out", tmp_path / "drawn", "--figures")
    assert not list((tmp_path / "plain").glob("*.png"))
    names = {path.name for path in (tmp_path / "drawn").glob("*.png")}
    assert names == {"forecasters.png", "forecast-calls.png", "reliability.png"}


@pytest.mark.parametrize(
    ("words", "drawn"),
    [
        (("--breakdowns",), True),
        (("--breakdowns", "--json"), False),
        (("--breakdowns", "--json", "--figures"), True),
        (("--breakdowns", "--no-figures"), False),
        ((), False),
    ],
)
def test_figures_are_drawn_with_breakdowns_and_not_with_json(words, drawn, tmp_path, monkeypatch):
    """Unless told; the breakdowns themselves take minutes and are left out here."""
    asked = []
    monkeypatch.setattr("calibration.report.report_of", lambda *parts: {})
    monkeypatch.setattr("calibration.report.write_report", lambda report, out: out / "v.json")
    monkeypatch.setattr(
        import_module("sim.commands.validate"), "_drawn", lambda *parts: asked.append(parts) or []
    )
    folder = another_council(tmp_path / "other", calls=5)
    run("--data", folder, "--out", tmp_path / "out", *words)
    assert bool(asked) is drawn


def test_a_bad_vote_is_refused_with_its_line(tmp_path):
    """Line 3 of votes.csv holds a vote that is none."""
    folder = another_council(tmp_path)
    lines = (folder / "votes.csv").read_text().splitlines()
    lines[2] = lines[2][:-1] + "Q"
    (folder / "votes.csv").write_text("\n".join(lines) + "\n")
    with pytest.raises(Mistake, match=r"votes\.csv line 3"):
        council(["validate", "--data", str(folder)], standalone_mode=False)


TOPICS = ("GTM", "ARG-CHL", "CUB", "NIC", "VEN")


def more_roll_calls(folder):
    """The shipped record and fifteen invented calls of 2021-22, two on one day, three new topics.

    Everyone votes as on 15 June 2021, but for a fifth of the members, who abstain, in turn.
    """
    calls, votes = shipped_rows("rollcalls.csv"), shipped_rows("votes.csv")
    like = calls[-1]
    cast = [row for row in votes if row["rollcall_id"] == like["rollcall_id"]]
    for k in range(15):
        topic = TOPICS[k % 5]
        name = f"invented-{k:02d}-{topic}"
        day = date(2021, 9, 1) + timedelta(days=30 * max(k, 1))
        calls.append(like | {"rollcall_id": name, "date": str(day), "topic": topic})
        votes += [
            row | {"rollcall_id": name, "vote": "A" if i % 5 == k % 5 else row["vote"]}
            for i, row in enumerate(cast)
        ]
    return write_records(folder, calls[::-1], votes[::-1])


@pytest.mark.slow
def test_fifteen_more_roll_calls_take_minutes(tmp_path):
    """41 roll calls, newest first: forecasts of 37 within a quarter of an hour of processor time.

    Those named and Venezuela are unscored: one of 34 on Cuba and on Venezuela, two on Guatemala and
    on Nicaragua, three on Argentina and Chile.
    """
    records, began = read_folder(more_roll_calls(tmp_path)), time.process_time()
    answer = answer_of(validate(records))
    seconds = time.process_time() - began
    print(f"37 forecasts of 41 roll calls and ten rivals: {seconds:.0f} s of processor time")
    assert answer["n"] == 717 + 3 * (32 + 31 + 33 + 32 + 33)
    assert len(answer["rollcalls"]) == 37 and seconds < 15 * 60
    assert {"invented-00-GTM", "invented-14-VEN"} < {row["id"] for row in answer["rollcalls"]}


@pytest.mark.slow
def test_the_model_beats_the_best_rival_on_the_shipped_records():
    """717 votes; log <= .60, Brier <= .31, yes/not <= .29; below the blend beyond dates' luck."""
    answer = answer_of(validate(read_folder(DATA)))
    model = answer["forecasters"]["model"]
    assert answer["n"] == 717
    assert model["log"] <= 0.60 and model["brier"] <= 0.31 and model["yes_log"] <= 0.29
    assert answer["difference"]["blend"]["ci90"][1] < 0
    best = min(answer["difference"], key=lambda name: answer["forecasters"][name]["log"])
    assert answer["difference"][best]["ci90"][1] < 0
