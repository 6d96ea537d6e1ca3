"""Levers that work through words: persuasion, insults."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from sim.levers.base import Lever, Targets
from sim.tables import Iso3, Share

if TYPE_CHECKING:
    from sim.shapes import MotionText


class Persuasion(Lever):
    """Makes its targets heed the sender more in the debate, without stick or carrot.

    heed  share of their attention that turns to the sender, 0..1
    It works as far as members influence one another at all, and towards where the sender stands.
    Source: social influence, Friedkin and Johnsen (1990); MODEL.md, Levers.
    """

    kind: Literal["persuasion"]
    sender: Iso3
    targets: Targets
    heed: Share

    def heeded(self) -> float:
        """The share that its field says."""
        return self.heed

    def sentence(self, motion: MotionText) -> str:
        """ "MEX talks JAM, BHS round: 0.5 of their attention turns to it"."""
        return (
            f"{self.sender} talks {self.on()} round: {self.heed:g} of their attention turns to it"
        )


class Insult(Lever):
    """Has insulted its targets since the last session: they resent it, and the room hears it.

    Source: MODEL.md, Levers.
    """

    kind: Literal["insult"]
    sender: Iso3
    targets: Targets

    def insulted(self) -> list[str]:
        """All of its targets."""
        return self.targets

    def sentence(self, motion: MotionText) -> str:
        """ "VEN has insulted MEX, PER"."""
        return f"{self.sender} has insulted {self.on()}"
