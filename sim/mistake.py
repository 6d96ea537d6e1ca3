"""A user's mistake, told so that it can be mended: where, what, the rule, the likely fix."""

import difflib
from collections.abc import Iterable
from pathlib import Path


class Mistake(Exception):
    """Something a user can put right: a file, a key, a name, a folder.

    where  file and place, as the user would look for it
    what   what stands there and which rule it breaks
    fix    the likely remedy; may be empty
    """

    def __init__(self, where: object, what: str, fix: str = "") -> None:
        self.where, self.what, self.fix = short(where), what, fix
        super().__init__(f"{self.where}: {what}" + (f"\n{fix}" if fix else ""))


class Note(UserWarning):
    """What a user should know of what was asked for, though it is no mistake."""


def short(where: object) -> str:
    """The place as the user typed it: a path below the current folder loses that folder."""
    if isinstance(where, Path) and where.is_relative_to(Path.cwd()):
        return str(where.relative_to(Path.cwd()))
    return str(where)


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """`Did you mean "threat"? Known: ...` for a word that is not among the known ones.

    Empty if nothing is known.
    """
    known = sorted(known)
    if not known:
        return ""
    close = difflib.get_close_matches(str(word), known, n=1)
    guess = f'Did you mean "{close[0]}"? ' if close else ""
    return f"{guess}Known: {', '.join(known)}."
