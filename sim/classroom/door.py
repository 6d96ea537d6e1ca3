"""What a viewer may ask: a scenario, what is changed of it, a run. Nothing else comes in.

Past this door no text of a viewer's is left: names are those of shipped scenarios and members, the
rest is numbers within their ranges.
"""

from datetime import date
from functools import lru_cache
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from sim.classroom.language import N_
from sim.council import Council, council_at, seated
from sim.levers import Threat
from sim.named import shipped
from sim.scenario import Scenario, read_scenario
from sim.shapes import Name
from sim.tables import Iso3, Share, read_tables

LARGEST_SEED = 2**63 - 1
LARGEST_RUN = 99_999_999
RUNS = 2_000  # of a distribution: four for each posterior draw, and under half a second
STRONGEST = 3.0  # of sovereignty and sensitivity on a slider; both stand around 1
THREATENED = "march-28"  # whose threat a scenario gets that has none of its own

Strength = Annotated[float, Field(ge=0, le=STRONGEST)]


class Ask(BaseModel):
    """A scenario, and the positions of the sliders that were moved; the others stay as they were.

    threat           whether outside hands threaten at all
    publicity        of every threat, 0 whispered .. 1 said to the press
    credibility      of every threat, 0..1
    leadership       0 carried by the United States alone .. 1 by the region's own leaders
    intrusiveness    of the text, 0..1
    petrocaribe      Venezuela's oil financing, as a share of what it was in 2012
    member           whose traits are set: sovereignty, aid_dependence, pressure_sensitivity
    """

    # not strict: what comes in a link is text, and a number is read from it
    model_config = ConfigDict(extra="forbid", frozen=True, allow_inf_nan=False)

    scenario: Name
    threat: bool | None = None
    publicity: Share | None = None
    credibility: Share | None = None
    leadership: Share | None = None
    intrusiveness: Share | None = None
    petrocaribe: Share | None = None
    member: Iso3 | None = None
    sovereignty: Strength | None = None
    aid_dependence: Share | None = None
    pressure_sensitivity: Strength | None = None


class RunAsk(Ask):
    """One run of it: the one that a batch with this seed has under this number."""

    seed: Annotated[int, Field(ge=0, le=LARGEST_SEED)] = 1
    run: Annotated[int, Field(ge=0, le=LARGEST_RUN)] = 4711


class CompareAsk(Ask):
    """Its distribution beside that of a shipped scenario as it is, under the same luck."""

    base: Name
    seed: Annotated[int, Field(ge=0, le=LARGEST_SEED)] = 1


class Refusal(Exception):
    """What can't be asked for.

    message  a message of the catalogues
    values   what stands in its places
    """

    def __init__(self, message: str, **values: object) -> None:
        super().__init__(message)
        self.message, self.values = message, values


TRAITS = ("sovereignty", "aid_dependence", "pressure_sensitivity")
MOTION = ("leadership", "intrusiveness")
THREAT = ("publicity", "credibility")


@lru_cache(maxsize=64)
def shipped_scenario(name: str) -> Scenario:
    """A shipped scenario, read once; no path is ever followed. Raises Refusal."""
    if name not in shipped():
        raise Refusal(N_("There is no scenario of this name."))
    return read_scenario(name)


def listed() -> dict[str, str]:
    """The shipped scenarios by name, each with its question."""
    return {name: shipped_scenario(name).question for name in shipped()}


def scenario_of(ask: Ask) -> Scenario:
    """The scenario that is asked for, changed as the sliders say. Raises Refusal."""
    base = shipped_scenario(ask.scenario)
    moved = ask.model_dump(include={*MOTION, *THREAT, *TRAITS}, exclude_none=True)
    members = {iso3: dict(traits) for iso3, traits in base.members.items()}
    for iso3, patronage in _patronage(base, ask.petrocaribe).items():
        members.setdefault(iso3, {})["patronage"] = patronage
    own = {trait: moved[trait] for trait in TRAITS if trait in moved}
    if own and ask.member not in members_at(base):
        raise Refusal(N_("Choose one of the members that have a seat."))
    if own:
        members.setdefault(ask.member, {}).update(own)
    motion = {key: moved[key] for key in MOTION if key in moved}
    return Scenario(
        **{
            **vars(base),
            "motion": base.motion.model_copy(update=motion),
            "levers": _levers(base, ask.threat, {k: moved[k] for k in THREAT if k in moved}),
            "members": members,
        }
    )


@lru_cache(maxsize=16)
def _council_at(day: date) -> Council:
    return council_at(read_tables(), day)


def council_of(scenario: Scenario) -> Council:
    """What is on record about the members at the scenario's date."""
    return _council_at(scenario.council.date)


def members_at(scenario: Scenario) -> tuple[str, ...]:
    """The codes of the members that have a seat, in the order of every column."""
    return seated(council_of(scenario))


def threats_of(scenario: Scenario) -> tuple[Threat, ...]:
    """The threats among a scenario's levers."""
    return tuple(lever for lever in scenario.levers if isinstance(lever, Threat))


def _levers(base: Scenario, threat: bool | None, moved: dict[str, float]) -> tuple:
    """The levers with every threat as the sliders say; the other kinds as they are."""
    others = tuple(lever for lever in base.levers if not isinstance(lever, Threat))
    threats = threats_of(base)
    if threat is True and not threats:
        threats = threats_of(shipped_scenario(THREATENED))
    if threat is False:
        threats = ()
    if not moved and threats == threats_of(base):
        return base.levers
    return (*(lever.model_copy(update=moved) for lever in threats), *others)


def _patronage(base: Scenario, level: float | None) -> dict[str, float]:
    """Each member's dependence on Venezuela's oil at this share of its financing of 2012."""
    if level is None:
        return {}
    council = council_of(base)
    pairs = zip(council.iso3, council.financing, strict=True)
    return {iso3: float(level * financing) for iso3, financing in pairs if financing > 0}
