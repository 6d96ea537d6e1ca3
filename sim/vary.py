"""`--vary motion.leadership=0.2`: what a command changes of its scenarios."""

import tomllib
from collections.abc import Iterable
from typing import Any

from sim.mistake import Mistake
from sim.motions import hold_to_record
from sim.reading import check
from sim.shapes import OverrideText
from sim.sheet import Sheet

SHAPES = "motion.COORDINATE=VALUE, members.ISO3.TRAIT=VALUE or parameters.NAME=VALUE"


def read_vary(changes: Iterable[str]) -> Sheet:
    """The changes as a sheet to lie over a scenario's.

    changes  each "motion.leadership=0.2", "members.HTI.sovereignty=2" or "parameters.backlash=0"
    Raises Mistake that names the change, for one that no scenario could stand, or of a key a
    second time.
    """
    from sim.council import members_known
    from sim.tables import read_tables

    varied, seen = Sheet({}, ()), set()
    for change in changes:
        where, key, override = f"--vary {change}", ".".join(_parts(change)), _nested(change)
        if key in seen:
            raise Mistake(where, f"{key} is changed a second time", "Change each key once.")
        seen.add(key)
        sheet = Sheet.of(where, override)
        text = check(sheet, OverrideText)
        members_known(read_tables(), where, set(text.members))
        hold_to_record(sheet, ("motion",), text.motion, {})
        varied = Sheet.of(where, {"override": override}).over(varied)
    return varied


def dotted(varied: Sheet) -> dict[str, Any]:
    """What a sheet of changes sets, by key as `--vary` writes it: {"motion.leadership": 0.2}."""

    def pairs(table: dict[str, Any], above: str) -> dict[str, Any]:
        found: dict[str, Any] = {}
        for key, value in table.items():
            found |= (
                pairs(value, f"{above}{key}.")
                if isinstance(value, dict)
                else {f"{above}{key}": value}
            )
        return found

    return pairs(varied.tables.get("override", {}), "")


def _parts(change: str) -> list[str]:
    """ "motion.leadership=0.2" as ["motion", "leadership"]."""
    return [part.strip() for part in change.partition("=")[0].split(".")]


def _nested(change: str) -> dict[str, Any]:
    """ "motion.leadership=0.2" as {"motion": {"leadership": 0.2}}."""
    parts, text = _parts(change), change.partition("=")[2]
    deep = len(parts) == (3 if parts[0] == "members" else 2)
    if not text.strip() or not all(parts) or parts[0] not in OverrideText.model_fields or not deep:
        raise Mistake(f"--vary {change}", "changes nothing that is known", f"Write {SHAPES}.")
    table: Any = _value(text.strip())
    for part in reversed(parts):
        table = {part: table}
    return table


def _value(text: str) -> Any:
    """A value as TOML would read it; a word without quotes is text."""
    try:
        return tomllib.loads(f"value = {text}")["value"]
    except (ValueError, RecursionError):
        return text
