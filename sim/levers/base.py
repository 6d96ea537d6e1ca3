"""What every lever has in common, and what a kind may leave on the stage."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Annotated, NamedTuple

from pydantic import AfterValidator, Field

from sim.reading import Strict
from sim.tables import Iso3

if TYPE_CHECKING:
    from sim.council import Council
    from sim.shapes import MotionText

Day = date  # a field named `date` hides the type within its class


class Push(NamedTuple):
    """A term of pressure on the lever's targets, as `rules.pressure` takes it.

    wish         +1 asks for Yes, -1 for No
    credibility  0..1, or the rank whose credibility has a prior: "senator", "executive"
    publicity, legitimacy   0..1
    offer        of an inducement, 0..1
    """

    wish: float
    credibility: str | float
    publicity: float
    legitimacy: float
    offer: float = 0.0


def _once(targets: list[str]) -> list[str]:
    if len(set(targets)) < len(targets):
        raise ValueError("names a member twice")
    return targets


Targets = Annotated[list[Iso3], Field(min_length=1), AfterValidator(_once)]


class Lever(Strict):
    """What every kind has: who acts, on whom, and in a campaign since when.

    A kind gives what it touches: every method below leaves things as they are unless it is given.
    """

    kind: str
    date: Day | None = None

    @property
    def who(self) -> str | None:
        """The member that acts, if it is one."""
        return getattr(self, "sender", None)

    @property
    def whom(self) -> list[str]:
        """The members that it acts on; none if it acts on the whole room."""
        return getattr(self, "targets", [])

    def push(self, motion: MotionText) -> Push | None:
        """Its term of pressure on the targets, if it presses."""
        return None

    def traits(self, council: Council) -> dict[str, dict[str, float]]:
        """{member: {trait: value}}: what it sets, in every draw, before what depends on it."""
        return {}

    def coordinates(self) -> dict[str, float]:
        """{coordinate: value}: what it sets of the motion."""
        return {}

    def seat(self, council: Council) -> Council:
        """The council as it leaves it."""
        return council

    def heeded(self) -> float:
        """How much of its targets' attention it turns to the sender, 0..1."""
        return 0.0

    def insulted(self) -> list[str]:
        """The members that it insults."""
        return []

    def suspends(self) -> bool:
        """Whether its sender, in the chair, suspends the session."""
        return False

    def lasts(self) -> bool:
        """Whether it goes on acting on the sessions after the next."""
        return False

    def sentence(self, motion: MotionText) -> str:
        """What it does, in a line."""
        raise NotImplementedError

    @classmethod
    def summary(cls) -> str:
        """What this kind does, in a line: the first of its docstring."""
        return (cls.__doc__ or "").strip().splitlines()[0]

    def on(self) -> str:
        """Its targets, as a sentence names them."""
        return ", ".join(self.whom)


def wish_of(aim: str | None, motion: MotionText) -> float:
    """+1 if a lever asks for Yes, -1 for No; unless told, No on what shields the government."""
    return 1.0 if (aim or ("no" if motion.direction < 0 else "yes")) == "yes" else -1.0
