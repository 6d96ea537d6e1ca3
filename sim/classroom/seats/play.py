"""The play: students' acts put in place of the model's, in the run that the room has drawn.

The rest is played by the phases, rules and luck of every other run. Levers change the scenario
before the run; signatures, speeches and votes are forced on it (`sim.forced`).
"""

import threading
from dataclasses import dataclass
from typing import Any, NamedTuple

from sim.classroom.door import Ask, members_at, scenario_of, shipped_scenario, threats_of
from sim.classroom.seats.decided import NOBODY, Act, Acts, run_with
from sim.classroom.seats.store import Note, Room, Store, Student
from sim.classroom.seats.story import Told, story_of
from sim.classroom.seats.words import LEADERS, PHASES, awaited
from sim.rules.tally import carried
from sim.scenario import Scenario

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


def run_of(play: Play, acts: Acts = NOBODY) -> dict[str, Any]:
    """The room's run with the class's levers, and with these acts in the seats that did them."""
    with _one_at_a_time:
        return run_with(ask_of(play), acts, play.room.seed, play.room.run)


def frame_at(play: Play) -> dict[str, Any] | None:
    """What the members felt when last they talked, as far as the room's phase has come.

    None before the opening is over: the levers are still being decided. Later phases move a seat by
    its student's own acts, which she knows.
    """
    phase = PHASES.index(play.room.phase_name)
    if phase <= PHASES.index("opening"):
        return None
    last = "opening" if phase <= PHASES.index("debate") else "debate"
    frames = run_of(play)["frames"]
    return next(frame for frame in reversed(frames) if frame["phase"] == last)


def signers(play: Play) -> tuple[str, ...] | None:
    """Who stands on the list once it has gone round; None until the request is over.

    The model's members saw the students' names on it. No later act can change it.
    """
    if play.room.phase <= PHASES.index("request"):
        return None
    frames = run_of(play, acts_in(play, "sign"))["frames"]
    if "request" not in {frame["phase"] for frame in frames}:
        return None
    last = next(f for f in reversed(frames) if f["phase"] in ("request", "co-sponsorship"))
    return tuple(m for m, has in zip(play.members, last["signed"], strict=True) if has)


class Result(NamedTuple):
    """How a play ended.

    vote, tally  the roll call on the scenario's own motion, by member and by vote
    put          whether it came to that vote; if not, what the members meant to vote
    outcome      one of `words.OUTCOMES`
    story        what happened on the way, in words
    """

    vote: dict[str, str]
    tally: dict[str, int]
    needed: int
    carried: bool
    put: bool
    outcome: str
    story: list[Told]


def result_of(play: Play) -> Result:
    """The room's run with all that its students did."""
    played, scenario = run_of(play, acts_in(play)), scenario_of(ask_of(play))
    last = played["frames"][-1]
    needed, tally = scenario.motion.threshold, last["tally"]
    return Result(
        vote=dict(zip(play.members, last["vote"], strict=True)),
        tally=tally,
        needed=needed,
        carried=bool(carried(tally["yes"], needed)),
        put=last["put"],
        outcome=played["outcome"],
        story=story_of(scenario, played["frames"], played["outcome"]),
    )


DECISION = {
    "sign": ("signature", "value"),
    "speak": ("reason", "reason"),
    "vote": ("vote", "value"),
}
SAID = {"silent": "none"}  # a student's speech in the model's words, where they differ


def acts_in(play: Play, *kinds: str) -> Acts:
    """Students' acts of these kinds in the model's words; of all that decide if none is named."""
    return frozenset(
        Act(member, decision, SAID.get(done[field], done[field]))
        for kind, (decision, field) in DECISION.items()
        for member in play.members
        if kind in (kinds or DECISION) and (done := play.act(member, kind))
    )


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
