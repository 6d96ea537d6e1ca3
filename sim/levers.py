"""Levers: what an outside hand does to a council, one class a kind.

A kind is its TOML table (the fields), what it leaves on the stage (`push`, `traits`, `coordinates`,
of which a kind gives what it touches) and its line for a reader (`sentence`). A new kind is one
class and one line in `LEVERS`; the door, the stage, `council show` and the contract test read them
from there. A scenario's `[override]` has the last word over what levers set.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Literal, NamedTuple, Union

from pydantic import Field, field_validator, model_validator

from sim.reading import Strict
from sim.tables import Iso3, Share

if TYPE_CHECKING:
    from sim.council import Council
    from sim.scenario import MotionText


class Push(NamedTuple):
    """A term of pressure on the lever's targets, as `rules.pressure` takes it.

    wish         +1 asks for Yes, -1 for No
    credibility  0..1, or the rank whose credibility has a prior: "senator", "executive"
    publicity, legitimacy   0..1
    """

    wish: float
    credibility: str | float
    publicity: float
    legitimacy: float


class Lever(Strict):
    """What every kind has: who acts, and on whom."""

    kind: str
    sender: Iso3
    targets: Annotated[list[Iso3], Field(min_length=1)]

    @field_validator("targets")
    @classmethod
    def _once(cls, targets: list[str]) -> list[str]:
        if len(set(targets)) < len(targets):
            raise ValueError("names a member twice")
        return targets

    def push(self, motion: MotionText) -> Push | None:
        """Its term of pressure on the targets, if it presses."""
        return None

    def traits(self, council: Council) -> dict[str, dict[str, float]]:
        """{member: {trait: value}}: what it sets, in every draw, before what depends on it."""
        return {}

    def coordinates(self) -> dict[str, float]:
        """{coordinate: value}: what it sets of the motion."""
        return {}

    def sentence(self, motion: MotionText) -> str:
        """What it does, in a line."""
        raise NotImplementedError

    @classmethod
    def summary(cls) -> str:
        """What this kind does, in a line: the first of its docstring."""
        return (cls.__doc__ or "").strip().splitlines()[0]


class Threat(Lever):
    """Threatens its targets over what they depend on the sender for.

    credibility  a number, or a rank whose credibility has a prior
    legitimacy   the sender's standing in the region; unless told 0 for the United States, else 1
    aim          the vote it asks for; unless told, the one against the government concerned
    Source: pressure and its backlash, MODEL.md, Pressure.
    """

    kind: Literal["threat"]
    credibility: Literal["senator", "executive"] | Share
    publicity: Share
    instrument: Literal["aid", "oil"] | None = None
    legitimacy: Share | None = None
    aim: Literal["yes", "no"] | None = None

    @model_validator(mode="after")
    def _own_instrument(self) -> Threat:
        owner = {"aid": "USA", "oil": "VEN", None: self.sender}[self.instrument]
        if owner != self.sender:
            raise ValueError(f"{self.instrument} is {owner}'s instrument, not {self.sender}'s")
        return self

    def push(self, motion: MotionText) -> Push:
        """Pressure towards what the sender wants, and with it affront in the room."""
        return Push(self._wish(motion), self.credibility, self.publicity, self._legitimacy())

    def sentence(self, motion: MotionText) -> str:
        """ "USA threatens HTI towards Yes: credibility senator, publicity 1, legitimacy 0"."""
        towards = "Yes" if self._wish(motion) > 0 else "No"
        return (
            f"{self.sender} threatens {', '.join(self.targets)} towards {towards}: credibility "
            f"{self.credibility}, publicity {self.publicity:g}, legitimacy {self._legitimacy():g}"
        )

    def _wish(self, motion: MotionText) -> float:
        aim = self.aim or ("yes" if motion.direction > 0 else "no")
        return 1.0 if aim == "yes" else -1.0

    def _legitimacy(self) -> float:
        if self.legitimacy is None:
            return 0.0 if self.sender == "USA" else 1.0
        return self.legitimacy


class Patronage(Lever):
    """Sets its targets' dependence on Venezuela's oil: financing restored, cut or granted.

    level  0..1, or "restored": each target's own of 2012, as if it had never waned
    Source: oil diplomacy, Carvalho and Lopes (2022); MODEL.md, Recognition.
    """

    kind: Literal["patronage"]
    level: Literal["restored"] | Share

    def traits(self, council: Council) -> dict[str, dict[str, float]]:
        """Each target's patronage, and through it recognition and cross-pressure."""
        of_2012 = dict(zip(council.iso3, map(float, council.financing), strict=True))
        return {
            target: {"patronage": of_2012[target] if self.level == "restored" else self.level}
            for target in self.targets
        }

    def sentence(self, motion: MotionText) -> str:
        """ "VEN sets the patronage of HTI, JAM to 0.5"."""
        level = "their own of 2012" if self.level == "restored" else f"{self.level:g}"
        return f"{self.sender} sets the patronage of {', '.join(self.targets)} to {level}"


LEVERS: dict[str, type[Lever]] = {
    "threat": Threat,
    "patronage": Patronage,
}
LeverText = Annotated[Union[*LEVERS.values()], Field(discriminator="kind")]
