"""The door for what teachers and students type: one model a form, with its sizes and ranges.

What passes is kept as text and shown as text: every page escapes it.
"""

import unicodedata
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints

from sim.classroom.seats.questions import QUESTIONS
from sim.shapes import Name, Vote
from sim.tables import Iso3

LONGEST_NAME, LONGEST_NOTE, LONGEST_SPEECH = 24, 280, 600  # characters
MOST_MEMBERS = 34


def _visible(text: str) -> str:
    """The text on one line, without what can't be seen or turns the direction of writing."""
    shown = "".join(" " if c.isspace() else c for c in unicodedata.normalize("NFC", text))
    if any(unicodedata.category(c)[0] == "C" for c in shown):
        raise ValueError("holds characters that can't be seen")
    return " ".join(shown.split())


def _text(longest: int, shortest: int = 0):
    sized = StringConstraints(min_length=shortest, max_length=longest, strip_whitespace=True)
    return Annotated[str, sized, AfterValidator(_visible), sized]


Count = Annotated[int, Field(ge=0, le=MOST_MEMBERS)]


class Form(BaseModel):
    """What a page posts: text, from which numbers are read; unknown fields are errors."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Key(Form):
    """The teacher's key."""

    key: Annotated[str, StringConstraints(max_length=64)]


class Opening(Form):
    """A room for a scenario."""

    scenario: Name


class Joining(Form):
    """A room's code and the name that a student goes by."""

    code: Annotated[str, StringConstraints(max_length=32)]
    nickname: _text(LONGEST_NAME, 1)


class Seat(Form):
    """The member that a student takes; empty for none."""

    member: Iso3 | Literal[""]


class Note(Form):
    """A note to another member's seat, or to the whole room."""

    addressee: Iso3 | Literal["all"]
    text: _text(LONGEST_NOTE, 1)


class Sign(Form):
    value: Literal["yes", "no"]


class Threat(Form):
    value: Literal["none", "private", "public"]


class Lead(Form):
    value: Literal["yes", "no"]


class Speech(Form):
    """For the motion, against the facts, against the path, or nothing; in words of one's own."""

    reason: Literal["support", "facts", "path", "silent"]
    text: _text(LONGEST_SPEECH) = ""


class Ballot(Form):
    value: Vote


class Prediction(Form):
    """The tally as a student expects it; the rest of the members stay away."""

    yes: Count
    no: Count
    abstain: Count


class Answers(Form):
    """An option's number for each question of the set."""

    __annotations__ = {
        name: Annotated[int, Field(ge=0, lt=len(q.options))] for name, q in QUESTIONS.items()
    }


FORMS: dict[str, type[Form]] = {
    "before": Answers,
    "threat": Threat,
    "lead": Lead,
    "sign": Sign,
    "speak": Speech,
    "predict": Prediction,
    "vote": Ballot,
    "after": Answers,
}


class Move(Form):
    """From one phase to another: the first says what the teacher saw, so a second press is none."""

    before: Annotated[int, Field(ge=0, le=6)]
    to: Annotated[int, Field(ge=0, le=6)]


class StandIn(Form):
    """Whether the model acts for a student who left."""

    student: Annotated[int, Field(ge=1, le=2**53)]
    away: bool
