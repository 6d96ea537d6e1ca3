"""The shapes of declarations in TOML: a council, a motion, a scenario, and what it may change."""

from datetime import date
from typing import Annotated, Any, ClassVar, Literal

from pydantic import AfterValidator, Field, create_model

from sim.levers import LeverText
from sim.parameters import BY_NAME, ROW
from sim.reading import Strict, matching
from sim.tables import Iso3, Share, Signed, Topic

NAME, NAME_IN_WORDS = "[A-Za-z0-9][A-Za-z0-9._-]*", "a name of letters, digits, dots and dashes"
Name = Annotated[str, AfterValidator(matching(NAME, NAME_IN_WORDS))]
NAME_OR_PATH = f"{NAME_IN_WORDS}, or a path that ends in .toml"
NameOrPath = Annotated[str, AfterValidator(matching(rf"{NAME}|(?s:.*)\.toml", NAME_OR_PATH))]
Day = date  # a field named `date` hides the type within its class
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
    motion: NameOrPath


class MotionText(Strict):
    """A motion: its codes; `record` names the roll call whose fitted shock it keeps.

    kind  an agenda opens a session; a text is what one may end with
    """

    title: str
    kind: Literal["agenda", "text"] = "text"
    record: str | None = None
    topic: Topic
    camp: Literal[-1, 0, 1]
    direction: Signed
    intrusiveness: Share
    leadership: Share
    severity: Share
    threshold: Annotated[int, Field(ge=1, le=1000)]


def _optional(fields: dict[str, Any]) -> dict[str, Any]:
    return {name: (annotation | None, None) for name, annotation in fields.items()}


_MOTION = {
    name: Annotated[field.annotation, *field.metadata] if field.metadata else field.annotation
    for name, field in MotionText.model_fields.items()
}
_TRAIT = {name: Annotated[float, Field(ge=low, le=high)] for name, (low, high) in TRAITS.items()}
_PARAMETER = {
    name: Annotated[float, Field(ge=BY_NAME[name].low, le=BY_NAME[name].high)] for name in ROW
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
    """A scenario file, its parents merged in; `aside`: keys by which it extends one, or is none.

    date     of the session; the council's unless told
    session  the whole of it, or a roll call on the motion alone
    agenda   the item put to the vote before a text; none if the item is not contested
    menu     the texts that the sponsors may put or issue, beside a motion that is a text itself
    chair    the member that presides
    """

    aside: ClassVar[tuple[str, ...]] = ("extends", "sessions", "axis")
    question: str
    council: NameOrPath
    motion: NameOrPath
    date: Day | None = None
    session: Literal["whole", "roll call"] = "whole"
    agenda: NameOrPath | None = None
    menu: list[NameOrPath] = Field(default_factory=list)
    chair: Iso3 | None = None
    lever: list[LeverText] = Field(default_factory=list)
    script: dict[Iso3, Vote] = Field(default_factory=dict)
    override: OverrideText = OverrideText()


class CampaignText(Strict):
    """A campaign: scenarios in order of date, and levers that act from their date on."""

    question: str
    sessions: list[NameOrPath] = Field(min_length=1)
    lever: list[LeverText] = Field(default_factory=list)
