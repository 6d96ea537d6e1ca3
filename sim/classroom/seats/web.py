"""The routes of the play: what a student's and a teacher's browser may ask, and who may ask it.

A student is whoever holds a seat's token, a teacher whoever entered the key; both are cookies that
no script reads and no other site sends. Every route that changes something is a POST from a page
of this site.
"""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import NamedTuple

from anyio import to_thread
from fastapi import FastAPI

from sim.classroom.seats import posts, store
from sim.classroom.seats.keys import TOO_OFTEN, Limit, Teacher
from sim.classroom.seats.store import Store
from sim.classroom.seats.students import serve_students
from sim.classroom.seats.teachers import NO_TEACHER, WRONG_KEY, serve_teachers

STATUS = posts.STATUS | store.STATUS | {TOO_OFTEN: 429, NO_TEACHER: 403, WRONG_KEY: 403}
JOINS, MISSES, ENTRIES = 60, 10, 10  # a minute from one address: joins, wrong codes, wrong keys


THREADS = 2  # for requests: one waits for the disk while another writes a page


@asynccontextmanager
async def few_threads(app: FastAPI) -> AsyncIterator[None]:
    """Keep requests to a few threads: more would not be faster, and each keeps memory."""
    to_thread.current_default_thread_limiter().total_tokens = THREADS
    yield


class Seats(NamedTuple):
    """What the rooms of a server need: where they lie, and who may open them."""

    store: Store
    teacher: Teacher


def serve_seats(app: FastAPI, seats: Seats) -> None:
    """Add the routes of the play to the classroom."""
    serve_students(app, seats.store, Limit(JOINS), Limit(MISSES))
    serve_teachers(app, seats.store, seats.teacher, Limit(ENTRIES))
