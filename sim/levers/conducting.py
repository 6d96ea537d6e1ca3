"""Levers that change who leads, what is put, how grave things are, who governs, who presides."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Literal

from pydantic import model_validator

from sim.levers.base import Lever
from sim.tables import Iso3, Share, Signed

if TYPE_CHECKING:
    from sim.council import Council
    from sim.shapes import MotionText


class Leadership(Lever):
    """Carries the motion: a regional leader with full legitimacy, the United States with none.

    sender  who carries it; none if it has no seat, as the Secretary General
    level   0..1, the motion's leadership; unless told 0 for the United States, else 1
    """

    kind: Literal["leadership"]
    sender: Iso3 | None = None
    level: Share | None = None

    def coordinates(self) -> dict[str, float]:
        """The motion's leadership."""
        return {"leadership": self._level()}

    def lasts(self) -> bool:
        """It does."""
        return True

    def sentence(self, motion: MotionText) -> str:
        """ "MEX leads: leadership 1"."""
        who = self.sender or "One without a seat"
        return f"{who} leads: leadership {self._level():g}"

    @model_validator(mode="after")
    def _someone(self) -> Leadership:
        if self.sender is None and self.level is None:
            raise ValueError("names neither sender nor level")
        return self

    def _level(self) -> float:
        if self.level is None:
            return 0.0 if self.sender == "USA" else 1.0
        return self.level


class Severity(Lever):
    """Makes the crisis graver or milder: a court's ruling, a release of prisoners.

    level  0..1, the motion's severity
    """

    kind: Literal["severity"]
    level: Share

    def coordinates(self) -> dict[str, float]:
        """The motion's severity."""
        return {"severity": self.level}

    def lasts(self) -> bool:
        """It does."""
        return True

    def sentence(self, motion: MotionText) -> str:
        """ "The crisis changes: severity 0.75"."""
        return f"The crisis changes: severity {self.level:g}"


class Text(Lever):
    """Changes the words of the motion.

    direction  -1..1; intrusiveness  0..1; what is not told stays
    """

    kind: Literal["text"]
    direction: Signed | None = None
    intrusiveness: Share | None = None

    @model_validator(mode="after")
    def _something(self) -> Text:
        if self.direction is None and self.intrusiveness is None:
            raise ValueError("changes neither direction nor intrusiveness")
        return self

    def coordinates(self) -> dict[str, float]:
        """The motion's direction and intrusiveness, as far as told."""
        told = {"direction": self.direction, "intrusiveness": self.intrusiveness}
        return {name: value for name, value in told.items() if value is not None}

    def sentence(self, motion: MotionText) -> str:
        """ "The text changes: intrusiveness 0.1"."""
        changes = ", ".join(f"{name} {value:g}" for name, value in self.coordinates().items())
        return f"The text changes: {changes}"


class Government(Lever):
    """Changes the sender's government: a new spell, of which no record says anything.

    orientation  -1 (left) .. 1 (right)
    solidarity   with the Bolivarian camp, 0..1
    """

    kind: Literal["government"]
    sender: Iso3
    orientation: Signed
    solidarity: Share

    def seat(self, council: Council) -> Council:
        """The council with the new government in its seat."""
        here = council.iso3.index(self.sender)
        solidarity, orientation = council.solidarity.copy(), council.orientation.copy()
        solidarity[here], orientation[here] = self.solidarity, self.orientation
        spell, leader = list(council.spell), list(council.leader)
        spell[here], leader[here] = f"{self.sender}:new", "a new government"
        return replace(
            council, solidarity=solidarity, orientation=orientation, spell=tuple(spell),
            leader=tuple(leader),
        )  # fmt: skip

    def lasts(self) -> bool:
        """It does."""
        return True

    def sentence(self, motion: MotionText) -> str:
        """ "SLV changes its government: orientation 0.5, solidarity 0"."""
        return (
            f"{self.sender} changes its government: orientation {self.orientation:g}, solidarity "
            f"{self.solidarity:g}"
        )


class Manoeuvre(Lever):
    """Presides and suspends the session, whatever its own vote would be."""

    kind: Literal["manoeuvre"]
    sender: Iso3

    def suspends(self) -> bool:
        """It does."""
        return True

    def sentence(self, motion: MotionText) -> str:
        """ "BOL, in the chair, suspends the session"."""
        return f"{self.sender}, in the chair, suspends the session"
