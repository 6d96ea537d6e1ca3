"""A room of a play on a server of its own: a teacher who has the key, students who join."""

import importlib.util
import itertools
import re
from pathlib import Path

import httpx
import pytest

_spec = importlib.util.spec_from_file_location(
    "classroom_conftest", Path(__file__).parent.parent / "conftest.py"
)
_classroom = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(_classroom)

free_port = _classroom.free_port


class PlayServer(_classroom.Server):
    """`council classroom` with rooms in a file, and what its teacher and students do there."""

    def __init__(self, rooms):
        super().__init__("--rooms", str(rooms))
        self.rooms, self.addresses = rooms, itertools.count()
        self.key = re.search(r"key is (\S+),", self.told)[1]

    def client(self, address="127.0.0.1", **options):
        """A browser of this site that comes from an address of this machine."""
        options = {"headers": {"Origin": self.address}, "follow_redirects": True} | options
        transport = httpx.HTTPTransport(local_address=address)
        return httpx.Client(base_url=self.address, transport=transport, timeout=30, **options)

    def teacher(self):
        client = self.client()
        assert client.post("/en/teach", data={"key": self.key}).status_code == 200
        return client

    def open(self, teacher, scenario="march-28"):
        opened = teacher.post("/en/teach/rooms", data={"scenario": scenario})
        assert opened.status_code == 200
        return str(opened.url).rsplit("/", 1)[1]

    def student(self, code, nickname, member="", address=None):
        """A student who has joined, from an address of her own unless told: joins are limited."""
        number = next(self.addresses)
        client = self.client(address or f"127.0.{1 + number // 250}.{1 + number % 250}")
        joined = client.post("/en/join", data={"code": code, "nickname": nickname})
        assert joined.status_code == 200 and joined.url.path == "/en/seat", joined.text
        if member:
            assert client.post("/en/seat/take", data={"member": member}).status_code == 200
        return client

    def move(self, teacher, code, to):
        page = teacher.get(f"/en/teach/rooms/{code}").text
        before = re.search(r'data-phase="(\d)"', page)[1]
        moved = teacher.post(f"/en/teach/rooms/{code}/move", data={"before": before, "to": to})
        assert moved.status_code == 200


@pytest.fixture(scope="package")
def plays(tmp_path_factory):
    running = PlayServer(tmp_path_factory.mktemp("rooms") / "rooms.sqlite")
    yield running
    running.close()


@pytest.fixture
def room(plays):
    """A teacher, the code of her new room, and a Haiti and a United States that have joined."""
    teacher = plays.teacher()
    code = plays.open(teacher)
    students = {m: plays.student(code, f"for {m}", m) for m in ("HTI", "USA")}
    yield teacher, code, students
    teacher.post(f"/en/teach/rooms/{code}/delete")
