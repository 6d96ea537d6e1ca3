"""What the reader of a message is told: pydantic's problems in our words."""

import json
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from typing import Any, get_args

from annotated_types import Ge, Gt, Le
from pydantic import BaseModel
from pydantic_core import ErrorDetails

from sim.mistake import did_you_mean
from sim.sheet import Location

LONGEST = 60  # characters of a value that a message repeats

RULES = {
    "float_type": "a number",
    "float_parsing": "a number",
    "int_type": "a whole number",
    "int_parsing": "a whole number",
    "int_parsing_size": "a whole number of fewer digits",
    "int_from_float": "a whole number",
    "finite_number": "a finite number",
    "string_type": "one text in quotes",
    "date_type": "a date such as 2017-03-28",
    "date_parsing": "a date such as 2017-03-28",
    "date_from_datetime_parsing": "a date such as 2017-03-28",
    "date_from_datetime_inexact": "a date without a time",
    "list_type": "a list in square brackets",
    "dict_type": "a table",
    "model_type": "a table",
    "model_attributes_type": "a table",
    "too_short": "a list with something in it",
}
RANGES = {"greater_than_equal", "greater_than", "less_than_equal"}


def told(
    problems: list[ErrorDetails], tables: dict[str, Any], model: type[BaseModel]
) -> tuple[Location, str, str]:
    """The location of the first problem, what stands there with the rule it breaks, and a fix.

    An unknown key comes before all else: it is the key that is then missing, misspelt.

    problems  pydantic's, of `tables` against `model`
    """
    first = min(problems, key=lambda problem: problem["type"] != "extra_forbidden")
    location, value = reached(tables, first)
    table = table_model(model, first["loc"])
    key, kind = _key(location), first["type"]
    if kind == "extra_forbidden":
        return location, *_unknown(key, known_keys(table))
    if kind == "union_tag_not_found":
        known = {k for one in _table_models(model, first["loc"]) for k in known_keys(one)}
        for stray in _at(tables, location[:-1]).keys() - known:
            return (*location[:-1], stray), *_unknown(stray, known)
    if kind in ("missing", "union_tag_not_found"):
        return location, f"key {shown(key)} is missing", ""
    if value is None:
        return location, f"{key} is empty; a value is needed", ""
    if kind == "value_error" and isinstance(value, dict) and "[key]" not in first["loc"]:
        return (*location, ""), str(first["ctx"]["error"]), ""  # a rule between a table's keys
    stands = f"{key} = {shown(value)}" if "[key]" not in first["loc"] else f"key {shown(key)}"
    together = [problem for problem in problems if reached(tables, problem)[0] == location]
    choices = [choice for problem in together for choice in _choices(problem)]
    guess = did_you_mean(value, choices) if isinstance(value, str) and choices else ""
    if guess and len(together) == 1:
        return location, f"{stands} is not known", guess
    rules = dict.fromkeys(_rule(problem, table, key) for problem in together)
    return location, f"{stands}: {' or '.join(rules)}", guess


def known_keys(model: type[BaseModel]) -> tuple[str, ...]:
    """The keys that a table of this shape may have."""
    return (*model.model_fields, *getattr(model, "aside", ()))


def _unknown(key: str, known: Iterable[str]) -> tuple[str, str]:
    return f"key {shown(key)} is not known", did_you_mean(key, known)


def _at(tables: dict[str, Any], location: Location) -> Any:
    for part in location:
        tables = tables[part]
    return tables


def reached(tables: dict[str, Any], problem: ErrorDetails) -> tuple[Location, Any]:
    """A problem's location as the user wrote it, and what stands there.

    pydantic puts names of its own between: of a union's branches, of a key as against its value.
    """
    location, value = (), tables
    for part in problem["loc"]:
        in_list = isinstance(value, list) and isinstance(part, int)
        if in_list or (isinstance(value, dict) and part in value):
            location, value = (*location, part), value[part]
    if problem["type"] == "missing":
        return (*location, problem["loc"][-1]), None
    discriminator = problem.get("ctx", {}).get("discriminator", "").strip("'")
    if discriminator:  # the key that says of which kind a table is
        return (*location, discriminator), value.get(discriminator)
    return location, value


def table_model(model: type[BaseModel], location: Location) -> type[BaseModel]:
    """The model of the table round pydantic's location, where `model` is the whole file's."""
    return _table_models(model, location)[0]


def _table_models(model: type[BaseModel], location: Location) -> list[type[BaseModel]]:
    """The same, of a table whose kind isn't known all that it may be."""
    tables = [model]
    for part in location[:-1]:
        of_kind = [table for table in tables if part in _kinds(table)]
        fields = [table.model_fields[part] for table in tables if part in table.model_fields]
        inner = [x for field in fields for x in _parts(field.annotation) if _is_model(x)]
        tables = of_kind or inner or tables
    return tables


def _kinds(table: type[BaseModel]) -> tuple[str, ...]:
    """The values of `kind` that a table of this shape may have."""
    return get_args(table.model_fields["kind"].annotation) if "kind" in table.model_fields else ()


def shown(value: Any) -> str:
    """A value as it would stand in the file, cut short."""
    if isinstance(value, dict):
        return "a table"
    if isinstance(value, (date, datetime)):
        return value.isoformat()
    if isinstance(value, int) and value.bit_length() > 200:
        return "a very long number"  # Python refuses to write it out
    if isinstance(value, list):
        text = f"[{', '.join(shown(item) for item in value[:9])}{', ...' if value[9:] else ''}]"
    else:
        text = json.dumps(value, ensure_ascii=False, default=str)
    return text if len(text) <= LONGEST else text[: LONGEST - 4] + " ..."


def _key(location: Location) -> str:
    """The last key, with the number of the item in a list: "targets 2"."""
    keys = [k for k, part in enumerate(location) if isinstance(part, str)]
    if not keys:
        return ""
    numbers = "".join(f" {int(part) + 1}" for part in location[keys[-1] + 1 :])
    return f"{location[keys[-1]]}{numbers}"


def _choices(problem: ErrorDetails) -> list[str]:
    """The words that may stand there, if it is a choice of words."""
    choices = _listed(problem).replace(" or ", ", ").split(",")
    return [choice.strip("' ") for choice in choices if choice]


def _listed(problem: ErrorDetails) -> str:
    """The words of a choice as pydantic lists them: "'a', 'b' or 'c'"; empty if it is none."""
    context = problem.get("ctx", {})
    return context.get("expected", context.get("expected_tags", ""))


def _rule(problem: ErrorDetails, table: type[BaseModel], key: str) -> str:
    kind = problem["type"]
    if kind == "value_error":
        return str(problem["ctx"]["error"])
    if kind in ("literal_error", "union_tag_invalid"):
        return "must be " + _listed(problem).replace("'", '"')
    if kind in RANGES:
        return f"must be {_range(table, key.split()[0])}"
    if kind in RULES:
        return f"must be {RULES[kind]}"
    return problem["msg"].removeprefix("Input ").replace("should", "must")


def _range(table: type[BaseModel], key: str) -> str:
    """The range that a key declares, in words."""
    field = table.model_fields[key]
    low = high = ""
    for bound in (*field.metadata, *_parts(field.annotation)):
        if isinstance(bound, Ge):
            low = f"at least {bound.ge:g}"
        elif isinstance(bound, Gt):
            low = f"more than {bound.gt:g}"
        elif isinstance(bound, Le):
            high = f"at most {bound.le:g}"
    return " and ".join(bound for bound in (low, high) if bound)


def _is_model(part: Any) -> bool:
    return isinstance(part, type) and issubclass(part, BaseModel)


def _parts(annotation: Any) -> Iterator[Any]:
    """An annotation, and everything that it is made of."""
    yield annotation
    inner: Iterable[Any] = (
        *getattr(annotation, "__args__", ()),
        *getattr(annotation, "__metadata__", ()),
        *getattr(annotation, "metadata", ()),  # pydantic's FieldInfo
    )
    for part in inner:
        yield from _parts(part)
