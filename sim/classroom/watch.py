"""A run, phase by phase: what a page needs to show it.

The phases of the scenario's session act on the room of this run one after another, as they do in
the Mesa model and in a batch: run 4,711 here is run 4,711 there, to the last bit.
"""

from collections.abc import Iterator
from functools import lru_cache
from typing import Any

import numpy as np

from sim.classroom.door import Ask, RunAsk, council_of, members_at, scenario_of, threats_of
from sim.classroom.seats.story import ending_of
from sim.fitted import Fitted, read_fitted, read_flat
from sim.forced import Acts, force
from sim.happening import Names
from sim.luck import Luck, luck_of
from sim.session import SESSIONS, Phase, Room
from sim.stage import Stage, own_columns, room_of, set_stage
from sim.transcript import Scene, transcribe
from sim.words import LEDGER, OUTCOMES, UNSCRIPTED, VOTES


@lru_cache(maxsize=1)
def draws() -> Fitted:
    """The shipped draws that every page uses."""
    return read_fitted()


@lru_cache(maxsize=1)
def flat_draws() -> Fitted | None:
    """The same under a flat prior of the sovereignty slope, if they are shipped."""
    return read_flat()


@lru_cache(maxsize=8)
def stage_of(ask: Ask) -> Stage:
    """The stage of what is asked for; the last few are kept. Raises Refusal."""
    return set_stage(scenario_of(ask), draws())


def without_luck(ask: Ask) -> Ask:
    """The scenario that is asked for, whatever the run: what stages are kept by."""
    return Ask(**ask.model_dump(include=set(Ask.model_fields)))


def watched(ask: RunAsk, acts: Acts | None = None) -> dict[str, Any]:
    """The frames of a run: one before the first phase, one after each. Raises Refusal.

    acts  in place of the model's, as `sim.forced.force` takes them
    """
    scenario = scenario_of(ask)
    members = members_at(scenario)
    stage = force(stage_of(without_luck(ask)), members, acts or {})
    room = own_columns(room_of(stage, ask.run))
    luck = luck_of(ask.seed, ask.run, len(members))
    frames, phases, counts = [{"phase": None}], SESSIONS[scenario.session], []
    for scene in transcribe(acted(phases, room, luck, counts), room, luck, Names.of(scenario)):
        frames.append(frame_of(scene, members) | counts[len(frames) - 1])
    return {
        "members": _members(scenario, stage),
        "threshold": scenario.motion.threshold,
        "texts": {name: text.title for name, text in scenario.texts},
        "frames": frames,
        "outcome": OUTCOMES[room.outcome[0]],
        "ending": ending_of(scenario, OUTCOMES[room.outcome[0]]),
    }


def acted(
    phases: tuple[Phase, ...], room: Room, luck: Luck, counts: list[dict[str, Any]]
) -> Iterator[Phase]:
    """Each phase when it has acted on the room; `counts` gets the ledger and who had signed."""
    for phase in phases:
        phase.begin(room, luck)
        for i in range(len(room.vote)):
            phase.turn(room, i, luck)
        phase.end(room, luck)
        ledger = dict(zip(LEDGER, map(int, room.ledger), strict=True))
        counts.append({"ledger": ledger, "signed": [bool(has) for has in room.signed]})
        yield phase


def frame_of(scene: Scene, members: tuple[str, ...]) -> dict[str, Any]:
    """A scene as its sentences, and as columns in the members' order: dispositions, what made them,
    and votes once they are settled; put says whether they were cast."""
    by_code = {stand.iso3: stand for stand in scene.stands}
    stands = [by_code[iso3] for iso3 in members]
    acts = [stand.act for stand in stands]
    return {
        "phase": scene.phase,
        "summary": scene.happens,
        "told": [{"words": told.words, "values": told.values} for told in scene.told],
        "disposition": [stand.disposition for stand in stands],
        "parts": [stand.parts for stand in stands],
        "chances": [stand.chances for stand in stands],
        "put": scene.put,
        "vote": acts if scene.voted else None,
        "tally": {vote: acts.count(vote) for vote in VOTES} if scene.voted else None,
    }


def _members(scenario, stage: Stage) -> list[dict[str, Any]]:
    council = council_of(scenario)
    return [
        {
            "iso3": iso3,
            "name": council.names[council.iso3.index(iso3)],
            "leader": council.leader[council.iso3.index(iso3)],
            "scripted": bool(stage.script_i[i] != UNSCRIPTED),
        }
        for i, iso3 in enumerate(members_at(scenario))
    ]


def positions(ask: Ask) -> dict[str, Any]:
    """Where every slider stands for this scenario as it is; means over the posterior draws.

    One without a threat shows where that of 28 March 2017 would stand.
    """
    scenario = scenario_of(ask)
    threatened = Ask(scenario=ask.scenario, threat=True)
    stage, threats = stage_of(threatened), threats_of(scenario_of(threatened))
    council = council_of(scenario)
    financed = council.financing[[council.iso3.index(m) for m in members_at(scenario)]]
    return {
        "names": dict(zip(council.iso3, council.names, strict=True)),
        "threat": bool(threats_of(scenario)),
        "publicity": threats[0].publicity,
        "credibility": float(np.mean(stage.credibility_dl[:, : len(threats)])),
        "targets": list(threats[0].targets),
        "leadership": scenario.motion.leadership,
        "intrusiveness": scenario.motion.intrusiveness,
        "petrocaribe": float(stage.patronage_di.mean(axis=0).sum() / financed.sum()),
        "traits": {
            iso3: {
                "sovereignty": float(stage.sovereignty_di[:, i].mean()),
                "aid_dependence": float(stage.aid_dependence_di[:, i].mean()),
                "pressure_sensitivity": float(stage.pressure_sensitivity_di[:, i].mean()),
            }
            for i, iso3 in enumerate(members_at(scenario))
            if stage.script_i[i] == UNSCRIPTED
        },
    }
