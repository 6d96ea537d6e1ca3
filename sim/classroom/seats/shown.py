"""What each page shows: a student what reaches her seat, a teacher who has acted, never what."""

from typing import Any

from sim.classroom.door import council_of, members_at, scenario_of, shipped_scenario
from sim.classroom.language import N_
from sim.classroom.seats import words
from sim.classroom.seats.brief import Brief, brief_of, recorded, side_of
from sim.classroom.seats.debrief import debrief_of, distribution_of
from sim.classroom.seats.play import (
    Event,
    Play,
    ask_of,
    at_risk,
    frame_at,
    result_of,
    signers,
    threatened,
)
from sim.classroom.seats.questions import QUESTIONS, right_answers
from sim.classroom.seats.store import Note, Student
from sim.classroom.seats.story import ends_of
from sim.classroom.seats.words import PHASES

VOTE_WORDS = {"yes": N_("Yes"), "no": N_("No"), "abstain": N_("Abstain"), "absent": N_("Absent")}
SIDES = {
    "left": N_("left"), "centre-left": N_("centre-left"), "centre": N_("centre"),
    "centre-right": N_("centre-right"), "right": N_("right"), "not on record": N_("not on record"),
}  # fmt: skip
REASONS = {
    "support": N_("for the motion"), "facts": N_("against: the facts are denied"),
    "path": N_("against: not this path, no intervention"), "silent": N_("says nothing"),
}  # fmt: skip
CONFIDENCE = {"high": N_("sure"), "medium": N_("partly inferred"), "low": N_("unsure")}
BLOCS = {
    "LIMA_GROUP": N_("Lima Group"), "LIMA_GROUP_OPP": N_("Lima Group"),
    "PACIFIC_ALLIANCE": N_("Pacific Alliance"), "PETROCARIBE": "Petrocaribe",
    "UNASUR_ACTIVE": "UNASUR",
}  # fmt: skip


def common(play: Play) -> dict[str, Any]:
    """What every page of a room needs."""
    council = council_of(play.scenario)
    return {
        "play": play,
        "room": play.room,
        "phase": play.room.phase_name,
        "phases": PHASES,
        "titles": words.TITLES,
        "tasks": words.TASKS,
        "scenario": play.scenario,
        "names": dict(zip(council.iso3, council.names, strict=True)),
        "vote_words": VOTE_WORDS,
        "reasons": REASONS,
        "questions": QUESTIONS,
        "record": recorded(play.scenario),
        "events": events(play),
        "signers": signers(play),
    }


def events(play: Play) -> list[Event]:
    """What the whole room hears: the public threat, who leads, who signed and what was said."""
    reached = play.room.phase
    heard = []
    if reached > PHASES.index("opening"):
        level = scenario_of(ask_of(play)).motion.leadership
        led = LED_BY_REGION if level > 0.5 else LED_BY_USA if level < 0.5 else LED_BY_MANY
        heard.append(Event(led))
        threat = threatened(play)
        if threat and threat[1]:
            heard.append(Event(IN_PUBLIC, threat[0]))
    return heard


IN_PUBLIC = N_(
    "In public, from Washington: whoever does not vote Yes may lose United States aid. "
    "Said to: {members}."
)
IN_PRIVATE = N_(
    "In private, from Washington: whoever does not vote Yes may lose United States aid. "
    "Only those it was said to know: {members}."
)
LED_BY_REGION = N_("The region's own leaders carry the motion.")
LED_BY_USA = N_("The United States carries the motion.")
LED_BY_MANY = N_("Neither the region alone nor the United States alone carries the motion.")


def private_events(play: Play, member: str) -> list[Event]:
    """What reaches this seat alone."""
    threat = threatened(play) if play.room.phase > PHASES.index("opening") else None
    if threat and not threat[1] and member in (*threat[0], words.LEADERS[0]):
        return [Event(IN_PRIVATE, threat[0])]
    return []


def notes_for(play: Play, member: str | None) -> list[Note]:
    """The notes that a seat reads: its own, those to it and those to all."""
    return [
        note for note in play.notes
        if note.addressee == "all" or (member and member in (note.addressee, note.member))
    ]  # fmt: skip


def public_acts(play: Play, kind: str) -> dict[str, Any]:
    """The acts of a kind that the room sees: signatures and speeches, once their phase has come."""
    if play.room.phase < PHASES.index(words.KINDS[kind].phases[0]):
        return {}
    acts = {member: play.act(member, kind) for member in play.members}
    return {member: act for member, act in acts.items() if act}


def seat_page(play: Play, student: Student) -> dict[str, Any]:
    """What a student's page shows: nothing of another seat but what is public."""
    member = student.member
    shown = common(play) | {
        "student": student,
        "done": play.done(student),
        "free": [m for m in play.members if m not in play.seated],
        "addressees": [m for m in play.members if m in play.seated and m != member],
        "notes": notes_for(play, member),
        "signed": public_acts(play, "sign"),
        "spoken": public_acts(play, "speak"),
        "at_risk": at_risk(play),
        "waits": play.waits_for(student),
    }
    if member:
        shown |= {
            "brief": brief_of(member, play.scenario.council.date),
            "private": private_events(play, member),
            "parts_felt": parts_of(play, member),
            "sides": SIDES, "side_of": side_of, "confidence": CONFIDENCE, "blocs": BLOCS,
        }  # fmt: skip
    return shown | (_ended(play) | _own_end(play, student) if _over(play) else {})


def parts_of(play: Play, member: str) -> dict[str, float]:
    """The terms of a member's disposition as far as the session has gone."""
    frame = frame_at(play)
    return frame["parts"][play.members.index(member)] if frame else {}


def _over(play: Play) -> bool:
    return play.room.phase_name == words.RESULT


def _ended(play: Play) -> dict[str, Any]:
    distribution, result = distribution_of(play), result_of(play)
    predicted = [done["predict"]["yes"] for done in play.acts.values() if "predict" in done]
    marked = [result.needed, result.tally["yes"], *predicted]
    return {
        "result": result,
        "distribution": distribution,
        "ends": ends_of(play.scenario),
        "bars": bars(distribution.counts, distribution.model, marked),
    }


def _own_end(play: Play, student: Student) -> dict[str, Any]:
    done, end = play.done(student), {}
    if student.member:
        end["debrief"] = debrief_of(play, student.member)
    if "before" in done and "after" in done:
        end["right"] = {when: right_answers(done[when]) for when in ("before", "after")}
    return end


WIDTH, HEIGHT = 660, 136  # of the bars, in units of the drawing


def bars(counts: list[int], outline: list[int], marked: list[int]) -> list[dict[str, float]]:
    """The bars of a histogram, from the first number of Yes that matters to the last.

    counts, outline  runs with 0, 1, 2 ... Yes, filled and outlined
    marked           numbers of Yes that must be on it: what was predicted, what came
    """
    seen = [yes for yes, pair in enumerate(zip(counts, outline, strict=True)) if any(pair)]
    first, last = min(*seen, *marked), max(*seen, *marked)
    top, step = max(*counts, *outline), WIDTH / (last - first + 1)
    return [
        {
            "yes": yes,
            "x": round(20 + step * (yes - first), 1),
            "width": round(step - 2, 1),
            "height": round(HEIGHT * counts[yes] / top, 1),
            "outline": round(HEIGHT * outline[yes] / top, 1),
        }
        for yes in range(first, last + 1)
    ]


def room_page(play: Play) -> dict[str, Any]:
    """What a teacher's page shows, fit for the wall: who has acted; what, once it is public."""
    shown = common(play) | {
        "notes": notes_for(play, None),
        "signed": public_acts(play, "sign"),
        "spoken": public_acts(play, "speak"),
        "waiting": [student for student in play.students if play.waits_for(student)],
    }
    if not _over(play):
        return shown
    effects = {member: debrief_of(play, member) for member in play.seated}
    return shown | _ended(play) | {"effects": effects, "right": _class_answers(play)}


def _class_answers(play: Play) -> dict[str, dict[str, tuple[int, int]]]:
    """For each question, before and after: how many answered, how many of them rightly."""
    answers = {
        when: [done[when] for done in play.acts.values() if when in done]
        for when in ("before", "after")
    }
    return {
        name: {
            when: (len(given), sum(one.get(name) == question.right for one in given))
            for when, given in answers.items()
        }
        for name, question in QUESTIONS.items()
    }


def role_sheets(scenario_name: str, member: str) -> dict[str, Any]:
    """The briefs of one member, or of all that have a seat, for printing."""
    scenario = shipped_scenario(scenario_name)
    members = members_at(scenario)
    chosen = (member,) if member in members else members
    briefs: list[Brief] = [brief_of(m, scenario.council.date) for m in chosen]
    return {
        "briefs_of": briefs, "scenario": scenario, "sides": SIDES, "side_of": side_of,
        "confidence": CONFIDENCE, "blocs": BLOCS, "vote_words": VOTE_WORDS,
        "names": {m: brief_of(m, scenario.council.date).name for m in members},
        "chosen": member if member in members else "",
    }  # fmt: skip
