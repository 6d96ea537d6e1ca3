"""Motions in files, held against what is on record: the members, the roll calls."""

from collections.abc import Container
from pathlib import Path

from sim.kinds import read_kind
from sim.mistake import Mistake, did_you_mean
from sim.reading import check
from sim.shapes import MotionChange, MotionText
from sim.sheet import Location, Sheet, settles
from sim.wording import shown

Doubts = dict[str, Mistake]  # of a roll call that the shipped records lack: what is to be said


def motion_in(path: Path, doubts: Doubts) -> MotionText:
    """The motion that a file declares. Raises Mistake.

    doubts  gains its roll call, if only draws fitted to other records can know it
    """
    sheet = read_kind(path, "motions")
    motion = check(sheet, MotionText)
    hold_to_record(sheet, (), motion, doubts)
    return motion


def hold_to_record(
    sheet: Sheet, table: Location, motion: MotionText | MotionChange, doubts: Doubts
) -> None:
    """Raises Mistake if a motion's topic names no member, or is not that of its roll call.

    table  where in the sheet its keys stand; a change may leave out topic and record
    """
    from sim.council import members_known
    from sim.tables import read_tables

    tables, topic, record = read_tables(), motion.topic, motion.record
    about = {call.rollcall_id: call.topic for call in tables.rollcalls}
    if topic:
        where, other = sheet.where((*table, "topic")), "-".join(reversed(topic.split("-")))
        members_known(tables, where, set(topic.split("-")))
        if topic not in about.values() and other in about.values():
            what = f'topic = "{topic}": this dispute is on record as "{other}"'
            raise Mistake(where, what, "Write it so: its history goes by that name.")
    if record and record not in about:
        fix = f"{did_you_mean(record, about)} Or one that the draws of --fitted were fitted to."
        where = sheet.where((*table, "record"))
        doubts[record] = Mistake(where, f"record = {shown(record)} is not known", fix)
    elif record and topic and about[record] != topic:
        key = next((k for k in ("topic", "record") if settles(sheet.tables, (*table, k))), "record")
        what = f"the roll call {record} is about {about[record]}, and the motion about {topic}"
        fix = "A motion on another topic leaves `record` out: its shock is drawn afresh."
        raise Mistake(sheet.where((*table, key)), what, fix)


def raise_doubts(doubts: Doubts, known: Container[str] = ()) -> None:
    """Raises the Mistake of a roll call that neither the records nor these draws know."""
    for record, mistake in doubts.items():
        if f"own_shock[{record}]" not in known:
            raise mistake
