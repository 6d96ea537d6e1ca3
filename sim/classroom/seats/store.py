"""Rooms on disk: who sits where, and what was done. Each action is one transaction.

Of a seat's token only a digest is kept.
"""

import json
import secrets
import sqlite3
import time
from pathlib import Path
from typing import Any, NamedTuple

from sim.classroom.door import LARGEST_SEED, RUNS, Refusal
from sim.classroom.language import N_
from sim.classroom.seats.database import Database
from sim.classroom.seats.keys import digest, new_code, new_token, plain
from sim.classroom.seats.words import KINDS, PHASES, SEATS, may

MOST_ROOMS, MOST_STUDENTS, MOST_NOTES = 50, 60, 40  # in a file, in a room, of a student

NO_ROOM = N_("There is no room with this code. Look at the board again.")
NO_SEAT = N_("This browser has no place in a room. Join with the code.")
NAME_TAKEN = N_("Somebody in this room goes by this name already. Choose another.")
SEAT_TAKEN = N_("Somebody else has just taken this seat. Choose another.")
ROOM_FULL = N_("This room has {most} students: no more can join.")
MANY_ROOMS = N_("There are {most} rooms. Delete one first.")
MANY_NOTES = N_("You have sent {most} notes: no more.")
NOT_NOW = N_("This can't be done in this phase.")
NOT_YOURS = N_("This seat can't do that.")
STANDING_IN = N_("The model acts for your seat. Ask the teacher to give it back.")
KEEPS_SEAT = N_("Seats are taken before the session opens.")
MOVED_ON = N_("The room has moved on already. Look again.")
STATUS = {NO_ROOM: 404, NO_SEAT: 401, NOT_YOURS: 403} | dict.fromkeys(
    (
        NAME_TAKEN, SEAT_TAKEN, ROOM_FULL, MANY_ROOMS, MANY_NOTES, NOT_NOW, STANDING_IN,
        KEEPS_SEAT, MOVED_ON,
    ),
    409,
)  # fmt: skip


class Room(NamedTuple):
    """A play: its scenario, which run of which luck, its phase, and how often it changed."""

    id: int
    code: str
    scenario: str
    seed: int
    run: int
    phase: int
    version: int
    opened: int

    @property
    def phase_name(self) -> str:
        """One of `words.PHASES`."""
        return PHASES[self.phase]


class Student(NamedTuple):
    """A student in a room. member: whose seat she has, if any; away: the model acts for it."""

    id: int
    room: int
    nickname: str
    member: str | None
    away: int


class Note(NamedTuple):
    """What one seat wrote to another, or to "all"."""

    id: int
    member: str
    nickname: str
    addressee: str
    text: str


_STUDENT = "student.id, student.room, student.nickname, student.member, student.away"


class Store:
    """The rooms of one file. Raises Mistake where the file can't be had, Refusal for an act."""

    def __init__(self, path: Path) -> None:
        self.path, self._database = path, Database(path)

    def close(self) -> None:
        """Close the file."""
        self._database.close()

    # What the teacher does

    def open_room(self, scenario: str) -> Room:
        """A new room for a scenario, with luck of its own and one of the runs of a batch."""
        with self._database.transaction() as db:
            if db.execute("SELECT count(*) FROM room").fetchone()[0] >= MOST_ROOMS:
                raise Refusal(MANY_ROOMS, most=MOST_ROOMS)
            values = (
                new_code(), scenario, secrets.randbelow(min(LARGEST_SEED, 10**6)),
                secrets.randbelow(RUNS), int(time.time()),
            )  # fmt: skip
            columns = "(code, scenario, seed, run, opened)"
            db.execute(f"INSERT INTO room {columns} VALUES (?, ?, ?, ?, ?)", values)
        return self.room(values[0])

    def rooms(self) -> list[Room]:
        """Every room, the newest first."""
        return [Room(*row) for row in self._database.rows("SELECT * FROM room ORDER BY id DESC")]

    def room(self, code: str) -> Room:
        """The room with this code, however it is typed. Raises Refusal."""
        found = self._database.rows("SELECT * FROM room WHERE code = ?", plain(code))
        if not found:
            raise Refusal(NO_ROOM)
        return Room(*found[0])

    def move(self, room: Room, before: int, to: int) -> None:
        """Move a room from one phase to a later one. Raises Refusal if it has moved since."""
        with self._database.transaction() as db:
            done = db.execute(
                "UPDATE room SET phase = ?, version = version + 1 WHERE id = ? AND phase = ? "
                "AND phase < ?",
                (to, room.id, before, to),
            )
            if done.rowcount != 1:
                raise Refusal(MOVED_ON)

    def stand_in(self, room: Room, student: int, away: bool) -> None:
        """Let the model act for a student of this room, or give her the seat back."""
        with self._database.transaction() as db:
            db.execute(
                "UPDATE student SET away = ? WHERE id = ? AND room = ?", (away, student, room.id)
            )
            self._changed(db, room.id)

    def delete(self, room: Room) -> None:
        """Delete a room and all that was done in it."""
        with self._database.transaction() as db:
            db.execute("DELETE FROM room WHERE id = ?", (room.id,))

    # What a student does

    def join(self, code: str, nickname: str) -> str:
        """The token of a new student in a room. Raises Refusal."""
        room, token = self.room(code), new_token()
        with self._database.transaction() as db:
            count = db.execute("SELECT count(*) FROM student WHERE room = ?", (room.id,))
            if count.fetchone()[0] >= MOST_STUDENTS:
                raise Refusal(ROOM_FULL, most=MOST_STUDENTS)
            try:
                db.execute(
                    "INSERT INTO student (room, nickname, token) VALUES (?, ?, ?)",
                    (room.id, nickname, digest(token)),
                )
            except sqlite3.IntegrityError:
                raise Refusal(NAME_TAKEN) from None
            self._changed(db, room.id)
        return token

    def whose(self, token: str | None) -> tuple[Student, Room]:
        """The student with this token, and her room. Raises Refusal."""
        with self._database.reading() as db:
            return self._whose(db, token)

    def take(self, token: str | None, member: str | None) -> None:
        """Take a member's seat, or none, before the session opens. Raises Refusal."""
        with self._database.transaction() as db:
            student, room = self._whose(db, token)
            if room.phase_name != SEATS:
                raise Refusal(KEEPS_SEAT)
            try:
                db.execute("UPDATE student SET member = ? WHERE id = ?", (member, student.id))
            except sqlite3.IntegrityError:
                raise Refusal(SEAT_TAKEN) from None
            self._changed(db, room.id)

    def act(self, token: str | None, kind: str, value: dict[str, Any]) -> None:
        """Keep a student's act, in place of an earlier one of its kind. Raises Refusal."""
        with self._database.transaction() as db:
            student, room = self._whose(db, token)
            if not may(kind, student.member):
                raise Refusal(NOT_YOURS)
            if room.phase_name not in KINDS[kind].phases:
                raise Refusal(NOT_NOW)
            if student.away:
                raise Refusal(STANDING_IN)
            db.execute(
                "INSERT OR REPLACE INTO act VALUES (?, ?, ?)",
                (student.id, kind, json.dumps(value)),
            )
            self._changed(db, room.id)

    def write(self, token: str | None, addressee: str, text: str) -> None:
        """Keep a note from a student's seat. Raises Refusal."""
        with self._database.transaction() as db:
            student, room = self._whose(db, token)
            if student.member is None:
                raise Refusal(NOT_YOURS)
            if student.away:
                raise Refusal(STANDING_IN)
            sent = db.execute("SELECT count(*) FROM note WHERE student = ?", (student.id,))
            if sent.fetchone()[0] >= MOST_NOTES:
                raise Refusal(MANY_NOTES, most=MOST_NOTES)
            db.execute(
                "INSERT INTO note (student, addressee, phase, text) VALUES (?, ?, ?, ?)",
                (student.id, addressee, room.phase, text),
            )
            self._changed(db, room.id)

    # What there is

    def students(self, room: Room) -> list[Student]:
        """Who is in a room, in the order of joining."""
        found = self._database.rows(
            f"SELECT {_STUDENT} FROM student WHERE room = ? ORDER BY id", room.id
        )
        return [Student(*row) for row in found]

    def acts(self, room: Room) -> dict[int, dict[str, Any]]:
        """What each student of a room did: {student: {kind: value}}."""
        found = self._database.rows(
            "SELECT act.student, kind, value FROM act JOIN student ON student.id = act.student "
            "WHERE room = ?",
            room.id,
        )
        done: dict[int, dict[str, Any]] = {}
        for student, kind, value in found:
            done.setdefault(student, {})[kind] = json.loads(value)
        return done

    def notes(self, room: Room) -> list[Note]:
        """Every note of a room, the newest first."""
        found = self._database.rows(
            "SELECT note.id, member, nickname, addressee, text FROM note "
            "JOIN student ON student.id = note.student WHERE room = ? ORDER BY note.id DESC",
            room.id,
        )
        return [Note(*row) for row in found]

    @staticmethod
    def _whose(db: sqlite3.Connection, token: str | None) -> tuple[Student, Room]:
        found = db.execute(
            f"SELECT {_STUDENT}, room.* FROM student JOIN room ON room.id = student.room "
            "WHERE token = ?",
            (digest(token or ""),),
        ).fetchone()
        if found is None:
            raise Refusal(NO_SEAT)
        return Student(*found[:5]), Room(*found[5:])

    @staticmethod
    def _changed(db: sqlite3.Connection, room: int) -> None:
        db.execute("UPDATE room SET version = version + 1 WHERE id = ?", (room,))
