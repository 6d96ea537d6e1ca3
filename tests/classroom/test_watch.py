"""What is watched is the model's run: the Mesa model's and the batch's, to the last bit."""

import numpy as np
import pytest

from sim.archive import Shelf, simulate
from sim.classroom.door import RunAsk
from sim.classroom.watch import watched
from sim.fitted import read_fitted
from sim.happening import Names
from sim.model import CouncilModel
from sim.named import shipped
from sim.play import Terms
from sim.scenario import read_scenario
from sim.telling import WORDS, Told
from sim.transcript import transcribe
from sim.words import VOTES


@pytest.mark.parametrize("name", shipped())
@pytest.mark.parametrize(("seed", "run"), [(0, 0), (1, 4711), (2**63 - 1, 99_999_999)])
def test_every_frame_is_the_mesa_models_step(name, seed, run):
    """Dispositions, chances, votes and tally after each phase agree exactly."""
    shown = watched(RunAsk(scenario=name, seed=seed, run=run))
    model = CouncilModel(name, seed=seed, run=run)
    for frame in shown["frames"][1:]:
        model.step()
        assert frame["phase"] == model.phase.name
        assert frame["disposition"] == [float(v) for v in model.room.disposition]
        assert (frame["vote"] is not None) == model.voted
        if model.voted:
            assert frame["vote"] == [agent.vote for agent in model.agents]
            assert frame["chances"] == [agent.chances for agent in model.agents]
    assert not model.running
    assert shown["outcome"] == model.outcome
    assert [m["iso3"] for m in shown["members"]] == [a.iso3 for a in model.agents]


@pytest.mark.parametrize("name", ["march-28", "april-3", "june-19", "march-28-asks-put"])
def test_every_frame_tells_what_the_replay_tells(name):
    """The same sentences in order; and whether the motion's votes were cast or only foreseen."""
    for run in range(12):
        shown = watched(RunAsk(scenario=name, seed=1, run=run))
        model = CouncilModel(name, seed=1, run=run)
        names = Names.of(model.declaration)
        scenes = transcribe(model.stepped(), model.room, model.luck, names)
        for frame, scene in zip(shown["frames"][1:], scenes, strict=True):
            assert [Told(**told).sentence for told in keyed(frame["told"])] == [
                told.sentence for told in scene.told
            ]
            assert frame["put"] == scene.put
        assert set(names.texts) <= set(shown["texts"])


def keyed(told):
    """What a frame tells, by the keys of its words."""
    keys = {words: key for key, words in WORDS.items()}
    return [{"key": keys[one["words"]], "values": one["values"]} for one in told]


def test_a_text_that_is_adopted_is_not_told_as_the_motion():
    """Run 4,711 of march-28 adopts resolution-2017, with its agenda item the motion."""
    shown = watched(RunAsk(scenario="march-28", run=4711))
    assert shown["outcome"] == "adopted" and shown["ending"] == "A text is adopted by vote."
    alone = watched(RunAsk(scenario="march-28-asks-put", run=1))
    assert alone["outcome"] == "rejected" and alone["ending"] == "The motion is not carried."


def test_run_4711_of_10_000_is_the_batchs(tmp_path):
    """The votes that `council run march-28 --seed 1` writes for run 4,711."""
    import pyarrow.parquet as pq

    terms = Terms(read_fitted(), 1, 10_000)
    [batch] = simulate(read_scenario("march-28"), terms, Shelf(tmp_path))
    written = pq.read_table(batch.folder / "votes.parquet").slice(4711, 1).to_pylist()[0]
    assert written.pop("run") == 4711
    shown = watched(RunAsk(scenario="march-28", seed=1, run=4711))
    members = [member["iso3"] for member in shown["members"]]
    last = shown["frames"][-1]
    assert dict(zip(members, last["vote"], strict=True)) == {
        iso3: VOTES[vote] for iso3, vote in written.items()
    }
    assert last["tally"]["yes"] == batch.yes_r[4711]


@pytest.mark.parametrize("name", shipped())
def test_what_pushes_a_member_adds_up_to_its_disposition(name):
    """After every phase the terms sum to the disposition; a scripted member has none."""
    shown = watched(RunAsk(scenario=name, run=17))
    for frame in shown["frames"][1:]:
        for member, parts, total in zip(
            shown["members"], frame["parts"], frame["disposition"], strict=True
        ):
            assert bool(parts) != member["scripted"]
            if parts:
                assert np.isclose(sum(parts.values()), total, rtol=0, atol=1e-12)


def test_a_changed_member_is_pushed_as_it_is_changed():
    """Sensitivity 0 takes away pressure, sovereignty 0 the weight of the text; peers remain."""
    as_it_was = watched(RunAsk(scenario="march-28"))
    changed = watched(
        RunAsk(scenario="march-28", member="HTI", sovereignty=0, pressure_sensitivity=0)
    )
    at = [m["iso3"] for m in as_it_was["members"]].index("HTI")
    before, after = (shown["frames"][1]["parts"][at] for shown in (as_it_was, changed))
    assert before["pressure"] != 0 and before["sovereignty"] < 0
    assert after["pressure"] == 0 and after["sovereignty"] == 0
    assert after["recognition"] == before["recognition"]
