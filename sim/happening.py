"""What a phase did, as plain values: read off the room's arrays and ledger when it has acted.

Members stand by their codes, texts by their names; what is a list of members here is a count in the
ledger. `sim.telling` makes sentences of it.
"""

from collections.abc import Callable
from typing import Any, NamedTuple

import numpy as np

from sim.luck import Luck
from sim.past import frame_left
from sim.phases.decision import sounded
from sim.phases.update import last_vote, stopped
from sim.room import Room
from sim.rules.tally import carried
from sim.scenario import Scenario
from sim.stage import members_of
from sim.words import (
    AGENDA_REFUSED,
    BY_ROLL_CALL,
    BY_STATEMENT,
    CITED,
    DECLARED,
    DEED,
    DEEDS,
    FACTS,
    INSISTING,
    NO_DEED,
    OVER,
    OVERRULED,
    PATH,
    REASON,
    SIGNATURES,
    SUBSCRIBERS,
    SUPPORT,
    SUSPENDED,
    TEXT,
    VOTES,
)

Fields = dict[str, Any]


class Names(NamedTuple):
    """What stands in a room's columns and on its menu: codes of members, names of texts."""

    members: tuple[str, ...]
    texts: tuple[str, ...]

    @staticmethod
    def of(scenario: Scenario) -> "Names":
        """Those of a scenario's session; a roll call alone has no text but its motion."""
        texts = tuple(name for name, _ in scenario.texts)
        whole = scenario.session == "whole"
        return Names(members_of(scenario), texts if whole else (scenario.motion_name,))

    def where(self, does: np.ndarray) -> list[str]:
        """The members for which an array over the members holds."""
        return [member for member, it in zip(self.members, does, strict=True) if it]


def was_put(room: Room) -> bool:
    """Whether the scenario's own motion has been voted on, and not only its vote foreseen."""
    if room.floor.whole == 0:
        return bool(room.tally.any())
    if room.floor.own == 0:
        return bool(room.tally.any()) and not stopped(room)
    deed = room.ledger[DEED]
    return bool(room.ledger[TEXT] == room.floor.own and deed in (BY_ROLL_CALL, DECLARED))


def happened(phase: str, room: Room, luck: Luck, names: Names, signed: list[str]) -> Fields:
    """What a phase of this name has done.

    signed  who was on the list before it
    """
    return PHASES[phase](room, luck, names, signed)


def foreseen(room: Room, names: Names, acts: list[str]) -> Fields:
    """The count on the scenario's own motion, were it put: a count of each act, and what it needs.

    acts  of the members, by `words.VOTES`
    """
    text = {"text": names.texts[room.floor.own], "needed": int(room.motion.threshold)}
    return text | {vote: acts.count(vote) for vote in VOTES}


def vote_on(room: Room, names: Names, k: int) -> Fields:
    """The vote on text k: the members by what they did, the Yes it needed, whether it has them."""
    cast = {vote: names.where(room.ballot[k] == v) for v, vote in enumerate(VOTES)}
    needed = int(room.texts.threshold[k])
    passed = bool(carried(len(cast["yes"]), needed))
    return {"text": names.texts[k], "needed": needed, **cast, "carried": passed}


def _opening(room, luck, names, signed) -> Fields:
    return {
        "frame": float(room.frame[0]),
        "lasting": float(room.lasting[0]),
        "pushed_to_yes": names.where(room.pressure > 0.0),
        "pushed_to_no": names.where(room.pressure < 0.0),
    }


def _debate(room, luck, names, signed) -> Fields:
    return {}


def _signing(room, luck, names, signed) -> Fields:
    now = names.where(room.signed == 1)
    return {
        "signatures": int(room.ledger[SIGNATURES]),
        "signed": now,
        "joined": [member for member in now if member not in signed],
    }


def _chair(room, luck, names, signed) -> Fields:
    ledger, chair = room.ledger, room.floor.chair
    return {
        "chair": names.members[chair] if chair >= 0 else None,
        "suspended": bool(ledger[SUSPENDED]),
        "insisting": int(ledger[INSISTING]),
        "seats": len(names.members),
        "overruled": bool(ledger[OVERRULED]),
        "walking_out": names.where(room.walkout != 0.0),
    }


def _agenda(room, luck, names, signed) -> Fields:
    contested = room.floor.agenda == 1
    return {
        "vote": vote_on(room, names, 0) if contested else None,
        "nothing_else": bool(room.ledger[OVER] == 1 and room.outcome[0] != AGENDA_REFUSED),
    }


def _speeches(room, luck, names, signed) -> Fields:
    levers = room.levers
    return {
        "threatened": bool((levers.publicity_l * (1.0 - levers.legitimacy_l) > 0.0).any()),
        "cited": bool(room.ledger[CITED]),
        "insulted": names.where(room.insulted == 1),
        "deny_facts": names.where(room.reason == FACTS),
        "deny_path": names.where(room.reason == PATH),
        "support": names.where(room.forced[REASON] == SUPPORT),
    }


def _head_count(room, luck, names, signed) -> Fields:
    return {"texts": [_sounding(room, luck, names, k) for k in range(1, len(names.texts))]}


def _sounding(room, luck, names, k) -> Fields:
    """What the sponsors count on text k, and what is so; they see objections as they are."""
    yes, no, sign = sounded(room, k, luck)
    return {
        "text": names.texts[k],
        "needed": int(room.texts.threshold[k]),
        "yes": int(yes),
        "no": int(no),
        "sign": int(sign),
        "objectors": int(room.objectors[k]),
        "intended": {
            "yes": int((room.sounding[k] == 1).sum()),
            "no": int((room.sounding[k] == -1).sum()),
            "sign": int(room.signature[k].sum()),
        },
    }


def _decision(room, luck, names, signed) -> Fields:
    ledger, k = room.ledger, int(room.ledger[TEXT])
    deed, needed = int(ledger[DEED]), int(room.texts.threshold[k])
    voted, issued = deed in (BY_ROLL_CALL, DECLARED), deed == BY_STATEMENT
    return {
        "deed": DEEDS[deed],
        "text": None if deed == NO_DEED else names.texts[k],
        "needed": None if deed == NO_DEED else needed,
        "vote": vote_on(room, names, k) if voted else None,
        "subscribers": int(ledger[SUBSCRIBERS]),
        "subscribed": names.where(room.signature[k] == 1) if issued else [],
    }


def _update(room, luck, names, signed) -> Fields:
    k = int(last_vote(room))
    acts = [VOTES[vote] for vote in room.vote]
    return {
        "remembered": names.texts[k] if k >= 0 else None,
        "remembered_agenda": k == 0,
        "lasting": float(frame_left(room)),
        "not_put": None if was_put(room) else foreseen(room, names, acts),
    }


def _roll_call(room, luck, names, signed) -> Fields:
    return {"vote": vote_on(room, names, 0)}


PHASES: dict[str, Callable[..., Fields]] = {
    "opening": _opening,
    "debate": _debate,
    "request": _signing,
    "co-sponsorship": _signing,
    "chair's move": _chair,
    "agenda vote": _agenda,
    "speeches": _speeches,
    "head count": _head_count,
    "decision": _decision,
    "update": _update,
    "roll call": _roll_call,
}
