"""The transcript of a run: its parts add up, it is the run of the batch, and it reads as told."""

import json

import numpy as np
import pyarrow.parquet as pq
import pytest

from sim.archive import Shelf, simulate
from sim.happening import Names
from sim.luck import luck_of
from sim.model import CouncilModel
from sim.named import shipped
from sim.play import Terms
from sim.scenario import read_scenario
from sim.session import DEBATE, OPENING, ROLL_CALL, SESSION, SESSIONS
from sim.stage import room_of, set_stage
from sim.transcript import PARTS, transcribe
from sim.words import ROOT, VOTES


def of_model(scenario, run, fitted, seed=1):
    model = CouncilModel(scenario, seed, run, fitted)
    names = Names.of(model.declaration)
    return transcribe(model.stepped(), model.room, model.luck, names), model


def acted(phases, room, luck):
    """The phases, each when it has acted on a bare room: no Mesa."""
    for phase in phases:
        phase.act(room, luck)
        yield phase


def of_room(scenario, run, fitted, phases=SESSION, seed=1):
    stage = set_stage(scenario, fitted)
    room, luck = room_of(stage, run), luck_of(seed, run, len(stage.script_i))
    # a bare room's traits are the draws' own arrays; the phases write to none of them
    return transcribe(acted(phases, room, luck), room, luck, Names.of(scenario))


@pytest.mark.parametrize("name", shipped())
def test_the_parts_of_a_disposition_add_up_in_every_phase(name, fitted):
    """recognition + sovereignty + memory + pressure + motion + peers = disposition."""
    for run in (0, 77):
        scenes, _ = of_model(name, run, fitted)
        phases = SESSIONS[read_scenario(name).session]
        assert [scene.phase for scene in scenes] == [phase.name for phase in phases]
        for scene in scenes:
            for stand in scene.stands:
                if not stand.scripted:
                    assert list(stand.parts) == list(PARTS)
                    assert sum(stand.parts.values()) == pytest.approx(stand.disposition, abs=1e-9)
                assert sum(stand.chances.values()) == pytest.approx(1.0)


def test_without_a_lever_no_pressure_and_without_influence_no_peers(fitted):
    """The parts are what their names say: each vanishes with its cause."""
    quiet = read_scenario("march-28-no-threat").with_parameters(susceptibility=0.0)
    for scene in of_room(quiet, 3, fitted):
        for stand in scene.stands:
            assert stand.scripted or stand.parts["pressure"] == stand.parts["peers"] == 0.0
    loud = of_room(read_scenario("march-28"), 3, fitted)[-1]
    pushed = {s.iso3 for s in loud.stands if not s.scripted and s.parts["pressure"] != 0.0}
    assert pushed == {"HTI", "SLV", "DOM"}
    assert all(s.scripted or s.parts["peers"] != 0.0 for s in loud.stands)


def test_what_a_member_would_do_is_what_it_does_when_nothing_moves_it(fitted):
    """Without debate the act told at the opening, by this run's luck, is the vote cast."""
    still = read_scenario("march-28").with_parameters(susceptibility=0.0)
    scenes = of_room(still, 11, fitted, (OPENING, ROLL_CALL))
    first, last = ({s.iso3: (s.act, s.chances) for s in scene.stands} for scene in scenes)
    assert first == last and not scenes[0].voted and scenes[-1].voted


def test_the_transcript_follows_whatever_table_of_phases(fitted):
    """A session of five rounds of debate has seven scenes; a bare room tells what a model tells."""
    scenario = read_scenario("march-28")
    scenes = of_room(scenario, 5, fitted, (OPENING, *(DEBATE,) * 5, ROLL_CALL))
    assert [scene.phase for scene in scenes] == ["opening", *["debate"] * 5, "roll call"]
    assert of_room(scenario, 4711, fitted) == of_model(scenario, 4711, fitted)[0]


def test_a_replay_is_the_run_of_its_number_in_the_folder(tmp_path, fitted, council):
    """The votes printed for run 17 of seed 5 are the row of run 17 in votes.parquet."""
    [batch] = simulate(read_scenario("march-28"), Terms(fitted, 5, 40), Shelf(tmp_path))
    votes = pq.read_table(batch.folder / "votes.parquet").to_pylist()
    for run in (0, 17, 39):
        told = json.loads(council("replay", "march-28", "--run", run, "--seed", 5, "--json").out)
        assert told["votes"] == {
            member: VOTES[act] for member, act in votes[run].items() if member != "run"
        }
        last = {stand["iso3"]: stand["act"] for stand in told["phases"][-1]["stands"]}
        assert last == told["votes"]


def test_the_closest_to_another_act_stand_first(fitted):
    """By the chance of their act, rising; scripted members last."""
    for scene in of_room(read_scenario("march-28"), 8, fitted):
        free = [stand.certainty for stand in scene.stands if not stand.scripted]
        assert free == sorted(free) and scene.stands[-1].iso3 == "VEN"


def test_a_replay_says_in_words_what_each_phase_did(council):
    """The frame, who moves, whose act turns, the count; the parts on priors are marked."""
    told = council("replay", "march-28", "--run", 4711, "--vary", "parameters.susceptibility=0.9")
    assert told.code == 0
    for words in ("The sovereignty frame stands at", "Moved towards Yes:", "It turns",
                  "If agenda-2017-03-28 were put now:", "The vote on the agenda:",
                  "18 Yes are needed", "By script: VEN no.",
                  "* ", "rests on priors", "parameters.susceptibility = 0.9"):  # fmt: skip
        assert words in " ".join(told.out.split()), words


def test_the_notebook_runs():
    """Every code cell of sim/notebook.ipynb, in order; changed aid leaves only backlash."""
    cells = json.loads((ROOT / "sim" / "notebook.ipynb").read_text())["cells"]
    names: dict = {}
    for cell in cells:
        if cell["cell_type"] == "code":
            exec("".join(cell["source"]), names)  # the notebook's own code
    assert names["same"] is True
    assert names["changed"].member("HTI").pressure <= 0.0 < names["haiti"].aid_dependence
    assert np.isclose(sum(names["parts"].values()), names["haiti"].disposition)
