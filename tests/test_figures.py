"""Figures: their tables by hand calculation, and that each draws whatever it is given."""

from datetime import date
from itertools import pairwise

import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.archive import Shelf, simulate
from sim.campaign import read_campaign
from sim.compare import compare
from sim.figures import FIGURES
from sim.figures.dispositions import _apart
from sim.figures.files import NOTES, draw_comparison
from sim.figures.tables import (
    dispositions_table,
    effects_table,
    ends_table,
    many_table,
    votes_table,
    yes_table,
)
from sim.play import Terms
from sim.scenario import read_scenario
from sim.transcript import Scene, Stand
from sim.vary import read_vary
from sim.what_if import as_it_was
from sim.words import OUTCOMES, VOTES

LONG = "a-scenario-with-a-name-far-longer-than-any-panel-is-wide-in-inches"


@pytest.fixture(scope="module")
def comparison(tmp_path_factory, fitted):
    scenarios = [read_scenario(name) for name in ("march-28", "march-28-no-threat")]
    shelf = Shelf(tmp_path_factory.mktemp("out"))
    [comparison] = compare(scenarios, Terms(fitted, 1, 10_000), None, shelf)
    return comparison


def test_the_tables_of_a_batch_are_its_counts(tmp_path, fitted):
    """Shares of Yes counts sum to 1, so do a member's four acts; 20 Yes are on record."""
    [batch] = simulate(read_scenario("march-28"), Terms(fitted, 1, 200), Shelf(tmp_path))
    yes, votes = yes_table([batch]), votes_table([batch])
    assert yes["share"].sum() == pytest.approx(1) and set(yes["recorded"]) == {20}
    assert np.allclose(votes.groupby("member")["chance"].sum(), 1)
    venezuela = votes[votes["member"] == "VEN"].set_index("vote")["chance"]
    assert venezuela["no"] == 1.0


def test_a_record_is_that_of_the_day_not_of_a_what_if(comparison):
    """20 Yes stand on record for 28 March as it was; beside a what-if they are that day's."""
    figure = FIGURES["yes"](yes_table(list(comparison.batches)), "")
    told = [text.get_text() for axes in figure.axes for text in axes.texts]
    assert [text[2:] for text in told if "20" in text] == [
        "20 on record", "20 on 28 March 2017, as it was",
    ]  # fmt: skip
    plt.close(figure)


def test_the_ends_of_a_session_are_all_of_it_and_the_priors_stand_below(comparison):
    """Two bars a scenario, each filled to 1 by the shares counted; one if no fact narrowed any."""
    batches = list(comparison.batches)
    table = ends_table(batches, comparison.by_priors)
    totals = table.groupby(["scenario", "by_priors"])["share"].sum()
    assert len(totals) == 4 and np.allclose(totals, 1)
    counted = table.set_index(["scenario", "by_priors", "outcome"])["share"]
    name = "march-28-no-threat"
    for by_priors, ended in ((False, batches[1].ended), (True, comparison.by_priors[name])):
        assert counted[name, by_priors, "adopted"] == ended.adopted_r.mean()
    figure = FIGURES["ends"](table, "")
    (axes,) = figure.axes
    plain, hatched = ([bar for bar in axes.patches if bool(bar.get_hatch()) is is_so]
                      for is_so in (False, True))  # fmt: skip
    assert len(plain) == len(hatched) == 2 * len(OUTCOMES)
    assert max(bar.get_height() for bar in hatched) < min(bar.get_height() for bar in plain)
    assert max(bar.get_x() + bar.get_width() for bar in hatched) == pytest.approx(1)
    plt.close(figure)
    assert not ends_table(batches, {})["by_priors"].any()


def test_what_is_as_it_was():
    """Shipped scenarios that extend no other, the same from a grid, a campaign of them; but not
    what follows a session that went otherwise, nor a parameter set by hand."""
    was = [read_scenario("march-28"), read_scenario("pressure-senator-public-mexico-agenda")]
    assert all(map(as_it_was, [*was, *read_campaign("spring-2017")]))
    first, *later = read_campaign("spring-2017-without-mexico")
    after_a_what_if = read_campaign("spring-2017")[1].changed(before=(first,))
    changed = read_scenario("march-28", read_vary(["parameters.backlash=0"]))
    assert not any(map(as_it_was, [first, *later, after_a_what_if, changed]))


def test_the_members_effects_add_up_to_the_effect(comparison):
    """The mean gains in chance of Yes sum to the mean paired difference of counted votes."""
    effect = comparison.effects["march-28-no-threat"]
    table = effects_table(comparison)
    assert table["gain"].sum() == pytest.approx(effect["yes"], abs=5 * effect["mc_se"])
    assert (table["low"] <= table["gain"]).all() and (table["gain"] <= table["high"]).all()
    assert table.set_index("member").loc["VEN", "gain"] == 0.0  # follows a script


def test_the_table_of_many_has_the_effects_and_the_ends_of_their_controls(comparison):
    """One row for the one other scenario, with the lowest and the highest of its four controls."""
    effect = comparison.effects["march-28-no-threat"]
    gains = [aside["yes"] for aside in comparison.aside["march-28-no-threat"].values()]
    assert len(gains) == 4  # no draws of a flat slope were given
    assert many_table(comparison).to_dict("list") == {
        "scenario": ["march-28-no-threat"], "base": ["march-28"], "effect": [effect["yes"]],
        "low": [effect["ci95"][0]], "high": [effect["ci95"][1]], "control_low": [min(gains)],
        "control_high": [max(gains)], "on_priors": [effect["prior_share"] >= 0.5],
    }  # fmt: skip


def test_a_transcripts_table_has_the_free_members_and_their_last_act():
    """Two steps, one free member and one scripted: two rows, both with the vote cast at last."""

    def scene(act, value):
        free = Stand("HTI", {}, value, {act: 1.0}, act, False)
        fixed = Stand("VEN", {}, 0.0, {"no": 1.0}, "no", True)
        return Scene("debate", "", {}, (), 0.0, True, True, False, True, (free, fixed))

    table = dispositions_table([scene("yes", 0.5), scene("absent", -0.25)])
    assert table.to_dict("list") == {
        "step": [1, 2], "phase": ["debate"] * 2, "member": ["HTI"] * 2,
        "disposition": [0.5, -0.25], "vote": ["absent"] * 2,
    }  # fmt: skip


@given(st.lists(st.floats(-50, 50), min_size=1, max_size=40))
def test_labels_keep_their_order_their_distance_and_their_mean(values):
    """The nearest sequence with a gap of 1: already apart, it stays; pooling moves no mean."""
    value = np.sort(values)
    apart = _apart(value, 1.0)
    assert (np.diff(apart) >= 1.0 - 1e-9).all()
    assert apart.mean() == pytest.approx(value.mean(), abs=1e-9)
    if (np.diff(value) >= 1.0).all():
        assert np.allclose(apart, value)


def crowd(name):
    """A table for the figure of this name: twelve scenarios with long names, 34 members."""
    scenarios = [f"{LONG}-{k}" for k in range(12)]
    members = [f"M{k:02d}" for k in range(34)]
    if name == "yes":
        return pd.DataFrame([dict(scenario=s, yes=y, share=0.5, threshold=18, recorded=20,
                                  date=date(2017, 9, 28), as_it_was=False)
                             for s in scenarios for y in (17, 20)])  # fmt: skip
    if name == "ends":
        return pd.DataFrame([dict(scenario=s, by_priors=b, outcome=o, share=1 / 6)
                             for s in scenarios for b in (False, True)
                             for o in OUTCOMES])  # fmt: skip
    if name == "votes":
        return pd.DataFrame([dict(scenario=s, member=m, vote=v, chance=0.25) for s in scenarios
                             for m in members for v in VOTES])  # fmt: skip
    if name == "effects":
        return pd.DataFrame([dict(scenario=s, base=LONG, member=m, gain=0.1, low=-0.1, high=0.2)
                             for s in scenarios for m in members])  # fmt: skip
    if name == "many":
        return pd.DataFrame([dict(scenario=f"{s}\n= {s}", base=LONG, effect=0.1, low=k, high=0.2,
                                  on_priors=k == 1.0, control_low=-0.2, control_high=0.1)
                             for s in scenarios for k in (0.0, 1.0, np.nan)])  # fmt: skip
    return pd.DataFrame([dict(step=s, phase=f"phase {s}", member=m, disposition=0.0, vote="yes")
                         for s in range(1, 13) for m in members])  # fmt: skip


@pytest.mark.parametrize("name", NOTES)
def test_no_title_covers_another_and_every_figure_says_what_it_rests_on(name):
    """Titles stay within their panel's column; axes are named; the note names the priors."""
    figure = FIGURES[name](crowd(name), NOTES[name])
    figure.draw_without_rendering()
    panels = [axes for axes in figure.axes if axes.get_title(loc="left")]
    boxes = [axes.title.get_window_extent() if axes.get_title() else
             axes._left_title.get_window_extent() for axes in panels]  # fmt: skip
    for k, box in enumerate(boxes):
        assert not any(box.overlaps(other) for other in boxes[k + 1 :])
        assert box.x1 <= figure.bbox.x1 + 2
    for axes in figure.axes:  # no tick's label covers its neighbour's
        shown = [tick for tick in axes.get_xticklabels() if tick.get_text()]
        ends = [tick.get_window_extent() for tick in shown if not tick.get_rotation()]
        assert all(a.x1 <= b.x0 for a, b in pairwise(ends))
    rows = [tick.get_window_extent() for tick in figure.axes[0].get_yticklabels()]
    assert name not in ("ends", "many") or not any(a.overlaps(b) for a, b in pairwise(rows))
    named = [axes.get_xlabel() for axes in figure.axes] + [figure.get_supxlabel()]
    assert any(named)
    assert any("rest on priors" in text.get_text() for text in figure.texts)
    plt.close(figure)


def test_the_files_of_a_comparison_and_of_a_replay(comparison, tmp_path, fitted, council):
    """yes, votes and effects; dispositions with its transcript, which `council results` knows."""
    drawn = draw_comparison(comparison, tmp_path / "figures")
    assert [path.name for path in drawn] == ["yes.png", "ends.png", "votes.png", "effects.png"]
    assert all(path.read_bytes().startswith(b"\x89PNG") for path in drawn)
    told = council("replay", "march-28", "--run", 3, "--figures", "--out", tmp_path / "out")
    (folder,) = (tmp_path / "out").iterdir()
    assert sorted(path.name for path in folder.iterdir()) == ["dispositions.png", "transcript.json"]
    assert told.code == 0 and "dispositions.png" in told.out
    cleaned = council("results", "--out", tmp_path / "out", "--clean", "--yes")
    assert cleaned.code == 0 and not folder.exists()
