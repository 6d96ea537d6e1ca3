"""Grids: scenarios that differ in one choice from each of several axes, declared once."""

from difflib import get_close_matches
from functools import cache
from itertools import product
from pathlib import Path
from typing import Annotated, Any

from pydantic import AfterValidator, Field

from sim.mistake import Mistake
from sim.reading import Strict, check, read_toml
from sim.shapes import Name
from sim.sheet import Sheet, merged
from sim.words import SCENARIOS

Choices = tuple[str, ...]  # one from each axis, in order


def _with_levers(changes: dict[str, Any]) -> dict[str, Any]:
    """A validator: what a choice sets of levers can lie over those that stand, or replace them."""
    lever = changes.get("lever", {})
    if not all(isinstance(one, dict) for one in (lever if isinstance(lever, list) else [lever])):
        raise ValueError("lever must be a table, or a list of tables")
    return changes


class ChoiceText(Strict):
    """One way of an axis: its words in the question, and the scenario's keys that it sets."""

    words: str
    set: Annotated[dict[str, Any], AfterValidator(_with_levers)] = Field(default_factory=dict)


class AxisText(Strict):
    """What varies: its name in the question, and its choices by name."""

    name: str
    choice: dict[Name, ChoiceText] = Field(min_length=1)


class GridText(Strict):
    """A grid: the scenario it starts from, and axes; the question names each axis in braces."""

    question: str
    extends: str
    axis: list[AxisText] = Field(min_length=1)


def cells(path: Path) -> dict[str, Choices]:
    """The scenarios of a grid by name: the grid's, then that of each choice. Raises Mistake."""
    text, named = check(read_toml(path), GridText), {}
    for choices in product(*(axis.choice for axis in text.axis)):
        name = "-".join((path.stem, *choices))
        if name in named:
            both = " and ".join(", ".join(one) for one in (named[name], choices))
            what = f"two of its scenarios are called {name}: that of {both}"
            raise Mistake(path, what, "Give one of these choices another name.")
        named[name] = choices
    return named


def question_of(path: Path) -> str:
    """What a grid asks, each axis by its name in capitals. Raises Mistake."""
    text = check(read_toml(path), GridText)
    return _filled(text.question, {axis.name: axis.name.upper() for axis in text.axis})


def _filled(question: str, words: dict[str, str]) -> str:
    """The question with words for the axes that it names in braces."""
    for name, word in words.items():
        question = question.replace(f"{{{name}}}", word)
    return question


@cache
def shipped_cells() -> dict[str, Path]:
    """The grid of each scenario that a shipped one declares."""
    paths = sorted((SCENARIOS / "grids").glob("*.toml"))
    return {name: path for path in paths for name in cells(path)}


def guess(name: str) -> str:
    """Which scenario of a shipped grid a name may mean; empty if it begins with no grid's name."""
    for grid in {path.stem for path in shipped_cells().values()}:
        if name.startswith(f"{grid}-"):
            close = get_close_matches(name, shipped_cells(), n=1)
            meant = f'Did you mean "{close[0]}"? ' if close else ""
            return f"{meant}`council show {grid}` lists the choices."
    return ""


def cell(path: Path, name: str, base: Sheet) -> Sheet:
    """The tables of one scenario of a grid, over those of the scenario that it starts from.

    A table under `lever` lies over every lever that stands; a list replaces them. Raises Mistake.
    """
    text = check(read_toml(path), GridText)
    changes, words, levers = {}, {}, base.tables.get("lever", [])
    for axis, choice in zip(text.axis, cells(path)[name], strict=True):
        one = axis.choice[choice]
        words[axis.name] = one.words
        changes = merged({key: value for key, value in one.set.items() if key != "lever"}, changes)
        over = one.set.get("lever", {})
        levers = [lever | over for lever in levers] if isinstance(over, dict) else over
    changes |= {"question": _filled(text.question, words), "lever": levers}
    return Sheet.of(path, changes).over(base)
