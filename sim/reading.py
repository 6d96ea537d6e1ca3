"""The one door by which text comes in: TOML and CSV files, checked and told apart from mistakes.

A file's shape is a pydantic model; past this door no rule holds a check. pydantic's own messages
are turned into: where, what stands there, the rule, the likely fix.
"""

import csv
import hashlib
import io
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any, TypeVar, get_args

from pydantic import BaseModel, ConfigDict, ValidationError

from sim.mistake import Mistake, did_you_mean, short

LARGEST = 32 * 1024 * 1024  # bytes; no table or scenario comes near it


class Strict(BaseModel):
    """A table of a TOML file: unknown keys are errors, and it can't be changed once read."""

    model_config = ConfigDict(extra="forbid", frozen=True, allow_inf_nan=False)


class Row(BaseModel):
    """A line of a CSV file: the columns we use; the others are for the reader of the file."""

    model_config = ConfigDict(extra="ignore", frozen=True, allow_inf_nan=False)


Model = TypeVar("Model", bound=BaseModel)


def read_bytes(path: Path) -> bytes:
    """The bytes of a file. Raises Mistake if it isn't there, can't be read or is no text's size."""
    try:
        if path.is_dir():
            raise Mistake(path, "is a folder; a file is needed")
        if path.stat().st_size > LARGEST:
            raise Mistake(path, f"is larger than {LARGEST // 1024**2} MiB; is it the right file?")
        return path.read_bytes()
    except FileNotFoundError:
        raise Mistake(path, "there is no such file") from None
    except OSError as error:
        raise Mistake(path, f"can't be read: {error.strerror}") from None


def read_text(path: Path) -> str:
    """The text of a UTF-8 file. Raises Mistake if it is empty or not text."""
    try:
        text = read_bytes(path).decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise Mistake(path, f"is not UTF-8 text (byte {error.start})") from None
    if not text.strip():
        raise Mistake(path, "is empty")
    if "\0" in text:
        raise Mistake(path, "is not text: it holds a zero byte")
    return text


def read_toml(path: Path) -> dict[str, Any]:
    """The tables of a TOML file. Raises Mistake with the line where its grammar breaks."""
    try:
        return tomllib.loads(read_text(path))
    except tomllib.TOMLDecodeError as error:
        raise Mistake(path, f"is not TOML: {error}") from None
    except RecursionError:
        raise Mistake(path, "is not TOML: nested too deeply") from None


def check(path: Path | str, tables: dict[str, Any], model: type[Model]) -> Model:
    """`tables` as a `model`. Raises Mistake that names the file, the table, the key, the rule."""
    try:
        return model.model_validate(tables)
    except ValidationError as error:
        problem = error.errors(include_url=False)[0]
        at = _as_written(problem["loc"], tables)
        if "discriminator" in problem.get("ctx", {}):  # the key that says of which kind a table is
            at = (*at, problem["ctx"]["discriminator"].strip("'"))
        where, key = _place(at)
        known = _known_keys(model, problem["loc"])
        place = f"{short(path)} {where}".rstrip()
        raise Mistake(place, *_told(problem, key, known)) from None


def read_rows(path: Path, model: type[Model]) -> list[Model]:
    """The lines of a CSV file as `model`s, in order.

    Raises Mistake that names the file, the line, the column, what stands there and the rule.
    """
    return [row for _, row in read_numbered_rows(path, model)]


def read_numbered_rows(path: Path, model: type[Model]) -> Iterator[tuple[int, Model]]:
    """The lines of a CSV file with their line numbers (the header is line 1)."""
    lines = csv.reader(io.StringIO(read_text(path)), strict=True)
    try:
        header = next(lines)
        missing = [name for name, field in model.model_fields.items() if name not in header]
        if missing:
            raise Mistake(f"{short(path)} line 1", f"has no column {missing[0]}")
        for cells in lines:
            if cells:
                yield lines.line_num, _row(path, lines.line_num, header, cells, model)
    except csv.Error as error:
        raise Mistake(f"{short(path)} line {lines.line_num}", f"is not CSV: {error}") from None


def _row(path: Path, line: int, header: list[str], cells: list[str], model: type[Model]) -> Model:
    where = f"{short(path)} line {line}"
    if len(cells) != len(header):
        raise Mistake(where, f"has {len(cells)} cells; the header has {len(header)}")
    row = {name: cell or None for name, cell in zip(header, cells, strict=True)}
    try:
        return model.model_validate(row)
    except ValidationError as error:
        problem = error.errors(include_url=False)[0]
        raise Mistake(where, *_told(problem, str(problem["loc"][-1]), [])) from None


def _as_written(location: tuple[int | str, ...], tables: Any) -> tuple[int | str, ...]:
    """A location as the user wrote it: without the kinds that pydantic puts between."""
    written, here = [], tables
    for step, part in enumerate(location):
        inside = isinstance(here, list) or (isinstance(here, dict) and part in here)
        if inside:
            here = here[part]
        if inside or (step == len(location) - 1 and isinstance(here, dict)):
            written.append(part)
    return tuple(written)


def _place(location: tuple[int | str, ...]) -> tuple[str, str]:
    """("lever", 0, "kind") -> ("[[lever]] 1", "kind"); ("motion", "camp") -> ("[motion]", ...)."""
    names = [str(part) for part in location if not isinstance(part, int)]
    numbers = [part for part in location if isinstance(part, int)]
    if not names:
        return "", ""
    if len(names) == 1:
        return "", names[0]
    table = ".".join(names[:-1])
    return (f"[[{table}]] {numbers[0] + 1}" if numbers else f"[{table}]"), names[-1]


def _known_keys(model: type[BaseModel], location: tuple[int | str, ...]) -> list[str]:
    """The keys that the table at `location` takes, as far as the model tells."""
    tables = [model]
    for part in location[:-1]:
        if isinstance(part, int):
            continue
        of_kind = [table for table in tables if part in _kinds(table)]
        fields = [table.model_fields[part] for table in tables if part in table.model_fields]
        tables = of_kind or [inner for field in fields for inner in _models_in(field.annotation)]
    return list(tables[0].model_fields) if tables else []


def _kinds(model: type[BaseModel]) -> tuple[str, ...]:
    """The values of `kind` that a table of this shape may have."""
    return get_args(model.model_fields["kind"].annotation) if "kind" in model.model_fields else ()


def _models_in(annotation: Any) -> list[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return [annotation]
    parts = getattr(annotation, "__args__", ())
    return [model for part in parts for model in _models_in(part)]


def _told(problem: Any, key: str, known: list[str]) -> tuple[str, str]:
    """(what, fix) of one of pydantic's problems, in our words."""
    kind, value, context = problem["type"], problem["input"], problem.get("ctx", {})
    stands = f"{key} = {value!r}" if key else repr(value)
    if kind == "extra_forbidden":
        return f'key "{key}" is not known', did_you_mean(key, known) if known else ""
    if kind in ("missing", "union_tag_not_found"):
        return f'key "{key}" is missing', ""
    if value is None:
        return f"{key} is empty; a value is needed", ""
    if kind == "literal_error":
        return f"{stands} is not known", did_you_mean(value, _choices(context["expected"]))
    if kind == "union_tag_invalid":
        choices = _choices(context["expected_tags"])
        return f"{key} = {context['tag']!r} is not known", did_you_mean(context["tag"], choices)
    if kind == "value_error":
        return f"{stands}: {context['error']}", ""
    rule = problem["msg"].removeprefix("Input ").replace("should", "must")
    return f"{stands}: {rule}", ""


def _choices(listed: str) -> list[str]:
    """ "'a', 'b' or 'c'" as a list."""
    return [choice.strip("' ") for choice in listed.replace(" or ", ",").split(",")]


def digest_of(*paths: Path) -> str:
    """sha256 over the names and bytes of these files, in order of name."""
    digest = hashlib.sha256()
    for path in sorted(paths, key=lambda path: path.name):
        digest.update(path.name.encode() + b"\0" + read_bytes(path) + b"\0")
    return digest.hexdigest()
