"""Declarations by name: what is shipped, and files of the user's own."""

import os
import re
from pathlib import Path

from sim.grid import guess, shipped_cells
from sim.mistake import Mistake, did_you_mean
from sim.shapes import NAME, NAME_IN_WORDS
from sim.sheet import Location, Sheet
from sim.wording import shown
from sim.words import SCENARIOS

WORDS = {
    "": "scenario",
    "councils": "council",
    "motions": "motion",
    "campaigns": "campaign",
    "grids": "grid",
}  # by kind of file
TEMPLATE = SCENARIOS / "templates" / "scenario.toml"  # what `council new` writes


def name_of_new(name: str) -> str:
    """The name, if a new scenario may have it. Raises Mistake."""
    name = name.removesuffix(".toml")
    if not re.fullmatch(NAME, name):
        raise Mistake(shown(name), f"must be {NAME_IN_WORDS}")
    if name in shipped_cells() or any(name in shipped(kind) for kind in WORDS):
        raise Mistake(name, "is the name of something shipped", "Names are unique: give another.")
    return name


def shipped(kind: str = "") -> dict[str, Path]:
    """The shipped files by name: scenarios, or the `councils` or `motions`."""
    files = (SCENARIOS / kind).glob("*.toml")
    return {path.stem: path for path in sorted(files, key=lambda path: path.stem)}


def find(name: str, kind: str) -> Path:
    """The file of a shipped name, or a path that ends in `.toml`. Raises Mistake.

    kind  "" for a scenario in a file of its own, or another of `WORDS`
    """
    if name.endswith(".toml"):
        return Path(name)
    known = shipped(kind)
    if name not in known:
        raise Mistake(name, *_unknown(name, kind))
    return known[name]


def _unknown(name: str, kind: str) -> tuple[str, str]:
    """What is wrong with a name that is none of this kind of file, and the likely fix."""
    other = next((one for one in WORDS if name in shipped(one)), None)
    what = f"there is no {WORDS[kind]} of this name"
    if other is not None:
        what = f"is a {WORDS[other]}, not a {WORDS[kind]}"
    if kind == "" and other == "grids":
        return what, f"Name one of its scenarios: `council show {name}` lists the choices."
    meant = _session_meant(name) or guess(name) if kind == "" else ""
    return what, meant or did_you_mean(name, shipped(kind))


def _session_meant(name: str) -> str:
    """Which session of a shipped campaign `council run` calls by this name; empty if none."""
    for campaign in shipped("campaigns"):
        if named_so := re.fullmatch(rf"{re.escape(campaign)}-(\d+)-.+", name):
            session = named_so[1]
            return (
                f"It is session {session} of the campaign {campaign}: "
                f"`council replay {campaign} --session {session}` steps through a run of it."
            )
    return ""


def named(sheet: Sheet, location: Location, kind: str) -> Path:
    """The file that a sheet names at a location: a path is looked for beside the file that says so.

    Raises Mistake.
    """
    name, layer = sheet.tables, sheet.layer(location)
    for part in location:
        name = name[part]
    stands = f"{location[0]} = {shown(name)}"
    if not isinstance(name, str):
        raise Mistake(sheet.where(location), f"{stands}: must be the name of one {WORDS[kind]}")
    if name.endswith(".toml"):
        beside = Path(layer.where).parent / name
        here = os.path.lexists(name) and not os.path.lexists(beside)
        return Path(name) if here else beside
    known = shipped(kind)
    if name not in known:
        what, fix = _unknown(name, kind)
        raise Mistake(sheet.where(location), f"{stands}: {what}", fix)
    return known[name]
