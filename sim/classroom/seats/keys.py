"""Secrets and limits: the teacher's key, room codes, seat tokens, and how often one may try."""

import hashlib
import hmac
import secrets
import threading
import time
from collections import deque
from collections.abc import Callable

from sim.classroom.door import Refusal
from sim.classroom.language import N_

ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"  # no 0 O 1 I L: read aloud and copied from a board
CODE_LENGTH = 8  # 31**8 codes, 39.6 bits: trying 10 a minute finds one in 10**5 years
KEY_LENGTH = 12  # 59 bits
TOO_OFTEN = N_("Too many tries. Wait a minute, then try again.")
MINUTE = 60.0
MOST_ADDRESSES = 4096  # that a limit remembers


def _drawn(length: int) -> str:
    return "".join(secrets.choice(ALPHABET) for _ in range(length))


def new_code() -> str:
    """A room's code: eight letters and digits that can't be guessed."""
    return _drawn(CODE_LENGTH)


def new_key() -> str:
    """A teacher's key, in groups of four."""
    return in_groups(_drawn(KEY_LENGTH))


def new_token() -> str:
    """What a browser keeps to show whose seat it has: 192 random bits."""
    return secrets.token_urlsafe(24)


def in_groups(text: str) -> str:
    """ "ABCDEFGH" -> "ABCD-EFGH": how codes and keys are shown."""
    return "-".join(text[k : k + 4] for k in range(0, len(text), 4))


def plain(text: str) -> str:
    """A code or a key as it was drawn: typed case, spaces and dashes don't count."""
    return "".join(letter for letter in text.upper() if letter.isalnum())


def digest(secret: str) -> bytes:
    """What is kept of a secret. Long random secrets need no salt and no slow hash."""
    return hashlib.sha256(secret.encode()).digest()


class Teacher:
    """Who may open rooms: whoever has typed the key that was printed at the start.

    Nothing of it outlives the server: a new start prints a new key.
    """

    def __init__(self, key: str) -> None:
        self._key = digest(plain(key))
        self._sessions: deque[bytes] = deque(maxlen=32)

    def enter(self, key: str) -> str | None:
        """A session for the right key, else None; both take as long."""
        if not hmac.compare_digest(digest(plain(key)), self._key):
            return None
        session = new_token()
        self._sessions.append(digest(session))
        return session

    def knows(self, session: str | None) -> bool:
        """Whether a browser's session was opened with the key."""
        shown = digest(session or "")
        return any([hmac.compare_digest(shown, known) for known in self._sessions])


class Limit:
    """At most so many of something in a minute from one address.

    clock  seconds that only grow; tests hand in their own
    """

    def __init__(self, most: int, clock: Callable[[], float] = time.monotonic) -> None:
        self.most, self._clock = most, clock
        self._times: dict[str, deque[float]] = {}
        self._lock = threading.Lock()

    def check(self, address: str) -> None:
        """Raises Refusal if this address has no try left."""
        with self._lock:
            if len(self._recent(address)) >= self.most:
                raise Refusal(TOO_OFTEN)

    def count(self, address: str) -> None:
        """One more from this address."""
        with self._lock:
            self._recent(address).append(self._clock())

    def _recent(self, address: str) -> deque[float]:
        now = self._clock()
        if address not in self._times and len(self._times) >= MOST_ADDRESSES:
            self._times.pop(next(iter(self._times)))
        times = self._times.setdefault(address, deque(maxlen=self.most))
        while times and times[0] <= now - MINUTE:
            times.popleft()
        return times
