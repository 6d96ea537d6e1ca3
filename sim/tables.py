"""The recorded tables, one row model a file, and where each comes from.

Only the columns that the model uses are read; `sponsors` and `notes` never are.
"""

import re
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Annotated, Literal

from pydantic import AfterValidator, BeforeValidator, Field, create_model

from sim.mistake import Mistake, short
from sim.reading import Row, digest_of, matching, read_header, read_rows
from sim.wording import shown
from sim.words import DATA

VENEZUELA = "VEN"  # its seat changed hands in 2019 and is never scored
CODE, CODE_WORDS = re.compile("[A-Z]{3}"), "three capital letters, such as HTI"
Iso3 = Annotated[str, AfterValidator(matching(CODE, CODE_WORDS))]
Topic = Annotated[
    str,
    AfterValidator(
        matching("[A-Z]{3}(-[A-Z]{3})?", "the code of the government concerned, or two: COL-VEN")
    ),
]
Share = Annotated[float, Field(ge=0, le=1)]
Signed = Annotated[float, Field(ge=-1, le=1)]
Count = Annotated[int, Field(ge=0, le=1000)]
# pydantic alone would read a number as seconds since 1970
Day = Annotated[date, BeforeValidator(matching(r"\d{4}-\d\d-\d\d", "a date such as 2017-03-28"))]


class MemberRow(Row):
    """A member: names and the covariates dated before 2014, empty where not established."""

    iso3: Iso3
    name: str
    population_2016: Annotated[float, Field(gt=0)] | None
    us_aid_share_gdp_2009_2013: Share | None
    petrocaribe_financing_share_gdp_2012: Share | None
    unga_human_rights_refusal_2010_2013: Share | None
    unga_participation_2005_2013: Share | None
    unga_ideal_point_2010_2013: float | None


class GovernmentRow(Row):
    """A government's spell [start, end)."""

    iso3: Iso3
    start: Day
    end: Day | None
    leader: str
    orientation: Signed | None
    solidarity_left: Share | None


class RealignmentRow(Row):
    """A shift inside a government's spell."""

    iso3: Iso3
    date: Day
    solidarity_after: Share


class BlocRow(Row):
    """A membership [start, end) of a bloc."""

    iso3: Iso3
    bloc: str
    start: Day
    end: Day | None


class SeatRow(Row):
    """Who held a seat over [start, end), where it was not plainly the government."""

    iso3: Iso3
    start: Day
    end: Day | None
    occupant: Literal[
        "government",
        "national_assembly_delegate",
        "ousted_government_delegate",
        "vacant",
        "suspended",
        "not_member",
        "excluded",
    ]


class RollcallRow(Row):
    """A recorded roll call: what was put, the votes needed, the official totals."""

    rollcall_id: str
    date: Day
    topic: Topic
    camp: Literal["-1", "0", "1"]
    description: str
    threshold: Count
    direction: Signed
    intrusiveness: Share
    leadership: Share
    severity: Share
    yes: Count
    no: Count
    abstain: Count
    absent: Count


class VoteRow(Row):
    """One member's act in one roll call."""

    rollcall_id: str
    iso3: Iso3
    vote: Literal["Y", "N", "A", "X"]


class DocumentRow(Row):
    """What members signed: on whom it bears, and whether it faults or shields that government."""

    doc_id: str
    topic: Topic
    direction: Literal["-1", "1"]


class SignatureRow(Row):
    """One member's name under a document, at a date."""

    doc_id: str
    date: date
    iso3: Iso3


class LeverRow(Row):
    """An outside hand on record: a threat made before a roll call, one row for each target."""

    rollcall_id: str
    kind: Literal["threat"]
    sender: Iso3
    target: Iso3
    rank: Literal["senator", "executive"]
    publicity: Share
    legitimacy: Share
    aim: Literal["yes", "no"]


FILES: dict[str, type[Row]] = {
    "members": MemberRow,
    "governments": GovernmentRow,
    "realignments": RealignmentRow,
    "blocs": BlocRow,
    "seats": SeatRow,
    "rollcalls": RollcallRow,
    "votes": VoteRow,
    "levers": LeverRow,
    "documents": DocumentRow,
    "signatures": SignatureRow,
}
AGREEMENT = "unga_agreement.csv"


def concerned(topic: str) -> set[str]:
    """Whose votes on this topic are a script's and never scored: those named, and Venezuela's."""
    return {*topic.split("-"), VENEZUELA}


@dataclass(frozen=True)
class Tables:
    """The recorded tables of one folder, as read; `digest` covers every file's bytes."""

    paths: dict[str, Path]
    members: list[MemberRow]
    governments: list[GovernmentRow]
    realignments: list[RealignmentRow]
    blocs: list[BlocRow]
    seats: list[SeatRow]
    rollcalls: list[RollcallRow]
    votes: list[VoteRow]
    levers: list[LeverRow]
    documents: list[DocumentRow]
    signatures: list[SignatureRow]
    agreement: dict[str, dict[str, float]]  # agreement[i][j], -1..1
    digest: str


def read_tables(folder: Path = DATA) -> Tables:
    """The tables of `folder`; one that it lacks comes from the package.

    `rollcalls.csv` and `votes.csv` must lie in `folder` itself. The shipped tables are read once,
    others each time: their files may change. Raises Mistake.
    """
    return _shipped_tables() if folder == DATA else _read_tables(folder)


@cache
def _shipped_tables() -> Tables:
    return _read_tables(DATA)


def _read_tables(folder: Path) -> Tables:
    if not folder.is_dir():
        raise Mistake(folder, "there is no such folder")
    names = [f"{name}.csv" for name in FILES] + [AGREEMENT]
    own = {"rollcalls.csv", "votes.csv"}
    paths = {
        name: folder / name if name in own or (folder / name).exists() else DATA / name
        for name in names
    }
    rows = {name: read_rows(paths[f"{name}.csv"], model) for name, model in FILES.items()}
    return Tables(
        paths=paths,
        agreement=_read_agreement(paths[AGREEMENT]),
        digest=digest_of(*paths.values()),
        **rows,
    )


def _read_agreement(path: Path) -> dict[str, dict[str, float]]:
    """A square table whose columns are the members: each row is read as one of pairs."""
    columns = {}
    for name in read_header(path):
        if name != "iso3" and not CODE.fullmatch(name):
            raise Mistake(f"{short(path)} line 1", f"column {shown(name)} must be {CODE_WORDS}")
        columns[name] = (Signed, ...)
    model = create_model("AgreementRow", __base__=Row, **{**columns, "iso3": (Iso3, ...)})
    rows = read_rows(path, model)
    return {row.iso3: row.model_dump(exclude={"iso3"}) for row in rows}
