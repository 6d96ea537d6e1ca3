"""The session: a room, and the phases that act on it, as a printable table.

A phase opens the room, lets every member take its turn, and closes: members look at the same room,
then all change together. `Phase.act` is the whole phase for the batch driver; the Mesa model calls
`begin`, each agent's `turn` and `end`. `tests/test_twins.py` proves that they are the same.

Phases to come (request, co-sponsorship, chair's move, agenda vote, head count) are further lines
of `SESSION` and of `run_session`.
"""

from collections.abc import Callable
from typing import NamedTuple

import numpy as np

from sim.luck import Luck
from sim.parameters import ASSUMED, Coefficients
from sim.rules.choice import cast, chances
from sim.rules.compiler import rule
from sim.rules.debate import debate, heard
from sim.rules.disposition import bearing, disposition, intrusion
from sim.rules.pressure import affront, cross_pressure, dependence, frame, pressure
from sim.rules.tally import carried
from sim.words import ADOPTED, REJECTED, UNSCRIPTED

FRAME_UNIT = ASSUMED["frame_unit"]
DEBATE_ROUNDS = int(ASSUMED["debate_rounds"])


class Motion(NamedTuple):
    """What is put to the council. camp and venezuelan say whose government is concerned."""

    direction: float
    intrusiveness: float
    leadership: float
    severity: float
    camp: int
    venezuelan: int
    threshold: int


class Levers(NamedTuple):
    """Outside hands; one row each. target_li is 1 for a member aimed at, else 0."""

    sender_l: np.ndarray
    wish_l: np.ndarray
    credibility_l: np.ndarray
    publicity_l: np.ndarray
    legitimacy_l: np.ndarray
    target_li: np.ndarray


class Room(NamedTuple):
    """One run: what the members bring, and what the phases write.

    Brought: (member,) traits and habits; script, the act of a member that the model doesn't decide;
    attention (member, member); heeds, 1 for a member whose attention sums to 1.
    Written: (member,) pressure, cross, opening, disposition, following (disposition to be), vote;
    chance (member, 4); tally (4,); frame, shock, pull and outcome of length 1. The shock and the
    pull hold their fitted part until the opening adds luck to what no record fixes.
    """

    p: Coefficients
    motion: Motion
    levers: Levers
    recognition: np.ndarray
    mood_scale: np.ndarray
    sovereignty: np.ndarray
    pressure_sensitivity: np.ndarray
    aid_dependence: np.ndarray
    patronage: np.ndarray
    abstention: np.ndarray
    absence: np.ndarray
    memory: np.ndarray
    script: np.ndarray
    attention: np.ndarray
    heeds: np.ndarray
    shock_scale: float
    pull_scale: float
    pressure: np.ndarray
    cross: np.ndarray
    opening: np.ndarray
    disposition: np.ndarray
    following: np.ndarray
    chance: np.ndarray
    vote: np.ndarray
    tally: np.ndarray
    frame: np.ndarray
    shock: np.ndarray
    pull: np.ndarray
    outcome: np.ndarray


@rule
def coefficients_of(row):
    """The council-wide parameters as rules read them, from the head of a draw."""
    return Coefficients(
        row[0], row[1], row[2], row[3], row[4], row[5], row[6], row[7], row[8], row[9], row[10],
        row[11], row[12], row[13], row[14], row[15], row[16], row[17], row[18], row[19], row[20],
        row[21], row[22], row[23], row[24], row[25], row[26], row[27], row[28], row[29], row[30],
        row[31], row[32], row[33], row[34], row[35], row[36],
    )  # fmt: skip


@rule
def nothing(room, luck):
    """A phase that needs no beginning or end of its own."""


@rule
def open_room(room, luck):
    """The frame from the levers since the last session, and what is new about the motion."""
    affronts, members = 0.0, len(room.vote)
    for k in range(len(room.levers.sender_l)):
        threatened = 0
        for i in range(members):
            threatened += room.levers.target_li[k, i]
        affronts += affront(
            room.levers.publicity_l[k], room.levers.legitimacy_l[k], threatened, members, FRAME_UNIT
        )
    room.frame[0] = frame(affronts, room.p)
    room.shock[0] += room.shock_scale * luck.shock
    room.pull[0] += room.pull_scale * luck.pull


@rule
def take_position(room, i, luck):
    """A member's pressure, cross-pressure and disposition at the opening."""
    if room.script[i] != UNSCRIPTED:
        return
    pushed, exposed = 0.0, 0.0
    for k in range(len(room.levers.sender_l)):
        if room.levers.target_li[k, i] == 1:
            on = dependence(room.levers.sender_l[k], room.aid_dependence[i], room.patronage[i])
            pushed += room.levers.wish_l[k] * pressure(
                room.pressure_sensitivity[i], room.sovereignty[i], on,
                room.levers.credibility_l[k], room.levers.publicity_l[k],
                room.levers.legitimacy_l[k], room.p,
            )  # fmt: skip
            exposed += room.levers.publicity_l[k] * on
    motion = room.motion
    felt = intrusion(
        motion.direction, motion.intrusiveness, room.frame[0], motion.leadership, room.p
    )
    room.pressure[i] = pushed
    room.cross[i] = cross_pressure(
        room.aid_dependence[i], room.patronage[i], motion.venezuelan, exposed
    )
    room.opening[i] = disposition(
        room.recognition[i] + room.mood_scale[i] * luck.mood[i], room.sovereignty[i],
        bearing(motion.direction), felt, room.memory[i], pushed, room.shock[0],
    )  # fmt: skip
    room.disposition[i] = room.opening[i]


@rule
def listen(room, i, luck):
    """A member's next disposition, having heard the others."""
    room.following[i] = debate(
        room.opening[i], room.disposition[i], heard(room.attention[i], room.disposition),
        room.heeds[i], room.p.susceptibility,
    )  # fmt: skip


@rule
def change_together(room, luck):
    """Every member takes up its next disposition at once."""
    for i in range(len(room.vote)):
        room.disposition[i] = room.following[i]


@rule
def answer_the_call(room, i, luck):
    """A member's chance of each act, and the act that luck picks; or the act of its script."""
    if room.script[i] != UNSCRIPTED:
        room.vote[i] = room.script[i]
        room.chance[i, room.script[i]] = 1.0
        return
    yes, no, abstain, absent = chances(
        room.disposition[i], room.abstention[i] + room.pull[0], room.absence[i], room.cross[i],
        room.p,
    )  # fmt: skip
    room.chance[i, 0], room.chance[i, 1] = yes, no
    room.chance[i, 2], room.chance[i, 3] = abstain, absent
    room.vote[i] = cast(yes, abstain, absent, luck.vote[i])


@rule
def count(room, luck):
    """The tally, and whether the motion is carried."""
    for i in range(len(room.vote)):
        room.tally[room.vote[i]] += 1
    room.outcome[0] = ADOPTED if carried(room.tally[0], room.motion.threshold) else REJECTED


@rule
def opening(room, luck):
    """Levers act, the frame forms, members take their positions."""
    open_room(room, luck)
    for i in range(len(room.vote)):
        take_position(room, i, luck)


@rule
def debate_round(room, luck):
    """Each hears the others as they stood before the round."""
    for i in range(len(room.vote)):
        listen(room, i, luck)
    change_together(room, luck)


@rule
def roll_call(room, luck):
    """Each votes on the motion; the votes are counted."""
    for i in range(len(room.vote)):
        answer_the_call(room, i, luck)
    count(room, luck)


class Phase(NamedTuple):
    """A line of the session's table: a name, the whole phase, and its three parts."""

    name: str
    act: Callable
    begin: Callable
    turn: Callable
    end: Callable

    @property
    def summary(self) -> str:
        """What happens in it, in a line."""
        return self.act.__doc__.strip()


OPENING = Phase("opening", opening, open_room, take_position, nothing)
DEBATE = Phase("debate", debate_round, nothing, listen, change_together)
ROLL_CALL = Phase("roll call", roll_call, nothing, answer_the_call, count)

SESSION = (OPENING, *(DEBATE,) * DEBATE_ROUNDS, ROLL_CALL)


@rule
def run_session(room: Room, luck: Luck):
    """The whole session: the phases of `SESSION` in their order."""
    opening(room, luck)
    for _ in range(DEBATE_ROUNDS):
        debate_round(room, luck)
    roll_call(room, luck)
