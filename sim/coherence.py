"""What must agree among the parts of a scenario: seats and levers, texts, votes needed.

Each part has passed the door by itself; past this one a phase needs no checks.
"""

from datetime import date
from functools import cache
from typing import TYPE_CHECKING

from sim.levers import Lever
from sim.mistake import Mistake
from sim.shapes import MotionText
from sim.sheet import Location, Sheet, settles
from sim.tables import read_tables
from sim.wording import shown

if TYPE_CHECKING:
    from sim.scenario import Scenario


def check_levers(sheet: Sheet, levers: dict[int, Lever], day: date) -> None:
    """Raises Mistake if one can't act at a session on this day.

    levers  by their number in the sheet
    """
    from sim.council import members_known

    tables, seated = read_tables(), _seated_on(day)
    for number, lever in levers.items():
        where = sheet.where(("lever", number, "targets"))
        members_known(tables, where, {*lever.whom, *([lever.who] if lever.who else [])})
        if lever.who in lever.whom:
            raise Mistake(where, f"{lever.who} is both sender and target")
        acting = {lever.who} if lever.heeded() or lever.suspends() else set()
        for member in sorted({*lever.whom, *acting} - seated):
            raise Mistake(where, f"{member} has no vote on {day}")
        if lever.date and lever.date > day:
            where = sheet.where(("lever", number, "date"))
            raise Mistake(where, f"date = {lever.date}: is after {day}, so it can't act")


def check_session(sheet: Sheet, scenario: "Scenario") -> None:
    """Raises Mistake if a code isn't a member's, or what is set can't be played together."""
    from sim.council import members_known

    tables, seated = read_tables(), _seated_on(scenario.council.date)
    for member in scenario.script:
        members_known(tables, sheet.where(("script", member)), {member})
    for member in scenario.members:
        members_known(tables, sheet.where(("override", "members", member)), {member})
    if scenario.chair:
        members_known(tables, sheet.where(("chair",)), {scenario.chair})
    _check_chair(sheet, scenario, seated)
    _check_scripts(sheet, scenario)
    _check_texts(sheet, scenario)
    _check_thresholds(sheet, scenario, len(seated))


@cache
def _seated_on(day: date) -> frozenset[str]:
    from sim.council import council_at, seated

    return frozenset(seated(council_at(read_tables(), day)))


def _check_chair(sheet: Sheet, scenario: "Scenario", seated: frozenset[str]) -> None:
    where = sheet.where(("chair",))
    for lever in scenario.levers:
        if lever.suspends() and scenario.chair not in (None, lever.who):
            what = (
                f"chair = {shown(scenario.chair)}: {lever.who} presides, which suspends the session"
            )
            raise Mistake(where, what, "Leave the chair out, or name the same.")
    if scenario.chair and scenario.chair not in seated:
        what = f"chair = {shown(scenario.chair)}: has no vote on {scenario.council.date}"
        raise Mistake(where, what, "Name a member that has, or leave the chair out.")


def _check_scripts(sheet: Sheet, scenario: "Scenario") -> None:
    """A member whose vote is a script's has no disposition that a lever could move or spread."""
    where, scripted = sheet.where(("lever",)), scenario.concerned | set(scenario.script)
    for lever in scenario.levers:
        if lever.kind == "government" and lever.who in scenario.concerned:
            what = f"{lever.who} changes its government, and its vote is a script's"
            raise Mistake(where, what, "Say in [script] how it votes instead.")
        for member in sorted({lever.who, *lever.whom} & scripted if lever.heeded() else ()):
            part = "persuades others" if member == lever.who else "is persuaded"
            what = f"{member} {part}, and its vote is a script's"
            raise Mistake(where, what, "Only who has a disposition draws others to it, or moves.")


def _check_texts(sheet: Sheet, scenario: "Scenario") -> None:
    for place, name, text in _beside_the_motion(scenario):
        if text.topic != scenario.motion.topic:
            what = f"{name} is about {text.topic}, and the motion about {scenario.motion.topic}"
            raise Mistake(sheet.where(place), what, "All texts are on one government.")
        if text.camp != scenario.motion.camp:
            what = f"{name} has camp = {text.camp}, and the motion camp = {scenario.motion.camp}"
            raise Mistake(sheet.where(place), what, "One government is of one camp in all texts.")
        kind = "agenda" if place == ("agenda",) else "text"
        if text.kind != kind:
            what = f'{name} has kind = "{text.kind}"; "{kind}" is needed here'
            fix = "An agenda item opens a session; a text is what it may end with."
            raise Mistake(sheet.where(place), what, fix)
    names = [name for name, _ in scenario.menu]
    for number, name in enumerate(names):
        if name in names[:number]:
            raise Mistake(sheet.where(("menu", number)), f"{name} stands on the menu twice")


def _check_thresholds(sheet: Sheet, scenario: "Scenario", seats: int) -> None:
    own = ("override", "motion", "threshold")
    where = f"{sheet.where()} motion {scenario.motion_name}"
    placed = [(sheet.where(own) if settles(sheet.tables, own) else where, "", scenario.motion)]
    placed += [(sheet.where(at), f"{name} has ", t) for at, name, t in _beside_the_motion(scenario)]
    for where, whose, text in placed:
        if text.threshold > seats:
            what = f"{whose}threshold = {text.threshold}: the council has {seats} seats"
            raise Mistake(where, what, "No vote could ever carry it.")


def _beside_the_motion(scenario: "Scenario") -> list[tuple[Location, str, MotionText]]:
    """The other texts of the session: where each stands, what it is called, the text."""
    placed = [(("menu", number), *entry) for number, entry in enumerate(scenario.menu)]
    if scenario.agenda:
        placed.append((("agenda",), "the agenda item", scenario.agenda))
    return placed
