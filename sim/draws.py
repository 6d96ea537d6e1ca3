"""Draws in a folder: a table of numbers, and beside it what it rests on, told apart from damage."""

import hashlib
import io
import json
import struct
import zipfile
import zlib
from pathlib import Path
from tokenize import TokenError
from typing import Any

import numpy as np

from sim.mistake import Mistake
from sim.reading import read_bytes, read_text
from sim.writing import replace_whole, write_whole

DAMAGED = (  # what numpy and the zip format raise on bytes that are no table of draws
    OSError, ValueError, LookupError, TypeError, EOFError, MemoryError, RuntimeError, SyntaxError,
    OverflowError, zipfile.BadZipFile, zlib.error, struct.error, TokenError,
)  # fmt: skip


def read_draws(
    draws_path: Path, about_path: Path, again: str
) -> tuple[tuple[str, ...], np.ndarray, dict[str, Any]]:
    """((parameter,) names, (draw, parameter) numbers, what `about` says), if they belong together.

    again  how to write them again. Raises Mistake.
    """
    try:
        about = json.loads(read_text(about_path))
    except (ValueError, RecursionError):
        raise Mistake(about_path, "is damaged: it is not JSON", again) from None
    try:
        with np.load(io.BytesIO(read_bytes(draws_path)), allow_pickle=False) as saved:
            names, draws = tuple(str(name) for name in saved["names"]), saved["draws"]
    except DAMAGED:
        raise Mistake(draws_path, "is damaged: it can't be read", again) from None
    whole = draws.ndim == 2 and draws.shape[1] == len(names) and len(draws) > 0
    if not whole or draws.dtype.kind != "f" or not np.isfinite(draws).all():
        raise Mistake(draws_path, "is damaged: not a table of finite numbers", again)
    if not isinstance(about, dict) or about.get("digest") != digest_of_draws(names, draws):
        raise Mistake(draws_path, f"does not belong to the {about_path.name} beside it", again)
    return names, draws, about


def write_draws(
    draws_path: Path, about_path: Path, names: tuple[str, ...], draws: np.ndarray, about: dict
) -> None:
    """Write both files, each whole or not there; the digest stands in what `about` says."""

    def save(path: Path) -> None:
        with path.open("wb") as file:
            np.savez_compressed(file, names=np.array(names), draws=np.asfortranarray(draws))

    replace_whole(draws_path, save)
    about = {"digest": digest_of_draws(names, draws)} | about
    write_whole(about_path, json.dumps(about, indent=2) + "\n")


def digest_of_draws(names: tuple[str, ...], draws: np.ndarray) -> str:
    """sha256 of the names and the numbers, as little-endian float32."""
    digest = hashlib.sha256("\0".join(names).encode())
    digest.update(np.ascontiguousarray(draws, dtype="<f4").tobytes())
    return digest.hexdigest()


def stamp(path: Path) -> tuple[int, int] | None:
    """When a file was written and its size: another stamp, another content."""
    try:
        stat = path.stat()
    except OSError:
        return None  # the reader says what is wrong
    return stat.st_mtime_ns, stat.st_size
