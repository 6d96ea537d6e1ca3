"""The transcript of a run: after each phase, where every member stands and what brought it there.

Pure functions of a room and its luck, over whatever phases a session has: hand `transcribe` the
phases as they act, from the Mesa model or from a bare room.
"""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from sim.happening import Fields, Names, foreseen, happened, was_put
from sim.luck import Luck
from sim.rules.choice import cast, chances
from sim.rules.disposition import bearing, intrusion
from sim.session import DEBATE, UPDATE, Phase, Room
from sim.telling import Told, told_of
from sim.words import OVER, UNSCRIPTED, VOTES

# What a disposition is the sum of, in half log-odds of Yes against No, and whether votes tell it.
PARTS = {
    "recognition": "how far it sees a crisis for which the government concerned answers",
    "sovereignty": "its weight on non-intervention, times the intrusion that it feels",
    "memory": "its earlier votes",
    "pressure": "outside hands",
    "motion": "what is particular to the motion, the same for all",
    "peers": "what it heard from the others in debate",
}
ON_PRIORS = ("sovereignty", "pressure", "peers")  # recorded votes do not identify these
MOVED = 0.005  # half log-odds; less than two decimals show is no move


@dataclass(frozen=True)
class Stand:
    """Where a member stands after a phase.

    parts        {part: half log-odds that it added}, by `PARTS`; their sum is `disposition`
    chances      {act: chance} if the vote were now; of the roll call once it is over
    act          what it would do now under this run's luck; its vote once the roll call is over
    scripted     its act is a script's: it has no parts
    """

    iso3: str
    parts: dict[str, float]
    disposition: float
    chances: dict[str, float]
    act: str
    scripted: bool

    @property
    def certainty(self) -> float:
        """The chance of its act, 0..1: the lower, the closer it was to another."""
        return self.chances[self.act]


@dataclass(frozen=True)
class Scene:
    """A phase of a run: its name, what happens in it, what it did, as values and in sentences, and
    where the members stand, the closest to changing first.

    happened  what the phase did (`sim.happening`), and with it over_before, whether the session was
              over before it; moved, how many dispositions went which way, and whose most; turned,
              whose acts are others than before; now, the count on the scenario's own motion if it
              were put, where that is news
    told      the same in sentences
    frame     salience of the sovereignty frame
    voted     whether each member's act on the scenario's own motion is settled
    put       whether that motion has been voted on; else the acts are what the vote would be
    over      whether nothing more is put
    changed   whether any member stands elsewhere than before the phase
    """

    phase: str
    happens: str
    happened: Fields
    told: tuple[Told, ...]
    frame: float
    voted: bool
    put: bool
    over: bool
    changed: bool
    stands: tuple[Stand, ...]

    @property
    def sentence(self) -> str:
        """What it did, in English."""
        return " ".join(told.sentence for told in self.told)


def transcribe(phases: Iterable[Phase], room: Room, luck: Luck, names: Names) -> list[Scene]:
    """A scene for each phase that acts on the room, in order.

    phases  yields each phase when it has acted
    names   of the room's members and texts
    """
    scenes: list[Scene] = []
    signed: list[str] = []
    for phase in phases:
        before = scenes[-1] if scenes else None
        scenes.append(scene_of(phase, room, luck, names, before, signed))
        signed = names.where(room.signed == 1)
    return scenes


def scene_of(
    phase: Phase, room: Room, luck: Luck, names: Names, before: Scene | None, signed: list[str]
) -> Scene:
    """What a phase that has just acted left, against the scene before it.

    signed  who was on the list before it
    """
    voted = int(room.tally.sum()) == len(names.members)
    in_order = [_stand(i, iso3, room, luck, voted) for i, iso3 in enumerate(names.members)]
    stands = sorted(in_order, key=lambda stand: (stand.scripted, stand.certainty, stand.iso3))
    old = {stand.iso3: stand for stand in before.stands} if before else {}
    over_before = before is not None and before.over and phase.name != UPDATE.name
    did = {} if over_before else happened(phase.name, room, luck, names, signed)
    turned = _turned(in_order, old)
    news = not voted and (before is None or phase.name == DEBATE.name or bool(turned))
    fields = {
        **did,
        "over_before": over_before,
        "moved": _moved(in_order, old),
        "turned": turned,
        "now": foreseen(room, names, [stand.act for stand in in_order]) if news else None,
    }
    return Scene(
        phase=phase.name,
        happens=phase.summary,
        happened=fields,
        told=told_of(phase.name, fields),
        frame=float(room.frame[0]),
        voted=voted,
        put=was_put(room),
        over=bool(room.ledger[OVER]),
        changed=before is None or voted != before.voted or tuple(stands) != before.stands,
        stands=tuple(stands),
    )


def parts_of(room: Room, luck: Luck, i: int) -> dict[str, float]:
    """What each part added to member i's disposition so far, half log-odds."""
    motion = room.motion
    felt = intrusion(
        motion.direction, motion.intrusiveness, room.frame[0], motion.leadership, room.p
    )
    kappa = room.recognition[i] + room.mood_scale[i] * luck.mood[i]
    return {
        "recognition": float(bearing(motion.direction) * kappa),
        "sovereignty": float(-felt * room.sovereignty[i]),
        "memory": float(np.sign(motion.direction) * room.memory[i]),
        "pressure": float(room.pressure[i]),
        "motion": float(room.shock[0]),
        "peers": float(room.disposition[i] - room.opening[i]),
    }


def _stand(i: int, iso3: str, room: Room, luck: Luck, voted: bool) -> Stand:
    if room.script[i] != UNSCRIPTED:
        act = VOTES[room.vote[i] if voted else room.script[i]]  # a person may vote in its place
        return Stand(iso3, {}, 0.0, {vote: float(vote == act) for vote in VOTES}, act, True)
    at = room.chance[i] if voted else _chances_now(i, room)
    act = room.vote[i] if voted else cast(at[0], at[2], at[3], luck.vote[i])
    return Stand(
        iso3=iso3,
        parts=parts_of(room, luck, i),
        disposition=float(room.disposition[i]),
        chances=dict(zip(VOTES, map(float, at), strict=True)),
        act=VOTES[act],
        scripted=False,
    )


def _chances_now(i: int, room: Room) -> tuple[float, float, float, float]:
    return chances(
        room.disposition[i], room.abstention[i] + room.pull[0],
        room.absence[i] + room.walkout[i], room.cross[i], room.p,
    )  # fmt: skip


def _moved(stands: list[Stand], old: dict[str, Stand]) -> Fields:
    """How many moved which way, by as much as shows; who moved most, and by how much."""
    gains = {
        stand.iso3: stand.disposition - old[stand.iso3].disposition
        for stand in stands
        if stand.iso3 in old and not stand.scripted
    }
    most = max(gains, key=lambda iso3: abs(gains[iso3])) if gains else None
    return {
        "to_yes": sum(gain >= MOVED for gain in gains.values()),
        "to_no": sum(gain <= -MOVED for gain in gains.values()),
        "most": most,
        "by": gains[most] if most else 0.0,
    }


def _turned(stands: list[Stand], old: dict[str, Stand]) -> list[Fields]:
    """Whose act is another than before the phase, together by what it was and is."""
    turns: dict[tuple[str, str], list[str]] = {}
    for stand in stands:
        if stand.iso3 in old and old[stand.iso3].act != stand.act:
            turns.setdefault((old[stand.iso3].act, stand.act), []).append(stand.iso3)
    return [{"members": who, "before": was, "after": now} for (was, now), who in turns.items()]
