"""What an analyst reads of an answer, on a screen of 80 columns."""

import csv
import io
import json
import re
from pathlib import Path
from typing import NamedTuple

import numpy as np
import pytest
from rich.console import Console

from sim.commands import VERBS
from sim.commands.compared import _luck_taken_out, _of_sign, of_campaign, too_few
from sim.commands.list import OBSERVATIONS
from sim.commands.many import _start
from sim.commands.printing import Hyphened, named_rows
from sim.compare import Comparison
from sim.grid import shipped_cells
from sim.words import OUTCOMES, SCENARIOS


@pytest.fixture(scope="module")
def out(tmp_path_factory):
    """One results folder for all: what two tests ask for is simulated once."""
    return tmp_path_factory.mktemp("out")


class Gained(NamedTuple):
    """As much of a comparison as its signs need."""

    gains: dict


@pytest.mark.parametrize(
    ("gain_d", "way"),
    [([0.1, 0.0], 1), ([-0.1, 1e-12], -1), ([0.1, -0.1], 0), ([1e-12, 0.0], 0)],
)
def test_a_sign_that_no_draw_contradicts_is_found(gain_d, way):
    """Of two draws: up or not at all; down, but for rounding; both ways; neither."""
    assert Comparison.only_way(Gained({"x": np.array([gain_d]).T}), "x") == way


def test_a_sign_is_assumed_only_if_it_rests_on_priors():
    """Half of the spread or more on priors, and no draw the other way; else the range decides."""
    effect = {"ci95": [-0.4, 0.0], "prior_share": 0.5}
    assert _of_sign(effect, -1) == "The model can only lower it: the sign is an assumption"
    assert "only raise it" in _of_sign(effect, 1)
    assert _of_sign(effect, 0) == "The sign is open"
    assert _of_sign(effect | {"prior_share": 0.4}, -1) == "The sign is open"
    assert _of_sign({"ci95": [-0.4, -0.1], "prior_share": 0.4}, -1) == "The range leaves 0 out"


def test_leadership_of_the_united_states_can_only_cost_votes(council, out):
    """Its weight is 0 or more in every draw, so the sign is told as assumed; a threat's is open."""
    asked = ("march-28", "march-28-us-leads", "march-28-no-threat")
    told = " ".join(
        council("compare", *asked, "--runs", 1000, "--no-figures", "--out", out).out.split()
    )
    us, threat = told.split("march-28-no-threat has")
    assert "The model can only lower it: the sign is an assumption; 100% of" in us
    assert "The sign is open" in threat.split("scenario carried")[0]


def test_the_rows_of_a_comparison_tell_how_sessions_end_on_the_priors(council, out):
    """For the base too, by the shares of the JSON; with --no-facts there is no such row."""
    asked = ("compare", "march-28", "march-28-us-leads", "--runs", 500, "--json", "--out", out)
    answer = json.loads(council(*asked).out)
    lines = (Path(answer["folder"]) / "compare.csv").read_text().splitlines()
    rows = list(csv.DictReader(lines))
    alone = {row["scenario"]: row for row in rows if row["assumption"] == "priors alone"}
    assert set(alone) == set(answer["scenarios"])
    for name, row in alone.items():
        told = {outcome: float(row[outcome]) for outcome in OUTCOMES}
        assert told == answer["scenarios"][name]["outcomes_by_priors"]
        assert row["runs"] == "500" and row["run_folder"] == ""
    assert alone["march-28"]["effect_yes"] == "" != alone["march-28-us-leads"]["effect_yes"]
    folder = json.loads(council(*asked, "--no-facts").out)["folder"]
    assert "priors alone" not in (Path(folder) / "compare.csv").read_text()


def test_the_endings_of_a_run_name_their_text(council, out):
    """In the JSON each outcome is split among its texts, on the priors alone too; the table has a
    row for each text, below the scenario's and below the priors'."""
    asked = ("run", "march-28", "march-28-asks-put", "--runs", 2000, "--out", out)
    parts = json.loads(council(*asked, "--json").out)["scenarios"]
    part = parts["march-28"]
    for ends, outcomes in (("ends", "outcomes"), ("ends_by_priors", "outcomes_by_priors")):
        assert {"statement_only", "consensus", "adopted"} <= set(part[ends])
        for outcome, by_text in part[ends].items():
            assert sum(by_text.values()) == pytest.approx(part[outcomes][outcome])
    on = part["ends"]["statement_only"]
    assert set(on) <= {"asks-2017", "resolution-2017", "suspend-2017", "dialogue-2017"}
    assert on["resolution-2017"] > 10 * on["asks-2017"] > 0
    assert parts["march-28-asks-put"]["ends"] == {}  # a roll call on the motion itself
    lines = council(*asked, "--no-figures").out.splitlines()
    texts = [line.split()[1:] for line in lines if line.startswith("  on ")]
    shown = dict.fromkeys(name for name, *_ in texts)
    assert next(iter(shown)) == "resolution-2017"  # the most frequent first
    shares = {name: cells for name, *cells in texts}
    assert shares["resolution-2017"][0] == f"{on['resolution-2017']:.1%}"
    assert any(line.startswith("    on resolution-2017") for line in lines)


def test_every_session_of_a_campaign_and_every_row_of_the_csv_names_its_texts(council, out):
    """Of 3 April its own texts; the CSV by outcome and text."""
    both = ("spring-2017", "spring-2017-without-mexico")
    answer = json.loads(council("compare", *both, "--runs", 20, "--json", "--out", out).out)
    april = answer["sessions"][1]
    ends = april["scenarios"]["spring-2017-2-april-3"]["ends"]
    texts = {text for by_text in ends.values() for text in by_text}
    menu = {"dialogue-2017", "asks-2017", "suspend-2017"}
    assert "resolution-2017-04-03" in texts and texts <= menu | {"resolution-2017-04-03"}
    rows = csv.DictReader((Path(april["folder"]) / "compare.csv").open())
    row = next(row for row in rows if row["scenario"] == "spring-2017-2-april-3")
    told = {key: float(row[key]) for key in row if " on " in key and row[key]}
    assert told == {
        f"{outcome} on {text}": share
        for outcome, by_text in ends.items()
        for text, share in by_text.items()
    }


SHOWN = {
    "march-28": (
        "Agenda the motion itself; refused, it ends the session Menu dialogue-2017 (18 votes), "
        "asks-2017 (18 votes), resolution-2017 (18 votes), suspend-2017 (24 votes) "
        "Chair a member that makes no move"
    ),
    "april-3": "Agenda not contested Menu resolution-2017-04-03 (18 votes), dialogue-2017",
    "april-26": "suspend-2017 (24 votes) Chair BOL",
    "suspend-us-leads": "Venezuela; 18 votes needed, else the session ends Menu suspend-2017 (24",
    "march-28-asks-put": "Session a roll call on the motion: no agenda vote, menu or chair's move",
}


@pytest.mark.parametrize("name", SHOWN)
def test_show_tells_what_may_be_put_and_who_presides(council, name):
    """As the files of the scenario and of its texts declare it; and every number that is set."""
    told = " ".join(council("show", name).out.split())
    assert SHOWN[name] in told
    assert "debate_rounds = 2" in told and "circulations = 2" in told


def test_more_than_six_scenarios_have_a_row_each(council, out):
    """Of seven: how often it is carried, its Yes, and six shares of ends, as in the JSON; no
    member. Six have their members."""
    seven = list(shipped_cells())[:7]
    few = ("--runs", 50, "--no-figures", "--out", out)
    answer = json.loads(council("run", *seven, *few, "--json").out)
    lines = council("run", *seven, *few).out.splitlines()
    assert max(map(len, lines[:-1])) <= 80
    for name, part in answer["scenarios"].items():
        carried, yes, _, *ends = lines[lines.index(name) + 1].split()
        assert (carried, yes) == (f"{part['carried']:.1%}", f"{part['yes']['mean']:.1f}")
        assert ends == [f"{share:.1%}" for share in part["outcomes"].values()]
    assert not any(line.startswith("member ") for line in lines)
    assert "council run NAME" in lines[-1]
    told = council("run", *seven[:6], *few).out.splitlines()
    assert sum(line.startswith("member ") for line in told) == 6


def test_rows_stand_beside_their_names_where_these_fit():
    """Ten columns for a name of four and cells of two and three: nine do not do."""
    rows = {"long": ["1", "20"]}
    assert list(named_rows(["a", "bcd"], rows, 10)) == ["     a bcd", "long 1  20"]
    assert list(named_rows(["a", "bcd"], rows, 9)) == [" a bcd", "long\n 1  20"]


def test_a_grid_says_which_of_its_scenarios_are_one(council):
    """Without a threat publicity means nothing: 3 leaders and 4 texts, 12 pairs."""
    told = " ".join(council("show", "pressure").out.split())
    assert "12 pairs of them ask one and the same" in told


def test_a_name_breaks_at_its_hyphens_and_nowhere_else():
    """Twelve columns hold `march-28-us-` to the last; a part longer than a line is folded."""
    screen = Console(width=12, file=io.StringIO())
    for name in ("march-28-us-leads", "march-28-us-", "a-constitutional"):
        screen.print(Hyphened(name))
    lines = screen.file.getvalue().split("\n")
    assert [line.rstrip() for line in lines] == [
        "march-28-us-", " leads", "march-28-us-", "a-", " constitutio", "nal", "",
    ]  # fmt: skip


@pytest.mark.parametrize(("runs", "told"), [(10_000, "20 runs a draw"), (1_000, "2 runs a draw")])
def test_a_range_of_shares_says_what_luck_is_left_in_it(runs, told):
    """10,000 runs over 500 draws are 20 of each."""
    assert f"the luck of {told} is taken out" in _luck_taken_out(runs, 500)


@pytest.fixture(scope="module")
def kept():
    """What the next fixture has had told once."""
    return {}


@pytest.fixture
def many(council, out, kept):
    """Twelve cells of the grid, two pairs of which ask the same: their names, JSON and lines."""
    cells = [name for name in shipped_cells() if name.endswith(("-us-agenda", "-us-dialogue"))]
    asked = ("compare", "march-28", *cells, "--runs", 1000, "--out", out)
    if not kept:
        kept["json"] = json.loads(council(*asked, "--json").out)
        kept["lines"] = council(*asked, "--no-figures").out.splitlines()
    return cells, kept["json"], kept["lines"]


def test_of_many_scenarios_each_has_one_row_with_its_controls_ends(many):
    """Effect, range, share on priors, and lowest and highest of its five controls, in 80 columns;
    no sentence for each, and the legend says where the rest is."""
    cells, answer, lines = many
    assert max(len(line) for line in lines if not line.startswith("Folder: ")) <= 80
    for name in cells:
        part = answer["scenarios"][name]
        if "same_as" in part:
            continue
        short = name.removeprefix("pressure-")
        (row, _) = [line.split()[1:] for line in lines if line.startswith(f"{short} ")]
        gains = [aside["yes"] for aside in part["aside"].values()]
        ends = [*part["effect"]["ci95"], part["effect"]["prior_share"], min(gains), max(gains)]
        told = [f"{part['effect']['yes']:+.2f}", *(f"{end:+.2f}" for end in ends)]
        told[3] = f"{ends[2]:.0%}"
        assert row == [f"{part['carried']:.1%}", *told] and len(gains) == 5
    text = " ".join(" ".join(lines).split())
    assert "The sign" not in text and "backlash 0" not in text and "compare.csv" in text
    assert "12 scenarios against march-28" in text and "pressure-... " in text


@pytest.mark.parametrize(
    ("names", "start"),
    [
        (["a-b-c", "a-b-d"], "a-b-"),
        (["a-b", "a-b-d"], "a-"),
        (["ab-c", "ac-c"], ""),
        (["a", "b"], ""),
    ],
)
def test_what_all_names_begin_with_is_whole_words_and_leaves_a_name(names, start):
    """By hand."""
    assert _start(names) == start


def test_what_asks_the_same_is_computed_once_and_named_together(many, out):
    """Without a threat publicity means nothing: two pairs, each one row and one run folder; the
    JSON and the CSV have every name."""
    cells, answer, lines = many
    for text in ("us-agenda", "us-dialogue"):
        first, second = (f"pressure-none-{how}-{text}" for how in ("private", "public"))
        one, other = (answer["scenarios"][name] for name in (first, second))
        assert other == one | {"same_as": first} and "same_as" not in one
        assert [line.strip() for line in lines].count(f"= none-public-{text}") == 1
        assert list(out.glob(f"{first}-*")) and not list(out.glob(f"{second}-*"))
    assert set(answer["scenarios"]) == {"march-28", *cells}
    rows = list(csv.DictReader((Path(answer["folder"]) / "compare.csv").open()))
    assert {row["scenario"] for row in rows} == {"march-28", *cells}
    alone, same = (
        [
            {**row, "scenario": ""}
            for row in rows
            if row["scenario"] == f"pressure-none-{how}-us-agenda"
        ]
        for how in ("private", "public")
    )
    assert len(alone) == 6 and alone == same


def test_the_chance_a_priori_is_told_once_of_each_lever(many):
    """Four threats of a third party under one leader, and that of 28 March."""
    _, answer, lines = many
    text = " ".join(" ".join(lines).split())
    signs = [part["prior_sign"] for part in answer["scenarios"].values() if part["prior_sign"]]
    distinct = {json.dumps({k: round(v, 2) for k, v in sign.items()}) for sign in signs}
    assert text.count("Chance a priori") == len(distinct) < len(signs)


def test_a_scenario_that_asks_what_another_does_is_told_so_among_few(council, out):
    """One sentence, and no row of its own."""
    pair = [f"pressure-none-{how}-us-agenda" for how in ("private", "public")]
    asked = ("compare", "march-28", *pair, "--runs", 1000, "--no-figures", "--out", out)
    told = " ".join(council(*asked).out.split())
    assert f"{pair[1]} asks the same as {pair[0]}." in told
    assert f"{pair[0]} has" in told and f"{pair[1]} has" not in told


def test_the_names_of_controls_are_never_broken(council, out, tmp_path):
    """Beside effects of two digits, too: `flat sovereignty` stands on one line, indented."""
    turned = re.findall("...", "ARGBRACANCHLCOLCRIGTMHNDJAMMEXPANPERPRYUSA")
    script = "".join(f'{member} = "no"\n' for member in turned)
    text = f'question = "And fourteen against?"\nextends = "march-28"\n[script]\n{script}'
    (tmp_path / "mine.toml").write_text(text)
    asked = ("march-28", tmp_path / "mine.toml", "--runs", 1000, "--no-figures", "--out", out)
    lines = council("compare", *asked).out.splitlines()
    (row,) = [line for line in lines if line.startswith("  flat sovereignty ")]
    assert re.search(r" -1\d\.\d\d  -1\d\.\d\d ", row)
    assert max(len(line) for line in lines if not line.startswith("Folder: ")) <= 80


@pytest.mark.slow
def test_a_whole_grid_is_drawn_in_one_figure(council, out):
    """More than 24 scenarios: one figure has a row for each, no panel; too few runs or not."""
    cells = [f"pressure-{k}" for k in ("none-private", "senator-public", "executive-public")]
    cells = [name for name in shipped_cells() if name.startswith(tuple(cells))]
    assert len(cells) == 36
    told = council("compare", "march-28", *cells, "--runs", 4, "--out", out).out
    (figure,) = [line for line in told.splitlines() if line.startswith("Figure: ")]
    assert figure.endswith("many.png")


def test_too_few_runs_say_how_many_a_range_takes_and_how_many_draws_they_used():
    """Of 500 draws 999 runs use all and 30 only 30; a range takes 1,000."""
    many, few = too_few(999, 500), too_few(30, 500)
    assert "takes 1,000," in many and "These use" not in many
    assert "takes 1,000," in few and few.endswith("These use only 30 of the 500 draws.")


def test_with_one_run_a_draw_no_range_is_given(council, out):
    """999 runs of 500 draws: null in the JSON, a dash in the table, empty cells in the CSV, and no
    word on the sign or on priors; said once in the headline, and in the legend. 1,000 have one."""
    asked = ("compare", "march-28", "march-28-no-threat", "march-28-us-leads", "--no-figures")
    few, enough = ((*asked, "--runs", count, "--out", out) for count in (999, 1000))
    answer = json.loads(council(*few, "--json").out)
    for name in asked[2:4]:
        part = answer["scenarios"][name]
        for effect in (part["effect"], *part["aside"].values()):
            kinds = [effect[key] for key in ("ci95", "carried_ci95", "adopted_ci95")]
            assert kinds == [None] * 3 and effect["yes"] != 0
        assert 0 <= part["effect"]["prior_share"] <= 1  # of 4,000 runs of its own
    rows = list(csv.DictReader((Path(answer["folder"]) / "compare.csv").open()))
    ends = [key for key in rows[0] if key.startswith("effect_") and key.endswith(("_low", "_high"))]
    assert len(ends) == 6 and not any(row[key] for row in rows for key in ends)
    lines = council(*few).out.splitlines()
    told = " ".join(" ".join(lines).split())
    assert told.count("999 runs are too few for a range") == 1
    assert "what we don't know: takes 1,000 runs" in told and "These use only" not in told
    for word in ("The sign", "only lower", "of that uncertainty", "95 %:", "luck of"):
        assert word not in told
    shown = [line.split() for line in lines if line.startswith(asked[2:4])]
    assert sum(cells[5] == "-" for cells in shown if len(cells) == 8) == 2
    assert "of 100" not in told and re.search(r"carried [-+]\d+\.\d,", told)
    told = " ".join(council(*enough).out.split())
    assert "too few" not in told and "The sign is open" in told and "(95 %:" in told


SAME = {
    "": 'question = "And if it were as it was?"\nextends = "march-28"\n',
    "end otherwise": 'question = "And one text?"\nextends = "march-28"\nmenu = ["dialogue-2017"]\n',
}


@pytest.mark.parametrize("course", SAME)
def test_the_same_votes_are_told_as_the_same(course, council, out, tmp_path):
    """What asks the same as its base has neither sign nor range nor rows of controls; with another
    menu the votes on the agenda are the same, and sessions end otherwise."""
    (tmp_path / "mine.toml").write_text(SAME[course])
    asked = ("march-28", tmp_path / "mine.toml", "--runs", 1000, "--no-figures", "--out", out)
    lines = council("compare", *asked).out.splitlines()
    told = " ".join(" ".join(lines).split())
    assert "mine has the same votes as march-28 in every run" in told
    assert ("of its sessions end otherwise" in told) == ("Of 100 runs" in told) == bool(course)
    assert "The sign" not in told and "uncertainty" not in told and "moves most" not in told
    (row,) = [line.split() for line in lines if line.startswith("mine ") and "none" in line]
    assert row[-1] == "none" and not any("backlash 0" in line for line in lines)


def test_a_campaign_says_once_what_its_effect_rests_on():
    """One sentence, after the numbers; without a range there is none."""
    effect = {"adopted": 0.25, "adopted_ci95": [-0.5, 0.75]}
    few = {"adopted": 0.5, "adopted_ci95": None}
    told = of_campaign("a", {"effect": effect, "aside": {"priors alone": few}}, "b")
    numbers = "a less b: +0.25 (95 %: -0.50 to +0.75); priors alone: +0.50. This rests on the"
    assert numbers in told and told.count("rests on") == 1 and told.count("rest on") == 1


def test_a_comparison_keeps_to_its_80_columns(council, out):
    """Every line of a comparison, but for the folder's own path, and the words of its legend."""
    asked = ("march-28", "march-28-us-leads-and-threatens", "--runs", 1000, "--no-figures")
    lines = council("compare", *asked, "--out", out).out.splitlines()
    assert max(len(line) for line in lines if not line.startswith("Folder: ")) <= 80
    assert "march-28-us-leads-" in [line.split(" ")[0] for line in lines]
    assert any(line.startswith("of 100 ") and "luck of 2 runs" in line for line in lines)


def test_no_summary_of_a_verb_is_cut(council, monkeypatch):
    """On 80 columns the list of verbs says each in full."""
    monkeypatch.setenv("COLUMNS", "80")
    _, told = council("--help").out.split("Commands:\n")
    lines = told.splitlines()
    assert [line.split()[0] for line in lines] == sorted(VERBS)
    assert not any(line.endswith("...") for line in lines) and max(map(len, lines)) <= 80


def test_the_list_marks_the_six_observations_of_the_readme(council):
    """Each by its words of scenarios/README.md, beside the scenario that it names."""
    page = (SCENARIOS / "README.md").read_text()
    (line,) = [line for line in page.splitlines() if line.startswith("The six observations")]
    stands = re.findall(r"[:,] ([^,:]+) \(`([^`]+)`", line)
    assert {name: word for word, name in stands} == OBSERVATIONS
    assert len(OBSERVATIONS) == 6
    told = " ".join(council("list").out.split())
    assert told.count("(observed: ") == 6
