"""Forty students in one room, on loopback: quick, small, and nothing lost when the server dies."""

import asyncio
import random
import signal
import time

import httpx
import psutil
import pytest

from sim.classroom.seats.store import Store
from sim.classroom.seats.words import PHASES
from sim.tables import read_tables

from .conftest import PlayServer

STUDENTS = 40
PAUSE = (0.0, 6.0)  # seconds in which students act after a phase has begun
POLL = 1.5  # seconds between two looks of a page at its room
SLOWEST, LARGEST = 0.300, 300  # seconds for the 95th percentile; MiB in all
QUIZ = {"rule": 1, "abstention": 0, "reactance": 1, "evidence": 1}
FORMS = {
    "sign": {"value": "yes"},
    "speak": {"reason": "path", "text": "No es esta la vía." * 8},
    "predict": {"yes": 20, "no": 10, "abstain": 3},
    "before": QUIZ,
    "after": QUIZ,
    "threat": {"value": "private"},
    "lead": {"value": "yes"},
}
DUE = {
    "seats": ("before",), "opening": ("threat", "lead"), "request": ("sign",),
    "debate": ("speak",), "prediction": ("predict",), "roll call": ("vote",), "result": ("after",),
}  # fmt: skip


class Student:
    """One phone: it acts once a phase, and looks every two seconds whether the room has moved."""

    def __init__(self, address, number, member):
        self.luck, self.member, self.took, self.kept = random.Random(number), member, [], {}
        self.client = httpx.AsyncClient(
            base_url=address, headers={"Origin": address}, timeout=30, follow_redirects=True
        )
        self.number = number

    async def post(self, path, form):
        """Press a button: the act, and the page that comes back."""
        began = time.perf_counter()
        answer = await self.client.post(path, data=form)
        self.took.append(time.perf_counter() - began)
        return answer.status_code

    async def join(self, code):
        await asyncio.sleep(self.luck.uniform(*PAUSE))
        form = {"code": code, "nickname": f"student {self.number}"}
        assert await self.post("/es/join", form) == 200
        if self.member:
            assert await self.post("/es/seat/take", {"member": self.member}) == 200

    def forms(self, phase):
        """What this phase awaits of this seat."""
        for kind in DUE[phase]:
            if kind in ("threat", "lead") and self.member != "USA":
                continue
            if kind in ("sign", "speak", "vote") and not self.member:
                continue
            yield kind, FORMS.get(kind) or {"value": self.luck.choice(["yes", "no", "abstain"])}

    async def act(self, phase):
        await asyncio.sleep(self.luck.uniform(*PAUSE))
        for kind, form in self.forms(phase):
            if await self.post(f"/es/seat/act/{kind}", form) == 200:
                self.kept[kind] = {k: str(v) for k, v in form.items()}

    async def look(self):
        while True:
            await asyncio.sleep(POLL)
            assert (await self.client.get("/seat/state")).status_code == 200


def memory(process):
    """MiB of a process and all below it."""
    tree = [psutil.Process(process.pid)]
    tree += tree[0].children(recursive=True)
    return sum(each.memory_info().rss for each in tree) / 2**20


def busy(process):
    """Seconds of a core that a process has used."""
    times = psutil.Process(process.pid).cpu_times()
    return times.user + times.system


def crowd_for(server):
    members = [row.iso3 for row in read_tables().members]
    seats = [*members, *[""] * (STUDENTS - len(members))]
    return [Student(server.address, k, member) for k, member in enumerate(seats)]


async def play(server, teacher, code, students):
    """The whole session; the teacher's seconds for each move."""
    await asyncio.gather(*(student.join(code) for student in students))
    moves = []
    looking = [asyncio.create_task(student.look()) for student in students]
    for phase in PHASES:
        if phase != PHASES[0]:
            began = time.perf_counter()
            await asyncio.to_thread(server.move, teacher, code, PHASES.index(phase))
            moves.append(time.perf_counter() - began)
        await asyncio.gather(*(student.act(phase) for student in students))
    for task in looking:
        task.cancel()
    failed = [e for e in await asyncio.gather(*looking, return_exceptions=True) if e]
    assert all(isinstance(error, asyncio.CancelledError) for error in failed)
    return moves


def kept_in(rooms, code):
    """What the file says that each student did, by seat number, as text."""
    store = Store(rooms)
    room = store.room(code)
    acts, students = store.acts(room), store.students(room)
    store.close()
    return {
        student.nickname: {
            kind: {k: str(v) for k, v in value.items()}
            for kind, value in acts.get(student.id, {}).items()
        }
        for student in students
    }


@pytest.mark.speed
def test_forty_students_play_a_session(tmp_path):
    """95 % of their actions under 300 ms, the server's processes under 300 MiB, every act kept."""
    server = PlayServer(tmp_path / "rooms.sqlite")
    try:
        teacher = server.teacher()
        code = server.open(teacher)
        students = crowd_for(server)
        before = busy(server.process)
        moves = asyncio.run(play(server, teacher, code, students))
        spent = busy(server.process) - before
        took = sorted([*moves, *(t for student in students for t in student.took)])
        used = memory(server.process)
    finally:
        server.close()
    p50, p95 = took[len(took) // 2], took[int(0.95 * len(took))]
    print(f"\n{len(took)} actions: median {p50:.3f} s, 95th percentile {p95:.3f} s; {used:.0f} MiB")
    print(f"{1000 * spent / len(took):.0f} ms of one core for an action, looking on included")
    told = {f"student {s.number}": s.kept for s in students}
    assert kept_in(server.rooms, code) == told
    assert sum(len(kept) for kept in told.values()) == 34 * 6 + 6 * 3 + 2
    assert used < LARGEST
    assert p95 < SLOWEST


async def write_until_killed(server, code, students):
    """Everybody writes without a pause; in the middle of it the server is killed."""
    await asyncio.gather(*(student.join(code) for student in students))
    answered = []

    async def write(student):
        try:
            for number in range(400):
                text = f"{student.number}-{number}"
                form = {"addressee": "all", "text": text} if student.member else QUIZ
                path = "/es/seat/note" if student.member else "/es/seat/act/before"
                if await student.post(path, form) == 200 and student.member:
                    answered.append(text)
                elif student.member:
                    return  # its notes are used up
        except httpx.TransportError:
            return

    writing = [asyncio.create_task(write(student)) for student in students]
    while len(answered) < 100:
        await asyncio.sleep(0.01)
    server.process.send_signal(signal.SIGKILL)
    await asyncio.gather(*writing)
    return answered


@pytest.mark.slow
def test_nothing_is_lost_when_the_server_is_killed(tmp_path):
    """Killed while forty write and started again: what was answered is there, seats are kept."""
    server = PlayServer(tmp_path / "rooms.sqlite")
    teacher = server.teacher()
    code = server.open(teacher)
    students = crowd_for(server)

    async def killed_and_started_again():
        answered = await write_until_killed(server, code, students)
        server.process.wait(20)
        again = await asyncio.to_thread(PlayServer, tmp_path / "rooms.sqlite")
        pages = []
        for student in students:
            headers = {"Origin": again.address}
            async with httpx.AsyncClient(base_url=again.address, headers=headers) as client:
                client.cookies.set("seat", student.client.cookies["seat"])
                pages.append((await client.get("/en/seat")).text)
        return answered, again, pages

    answered, again, pages = asyncio.run(killed_and_started_again())
    try:
        assert again.key != server.key  # a new start, a new key: the old session is worth nothing
        assert again.client(cookies=dict(teacher.cookies)).get(
            f"/en/teach/rooms/{code}"
        ).status_code == 403  # fmt: skip
        names = {row.iso3: row.name for row in read_tables().members}
        for student, page in zip(students, pages, strict=True):
            seat = f"You sit for {names[student.member]}" if student.member else "no seat yet"
            assert seat in page and f"student {student.number}" in page
        assert again.teacher().get(f"/en/teach/rooms/{code}").status_code == 200
        store = Store(again.rooms)
        kept = {note.text for note in store.notes(store.room(code))}
        store.close()
        assert len(answered) >= 100 and set(answered) <= kept
    finally:
        again.close()
        server.process.stdout.close()
