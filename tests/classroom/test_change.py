"""The sliders move what they say they move, and nothing else."""

import numpy as np
import pytest

from sim.classroom.change import batch_of, compared, resting
from sim.classroom.door import RUNS, Ask, CompareAsk, Refusal, scenario_of
from sim.classroom.watch import draws, positions
from sim.measure import runs_for_range

MOVES = {
    "threat": False, "publicity": 0.0, "credibility": 1.0, "leadership": 0.0, "intrusiveness": 1.0,
    "petrocaribe": 1.0, "sovereignty": 3.0, "aid_dependence": 0.0, "pressure_sensitivity": 3.0,
}  # fmt: skip
TRAITS = ("sovereignty", "aid_dependence", "pressure_sensitivity")


def votes(**asked):
    return batch_of(Ask(**asked), 1).vote_ri


@pytest.mark.parametrize(
    ("change", "scenario"),
    [
        ({"threat": False}, "march-28-no-threat"),
        ({"leadership": 0.0}, "march-28-us-leads"),
        ({"petrocaribe": 1.0}, "march-28-petrocaribe-restored"),
    ],
)
def test_a_slider_at_its_end_is_the_shipped_scenario(change, scenario):
    """Vote by vote, the changed 28 March is the scenario that was written down as a file."""
    assert np.array_equal(votes(scenario="march-28", **change), votes(scenario=scenario))


def test_the_page_has_runs_enough_for_a_range():
    """It tells a range and a sign in any case."""
    assert runs_for_range(len(draws().draws)) <= RUNS


def test_a_threat_switched_on_is_that_of_28_march():
    """The scenario without a threat gets back the senator's, on the same three members."""
    with_it = votes(scenario="march-28-no-threat", threat=True)
    assert np.array_equal(with_it, votes(scenario="march-28"))


@pytest.mark.parametrize("name", MOVES)
def test_every_slider_is_alive(name):
    """Moved to an end it changes somebody's vote in some of 2,000 runs."""
    member = {"member": "HTI"} if name in TRAITS else {}
    moved = votes(scenario="march-28", **{name: MOVES[name]}, **member)
    assert (moved != votes(scenario="march-28")).any()


def test_a_slider_left_where_it_stands_changes_nothing():
    """Publicity, leadership and the text put where the page shows them: the same votes."""
    stand = positions(Ask(scenario="march-28"))
    same = {key: stand[key] for key in ("threat", "publicity", "leadership", "intrusiveness")}
    assert np.array_equal(votes(scenario="march-28", **same), votes(scenario="march-28"))


def test_a_threat_in_private_has_no_backlash():
    """Whispered, a threat never costs a Yes of those it aims at, under the same luck."""
    quiet = compared(CompareAsk(base="march-28-no-threat", scenario="march-28", publicity=0))
    gains = {m["iso3"]: m["after"] - m["before"] for m in quiet["moved"]}
    assert gains and all(gains.get(member, 0) >= 0 for member in ("HTI", "SLV", "DOM"))


def test_the_page_says_what_the_command_says(tmp_path):
    """The effect on the page is that of `council compare` with 2,000 runs and the same seed."""
    from sim.archive import Shelf
    from sim.compare import compare
    from sim.fitted import read_fitted, read_flat
    from sim.play import Terms
    from sim.scenario import read_scenarios

    names = ("march-28", "march-28-us-leads")
    terms = Terms(read_fitted(), 1, 2000)
    [told] = compare(read_scenarios(names), terms, read_flat(), Shelf(tmp_path))
    page = compared(CompareAsk(base=names[0], scenario=names[1], seed=1))["effect"]
    expected = told.effects[names[1]]
    assert {key: expected[key] for key in page} == page
    aside = resting(CompareAsk(base=names[0], scenario=names[1], seed=1))
    for assumption, effect in told.aside[names[1]].items():
        assert aside["without"][assumption]["yes"] == effect["yes"]
        assert aside["without"][assumption]["ci95"] == effect["ci95"]
    assert 0 <= aside["prior_share"] <= 1


def test_distributions_count_every_run_and_lead_to_one():
    """2,000 runs in all; the run that a bar names has that many Yes."""
    side = compared(CompareAsk(base="march-28", scenario="march-28", leadership=0.2))["other"]
    cast = votes(scenario="march-28", leadership=0.2)
    assert sum(side["counts"]) == 2000
    for yes, run in enumerate(side["example"]):
        assert (run is None) == (side["counts"][yes] == 0)
        assert run is None or (cast[run] == 0).sum() == yes


@pytest.mark.parametrize(
    "asked",
    [{"scenario": "no-such"}, {"scenario": "x.toml"},
     {"scenario": "march-28", "member": "ZZZ", "sovereignty": 1},
     {"scenario": "march-28", "sovereignty": 1}],
)  # fmt: skip
def test_what_cant_be_asked_is_refused(asked):
    """Only shipped scenarios, only seated members; a path is never followed."""
    with pytest.raises(Refusal):
        scenario_of(Ask(**asked))
