"""Lessons of 50 minutes, read from `scenarios/lessons`: a file for each lesson and language."""

from functools import cache
from typing import Annotated

from pydantic import Field

from sim.reading import Strict, read_declaration
from sim.shapes import Name
from sim.words import SCENARIOS

LESSONS = ("march-28", "why-20-votes-did-not-vote", "write-your-statement")
MINUTES = 50
FOLDER = SCENARIOS / "lessons"

Minutes = Annotated[int, Field(ge=1, le=MINUTES)]


class Step(Strict):
    """A part of the hour: how long, what the class does, what the teacher says or shows."""

    minutes: Minutes
    what: str
    how: str


class Pair(Strict):
    """A question with its answer."""

    ask: str
    answer: str


class Task(Strict):
    """A task of the worksheet, with so many lines to write on."""

    text: str
    lines: Annotated[int, Field(ge=0, le=20)]


class Lesson(Strict):
    """A lesson.

    scenario    which room to open
    sheet       what stands at the head of the worksheet
    model_can, model_cannot   what its numbers may and may not be used for
    """

    title: str
    question: str
    scenario: Name
    audience: str
    aims: list[str]
    materials: list[str]
    background: list[str]
    step: list[Step]
    discuss: list[Pair]
    model_can: list[str]
    model_cannot: list[str]
    homework: str
    sheet: str
    task: list[Task]


@cache
def lesson_of(name: str, language: str) -> Lesson:
    """A shipped lesson in a language. Raises Mistake."""
    return read_declaration(FOLDER / f"{name}.{language}.toml", Lesson)
