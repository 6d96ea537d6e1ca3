"""How many pages may be open at once, and how much one page may ask at once.

A page counts from when it is served; its script says now and then that it is still there. Nothing
about who reads it is kept.
"""

import secrets
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from sim.classroom.door import Refusal
from sim.classroom.language import N_

FIRST_SIGN = 20.0  # seconds in which a new page must show that its script runs
SILENCE = 60.0  # seconds after which a page that says nothing is taken to be closed
AT_ONCE = 3  # questions of one page that may be under way


@dataclass
class _Page:
    until: float
    asking: int = 0


class Pages:
    """The open pages, by an id that can't be guessed.

    most   how many may be open
    clock  seconds that only grow; tests hand in their own
    """

    def __init__(self, most: int, clock: Callable[[], float] = time.monotonic) -> None:
        self.most, self._clock = most, clock
        self._open: dict[str, _Page] = {}
        self._lock = threading.Lock()

    def __len__(self) -> int:
        with self._lock:
            self._forget_silent()
            return len(self._open)

    def open(self) -> str:
        """The id of a new page. Raises Refusal when the room is full."""
        with self._lock:
            self._forget_silent()
            if len(self._open) >= self.most:
                raise Refusal(FULL, most=self.most)
            page = secrets.token_urlsafe(12)
            self._open[page] = _Page(self._clock() + FIRST_SIGN)
            return page

    def stay(self, page: str) -> None:
        """The page is still there. Raises Refusal if it has been taken for closed."""
        with self._lock:
            self._known(page).until = self._clock() + SILENCE

    def close(self, page: str) -> None:
        """The page is gone; one that isn't open is no mistake."""
        with self._lock:
            self._open.pop(page, None)

    @contextmanager
    def asking(self, page: str) -> Iterator[None]:
        """A question of this page's. Raises Refusal if it isn't open or asks too much at once."""
        with self._lock:
            known = self._known(page)
            if known.asking >= AT_ONCE:
                raise Refusal(TOO_MUCH)
            known.until = self._clock() + SILENCE
            known.asking += 1
        try:
            yield
        finally:
            with self._lock:
                known.asking -= 1

    def _known(self, page: str) -> _Page:
        self._forget_silent()
        if page not in self._open:
            raise Refusal(CLOSED)
        return self._open[page]

    def _forget_silent(self) -> None:
        now = self._clock()
        for page in [p for p, known in self._open.items() if known.until < now]:
            del self._open[page]


FULL = N_(
    "The room is full: {most} pages are open. Close one, or start the classroom with more --pages."
)
CLOSED = N_("This page was silent for too long. Load it again.")
TOO_MUCH = N_("This page asks too much at once. Wait a moment.")
