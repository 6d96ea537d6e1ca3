"""The results of a room as CSV: a line a student, without names unless they are asked for."""

import csv
import io
from typing import Any

from sim.classroom.seats.debrief import debrief_of
from sim.classroom.seats.play import Play, result_of
from sim.classroom.seats.questions import QUESTIONS, right_answers
from sim.classroom.seats.store import Student
from sim.classroom.seats.words import PHASES, RESULT
from sim.words import VOTES

FORMULAS = ("=", "+", "-", "@", "\t", "\r")  # what a spreadsheet would take for a formula


def results_csv(play: Play, names: bool) -> str:
    """The table: comma-separated, a header, an empty cell for what was not done."""
    over = play.room.phase == PHASES.index(RESULT)
    rows = [_row(play, k + 1, student, over, names) for k, student in enumerate(play.students)]
    text = io.StringIO()
    table = csv.DictWriter(text, _columns(names), lineterminator="\r\n")
    table.writeheader()
    table.writerows([{key: _cell(value) for key, value in row.items()} for row in rows])
    return text.getvalue()


def _columns(names: bool) -> list[str]:
    asked = [f"{when}_{name}" for when in ("before", "after") for name in QUESTIONS]
    return [
        "student", *(["name"] if names else []), "member", "model_acted", "threat", "lead", "sign",
        "reason", "vote", "model_vote", *(f"predicted_{vote}" for vote in VOTES[:3]), "yes",
        "outcome", "effect_yes", "carried_before", "carried_after", "ended_otherwise",
        "signature_others", "speech_reasons", "vote_yes", "before_right", "after_right", *asked,
    ]  # fmt: skip


def _row(play: Play, number: int, student: Student, over: bool, names: bool) -> dict[str, Any]:
    done = play.done(student)
    row = {"student": number, "member": student.member, "model_acted": student.away}
    if names:
        row["name"] = student.nickname
    for kind in ("threat", "lead", "sign", "vote"):
        row[kind] = done.get(kind, {}).get("value")
    row["reason"] = done.get("speak", {}).get("reason")
    row |= {f"predicted_{vote}": count for vote, count in done.get("predict", {}).items()}
    for when in ("before", "after"):
        if when in done:
            row[f"{when}_right"] = right_answers(done[when])
            row |= {f"{when}_{name}": option + 1 for name, option in done[when].items()}
    return row | (_of_the_end(play, student) if over else {})


def _of_the_end(play: Play, student: Student) -> dict[str, Any]:
    result = result_of(play)
    ended = {"yes": result.tally["yes"], "outcome": result.outcome}
    if student.member is None:
        return ended
    debrief = debrief_of(play, student.member)
    return ended | {
        "model_vote": debrief.model,
        "effect_yes": round(debrief.effect["yes"], 3),
        "carried_before": round(debrief.before, 4),
        "carried_after": round(debrief.after, 4),
        "ended_otherwise": round(debrief.otherwise, 4),
        **{
            column: round(getattr(debrief.each[decision], measure), 3)
            for decision, (column, measure) in MEASURED.items()
            if decision in debrief.each
        },
    }


MEASURED = {  # of each decision, the column and what it is measured by
    "signature": ("signature_others", "others"),
    "reason": ("speech_reasons", "reasons"),
    "vote": ("vote_yes", "yes"),
}


def _cell(value: Any) -> Any:
    """What a student typed never becomes a formula."""
    return f"'{value}" if isinstance(value, str) and value.startswith(FORMULAS) else value
