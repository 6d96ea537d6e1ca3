"""The classroom's server on a port: compiled beforehand, small, quiet."""

from __future__ import annotations

import ctypes
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import uvicorn

from sim.mistake import Mistake

M_ARENA_MAX = -8  # glibc's name for how many heaps it may keep

if TYPE_CHECKING:
    from sim.classroom.seats.web import Seats

COMPILE = """
from sim.classroom.change import compared, resting
from sim.classroom.door import CompareAsk, RunAsk
from sim.classroom.watch import watched
watched(RunAsk(scenario={name!r}))
compared(CompareAsk(scenario={name!r}, base={name!r}, threat=False))
"""


def compile_apart() -> None:
    """Leave every compiled rule in the cache, by a process of its own.

    A process that compiles keeps 120 MiB for the compiler; one that reads the cache does not.
    """
    from sim.classroom.door import THREATENED

    subprocess.run([sys.executable, "-c", COMPILE.format(name=THREATENED)], check=True)


@contextmanager
def listening(host: str, port: int) -> Iterator[socket.socket]:
    """A socket that listens there. Raises Mistake if the address or the port can't be had."""
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(
            host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )[0]
        opened = socket.socket(family, kind, protocol)
    except (OSError, UnicodeError):
        raise Mistake("--host", f'"{host}" is no address of this machine') from None
    with opened:
        opened.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            opened.bind(address)
            opened.listen(128)
        except OSError as error:
            fix = "Another program listens there, or it isn't yours: give another with --port."
            raise Mistake(
                f"port {port} on {host}", f"can't be had: {error.strerror}", fix
            ) from None
        yield opened


def share_one_heap() -> None:
    """All threads take memory from one heap: 30 MiB less where glibc would give each its own."""
    mallopt = getattr(ctypes.CDLL(None), "mallopt", None) if sys.platform == "linux" else None
    if mallopt:
        mallopt(M_ARENA_MAX, 1)


class Server(uvicorn.Server):
    """A server that says when it answers: from then on, and not before, Ctrl-C closes it."""

    def __init__(self, config: uvicorn.Config, told: Callable[[], None]) -> None:
        super().__init__(config)
        self.told = told

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Start, and tell."""
        await super().startup(sockets=sockets)
        self.told()


def serve(
    opened: socket.socket,
    most_pages: int,
    seats: Seats | None = None,
    told: Callable[[], None] = lambda: None,
) -> None:
    """Answer on this socket until Ctrl-C; nothing that viewers ask is logged.

    seats  the rooms of the play, if any
    told   is called once it answers
    """
    share_one_heap()
    from sim.classroom.app import classroom

    config = uvicorn.Config(
        classroom(most_pages, seats),
        log_level="warning",
        access_log=False,
        server_header=False,
        timeout_keep_alive=30,
        limit_concurrency=8 * most_pages + 64,
    )
    Server(config, told).run(sockets=[opened])
