"""Levers: what an outside hand does to a council, one class a kind.

A kind is its TOML table (the fields), what it leaves on the stage (the methods of `Lever` that it
gives) and its line for a reader (`sentence`). A new kind is one class and one line in `LEVERS`; the
door, the stage, `council show` and the contract test read them from there. A scenario's
`[override]` has the last word over what levers set.
"""

from typing import Annotated, Union

from pydantic import Field

from sim.levers.base import Lever, Push
from sim.levers.conducting import Government, Leadership, Manoeuvre, Severity, Text
from sim.levers.pressing import Inducement, Patronage, Threat
from sim.levers.speaking import Insult, Persuasion

__all__ = ["LEVERS", "Lever", "LeverText", "Patronage", "Push", "Threat"]

LEVERS: dict[str, type[Lever]] = {
    "threat": Threat,
    "inducement": Inducement,
    "patronage": Patronage,
    "persuasion": Persuasion,
    "insult": Insult,
    "leadership": Leadership,
    "severity": Severity,
    "text": Text,
    "government": Government,
    "manoeuvre": Manoeuvre,
}
LeverText = Annotated[Union[*LEVERS.values()], Field(discriminator="kind")]
