"""A phase in plain sentences, from what it did (`sim.happening`).

A sentence is words with {places} and what stands in them, so that a page can say it in another
language: lists are members' codes, text is the name of a text or an act.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from sim.happening import Fields
from sim.words import VOTES

JUST_SEEN = 0.005  # less is 0 on two decimals

Value = int | float | str | list[str]
_TALLY = (
    "{yes} yes, {no} no, {abstain} abstain, {absent} absent; {needed} Yes are needed"  # of a vote
)

WORDS = {
    "over": "The session was over before it.",
    "now": f"If {{text}} were put now: {_TALLY}.",
    # opening
    "frame": "The sovereignty frame stands at {frame}: every member feels the motion as {percent}% "
    "more intrusive.",
    "lasting": "Of it {lasting} comes from before the session.",
    "pushed to yes": "Outside hands push towards Yes: {members}.",
    "pushed to no": "Outside hands push towards No: {members}.",
    # any phase
    "most to yes": "Moved towards Yes: {up}; towards No: {down}; most of all {members}, by {by} "
    "towards Yes.",
    "most to no": "Moved towards Yes: {up}; towards No: {down}; most of all {members}, by {by} "
    "towards No.",
    "nobody moves": "Nobody moves by as much as 0.01.",
    "turns": "It turns {members} from {before} to {after}.",
    # request, co-sponsorship
    "nobody asks": "Nobody asks for the session, so there is none: adjourned.",
    "asked": "The request is signed by {count}: {members}.",
    "joined": "The list gains {members}, and has {count} names.",
    "nobody joins": "Nobody joins; the list stays at {count}.",
    # chair's move
    "no move": "The chair makes no move.",
    "lets": "The chair, {members}, lets the session go on.",
    "overruled": "The chair, {members}, suspends the session; {count} of {seats} insist, a third "
    "or more, and overrule it.",
    "suspended": "The chair, {members}, suspends the session; {count} of {seats} insist, fewer "
    "than a third: adjourned.",
    "walking out": "Opposed, and now inclined to leave: {members}.",
    # votes
    "uncontested": "The agenda is not put to the vote.",
    "agenda adopted": f"The vote on the agenda: {_TALLY}: it is adopted.",
    "agenda refused": f"The vote on the agenda: {_TALLY}: it is refused, and the session ends.",
    "nothing else": "Nothing else is on the menu, so the session ends here.",
    "roll call adopted": f"The vote on {{text}}: {_TALLY}: adopted.",
    "roll call rejected": f"The vote on {{text}}: {_TALLY}: rejected.",
    "no": "No: {members}.",
    "abstain": "Abstain: {members}.",
    "absent": "Absent: {members}.",
    # speeches
    "cited": "The government concerned cites the threat as proof of coercion.",
    "not cited": "The government concerned does not cite the threat.",
    "insulted": "The government concerned insults {count}: {members}.",
    "nobody insulted": "The government concerned insults nobody.",
    "deny facts": "The facts are denied by {count}: {members}.",
    "nobody denies": "Nobody denies the facts.",
    "deny path": "The path is objected to by {count}: {members}.",
    "nobody objects": "Nobody objects to the path.",
    "support": "Support is voiced by {members}.",
    # head count
    "sounded": "On {text} the sponsors count {yes} Yes and {no} No, {sign} ready to sign it, "
    "{objectors} against a consensus; {needed} are needed.",
    # decision
    "nothing": "The sponsors find nothing worth putting: adjourned.",
    "consensus": "The sponsors settle on {text}; nobody objects: adopted by consensus.",
    "put adopted": f"The sponsors put {{text}} to the vote: {_TALLY}: adopted.",
    "put rejected": f"The sponsors put {{text}} to the vote: {_TALLY}: rejected.",
    "declared": f"The sponsors put {{text}}: {_TALLY}: those who stayed declare it adopted, with "
    "nobody against.",
    "issued": "The sponsors issue {text} as a statement. Subscribed by {count}, with {needed} "
    "looked for: statement only.",
    "subscribed": "Subscribers: {members}.",
    # update
    "remembered": "What members remember is their vote on {text}.",
    "agenda remembered": "What members remember is their vote on the agenda.",
    "nothing remembered": "No vote was taken, so none is remembered.",
    "left": "A frame of {lasting} lasts to the next session.",
    "not put": f"{{text}} was not put; under this run's luck it would have had {_TALLY}.",
}


@dataclass(frozen=True)
class Told:
    """A sentence: the key of its words in `WORDS`, and what stands in their places."""

    key: str
    values: dict[str, Value]

    @property
    def words(self) -> str:
        """With its {places}."""
        return WORDS[self.key]

    @property
    def sentence(self) -> str:
        """In English, with members' codes and texts' names."""
        return self.words.format(**{name: _shown(value) for name, value in self.values.items()})


def told_of(phase: str, fields: Fields) -> tuple[Told, ...]:
    """What a phase did, in order: its own deeds, then who moved, whose act turned, the count."""
    return tuple(_all(phase, fields))


def _all(phase: str, fields: Fields) -> Iterator[Told]:
    if fields["over_before"]:
        yield Told("over", {})
    else:
        yield from PHASES[phase](fields)
    yield from _moves(fields["moved"], phase == "debate")
    for turn in fields["turned"]:
        yield Told("turns", turn)
    if fields["now"]:
        yield Told("now", fields["now"])


def _shown(value: Value) -> str:
    if isinstance(value, list):
        return ", ".join(value)
    return f"{round(value, 2) + 0.0:.2f}" if isinstance(value, float) else str(value)


def _moves(moved: Fields, always: bool) -> Iterator[Told]:
    values = {"up": moved["to_yes"], "down": moved["to_no"]}
    if any(values.values()):
        by, key = moved["by"], "most to yes" if moved["by"] > 0.0 else "most to no"
        yield Told(key, values | {"members": [moved["most"]], "by": abs(by)})
    elif always:
        yield Told("nobody moves", {})


def _opening(did: Fields) -> Iterator[Told]:
    if did["frame"] > 0.0:
        yield Told("frame", {"frame": did["frame"], "percent": round(100 * did["frame"])})
    if did["lasting"] >= JUST_SEEN:
        yield Told("lasting", {"lasting": did["lasting"]})
    yield from _listed({"pushed to yes": did["pushed_to_yes"], "pushed to no": did["pushed_to_no"]})


def _debate(did: Fields) -> Iterator[Told]:
    yield from ()


def _listed(lists: dict[str, list[str]]) -> Iterator[Told]:
    """A sentence for each list that has members, by its key in `WORDS`."""
    for key, members in lists.items():
        if members:
            yield Told(key, {"members": members})


def _request(did: Fields) -> Iterator[Told]:
    values = {"count": did["signatures"], "members": did["signed"]}
    yield Told("asked", values) if did["signatures"] else Told("nobody asks", {})


def _co_sponsorship(did: Fields) -> Iterator[Told]:
    count = {"count": did["signatures"]}
    if did["joined"]:
        yield Told("joined", {"members": did["joined"]} | count)
    else:
        yield Told("nobody joins", count)


def _chair(did: Fields) -> Iterator[Told]:
    if did["chair"] is None:
        yield Told("no move", {})
        return
    chair = {"members": [did["chair"]]}
    if not did["suspended"]:
        yield Told("lets", chair)
        return
    key = "overruled" if did["overruled"] else "suspended"
    yield Told(key, chair | {"count": did["insisting"], "seats": did["seats"]})
    yield from _listed({"walking out": did["walking_out"]})


def _voted(key: str, vote: Fields) -> Iterator[Told]:
    """The count of a vote, and who withheld its Yes in which way."""
    counts: dict[str, Any] = {act: len(vote[act]) for act in VOTES}
    yield Told(key, {"text": vote["text"], "needed": vote["needed"]} | counts)
    yield from _listed({act: vote[act] for act in VOTES if act != "yes"})


def _agenda(did: Fields) -> Iterator[Told]:
    vote = did["vote"]
    if vote is None:
        yield Told("uncontested", {})
    else:
        yield from _voted("agenda adopted" if vote["carried"] else "agenda refused", vote)
    if did["nothing_else"]:
        yield Told("nothing else", {})


def _speeches(did: Fields) -> Iterator[Told]:
    if did["threatened"]:
        yield Told("cited" if did["cited"] else "not cited", {})
    for key, members, nobody in (
        ("insulted", did["insulted"], "nobody insulted"),
        ("deny facts", did["deny_facts"], "nobody denies"),
        ("deny path", did["deny_path"], "nobody objects"),
    ):
        values = {"count": len(members), "members": members}
        yield Told(key, values) if members else Told(nobody, {})
    yield from _listed({"support": did["support"]})


def _head_count(did: Fields) -> Iterator[Told]:
    for text in did["texts"]:
        yield Told("sounded", {key: value for key, value in text.items() if key != "intended"})


def _decision(did: Fields) -> Iterator[Told]:
    text, deed = {"text": did["text"]}, did["deed"]
    if deed == "nothing":
        yield Told("nothing", {})
    elif deed == "consensus":
        yield Told("consensus", text)
    elif deed == "statement":
        counts = {"count": did["subscribers"], "needed": did["needed"]}
        yield Told("issued", text | counts)
        yield from _listed({"subscribed": did["subscribed"]})
    elif deed == "declared":
        yield from _voted("declared", did["vote"])
    else:
        yield from _voted("put adopted" if did["vote"]["carried"] else "put rejected", did["vote"])


def _update(did: Fields) -> Iterator[Told]:
    if did["remembered"] is None:
        yield Told("nothing remembered", {})
    elif did["remembered_agenda"]:
        yield Told("agenda remembered", {})
    else:
        yield Told("remembered", {"text": did["remembered"]})
    if abs(did["lasting"]) >= JUST_SEEN:
        yield Told("left", {"lasting": did["lasting"]})
    if did["not_put"]:
        yield Told("not put", did["not_put"])


def _roll_call(did: Fields) -> Iterator[Told]:
    vote = did["vote"]
    yield from _voted("roll call adopted" if vote["carried"] else "roll call rejected", vote)


PHASES: dict[str, Callable[[Fields], Iterator[Told]]] = {
    "opening": _opening,
    "debate": _debate,
    "request": _request,
    "co-sponsorship": _co_sponsorship,
    "chair's move": _chair,
    "agenda vote": _agenda,
    "speeches": _speeches,
    "head count": _head_count,
    "decision": _decision,
    "update": _update,
    "roll call": _roll_call,
}
