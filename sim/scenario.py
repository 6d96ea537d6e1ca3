"""Scenarios, councils and motions: declarations in TOML, read, merged and resolved.

A scenario may extend another: tables merge by key, `lever` is replaced as a whole. What it changes
of a motion, of a member or of a parameter stands under `[override]`.
"""

import hashlib
import json
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import Field, create_model

from sim.levers import Lever, LeverText
from sim.mistake import Mistake, did_you_mean, short
from sim.parameters import BY_NAME, COUNCIL_WIDE
from sim.reading import Strict, check, read_toml
from sim.tables import Iso3, Share, Signed
from sim.words import SCENARIOS

Name = Annotated[str, Field(pattern=r"^[A-Za-z0-9][A-Za-z0-9._-]*$")]
Vote = Literal["yes", "no", "abstain", "absent"]

TRAITS = {
    "sovereignty": (0.0, 50.0),
    "aid_dependence": (0.0, 1.0),
    "pressure_sensitivity": (0.0, 50.0),
    "recognition": (-50.0, 50.0),
    "patronage": (0.0, 1.0),
    "abstention": (-50.0, 50.0),
    "absence": (-50.0, 50.0),
}


class CouncilText(Strict):
    """A council: the members of the shipped tables at a date; traits are shown before `motion`."""

    title: str
    date: date
    motion: Name


class MotionText(Strict):
    """A motion: its codes; `record` names the roll call whose fitted shock it keeps."""

    title: str
    record: str | None = None
    topic: str = Field(pattern=r"^[A-Z]{3}(-[A-Z]{3})?$")
    camp: Literal[-1, 0, 1]
    direction: Signed
    intrusiveness: Share
    leadership: Share
    severity: Share
    threshold: Annotated[int, Field(ge=1)]


def _optional(fields: dict[str, Any]) -> dict[str, Any]:
    return {name: (annotation | None, None) for name, annotation in fields.items()}


_MOTION = {
    name: Annotated[field.annotation, *field.metadata] if field.metadata else field.annotation
    for name, field in MotionText.model_fields.items()
}
_TRAIT = {name: Annotated[float, Field(ge=low, le=high)] for name, (low, high) in TRAITS.items()}
_PARAMETER = {
    name: Annotated[float, Field(ge=BY_NAME[name].low, le=BY_NAME[name].high)]
    for name in COUNCIL_WIDE
}
MotionChange = create_model("MotionChange", __base__=Strict, **_optional(_MOTION))
MemberChange = create_model("MemberChange", __base__=Strict, **_optional(_TRAIT))
ParameterChange = create_model("ParameterChange", __base__=Strict, **_optional(_PARAMETER))


class OverrideText(Strict):
    """What a scenario changes of its motion, of members, of parameters."""

    motion: MotionChange = MotionChange()
    members: dict[Iso3, MemberChange] = Field(default_factory=dict)
    parameters: ParameterChange = ParameterChange()


class ScenarioText(Strict):
    """A scenario file, its parents merged in."""

    question: str
    council: Name
    motion: Name
    lever: list[LeverText] = Field(default_factory=list)
    script: dict[Iso3, Vote] = Field(default_factory=dict)
    override: OverrideText = OverrideText()


@dataclass(frozen=True)
class Scenario:
    """A resolved scenario: nothing in it refers to another file.

    parameters, members  overrides; script  acts that the model doesn't decide
    """

    name: str
    question: str
    council_name: str
    council: CouncilText
    motion_name: str
    motion: MotionText
    levers: tuple[Lever, ...]
    script: dict[str, str]
    members: dict[str, dict[str, float]]
    parameters: dict[str, float]

    def resolved(self) -> dict[str, Any]:
        """Everything that bears on its results, as plain values."""
        return {
            "council": self.council.model_dump(mode="json"),
            "motion": self.motion.model_dump(mode="json"),
            "levers": [lever.model_dump(mode="json") for lever in self.levers],
            "script": self.script,
            "members": self.members,
            "parameters": self.parameters,
        }

    @property
    def digest(self) -> str:
        """sha256 of `resolved`."""
        text = json.dumps(self.resolved(), sort_keys=True)
        return hashlib.sha256(text.encode()).hexdigest()

    def with_parameters(self, **values: float) -> "Scenario":
        """The same scenario with these parameters set."""
        return Scenario(**{**vars(self), "parameters": self.parameters | values})


def shipped(kind: str = "") -> dict[str, Path]:
    """The shipped files by name: scenarios, or the `councils` or `motions`."""
    files = (SCENARIOS / kind).glob("*.toml")
    return {path.stem: path for path in sorted(files, key=lambda path: path.stem)}


def read_scenario(name: str | Path) -> Scenario:
    """A scenario by its shipped name, or from a path that ends in `.toml`. Raises Mistake."""
    path = find(str(name), "")
    text = check(path, _merged(path, ()), ScenarioText)
    council_path, motion_path = find(text.council, "councils"), find(text.motion, "motions")
    council = check(council_path, read_toml(council_path), CouncilText)
    motion = check(motion_path, read_toml(motion_path), MotionText)
    for lever in text.lever:
        motion = motion.model_copy(update=lever.coordinates())
    scenario = Scenario(
        name=path.stem,
        question=text.question,
        council_name=text.council,
        council=council,
        motion_name=text.motion,
        motion=motion.model_copy(update=text.override.motion.model_dump(exclude_unset=True)),
        levers=tuple(text.lever),
        script=dict(text.script),
        members={
            member: change.model_dump(exclude_unset=True)
            for member, change in text.override.members.items()
        },
        parameters=text.override.parameters.model_dump(exclude_unset=True),
    )
    _check_members(path, scenario)
    return scenario


def read_scenarios(names: tuple[str, ...]) -> list[Scenario]:
    """Several scenarios, each under a name of its own. Raises Mistake."""
    scenarios = [read_scenario(name) for name in names]
    seen = [scenario.name for scenario in scenarios]
    for name in seen:
        if seen.count(name) > 1:
            raise Mistake(
                name, "is asked for twice", "Give each scenario once; files by other names."
            )
    return scenarios


def council_scenario(name: str) -> Scenario:
    """A council before the motion that its file names, without levers."""
    path = find(name, "councils")
    council = check(path, read_toml(path), CouncilText)
    motion_path = find(council.motion, "motions")
    return Scenario(
        name=name, question=council.title, council_name=name, council=council,
        motion_name=council.motion, motion=check(motion_path, read_toml(motion_path), MotionText),
        levers=(), script={}, members={}, parameters={},
    )  # fmt: skip


def find(name: str, kind: str) -> Path:
    """The file of a shipped name, or a path that ends in `.toml`."""
    if name.endswith(".toml"):
        return Path(name)
    known = shipped(kind)
    if name not in known:
        word = {"": "scenario", "councils": "council", "motions": "motion"}[kind]
        raise Mistake(name, f"there is no {word} of this name", did_you_mean(name, known))
    return known[name]


def _merged(path: Path, above: tuple[Path, ...]) -> dict[str, Any]:
    """The tables of a scenario file over those of the one that it extends."""
    if path.resolve() in above:
        chain = " extends ".join(parent.stem for parent in (*above, path))
        raise Mistake(path, f"a circle: {chain}", "Let one of them stand alone.")
    tables = read_toml(path)
    parent = tables.pop("extends", None)
    if parent is None:
        return tables
    if not isinstance(parent, str):
        raise Mistake(path, f"extends = {parent!r}: must be the name of one scenario")
    beside = path.parent / parent
    found = beside if parent.endswith(".toml") and beside.exists() else find(parent, "")
    return _over(tables, _merged(found, (*above, path.resolve())))


def _over(child: dict[str, Any], parent: dict[str, Any]) -> dict[str, Any]:
    """The parent's tables with the child's keys over them; a list is replaced as a whole."""
    merged = dict(parent)
    for key, value in child.items():
        both = isinstance(value, dict) and isinstance(parent.get(key), dict)
        merged[key] = _over(value, parent[key]) if both else value
    return merged


def _check_members(path: Path, scenario: Scenario) -> None:
    """Raises Mistake if a code isn't a member's, or if nobody can reach the threshold."""
    from sim.council import council_at, members_known
    from sim.tables import read_tables

    tables = read_tables()
    for number, lever in enumerate(scenario.levers, 1):
        where = f"{short(path)} [[lever]] {number}"
        members_known(tables, where, {lever.sender, *lever.targets})
        if lever.sender in lever.targets:
            raise Mistake(where, f"{lever.sender} is both sender and target")
    members_known(tables, f"{short(path)} [script]", set(scenario.script))
    members_known(tables, f"{short(path)} [override.members]", set(scenario.members))
    seats = int(council_at(tables, scenario.council.date).seated.sum())
    if scenario.motion.threshold > seats:
        what = f"threshold = {scenario.motion.threshold}: the council has {seats} seats"
        raise Mistake(f"{short(path)} [motion]", what, "No vote could ever carry it.")
