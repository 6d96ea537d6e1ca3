"""The play: students' acts put in place of the model's, in the run that the room has drawn.

The rest is played by the phases, rules and luck of every other run (`sim.classroom.watch`). Levers
change the scenario before the run; a vote takes the place of the model's at the roll call, where
all vote at once, so nobody else's vote depends on it.
"""

import threading
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, NamedTuple

from sim.classroom.door import Ask, RunAsk, members_at, scenario_of, shipped_scenario, threats_of
from sim.classroom.seats.store import Note, Room, Store, Student
from sim.classroom.seats.words import LEADERS, PHASES, ROLL_CALL, awaited
from sim.classroom.watch import watched
from sim.rules.tally import carried
from sim.scenario import Scenario
from sim.words import VOTES

PUBLICITY = {"private": 0.0, "public": 1.0}
LEADERSHIP = {  # who carries the motion: (the United States, Mexico) lead; MODEL.md, Disposition
    (False, True): None,  # the scenario's own where the region leads, else `REGION_LEADS`
    (False, False): 0.5,  # others carry it
    (True, True): 0.5,
    (True, False): 0.0,
}
_one_at_a_time = threading.Lock()  # forty pages ask at once: the first computes, the rest read
REGION_LEADS = 0.75  # the code of 28 March 2017, when Mexico led and the United States stepped back


@dataclass(frozen=True)
class Play:
    """A room as it stands: its students, what they did, the notes, newest first."""

    room: Room
    students: tuple[Student, ...]
    acts: dict[int, dict[str, Any]]
    notes: tuple[Note, ...]

    @property
    def scenario(self) -> Scenario:
        """The room's scenario as it is shipped."""
        return shipped_scenario(self.room.scenario)

    @property
    def members(self) -> tuple[str, ...]:
        """The members with a seat, in the order of every column."""
        return members_at(self.scenario)

    @property
    def seated(self) -> dict[str, Student]:
        """Who sits where."""
        return {student.member: student for student in self.students if student.member}

    def done(self, student: Student) -> dict[str, Any]:
        """What a student did; nothing where the model acts for her."""
        return self.acts.get(student.id, {})

    def act(self, member: str, kind: str) -> Any | None:
        """A seat's act, or None where the model acts: for an empty seat, or who left."""
        student = self.seated.get(member)
        if student is None or student.away:
            return None
        return self.done(student).get(kind)

    def waits_for(self, student: Student) -> bool:
        """Whether the phase still awaits something of this student."""
        if student.away:
            return False
        due = awaited(self.room.phase_name, student.member)
        return any(kind not in self.done(student) for kind in due)


def play_in(store: Store, room: Room) -> Play:
    """The play in a room."""
    return Play(room, tuple(store.students(room)), store.acts(room), tuple(store.notes(room)))


def ask_of(play: Play, without: str | None = None) -> Ask:
    """The scenario as the levers of the class change it.

    without  a member whose own levers are left as the model has them
    """
    threat, lead = (
        {m: play.act(m, kind) for m in LEADERS if m != without} for kind in ("threat", "lead")
    )
    asked: dict[str, Any] = {}
    if chosen := threat.get(LEADERS[0]):
        asked["threat"] = chosen["value"] != "none"
        if asked["threat"]:
            asked["publicity"] = PUBLICITY[chosen["value"]]
    if any(lead.values()):
        asked["leadership"] = _leadership(play.scenario, lead)
    return Ask(scenario=play.room.scenario, **asked)


def _leadership(scenario: Scenario, lead: dict[str, Any]) -> float:
    """Who leads, from the class's acts; who has not acted does as the scenario has it."""
    own = scenario.motion.leadership
    before = {"USA": own < 0.5, "MEX": own > 0.5}
    leads = tuple(act["value"] == "yes" if (act := lead.get(m)) else before[m] for m in LEADERS)
    level = LEADERSHIP[leads]
    return level if level is not None else (own if own > 0.5 else REGION_LEADS)


def run_of(ask: Ask, seed: int, run: int) -> dict[str, Any]:
    """The run as the model plays it in every seat: `watch.watched`, the last few kept."""
    with _one_at_a_time:
        return _run_of(ask, seed, run)


@lru_cache(maxsize=32)
def _run_of(ask: Ask, seed: int, run: int) -> dict[str, Any]:
    return watched(RunAsk(**ask.model_dump(exclude_none=True), seed=seed, run=run))


def frame_at(play: Play) -> dict[str, Any] | None:
    """The last frame of the room's run that its phase has reached; None before the opening."""
    frames = run_of(ask_of(play), play.room.seed, play.room.run)["frames"]
    phase = PHASES.index(play.room.phase_name)
    if phase <= PHASES.index("opening"):
        return None  # the levers are still being decided
    if phase <= PHASES.index("debate"):
        return next(frame for frame in frames if frame["phase"] == "opening")
    if phase <= PHASES.index(ROLL_CALL):
        return next(frame for frame in reversed(frames) if frame["vote"] is None)
    return frames[-1]


def votes_of(play: Play) -> dict[str, str]:
    """The votes that students cast, by member."""
    acts = {member: play.act(member, "vote") for member in play.members}
    return {member: act["value"] for member, act in acts.items() if act}


class Result(NamedTuple):
    """How a play ended. vote: by member; tally: by vote; model: what it would have done."""

    vote: dict[str, str]
    model: dict[str, str]
    chance: dict[str, dict[str, float]]
    tally: dict[str, int]
    needed: int
    carried: bool


def result_of(play: Play) -> Result:
    """The votes of the room's run, the students' in place of the model's."""
    ask = ask_of(play)
    last = run_of(ask, play.room.seed, play.room.run)["frames"][-1]
    model = dict(zip(play.members, last["vote"], strict=True))
    vote = model | votes_of(play)
    tally = {name: list(vote.values()).count(name) for name in VOTES}
    needed = scenario_of(ask).motion.threshold
    chance = dict(zip(play.members, last["chances"], strict=True))
    return Result(vote, model, chance, tally, needed, bool(carried(tally["yes"], needed)))


class Event(NamedTuple):
    """Something that a seat hears, and the members that it names."""

    words: str
    members: tuple[str, ...] = ()


def at_risk(play: Play) -> tuple[str, ...]:
    """Whom the United States can threaten in this room: those of the scenario's own threat."""
    return tuple(threats_of(scenario_of(Ask(scenario=play.room.scenario, threat=True)))[0].targets)


def threatened(play: Play) -> tuple[tuple[str, ...], bool] | None:
    """Who is threatened in this room and whether in public; None if nobody is."""
    threats = threats_of(scenario_of(ask_of(play)))
    if not threats:
        return None
    return tuple(threats[0].targets), threats[0].publicity >= 0.5
