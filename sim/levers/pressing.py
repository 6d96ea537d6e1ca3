"""Levers that work through what members depend on: sticks, carrots, oil."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from pydantic import model_validator

from sim.levers.base import Lever, Push, Targets, wish_of
from sim.tables import Iso3, Share

if TYPE_CHECKING:
    from sim.council import Council
    from sim.shapes import MotionText


class Threat(Lever):
    """Threatens its targets over what they depend on the sender for.

    credibility  a number, or a rank whose credibility has a prior
    legitimacy   the sender's standing in the region; unless told 0 for the United States, else 1
    aim          the vote it asks for; unless told, the one against the government concerned
    Source: pressure and its backlash, MODEL.md, Pressure.
    """

    kind: Literal["threat"]
    sender: Iso3
    targets: Targets
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
        return Push(wish_of(self.aim, motion), self.credibility, self.publicity, self._legitimacy())

    def sentence(self, motion: MotionText) -> str:
        """ "USA threatens HTI towards Yes: credibility senator, publicity 1, legitimacy 0"."""
        towards = "Yes" if wish_of(self.aim, motion) > 0 else "No"
        return (
            f"{self.sender} threatens {self.on()} towards {towards}: credibility "
            f"{self.credibility}, publicity {self.publicity:g}, legitimacy {self._legitimacy():g}"
        )

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
    sender: Literal["VEN"]
    targets: Targets
    level: Literal["restored"] | Share

    def traits(self, council: Council) -> dict[str, dict[str, float]]:
        """Each target's patronage, and through it recognition and cross-pressure."""
        of_2012 = dict(zip(council.iso3, map(float, council.financing), strict=True))
        return {
            target: {"patronage": of_2012[target] if self.level == "restored" else self.level}
            for target in self.targets
        }

    def lasts(self) -> bool:
        """It does."""
        return True

    def sentence(self, motion: MotionText) -> str:
        """ "VEN sets the patronage of HTI, JAM to 0.5"."""
        level = "their own of 2012" if self.level == "restored" else f"{self.level:g}"
        return f"{self.sender} sets the patronage of {self.on()} to {level}"


class Inducement(Lever):
    """Offers its targets something for their vote.

    offer  0..1, of the largest that the sender could make
    aim    the vote it asks for; unless told, the one against the government concerned
    Source: aid for votes, Kuziemko and Werker (2006); MODEL.md, Levers.
    """

    kind: Literal["inducement"]
    sender: Iso3
    targets: Targets
    offer: Share
    aim: Literal["yes", "no"] | None = None

    def push(self, motion: MotionText) -> Push:
        """A gain for the wish, with nothing threatened and nobody affronted."""
        return Push(wish_of(self.aim, motion), 0.0, 0.0, 1.0, self.offer)

    def sentence(self, motion: MotionText) -> str:
        """ "USA offers HTI something for a Yes: 0.5 of the largest offer"."""
        vote = "Yes" if wish_of(self.aim, motion) > 0 else "No"
        return (
            f"{self.sender} offers {self.on()} something for a {vote}: {self.offer:g} of the "
            "largest offer"
        )
