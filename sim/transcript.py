"""The transcript of a run: after each phase, where every member stands and what brought it there.

Pure functions of a room and its luck, over whatever phases a session has: hand `transcribe` the
phases as they act, from the Mesa model or from a bare room.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from sim.luck import Luck
from sim.rules.choice import cast, chances
from sim.rules.disposition import bearing, intrusion
from sim.session import Phase, Room
from sim.words import OUTCOMES, OVER, UNSCRIPTED, VOTES

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
    """A phase of a run: its name, what happens in it, what came of it, in plain words, and where
    the members stand, the closest to changing first.

    frame     salience of the sovereignty frame
    voted     whether the roll call is over
    changed   whether any member stands elsewhere than before the phase
    """

    phase: str
    happens: str
    sentence: str
    frame: float
    voted: bool
    changed: bool
    stands: tuple[Stand, ...]


def transcribe(
    phases: Iterable[Phase], room: Room, luck: Luck, members: tuple[str, ...]
) -> list[Scene]:
    """A scene for each phase that acts on the room, in order.

    phases   yields each phase when it has acted
    members  their codes, in the order of the room's columns
    """
    scenes: list[Scene] = []
    for phase in phases:
        before = scenes[-1] if scenes else None
        scenes.append(scene_of(phase, room, luck, members, before))
    return scenes


def scene_of(
    phase: Phase, room: Room, luck: Luck, members: tuple[str, ...], before: Scene | None
) -> Scene:
    """What a phase that has just acted left, against the scene before it."""
    voted = int(room.tally.sum()) == len(members)
    stands = [_stand(i, iso3, room, luck, voted) for i, iso3 in enumerate(members)]
    stands.sort(key=lambda stand: (stand.scripted, stand.certainty, stand.iso3))
    old = {stand.iso3: stand for stand in before.stands} if before else {}
    said = [_frame(room, before), _moved(stands, old), _minds(stands, old), _count(stands, room)]
    return Scene(
        phase=phase.name,
        happens=phase.summary,
        sentence=" ".join(part for part in said if part),
        frame=float(room.frame[0]),
        voted=voted,
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


def _frame(room: Room, before: Scene | None) -> str:
    frame = float(room.frame[0])
    if frame == (before.frame if before else 0.0):
        return ""
    return (
        f"The sovereignty frame stands at {frame:.2f}: every member feels the motion as "
        f"{frame:.0%} more intrusive."
    )


def _moved(stands: list[Stand], old: dict[str, Stand]) -> str:
    """How many moved which way, and who moved most."""
    gains = {
        stand.iso3: stand.disposition - old[stand.iso3].disposition
        for stand in stands
        if stand.iso3 in old and not stand.scripted
    }
    up = sum(gain >= MOVED for gain in gains.values())
    down = sum(gain <= -MOVED for gain in gains.values())
    if not up + down:
        return "Nobody moves by as much as 0.01." if gains else ""
    most = max(gains, key=lambda iso3: abs(gains[iso3]))
    return f"{up} move towards Yes and {down} towards No; most {most}, by {gains[most]:+.2f}."


def _minds(stands: list[Stand], old: dict[str, Stand]) -> str:
    """Whose act is another than before the phase."""
    changed = [
        f"{stand.iso3} from {old[stand.iso3].act} to {stand.act}"
        for stand in stands
        if stand.iso3 in old and old[stand.iso3].act != stand.act
    ]
    return f"It turns {', '.join(changed)}." if changed else ""


def _count(stands: list[Stand], room: Room) -> str:
    """The count, and what it means for the motion."""
    count = Counter(stand.act for stand in stands)
    told = ", ".join(f"{count[vote]} {vote}" for vote in VOTES)
    needed = room.motion.threshold
    if int(room.tally.sum()) == len(stands):
        over = room.floor.whole == 0 or room.ledger[OVER] == 1
        outcome = f": {OUTCOMES[room.outcome[0]].replace('_', ' ')}" if over else ""
        return f"The vote: {told}; {needed} Yes are needed{outcome}."
    return f"If the vote were now: {told}; {needed} Yes are needed."
