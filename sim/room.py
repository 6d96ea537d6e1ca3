"""The room: one run of a session, as arrays that the phases read and write."""

from typing import NamedTuple

import numpy as np

from sim.parameters import Coefficients
from sim.rules.choice import cast, chances, tipping
from sim.rules.compiler import act_on, rule
from sim.rules.disposition import bearing, intrusion, restated
from sim.words import FREE, NO, UNSCRIPTED, VOTE, YES

RECOGNITION, SOVEREIGNTY, MEMORY = range(3)  # rows of `parts`


class Motion(NamedTuple):
    """What is put to the council. camp and venezuelan say whose government is concerned."""

    direction: float
    intrusiveness: float
    leadership: float
    severity: float
    camp: int
    venezuelan: int
    threshold: int


class Texts(NamedTuple):
    """What the session may come to put, (text,) each: first the agenda item, then the menu."""

    direction: np.ndarray
    intrusiveness: np.ndarray
    threshold: np.ndarray


class Floor(NamedTuple):
    """How the session is conducted.

    whole      1 for the whole session, 0 for a roll call alone
    own        which text is the scenario's own motion; 0 if that is the agenda item
    agenda     1 if the agenda is put to the vote
    chair      seat of the member in the chair, or -1
    manoeuvre  1 if the chair suspends the session come what may
    """

    whole: int
    own: int
    agenda: int
    chair: int
    manoeuvre: int


class Levers(NamedTuple):
    """Outside hands; one row each. target_li is 1 for a member aimed at, else 0."""

    sender_l: np.ndarray
    wish_l: np.ndarray
    credibility_l: np.ndarray
    publicity_l: np.ndarray
    legitimacy_l: np.ndarray
    offer_l: np.ndarray
    target_li: np.ndarray


class Room(NamedTuple):
    """One run: what the members bring, and what the phases write.

    Brought: (member,) traits and habits, memory towards a text that faults the government
    concerned; script, the act of a member that the model doesn't decide;
    forced (decision, member), acts of a person in a member's place by `words.DECISIONS`, else FREE;
    attention (member, member); heeds, 1 for a member whose attention sums to 1; lasting, the frame
    that earlier sessions left, of length 1.
    Written: (member,) pressure, cross, opening, disposition, following (disposition to be), vote,
    signed, walkout, reason, insulted, remembered; chance (member, 4); tally (4,); frame, shock,
    pull and outcome of length 1. The shock and the pull hold their fitted part until the opening
    adds luck to what no record fixes. `parts_*` (3, member) are recognition, sovereignty and memory
    on their way through the debate, from which dispositions to other texts follow. yes_above
    and no_below (member,) are where a vote turns. sounding (text, member) is 1 for a Yes intended,
    -1 for a No; ballot and signature (text, member) what was done; objectors (text,) a count;
    ledger, counts and switches by their place in `words.LEDGER`.
    """

    p: Coefficients
    motion: Motion
    texts: Texts
    floor: Floor
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
    forced: np.ndarray
    attention: np.ndarray
    heeds: np.ndarray
    shock_scale: float
    pull_scale: float
    lasting: np.ndarray
    pressure: np.ndarray
    cross: np.ndarray
    opening: np.ndarray
    disposition: np.ndarray
    following: np.ndarray
    parts_opening: np.ndarray
    parts: np.ndarray
    parts_following: np.ndarray
    chance: np.ndarray
    vote: np.ndarray
    tally: np.ndarray
    signed: np.ndarray
    walkout: np.ndarray
    reason: np.ndarray
    insulted: np.ndarray
    yes_above: np.ndarray
    no_below: np.ndarray
    sounding: np.ndarray
    ballot: np.ndarray
    signature: np.ndarray
    remembered: np.ndarray
    objectors: np.ndarray
    ledger: np.ndarray
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
        row[31], row[32], row[33], row[34], row[35], row[36], row[37], row[38], row[39], row[40],
        row[41], row[42], row[43], row[44], row[45], row[46], row[47], row[48], row[49], row[50],
        row[51], row[52], row[53], row[54],
    )  # fmt: skip


@act_on
def nothing(room, luck):
    """A phase that needs no beginning or end of its own."""


@act_on
def stance(room, k, i):
    """Member i's disposition to text k as the debate left it."""
    if k == room.floor.own:
        return room.disposition[i]
    motion, texts = room.motion, room.texts
    before = intrusion(
        motion.direction, motion.intrusiveness, room.frame[0], motion.leadership, room.p
    )
    after = intrusion(
        texts.direction[k], texts.intrusiveness[k], room.frame[0], motion.leadership, room.p
    )
    return restated(
        room.disposition[i],
        bearing(texts.direction[k]) - bearing(motion.direction), room.parts[RECOGNITION, i],
        after - before, room.parts[SOVEREIGNTY, i],
        np.sign(texts.direction[k]) - np.sign(motion.direction), room.parts[MEMORY, i],
    )  # fmt: skip


@act_on
def settled(room, k, i):
    """Member i's vote on text k if no rule decides it: a person's, a script's, else UNSCRIPTED."""
    if k == room.floor.own and room.forced[VOTE, i] != FREE:
        return room.forced[VOTE, i]
    return room.script[i]


@act_on
def intended(room, k, i, luck):
    """The vote that member i casts on text k, under the luck of the roll call."""
    if settled(room, k, i) != UNSCRIPTED:
        return settled(room, k, i)
    yes, _, abstain, absent = chances(
        stance(room, k, i), room.abstention[i] + room.pull[0], room.absence[i] + room.walkout[i],
        room.cross[i], room.p,
    )  # fmt: skip
    return cast(yes, abstain, absent, luck.vote[i])


@act_on
def find_edges(room, luck):
    """Where each member's vote would turn, whatever the text."""
    for i in range(len(room.vote)):
        room.yes_above[i], room.no_below[i] = tipping(
            luck.vote[i], room.abstention[i] + room.pull[0], room.absence[i] + room.walkout[i],
            room.cross[i], room.p,
        )  # fmt: skip


@act_on
def for_it(room, k, i, cost):
    """Whether member i means to vote Yes on text k even at a disposition lower by `cost`."""
    if room.script[i] != UNSCRIPTED:
        return room.script[i] == YES
    return stance(room, k, i) - cost > room.yes_above[i]


@act_on
def against_it(room, k, i):
    """Whether member i means to vote No on text k."""
    if room.script[i] != UNSCRIPTED:
        return room.script[i] == NO
    return stance(room, k, i) < room.no_below[i]
