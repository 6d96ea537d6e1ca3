"""Scenarios, councils and motions: declarations in TOML, read, merged and resolved.

A scenario may extend another: tables merge by key, `lever` is replaced as a whole. What it changes
of a motion, of a member or of a parameter stands under `[override]`.
"""

import hashlib
import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from sim.coherence import check_levers, check_session
from sim.grid import GridText, cell, cells, shipped_cells
from sim.horizon import tell_if_beyond
from sim.kinds import is_of_kind, read_kind, refuse_other
from sim.levers import Lever
from sim.mistake import Mistake
from sim.motions import Doubts, hold_to_record, motion_in
from sim.named import find, named, shipped
from sim.reading import check, read_toml
from sim.shapes import CouncilText, MotionText, ScenarioText
from sim.sheet import Location, Sheet
from sim.tables import concerned, read_tables


@dataclass(frozen=True)
class Scenario:
    """A resolved scenario: nothing in it refers to another file.

    parameters, members  overrides; script  acts that the model doesn't decide
    session, agenda, menu, chair   as in `ScenarioText`, the texts read
    campaign   the name of its campaign, if it is a session of one
    before     the earlier sessions of its campaign
    doubts     roll calls of its texts that only draws fitted to other records can know
    remembers  the date up to which recorded votes are remembered; the session's unless a campaign
               has simulated what came between
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
    session: str = "whole"
    agenda: MotionText | None = None
    menu: tuple[tuple[str, MotionText], ...] = ()
    chair: str | None = None
    remembers: date | None = None
    campaign: str | None = None
    before: tuple["Scenario", ...] = ()
    doubts: Doubts = field(default_factory=dict)

    @property
    def concerned(self) -> set[str]:
        """The members whose government the motion is about, and Venezuela: a script votes."""
        return concerned(self.motion.topic)

    @property
    def record(self) -> str | None:
        """The roll call whose fitted shock its texts keep: its motion's, else its agenda item's."""
        return self.motion.record or (self.agenda.record if self.agenda else None)

    @property
    def texts(self) -> tuple[tuple[str, MotionText], ...]:
        """What may be put, by name: the agenda item first, then the menu with the motion on it.

        Without an agenda item the motion stands in its place, where nothing is done with it.
        """
        own = (self.motion_name, self.motion)
        if self.motion.kind == "agenda":
            return (own, *self.menu)
        first = own if self.agenda is None else ("agenda", self.agenda)
        return (first, own, *((name, text) for name, text in self.menu if name != own[0]))

    def resolved(self) -> dict[str, Any]:
        """Everything that bears on its results, as plain values."""
        return {
            "council": self.council.model_dump(mode="json"),
            "motion": self.motion.model_dump(mode="json"),
            "levers": [lever.model_dump(mode="json") for lever in self.levers],
            "script": self.script,
            "members": self.members,
            "parameters": self.parameters,
            "session": self.session,
            "agenda": self.agenda.model_dump(mode="json") if self.agenda else None,
            "menu": [text.model_dump(mode="json") for _, text in self.menu],
            "chair": self.chair,
            "remembers": str(self.remembers or self.council.date),
            "before": [scenario.resolved() for scenario in self.before],
        }

    @property
    def sessions(self) -> tuple["Scenario", ...]:
        """Those of its campaign up to its own; itself alone if there is none before it."""
        return (*self.before, self)

    @property
    def digest(self) -> str:
        """sha256 of `resolved`."""
        text = json.dumps(self.resolved(), sort_keys=True)
        return hashlib.sha256(text.encode()).hexdigest()

    def with_parameters(self, **values: float) -> "Scenario":
        """The same scenario with these parameters set."""
        return self.changed(
            parameters=self.parameters | values,
            before=tuple(scenario.with_parameters(**values) for scenario in self.before),
        )

    def changed(self, **fields: Any) -> "Scenario":
        """The same scenario with these fields instead of its own."""
        return Scenario(**{**vars(self), **fields})


def read_scenario(
    name: str | Path, vary: Sheet | None = None, levers: tuple[Lever, ...] = ()
) -> Scenario:
    """A scenario by its shipped name, or from a path that ends in `.toml`. Raises Mistake.

    vary    changes that lie over it, from `vary.read_vary`
    levers  that a campaign adds to its own; they have been checked
    """
    called, sheet = _called(str(name))
    return resolved(called, sheet, vary, levers)


def is_grid(name: str) -> bool:
    """Whether a name, or a file that can be read, means a grid."""
    if name.endswith(".toml"):
        return is_of_kind(Path(name), "grids")
    return name in shipped("grids")


def read_cells(path: Path, vary: Sheet | None = None) -> list[Scenario]:
    """Every scenario of a grid's file. Raises Mistake."""
    return [resolved(name, _in_grid(path, name), vary) for name in cells(path)]


def _called(name: str) -> tuple[str, Sheet]:
    """What a scenario is called, and its tables over those that it extends. Raises Mistake."""
    if name in shipped_cells():
        return name, _in_grid(shipped_cells()[name], name)
    path = find(name, "")
    return path.stem, _extended(path, ())


def _in_grid(path: Path, name: str, above: tuple[Path, ...] = ()) -> Sheet:
    """The tables of one scenario of a grid. Raises Mistake."""
    grid = read_toml(path)
    check(grid, GridText)
    base = _extended_by(grid, _chained(path, above))
    check(base, ScenarioText)
    return cell(path, name, base)


def resolved(
    name: str, sheet: Sheet, vary: Sheet | None = None, more: tuple[Lever, ...] = ()
) -> Scenario:
    """The scenario that these tables declare, with more levers after its own. Raises Mistake."""
    text = check(sheet, ScenarioText)
    if vary is not None:
        sheet = vary.over(sheet)
        text = check(sheet, ScenarioText)
    council, doubts = _council_in(named(sheet, ("council",), "councils")), {}
    if text.date:
        council = council.model_copy(update={"date": text.date})
    tell_if_beyond(read_tables(), council.date)
    motion = _motion_at(sheet, ("motion",), doubts)
    levers = (*text.lever, *more)
    for lever in levers:
        motion = motion.model_copy(update=lever.coordinates())
    scenario = Scenario(
        name=name,
        question=text.question,
        council_name=text.council,
        council=council,
        motion_name=text.motion,
        motion=motion.model_copy(update=text.override.motion.model_dump(exclude_unset=True)),
        levers=levers,
        script=dict(text.script),
        members={
            member: change.model_dump(exclude_unset=True)
            for member, change in text.override.members.items()
        },
        parameters=text.override.parameters.model_dump(exclude_unset=True),
        session=text.session,
        agenda=_motion_at(sheet, ("agenda",), doubts) if text.agenda else None,
        menu=tuple(_menu(sheet, text, doubts)),
        chair=text.chair,
        doubts=doubts,
    )
    if {"topic", "record"} & text.override.motion.model_fields_set:
        hold_to_record(sheet, ("override", "motion"), scenario.motion, doubts)
    check_levers(sheet, dict(enumerate(text.lever)), council.date)
    check_session(sheet, scenario)
    return scenario


def read_motion(name: str) -> MotionText:
    """A shipped motion by its name. Raises Mistake."""
    return motion_in(find(name, "motions"), {})


def _motion_at(sheet: Sheet, location: Location, doubts: Doubts) -> MotionText:
    return motion_in(named(sheet, location, "motions"), doubts)


def _menu(sheet: Sheet, text: ScenarioText, doubts: Doubts) -> Iterator[tuple[str, MotionText]]:
    """The texts on the menu by name; that of the motion's file by the name that the motion has."""
    own = named(sheet, ("motion",), "motions").resolve()
    for k, name in enumerate(text.menu):
        path = named(sheet, ("menu", k), "motions")
        motion = motion_in(path, doubts)
        yield (text.motion if path.resolve() == own else name), motion


def _council_in(path: Path) -> CouncilText:
    return check(read_kind(path, "councils"), CouncilText)


def read_scenarios(names: tuple[str, ...], vary: Sheet | None = None) -> list[Scenario]:
    """Several scenarios, each under a name of its own; a grid's name means all of its own.

    Raises Mistake.
    """
    scenarios = [
        scenario
        for name in names
        for scenario in (
            read_cells(find(name, "grids"), vary) if is_grid(name) else [read_scenario(name, vary)]
        )
    ]
    return each_once(scenarios)


def each_once(scenarios: list[Scenario]) -> list[Scenario]:
    """The scenarios, each under a name of its own. Raises Mistake."""
    for name, times in Counter(scenario.name for scenario in scenarios).items():
        if times > 1:
            raise Mistake(
                name, "is asked for twice", "Give each scenario once; files by other names."
            )
    return scenarios


def council_scenario(name: str) -> Scenario:
    """A council before the motion that its file names, without levers."""
    path, doubts = find(name, "councils"), {}
    council = _council_in(path)
    tell_if_beyond(read_tables(), council.date)
    return Scenario(
        name=path.stem, question=council.title, council_name=path.stem, council=council,
        motion_name=council.motion,
        motion=motion_in(find(council.motion, "motions"), doubts),
        levers=(), script={}, members={}, parameters={}, doubts=doubts,
    )  # fmt: skip


def _extended(path: Path, above: tuple[Path, ...]) -> Sheet:
    """The tables of a scenario file over those of the one that it extends."""
    sheet, chain = read_toml(path), _chained(path, above)
    refuse_other(sheet, path, "")
    if "extends" not in sheet.tables:
        return sheet
    below = _extended_by(sheet, chain)
    del sheet.tables["extends"]
    return sheet.over(below)


def _extended_by(sheet: Sheet, chain: tuple[Path, ...]) -> Sheet:
    """The tables of what a sheet extends: a scenario in a file of its own, or one of a grid."""
    name = sheet.tables["extends"]
    if isinstance(name, str) and name in shipped_cells():
        return _in_grid(shipped_cells()[name], name, chain)
    return _extended(named(sheet, ("extends",), ""), chain)


def _chained(path: Path, above: tuple[Path, ...]) -> tuple[Path, ...]:
    """The files that extend one another, with one more. Raises Mistake if it is among them."""
    if path.resolve() in [parent.resolve() for parent in above]:
        chain = " extends ".join(parent.stem for parent in (*above, path))
        raise Mistake(path, f"a circle: {chain}", "Let one of them stand alone.")
    return (*above, path)
