"""The session: a room, and the phases that act on it, as printable tables.

A phase opens the room, lets every member take its turn, and closes: members look at the same room,
then all change together. `Phase.act` is the whole phase for the batch driver; the Mesa model calls
`begin`, each agent's `turn` and `end`. `tests/test_twins.py` proves that they are the same.
"""

from collections.abc import Callable
from typing import NamedTuple

from sim.luck import Luck
from sim.parameters import ASSUMED
from sim.phases.chair import insist, settle_the_chair, take_the_chair
from sim.phases.debate import change_throughout, change_together, listen, listen_throughout
from sim.phases.decision import act, conclude, weigh
from sim.phases.headcount import be_sounded, close_the_count
from sim.phases.opening import open_room, take_position
from sim.phases.rollcall import answer_the_call, count_and_close, settle_agenda, vote_on_agenda
from sim.phases.signing import count_co_sponsors, count_signatures, sign
from sim.phases.speeches import speak, target_speaks
from sim.phases.update import remember
from sim.room import Room, find_edges, nothing
from sim.rules.compiler import act_on

DEBATE_ROUNDS = int(ASSUMED["debate_rounds"])
CIRCULATIONS = int(ASSUMED["circulations"])


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


@act_on
def opening(room, luck):
    """Levers act, the frame forms, members take their positions."""
    open_room(room, luck)
    for i in range(len(room.vote)):
        take_position(room, i, luck)


@act_on
def debate_round(room, luck):
    """Each hears the others as they stood before the round."""
    for i in range(len(room.vote)):
        listen(room, i, luck)
    change_together(room, luck)


@act_on
def roll_call(room, luck):
    """Each votes on the motion; the votes are counted."""
    for i in range(len(room.vote)):
        answer_the_call(room, i, luck)
    count_and_close(room, luck)


@act_on
def full_round(room, luck):
    """Each hears the others as they stood before the round, on whatever text."""
    for i in range(len(room.vote)):
        listen_throughout(room, i, luck)
    change_throughout(room, luck)


@act_on
def request(room, luck):
    """Who asks for the session signs; without a name there is none."""
    find_edges(room, luck)
    for i in range(len(room.vote)):
        sign(room, i, luck)
    count_signatures(room, luck)


@act_on
def co_sponsorship(room, luck):
    """The list goes round once more: each sees how many have signed."""
    for i in range(len(room.vote)):
        sign(room, i, luck)
    count_co_sponsors(room, luck)


@act_on
def chairs_move(room, luck):
    """A chair opposed may suspend the session; a third overrule it, and the opposed walk out."""
    take_the_chair(room, luck)
    for i in range(len(room.vote)):
        insist(room, i, luck)
    settle_the_chair(room, luck)


@act_on
def agenda_vote(room, luck):
    """The agenda is voted on; refused, it ends the session."""
    for i in range(len(room.vote)):
        vote_on_agenda(room, i, luck)
    settle_agenda(room, luck)


@act_on
def speeches(room, luck):
    """Reasons for withholding a Yes; the government concerned cites threats and insults."""
    target_speaks(room, luck)
    for i in range(len(room.vote)):
        speak(room, i, luck)


@act_on
def head_count(room, luck):
    """The sponsors sound each member on each text of the menu."""
    for i in range(len(room.vote)):
        be_sounded(room, i, luck)
    close_the_count(room, luck)


@act_on
def decision(room, luck):
    """Consensus, a vote, a statement open to subscription, or nothing: the sponsors' best."""
    weigh(room, luck)
    for i in range(len(room.vote)):
        act(room, i, luck)
    conclude(room, luck)


@act_on
def update(room, luck):
    """What the session leaves to the next: votes, the frame, insults."""
    for i in range(len(room.vote)):
        remember(room, i, luck)


OPENING = Phase("opening", opening, open_room, take_position, nothing)
DEBATE = Phase("debate", debate_round, nothing, listen, change_together)
ROLL_CALL = Phase("roll call", roll_call, nothing, answer_the_call, count_and_close)
FULL_DEBATE = Phase("debate", full_round, nothing, listen_throughout, change_throughout)
REQUEST = Phase("request", request, find_edges, sign, count_signatures)
CO_SPONSORSHIP = Phase("co-sponsorship", co_sponsorship, nothing, sign, count_co_sponsors)
CHAIR = Phase("chair's move", chairs_move, take_the_chair, insist, settle_the_chair)
AGENDA = Phase("agenda vote", agenda_vote, nothing, vote_on_agenda, settle_agenda)
SPEECHES = Phase("speeches", speeches, target_speaks, speak, nothing)
HEAD_COUNT = Phase("head count", head_count, nothing, be_sounded, close_the_count)
DECISION = Phase("decision", decision, weigh, act, conclude)
UPDATE = Phase("update", update, nothing, remember, nothing)

SESSION = (
    OPENING, *(FULL_DEBATE,) * DEBATE_ROUNDS, REQUEST, *(CO_SPONSORSHIP,) * CIRCULATIONS, CHAIR,
    AGENDA, SPEECHES, HEAD_COUNT, DECISION, UPDATE,
)  # fmt: skip
VOTE_ONLY = (OPENING, *(DEBATE,) * DEBATE_ROUNDS, ROLL_CALL)
SESSIONS = {"whole": SESSION, "roll call": VOTE_ONLY}  # what a scenario may ask for


@act_on
def run_session(room: Room, luck: Luck):
    """The phases of the session that the floor is set for, in the order of its table."""
    # By hand, and held to the table by the twins: numba's unrolled loop over it runs slower and is
    # experimental; the phases folded into one function take a third longer to compile.
    opening(room, luck)
    if room.floor.whole == 0:
        for _ in range(DEBATE_ROUNDS):
            debate_round(room, luck)
        roll_call(room, luck)
        return
    for _ in range(DEBATE_ROUNDS):
        full_round(room, luck)
    request(room, luck)
    for _ in range(CIRCULATIONS):
        co_sponsorship(room, luck)
    chairs_move(room, luck)
    agenda_vote(room, luck)
    speeches(room, luck)
    head_count(room, luck)
    decision(room, luck)
    update(room, luck)
