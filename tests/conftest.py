"""What tests share: the command line as a call, the shipped draws, and a list of mistakes told."""

import re
import sys
from typing import NamedTuple

import pytest
from hypothesis import settings

from sim.mistake import Mistake

# The first example of a test may have to compile what it calls, which takes seconds.
settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")

FIRED: dict[tuple[str, int], str] = {}  # by file and line of every Mistake made: the shortest
_make = Mistake.__init__


def _make_and_note(self, *parts, **named):
    caller = sys._getframe(1)
    _make(self, *parts, **named)
    place = (caller.f_code.co_filename, caller.f_lineno)
    FIRED[place] = min(str(self), FIRED.get(place, str(self)), key=len)


Mistake.__init__ = _make_and_note


class Answer(NamedTuple):
    """What a command left: its exit code, standard output and standard error."""

    code: int
    out: str
    err: str


@pytest.fixture
def council(capsys, monkeypatch):
    """The command line in this process: `council("run", "march-28")`, through its real entry."""
    from sim.commands import main

    def answer(*words: object) -> Answer:
        monkeypatch.setattr(sys, "argv", ["council", *map(str, words)])
        capsys.readouterr()
        with pytest.raises(SystemExit) as left:
            main()
        return Answer(left.value.code or 0, *capsys.readouterr())

    return answer


# What a user should never read: the wording and the types of libraries.
RAW = re.compile(
    r"Traceback|Input should|[a-z]+_(than|type|parsing|error|forbidden|mismatch)\b|literal\[|"
    r"constrained|pydantic|NoneType|\[key\]|Errno|object at|must be a valid|<class"
)


@pytest.fixture(scope="session")
def plain():
    """`plain(message)`: whether it speaks our words alone."""
    return lambda message: not RAW.search(message)


@pytest.fixture(scope="session")
def fitted():
    """The shipped draws."""
    from sim.fitted import read_fitted

    return read_fitted()


@pytest.fixture
def fired(request):
    """Where mistakes were made so far and what they said, if every fast test runs; else skips."""
    config = request.config
    chosen = config.option.keyword or config.option.markexpr != "not slow"
    if chosen or config.args_source.name != "TESTPATHS":
        pytest.skip("only a run of the whole suite shows which guards fire")
    return FIRED


def pytest_collection_modifyitems(items):
    """What looks back on the whole session comes last."""
    items.sort(key=lambda item: "fired" in getattr(item, "fixturenames", ()))
