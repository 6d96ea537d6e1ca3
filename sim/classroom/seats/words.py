"""The phases of a play and the acts that each awaits, as tables."""

from typing import NamedTuple

from sim.classroom.language import N_

PHASES = ("seats", "opening", "request", "debate", "prediction", "roll call", "result")
SEATS, OPENING, REQUEST, DEBATE, PREDICTION, ROLL_CALL, RESULT = PHASES

TITLES = {
    SEATS: N_("Take your seats"),
    OPENING: N_("The opening"),
    REQUEST: N_("The request"),
    DEBATE: N_("The debate"),
    PREDICTION: N_("The prediction"),
    ROLL_CALL: N_("The roll call"),
    RESULT: N_("The result"),
}
TASKS = {
    SEATS: N_("Choose a member, and answer the questions before the session."),
    OPENING: N_("Read your brief. The United States and Mexico decide what they do from outside."),
    REQUEST: N_("Sign the request for this session, or don't."),
    DEBATE: N_("Speak: for the motion, against the facts, or against the path."),
    PREDICTION: N_("Before the vote: how will the tally stand?"),
    ROLL_CALL: N_("Vote. Abstaining and staying away count against the motion."),
    RESULT: N_("See how it ended, and what your choice changed."),
}


class Kind(NamedTuple):
    """An act: the phases in which it may be done, and who does it.

    seats  the members that have it; empty for every member
    all    whether those without a seat do it too
    """

    phases: tuple[str, ...]
    seats: tuple[str, ...] = ()
    all: bool = False


LEADERS = ("USA", "MEX")  # who can lead the motion; the first can also threaten
KINDS = {
    "before": Kind((SEATS, OPENING), all=True),
    "threat": Kind((OPENING,), LEADERS[:1]),
    "lead": Kind((OPENING,), LEADERS),
    "sign": Kind((REQUEST,)),
    "speak": Kind((DEBATE,)),
    "predict": Kind((PREDICTION,), all=True),
    "vote": Kind((ROLL_CALL,)),
    "after": Kind((RESULT,), all=True),
}


def awaited(phase: str, member: str | None) -> tuple[str, ...]:
    """The kinds of act that a phase awaits of who sits for `member`; None for a student without."""
    return tuple(
        name for name, kind in KINDS.items() if phase in kind.phases[:1] and may(name, member)
    )


def may(kind: str, member: str | None) -> bool:
    """Whether who sits for `member` has this act."""
    known = KINDS[kind]
    return known.all if member is None else not known.seats or member in known.seats
