"""How a session went, in words: what was counted on the way to its end."""

from typing import Any, NamedTuple

from sim.classroom.language import N_
from sim.scenario import Scenario

AGENDA_REFUSED = N_("The item is refused a place on the agenda.")
ADJOURNED = N_("The meeting is adjourned.")
ON_THE_MOTION = {
    "adopted": N_("The motion is carried."),
    "rejected": N_("The motion is not carried."),
}
WITHOUT_A_MENU = {"agenda_refused": AGENDA_REFUSED, "adjourned": ADJOURNED}
ON_A_MENU = {
    "agenda_refused": AGENDA_REFUSED,
    "statement_only": N_("A statement, and no vote on a text."),
    "consensus": N_("A text is adopted by consensus."),
    "adopted": N_("A text is adopted by vote."),
    "rejected": N_("A text is put to the vote and lost."),
    "adjourned": ADJOURNED,
}
NOBODY_ASKED = N_("Nobody asks for the session, so there is none.")
ASKED = N_("{count} members ask for the session.")
JOINED = N_(
    "{asked} members ask for the session; when the list has gone round it has {count} names."
)
OVERRULED = N_("The chair suspends the session; {count} insist, and overrule it.")
SUSPENDED = N_("The chair suspends the session; {count} insist, too few.")
AGENDA = N_("For the agenda: {count}.")
REASONS = N_(
    "Of those who withhold their Yes, {facts} deny the facts and {path} object to the path."
)
INSULTED = N_("Members that the government concerned insults: {count}.")
CITED = N_("The government concerned cites the threat as proof of coercion.")
DONE = {
    "nothing": N_("No text is put forward."),
    "consensus": N_("Adopted by consensus: {title}."),
    "roll call": N_(
        "Put to the vote: {title}. Yes {yes}, No {no}, Abstain {abstain}, Absent {absent}."
    ),
    "declared": N_("Those who stayed declare it adopted: {title}."),
    "statement": N_("A statement that {count} members sign: {title}."),
}
DEEDS = tuple(DONE)


class Told(NamedTuple):
    """A sentence, what stands in its places, and the title of a text that is named in it."""

    words: str
    values: dict[str, Any]
    title: str | None = None


def ends_of(scenario: Scenario) -> dict[str, str]:
    """Words for each way in which a scenario's session may end."""
    if scenario.session == "roll call":
        return ON_THE_MOTION
    return ON_A_MENU if len(scenario.texts) > 1 else WITHOUT_A_MENU


def ending_of(scenario: Scenario, outcome: str) -> str:
    """Words for the way in which a session of a scenario ended."""
    return ends_of(scenario).get(outcome, ON_A_MENU[outcome])


def stopped(ledger: dict[str, int]) -> bool:
    """Whether the session was over before any vote."""
    return not ledger["signatures"] or bool(ledger["suspended"] and not ledger["overruled"])


def story_of(scenario: Scenario, frames: list[dict[str, Any]], outcome: str) -> list[Told]:
    """What happened, in order, from the frames of a whole session."""
    at = {frame["phase"]: frame["ledger"] for frame in frames[1:]}
    if "request" not in at:
        return []
    end = frames[-1]["ledger"]
    return [
        *_opened(at["request"], end),
        *_spoken(scenario, end, outcome),
        *_decided(scenario, end, outcome),
    ]


def _opened(asked: dict[str, int], end: dict[str, int]) -> list[Told]:
    if not asked["signatures"]:
        return [Told(NOBODY_ASKED, {})]
    values = {"asked": asked["signatures"], "count": end["signatures"]}
    told = [Told(ASKED if values["asked"] == values["count"] else JOINED, values)]
    if end["suspended"]:
        move = OVERRULED if end["overruled"] else SUSPENDED
        told.append(Told(move, {"count": end["insisting"]}))
    return told


def _spoken(scenario: Scenario, end: dict[str, int], outcome: str) -> list[Told]:
    if stopped(end):
        return []
    told = []
    if scenario.agenda is not None:
        told.append(Told(AGENDA, {"count": end["agenda_yes"]}))
    if outcome == "agenda_refused":
        return [*told, Told(AGENDA_REFUSED, {})]
    if end["deny_facts"] or end["deny_path"]:
        told.append(Told(REASONS, {"facts": end["deny_facts"], "path": end["deny_path"]}))
    if end["cited"]:
        told.append(Told(CITED, {}))
    if end["insulted"]:
        told.append(Told(INSULTED, {"count": end["insulted"]}))
    return told


def _decided(scenario: Scenario, end: dict[str, int], outcome: str) -> list[Told]:
    if stopped(end) or outcome == "agenda_refused" or len(scenario.texts) == 1:
        return []
    deed = DEEDS[end["deed"]]
    values = {vote: end[f"text_{vote}"] for vote in ("yes", "no", "abstain", "absent")}
    title = scenario.texts[end["text"]][1].title if deed != "nothing" else None
    return [Told(DONE[deed], values | {"count": end["subscribers"]}, title)]
