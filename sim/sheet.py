"""A sheet: the tables of a TOML file, over those of the files that it extends, and where each key
stands."""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from sim.mistake import short

Location = tuple[int | str, ...]  # ("lever", 0, "kind"): keys, and places in a list
LONGEST = 400  # lines of one value; the keys of a longer one are not looked for


@dataclass(frozen=True)
class Layer:
    """One file of a sheet, as read; `where` names it as the user would."""

    where: Path | str
    tables: dict[str, Any]
    text: str


@dataclass(frozen=True)
class Sheet:
    """Merged tables, and the files that they come from, nearest first."""

    tables: dict[str, Any]
    layers: tuple[Layer, ...]

    @classmethod
    def of(cls, where: Path | str, tables: dict[str, Any], text: str = "") -> "Sheet":
        """A sheet of one file; without a text no line can be named."""
        return cls(tables, (Layer(where, tables, text),))

    def over(self, below: "Sheet") -> "Sheet":
        """This sheet's keys over another's: tables merge, a list is replaced as a whole."""
        return Sheet(merged(self.tables, below.tables), self.layers + below.layers)

    def layer(self, location: Location) -> Layer:
        """The file that says what stands at a location; the nearest if none does."""
        return next((one for one in self.layers if settles(one.tables, location)), self.layers[0])

    def where(self, location: Location = ()) -> str:
        """The file, the line and the table of what stands at a location, or would stand there."""
        layer = self.layer(location)
        line = line_of(layer.text, location)
        return (
            f"{short(layer.where)}{f' line {line}' if line else ''} {table_of(location)}".rstrip()
        )


def merged(above: dict[str, Any], below: dict[str, Any]) -> dict[str, Any]:
    """The tables below with the keys above over them; a list is replaced as a whole."""
    tables = dict(below)
    for key, value in above.items():
        both = isinstance(value, dict) and isinstance(below.get(key), dict)
        tables[key] = merged(value, below[key]) if both else value
    return tables


def settles(tables: Any, location: Location) -> bool:
    """Whether these tables say what stands at a location, so that those below don't matter."""
    for part in location:
        if not isinstance(tables, dict):
            return True
        if part not in tables:
            return False
        tables = tables[part]
    return True


def table_of(location: Location) -> str:
    """("lever", 0, "kind") -> "[[lever]] 1"; ("override", "motion", "camp") -> "[override.motion]".

    Empty for a key that stands in no table.
    """
    keys = [k for k, part in enumerate(location) if isinstance(part, str)]
    table = location[: keys[-1]] if keys else ()
    if not table:
        return ""
    if isinstance(table[-1], int):
        return f"[[{'.'.join(map(str, table[:-1]))}]] {table[-1] + 1}"
    return f"[{'.'.join(map(str, table))}]"


def line_of(text: str, location: Location) -> int | None:
    """The line on which a location's key stands, or the nearest table round it."""
    lines = _lines(text)
    for length in range(len(location), 0, -1):
        if location[:length] in lines:
            return lines[location[:length]]
    return None


@cache
def _lines(text: str) -> dict[Location, int]:
    """The line of each key, table and list item of a text that is TOML.

    A statement ends where the lines since its start are TOML by themselves.
    """
    lines, table, count = text.splitlines(), (), {}
    found: dict[Location, int] = {}
    start = 0
    while start < len(lines):
        inside, end = _statement(lines, start)
        if lines[start].lstrip().startswith("["):
            table = _opened(inside, lines[start].lstrip().startswith("[["), count)
            for length in range(1, len(table) + 1):  # a header opens the tables round its own too
                found.setdefault(table[:length], start + 1)
        else:
            for location in _locations(inside):
                found.setdefault(table + location, start + 1)
        start = end
    return found


def _statement(lines: list[str], start: int) -> tuple[dict[str, Any], int]:
    """The tables of the statement that begins on this line, and the line after it."""
    for end in range(start + 1, min(len(lines), start + LONGEST) + 1):
        try:
            return tomllib.loads("\n".join(lines[start:end])), end
        except ValueError:
            continue
    return {}, start + 1


def _opened(inside: dict[str, Any], is_list: bool, count: dict[Location, int]) -> Location:
    """The location that a header opens: the last item of every list of tables on its way."""
    location: Location = ()
    while inside:
        key, value = next(iter(inside.items()))
        location += (key,)
        if isinstance(value, list):
            value = value[0]
        last = not value
        if last and is_list:
            count[location] = count.get(location, -1) + 1
        if location in count:
            location += (count[location],)
        inside = value
    return location


def _locations(value: Any) -> list[Location]:
    """Every location inside a value, itself left out."""
    if isinstance(value, dict):
        parts = value.items()
    elif isinstance(value, list):
        parts = enumerate(value)
    else:
        return []
    return [(key, *rest) for key, inner in parts for rest in ((), *_locations(inner))]
