"""The file that rooms lie in: its tables, whose it is, and how it is written.

SQLite in write-ahead mode: what was answered as done survives a server that is killed.
"""

import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sim.mistake import Mistake

MARK, VERSION = 0x0A5C0241, 1  # application_id and user_version of our files
SCHEMA = """
CREATE TABLE room (
  id INTEGER PRIMARY KEY, code TEXT NOT NULL UNIQUE, scenario TEXT NOT NULL,
  seed INTEGER NOT NULL, run INTEGER NOT NULL, phase INTEGER NOT NULL DEFAULT 0,
  version INTEGER NOT NULL DEFAULT 0, opened INTEGER NOT NULL);
CREATE TABLE student (
  id INTEGER PRIMARY KEY, room INTEGER NOT NULL REFERENCES room ON DELETE CASCADE,
  nickname TEXT NOT NULL COLLATE NOCASE, token BLOB NOT NULL UNIQUE, member TEXT,
  away INTEGER NOT NULL DEFAULT 0, UNIQUE (room, member), UNIQUE (room, nickname));
CREATE TABLE act (
  student INTEGER NOT NULL REFERENCES student ON DELETE CASCADE, kind TEXT NOT NULL,
  value TEXT NOT NULL, PRIMARY KEY (student, kind)) WITHOUT ROWID;
CREATE TABLE note (
  id INTEGER PRIMARY KEY, student INTEGER NOT NULL REFERENCES student ON DELETE CASCADE,
  addressee TEXT NOT NULL, phase INTEGER NOT NULL, text TEXT NOT NULL);
"""
FIX = "Give another file with --rooms."


class Database:
    """One file, made if it isn't there. Raises Mistake where it can't be had."""

    def __init__(self, path: Path) -> None:
        self.path = path
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            self._file = sqlite3.connect(path, check_same_thread=False, isolation_level=None)
            self._prepare()
        except OSError as error:
            raise Mistake(path, f"can't be opened: {error.strerror or error}", FIX) from None
        except sqlite3.Error as error:
            raise Mistake(path, f"can't be used for rooms: {error}", FIX) from None
        self._lock = threading.Lock()

    def _prepare(self) -> None:
        run = self._file.execute
        run("PRAGMA busy_timeout = 3000")
        mark, version = (
            run(f"PRAGMA {p}").fetchone()[0] for p in ("application_id", "user_version")
        )
        empty = run("SELECT count(*) FROM sqlite_master").fetchone()[0] == 0
        if not empty and mark != MARK:
            raise Mistake(self.path, "is a database of another program", FIX)
        if not empty and version != VERSION:
            raise Mistake(self.path, f"holds rooms in format {version}; this is {VERSION}", FIX)
        run("PRAGMA journal_mode = WAL")
        run("PRAGMA synchronous = FULL")  # what was answered as done outlives a power cut too
        run("PRAGMA foreign_keys = ON")
        run("PRAGMA secure_delete = ON")
        if empty:
            begun = f"BEGIN IMMEDIATE; {SCHEMA} PRAGMA application_id = {MARK};"
            self._file.executescript(f"{begun} PRAGMA user_version = {VERSION}; COMMIT;")

    def close(self) -> None:
        """Close the file."""
        self._file.close()

    @contextmanager
    def transaction(self) -> Iterator[sqlite3.Connection]:
        """All that is done inside, or nothing."""
        with self._lock:
            self._file.execute("BEGIN IMMEDIATE")
            try:
                yield self._file
            except BaseException:
                self._file.execute("ROLLBACK")
                raise
            self._file.execute("COMMIT")

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """The file, while no other thread of this server has it."""
        with self._lock:
            yield self._file

    def rows(self, question: str, *values: Any) -> list[tuple]:
        """Every row that answers a question."""
        with self.reading() as db:
            return db.execute(question, values).fetchall()
