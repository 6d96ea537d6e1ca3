"""Every guard fires: no message to a user stands in the sources that no test has seen."""

import ast

from sim.words import ROOT


def guards():
    """(file, first line, last line) of every place that makes a Mistake."""
    for room in ("sim", "calibration"):
        for path in sorted((ROOT / room).rglob("*.py")):
            for node in ast.walk(ast.parse(path.read_text())):
                if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "Mistake":
                    yield str(path), node.lineno, node.end_lineno


def test_every_guard_has_fired(fired):
    """Each `Mistake(...)` in the sources was made by some test of this session.

    A new guard needs a test that fires it in this process: a case in `tests/mistakes/`.
    """
    silent = [
        f"{path}:{first}"
        for path, first, last in guards()
        if not any(path == at and first <= line <= last for at, line in fired)
    ]
    assert silent == []


def test_every_message_is_in_plain_words(fired, plain):
    """Whatever made it; of the messages from one place, the shortest."""
    assert [message for message in fired.values() if not plain(message)] == []
