"""The one door by which text comes in: TOML and CSV files, checked and told apart from mistakes.

A file's shape is a pydantic model; past this door no rule holds a check. What pydantic finds is
told in our words (`sim.wording`): file, line, key = value, the rule, the likely fix.
"""

import csv
import hashlib
import io
import re
import tomllib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import ClassVar, TypeVar

from pydantic import BaseModel, ConfigDict, ValidationError

from sim.mistake import Mistake, did_you_mean, short
from sim.sheet import Sheet
from sim.wording import shown, told

LARGEST = 32 * 1024**2  # bytes; no table comes near it
LARGEST_TOML = 1024**2  # nor any scenario near this


class Strict(BaseModel):
    """A table of a TOML file: unknown keys are errors, a number in quotes is not a number."""

    model_config = ConfigDict(extra="forbid", frozen=True, allow_inf_nan=False, strict=True)
    aside: ClassVar[tuple[str, ...]] = ()  # keys that are dealt with before the shape is checked


class Row(BaseModel):
    """A line of a CSV file: the columns we use; the others are for the reader of the file."""

    model_config = ConfigDict(extra="ignore", frozen=True, allow_inf_nan=False)


Model = TypeVar("Model", bound=BaseModel)


def matching(pattern: str | re.Pattern, words: str) -> Callable[[str], str]:
    """A validator of text: it must match the whole pattern, which `words` describe."""

    def validate(text: str) -> str:
        if not isinstance(text, str) or not re.fullmatch(pattern, text):
            raise ValueError(f"must be {words}")
        return text

    return validate


def read_bytes(path: Path, largest: int = LARGEST) -> bytes:
    """The bytes of a file. Raises Mistake if it isn't there, can't be read or is no text's size."""
    try:
        if path.is_dir():
            raise Mistake(path, "is a folder; a file is needed")
        if path.stat().st_size > largest:
            raise Mistake(path, f"is larger than {largest // 1024**2} MiB; is it the right file?")
        if not path.is_file():
            raise Mistake(path, "is not a file")
        return path.read_bytes()
    except FileNotFoundError:
        raise Mistake(path, "there is no such file") from None
    except OSError as error:
        raise Mistake(path, f"can't be read: {error.strerror}") from None
    except ValueError:
        raise Mistake(shown(str(path)), "is no name of a file") from None


def read_text(path: Path, largest: int = LARGEST) -> str:
    """The text of a UTF-8 file. Raises Mistake if it is empty or not text."""
    try:
        text = read_bytes(path, largest).decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise Mistake(path, f"is not UTF-8 text (byte {error.start + 1})") from None
    if "\0" in text:
        raise Mistake(path, "is not text: it holds a zero byte")
    if not text.strip():
        raise Mistake(path, "is empty")
    return text


def read_toml(path: Path) -> Sheet:
    """The tables of a TOML file. Raises Mistake with the line where its grammar breaks."""
    text = read_text(path, LARGEST_TOML)
    try:
        return Sheet.of(path, tomllib.loads(text), text)
    except RecursionError:
        raise Mistake(path, "is not TOML: nested too deeply") from None
    except ValueError as error:
        raise _not_toml(path, text, str(error)) from None


def _not_toml(path: Path, text: str, error: str) -> Mistake:
    """tomllib's complaint, with the line that it is about."""
    what, _, place = error.partition(" (at ")
    number = re.match(r"line (\d+)", place)
    lines = text.rstrip().split("\n")
    line = min(int(number[1]), len(lines)) if number else len(lines)  # else: at the end
    if what == "Cannot overwrite a value":
        what = "a key stands a second time"
    fix = "Text stands in quotes." if what == "Invalid value" else ""
    return Mistake(
        f"{short(path)} line {line}", f"is not TOML: {what}: {lines[line - 1].strip()[:60]}", fix
    )


def check(sheet: Sheet, model: type[Model]) -> Model:
    """A sheet as a `model`. Raises Mistake that names the file, the line, the table, the key."""
    try:
        return model.model_validate(sheet.tables)
    except ValidationError as error:
        location, what, fix = told(error.errors(include_url=False), sheet.tables, model)
        raise Mistake(sheet.where(location), what, fix) from None


def read_declaration(path: Path, model: type[Model]) -> Model:
    """A TOML file that extends no other, as a `model`. Raises Mistake."""
    return check(read_toml(path), model)


def read_rows(path: Path, model: type[Model]) -> list[Model]:
    """The lines of a CSV file as `model`s, in order.

    Raises Mistake that names the file, the line, the column, what stands there and the rule.
    """
    return [row for _, row in read_numbered_rows(path, model)]


def read_numbered_rows(path: Path, model: type[Model]) -> Iterator[tuple[int, Model]]:
    """The lines of a CSV file with their line numbers (the header is line 1)."""
    lines = csv.reader(io.StringIO(read_text(path), newline=None), strict=True)
    try:
        header = next(lines)
        _check_header(path, header, model)
        for cells in lines:
            if cells:
                yield lines.line_num, _row(path, lines.line_num, header, cells, model)
    except csv.Error as error:
        raise Mistake(f"{short(path)} line {lines.line_num}", f"is not CSV: {error}") from None


def read_header(path: Path) -> list[str]:
    """The names of a CSV file's columns."""
    return next(csv.reader(io.StringIO(read_text(path), newline=None)))


def _check_header(path: Path, header: list[str], model: type[BaseModel]) -> None:
    where = f"{short(path)} line 1"
    for name in model.model_fields:
        if name not in header:
            raise Mistake(where, f"has no column {name}", did_you_mean(name, filter(None, header)))
        if header.count(name) > 1:
            raise Mistake(where, f"has the column {name} twice")


def _row(path: Path, line: int, header: list[str], cells: list[str], model: type[Model]) -> Model:
    where = f"{short(path)} line {line}"
    if len(cells) != len(header):
        raise Mistake(where, f"has {len(cells)} cells; the header has {len(header)}")
    row = {name: cell or None for name, cell in zip(header, cells, strict=True)}
    try:
        return model.model_validate(row)
    except ValidationError as error:
        _, what, fix = told(error.errors(include_url=False), row, model)
        raise Mistake(where, what, fix) from None


def digest_of(*paths: Path) -> str:
    """sha256 over the names and bytes of these files, in order of name."""
    digest = hashlib.sha256()
    for path in sorted(paths, key=lambda path: path.name):
        digest.update(path.name.encode() + b"\0" + read_bytes(path) + b"\0")
    return digest.hexdigest()
