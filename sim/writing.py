"""Files written whole or not at all."""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import TemporaryFile
from typing import Any

from sim.mistake import Mistake


class writing:
    """A context in which a folder is written: what the system refuses becomes a Mistake."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def __enter__(self) -> None:
        return None

    def __exit__(self, kind: Any, error: BaseException | None, trace: Any) -> None:
        if isinstance(error, OSError):
            what = f"can't be written: {error.strerror or error}"
            raise Mistake(self.folder, what, "Give another folder with --out.") from None


@contextmanager
def keeping(parts: bool = True) -> Iterator[None]:
    """Work whose finished parts the same command finds again: Ctrl-C says so; if not, nothing."""
    try:
        yield
    except KeyboardInterrupt as stop:
        if parts:
            stop.add_note("finished parts are kept and the same command goes on")
        raise


@contextmanager
def made_ready(folder: Path) -> Iterator[None]:
    """A folder made before long work, and tried; it goes again if nothing comes of the work.

    Raises Mistake if files can't be written there.
    """
    made = [path for path in (folder, *folder.parents) if not path.exists()]
    with writing(folder):
        folder.mkdir(parents=True, exist_ok=True)
        with TemporaryFile(dir=folder):
            pass
    try:
        yield
    except BaseException:
        for path in made:
            with suppress(OSError):  # what holds something by now stays
                path.rmdir()
        raise


def write_whole(path: Path, text: str) -> None:
    """Write a text beside its target and move it there: a reader never sees half a file."""
    replace_whole(path, lambda beside: beside.write_text(text, encoding="utf-8"))


def replace_whole(path: Path, write: Callable[[Path], object]) -> None:
    """Let `write` fill a file beside the target, then move it there; leave nothing half-written."""
    beside = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        write(beside)
        os.replace(beside, path)
    finally:
        beside.unlink(missing_ok=True)
