"""Rooms on disk: one transaction an action, files that are not ours, limits."""

import sqlite3

import pytest

from sim.classroom.door import RUNS, Refusal
from sim.classroom.seats import keys, store
from sim.classroom.seats.store import Store
from sim.classroom.seats.words import PHASES
from sim.mistake import Mistake

from .conftest import free_port


@pytest.fixture
def rooms(tmp_path):
    kept = Store(tmp_path / "below" / "rooms.sqlite")
    yield kept
    kept.close()


def test_everything_is_found_again(rooms):
    """Another store on the same file reads the same rooms, students, acts and notes."""
    room = rooms.open_room("march-28")
    token = rooms.join(f" {room.code[:4].lower()}-{room.code[4:]} ", "Ana")
    rooms.take(token, "HTI")
    rooms.write(token, "all", "ñandú")
    rooms.move(room, 0, PHASES.index("roll call"))
    rooms.act(token, "vote", {"value": "yes"})
    rooms.act(token, "vote", {"value": "no"})
    again = Store(rooms.path)
    assert again.rooms() == rooms.rooms() and len(again.rooms()) == 1
    student, found = again.whose(token)
    assert (student.member, student.nickname, found.phase_name) == ("HTI", "Ana", "roll call")
    assert again.acts(found) == {student.id: {"vote": {"value": "no"}}}
    assert [note.text for note in again.notes(found)] == ["ñandú"]
    assert 0 <= found.run < RUNS
    again.close()


def test_an_act_that_fails_leaves_nothing(rooms, monkeypatch):
    """Broken between its two statements, an act is undone as a whole."""
    room = rooms.open_room("march-28")
    token = rooms.join(room.code, "Ana")
    before = rooms.room(room.code)
    monkeypatch.setattr(rooms, "_changed", lambda *_: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        rooms.act(token, "before", {"rule": 1})
    assert rooms.acts(room) == {} and rooms.room(room.code) == before


def test_every_change_can_be_seen(rooms):
    """Joining, sitting, acting, writing, standing in and moving each raise the room's version."""
    room = rooms.open_room("march-28")
    token = rooms.join(room.code, "Ana")
    student = rooms.students(room)[0].id
    steps = (
        lambda: rooms.take(token, "HTI"),
        lambda: rooms.act(token, "before", {}),
        lambda: rooms.write(token, "all", "text"),
        lambda: rooms.stand_in(room, student, True),
        lambda: rooms.move(room, 0, 1),
    )
    for number, step in enumerate(steps):
        step()
        assert rooms.room(room.code).version == number + 2


def test_limits_are_told(rooms, monkeypatch):
    """Of rooms, of students in a room, of a student's notes: the next one is refused."""
    for name in ("MOST_ROOMS", "MOST_STUDENTS", "MOST_NOTES"):
        monkeypatch.setattr(store, name, 1)
    room = rooms.open_room("march-28")
    token = rooms.join(room.code, "Ana")
    rooms.take(token, "HTI")
    rooms.write(token, "all", "first")
    for refused, message in (
        (lambda: rooms.open_room("march-28"), store.MANY_ROOMS),
        (lambda: rooms.join(room.code, "Luis"), store.ROOM_FULL),
        (lambda: rooms.write(token, "all", "second"), store.MANY_NOTES),
    ):
        with pytest.raises(Refusal) as told:
            refused()
        assert told.value.message == message and told.value.values == {"most": 1}


def test_one_room_cannot_move_anothers_students(rooms):
    """Standing in is for a student of the room that says so."""
    ours, theirs = rooms.open_room("march-28"), rooms.open_room("march-28")
    token = rooms.join(theirs.code, "Ana")
    rooms.stand_in(ours, rooms.students(theirs)[0].id, True)
    assert rooms.whose(token)[0].away == 0


def test_files_that_cannot_hold_rooms_are_told(tmp_path, council):
    """No database, another program's, another format, a folder's place: exit code 1 and a fix."""
    text = tmp_path / "notes.txt"
    text.write_text("not a database, but long enough to be taken for one " * 40)
    other = tmp_path / "other.sqlite"
    with sqlite3.connect(other) as database:
        database.execute("CREATE TABLE bookmarks (id)")
    newer = tmp_path / "newer.sqlite"
    Store(newer).close()
    with sqlite3.connect(newer) as database:
        database.execute("PRAGMA user_version = 99")
    for path, word in (
        (text, "not a database"),
        (other, "another program"),
        (newer, "format 99"),
        (text / "below.sqlite", "can't be opened"),
        (tmp_path, "can't be used"),
    ):
        with pytest.raises(Mistake, match=word):
            Store(path)
        answer = council("classroom", "--rooms", path, "--port", free_port())
        assert answer.code == 1 and word in answer.err and "--rooms" in answer.err
    with sqlite3.connect(other) as database:
        assert database.execute("SELECT count(*) FROM sqlite_master").fetchone() == (1,)


def test_the_users_own_folder_is_the_default(tmp_path, monkeypatch):
    """XDG_DATA_HOME where it is set, else .local/share of the home folder."""
    from sim.commands.classroom import _own_rooms

    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    assert _own_rooms() == tmp_path / "council-sim" / "rooms.sqlite"
    monkeypatch.delenv("XDG_DATA_HOME")
    monkeypatch.setenv("HOME", str(tmp_path))
    assert _own_rooms() == tmp_path / ".local" / "share" / "council-sim" / "rooms.sqlite"


def test_a_limit_forgets_after_a_minute():
    """Two in a minute from one address: the third waits until the first is a minute old."""
    now = [0.0]
    limit = keys.Limit(2, clock=lambda: now[0])
    for at in (0.0, 30.0):
        now[0] = at
        limit.check("a")
        limit.count("a")
    limit.check("b")
    for at, refused in ((59.0, True), (60.5, False)):
        now[0] = at
        if refused:
            with pytest.raises(Refusal):
                limit.check("a")
        else:
            limit.check("a")


def test_a_limit_remembers_so_many_addresses(monkeypatch):
    """However many addresses try, what is remembered of them stays small."""
    monkeypatch.setattr(keys, "MOST_ADDRESSES", 3)
    limit = keys.Limit(1)
    for number in range(10):
        limit.count(str(number))
    assert len(limit._times) == 3


def test_keys_are_read_however_they_are_typed():
    """Small letters, spaces and dashes make no difference; another key opens nothing."""
    key = keys.new_key()
    teacher = keys.Teacher(key)
    session = teacher.enter(f" {key.lower().replace('-', ' ')}\n")
    assert teacher.knows(session)
    assert teacher.enter(key[:-1]) is None and teacher.enter("") is None
    assert not teacher.knows(None) and not teacher.knows("") and not teacher.knows(key)
