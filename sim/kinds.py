"""What a TOML file declares: a scenario, a council, a motion, a campaign or a grid, by its keys."""

import os
from difflib import get_close_matches
from pathlib import Path

from pydantic import BaseModel

from sim.grid import GridText
from sim.mistake import Mistake
from sim.named import WORDS
from sim.reading import read_toml
from sim.shapes import CampaignText, CouncilText, MotionText, ScenarioText
from sim.sheet import Sheet
from sim.wording import known_keys

KINDS: dict[str, type[BaseModel]] = {
    "": ScenarioText,
    "councils": CouncilText,
    "motions": MotionText,
    "campaigns": CampaignText,
    "grids": GridText,
}
MARKS = {"sessions": "campaigns", "axis": "grids"}  # a key that no other kind of file has
_WHOLE = (
    "`council run` and `council compare` take it whole; a scenario extends another one, or by its "
    "name one of a shipped grid."
)
USES = {
    "": "`council run` takes it.",
    "councils": "A scenario names it as its `council`.",
    "motions": "A scenario names it as its `motion`; `council forecast` takes it alone.",
    "campaigns": _WHOLE,
    "grids": _WHOLE,
}


def kind_of(sheet: Sheet, asked: str = "") -> str:
    """Which of `KINDS` a file means to be: the one that knows most of its keys, misspelt or not.

    asked  which it is taken for, if nothing speaks for another
    """
    for mark, kind in MARKS.items():
        if mark in sheet.tables:
            return kind

    if sheet.tables.keys() <= set(known_keys(KINDS[asked])):
        return asked

    def strange(kind: str) -> int:
        known = known_keys(KINDS[kind])
        return sum(-1 if get_close_matches(key, known, n=1) else 1 for key in sheet.tables)

    return min((asked, *KINDS), key=strange)


def is_of_kind(path: Path, kind: str) -> bool:
    """Whether a path is a file that declares one of this kind. Raises Mistake if it is not TOML."""
    return os.path.isfile(path) and kind_of(read_toml(path)) == kind


def read_kind(path: Path, kind: str) -> Sheet:
    """The tables of a file that declares one of this kind. Raises Mistake if it is of another."""
    sheet = read_toml(path)
    refuse_other(sheet, path, kind)
    return sheet


def refuse_other(sheet: Sheet, path: Path, kind: str) -> None:
    """Raises Mistake if a file's tables declare another kind than this."""
    found = kind_of(sheet, kind)
    if found != kind:
        raise Mistake(path, f"is a {WORDS[found]}, not a {WORDS[kind]}", USES[found])
