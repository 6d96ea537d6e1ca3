"""The scores taken apart: by topic, on switches, without inferred cells, under other codes."""

from dataclasses import replace
from pathlib import Path
from typing import Any, Literal

import numpy as np

from calibration import scores
from calibration.records import Records, read_records
from calibration.rolling import Told, model_forecasts
from calibration.validate import MODEL, Scored, Validation, scores_of
from sim.reading import Row, read_rows
from sim.tables import Iso3, Share, Signed, Tables
from sim.words import DATA, NOT_SEATED

# Governments whose code of solidarity leans on the reputation that they got at the OAS itself.
DOUBTFUL = (
    "Gaston Browne", "Keith Rowley", "Timothy Harris", "Terrance Drew", "Keith Mitchell",
    "Dickon Mitchell", "John Briceno", "Mia Mottley",
)  # fmt: skip


class InferredRow(Row):
    """A vote of the record that rests on inference, and why."""

    rollcall_id: str
    iso3: Iso3
    reason: str


class CodeRow(Row):
    """One coder's codes of one motion."""

    rollcall_id: str
    coder: Literal["a", "b"]
    direction: Signed
    intrusiveness: Share
    leadership: Share
    severity: Share


def shares_of(validation: Validation, votes: Scored) -> dict[str, dict[str, float]]:
    """Log and Brier score of every forecaster on some of the votes."""
    return {
        name: {
            "log": float(scores.vote_losses(chance_nv, votes.vote_n).mean()),
            "brier": float(scores.brier(chance_nv, votes.vote_n).mean()),
        }
        for name in validation.forecasts
        for chance_nv in [validation.chances(name, votes)]
    }


def parts_of(validation: Validation, tables: Tables) -> dict[str, dict[str, Any]]:
    """Scores on parts of what was forecast: part -> votes and every forecaster's scores."""
    votes, records = validation.votes, validation.records
    topic_n = np.array(records.topics)[records.arrays.topic_c][votes.call_n]
    keep: dict[str, np.ndarray] = {topic: topic_n == topic for topic in np.unique(topic_n)}
    keep["switches"] = (votes.last_n != NOT_SEATED) & (votes.vote_n != votes.last_n)
    keep["stays"] = (votes.last_n != NOT_SEATED) & (votes.vote_n == votes.last_n)
    keep["without inferred cells"] = ~inferred_cells(records, votes, tables)
    return {
        part: {"n": int(kept.sum()), "forecasters": shares_of(validation, votes.only(kept))}
        for part, kept in keep.items()
        if kept.any()
    }


def inferred_cells(records: Records, votes: Scored, tables: Tables) -> np.ndarray:
    """(vote,) true where the record rests on inference (`inferred.csv`)."""
    rows = read_rows(_beside(tables, "inferred.csv"), InferredRow)
    cells = {(row.rollcall_id, row.iso3) for row in rows}
    return np.array(
        [
            (records.rollcalls[c], records.members[i]) in cells
            for c, i in zip(votes.call_n, votes.member_n, strict=True)
        ]
    )


def _beside(tables: Tables, name: str) -> Path:
    """A table of the folder of the records, else the package's."""
    own = tables.paths["votes.csv"].parent / name
    return own if own.exists() else DATA / name


def acts_of(validation: Validation) -> dict[str, dict[str, Any]]:
    """Every forecaster's recall of each act, switches found and false alarms."""
    votes = validation.votes
    return {
        name: {
            "recall": scores.recalls(chance_nv, votes.vote_n),
            **scores.switches(chance_nv, votes.vote_n, votes.last_n),
        }
        for name in validation.forecasts
        for chance_nv in [validation.chances(name)]
    }


def counts_of(validation: Validation) -> dict[str, dict[str, float]]:
    """Every forecaster's number of Yes: CRPS, coverage and mean width of the 80 % interval."""
    found = {}
    for name, made in validation.forecasts.items():
        bounds = [scores.central_interval(made[c].count_k) for c in validation.calls]
        came = [validation.yes(c) for c in validation.calls]
        inside = [low <= yes <= high for (low, high), yes in zip(bounds, came, strict=True)]
        found[name] = {
            "crps": scores_of(validation, name)["count_crps"],
            "coverage80": float(np.mean(inside)),
            "width80": float(np.mean([high - low for low, high in bounds])),
        }
    return found


def other_codes(tables: Tables) -> dict[str, Tables]:
    """The same records under each coder alone, and with doubtful solidarity at 0."""
    return {
        "coder a alone": _coded(tables, "a"),
        "coder b alone": _coded(tables, "b"),
        "doubtful solidarity at 0": replace(
            tables,
            governments=[
                row.model_copy(update={"solidarity_left": 0.0}) if row.leader in DOUBTFUL else row
                for row in tables.governments
            ],
        ),
    }


def _coded(tables: Tables, coder: str) -> Tables:
    """One coder's codes in place of the mean, for the motions that this coder coded."""
    codes = {
        row.rollcall_id: row.model_dump(exclude={"rollcall_id", "coder"})
        for row in read_rows(_beside(tables, "motion_codes.csv"), CodeRow)
        if row.coder == coder
    }
    coded = [row.model_copy(update=codes.get(row.rollcall_id, {})) for row in tables.rollcalls]
    return replace(tables, rollcalls=coded)


def under_other_codes(
    tables: Tables, told: Told, leave_out: tuple[str, ...] = ()
) -> dict[str, dict[str, float]]:
    """The model's scores under each of `other_codes`."""
    found = {}
    for name, changed in other_codes(tables).items():
        records = read_records(changed, leave_out)
        validation = Validation(records, {MODEL: model_forecasts(records, told=told)})
        found[name] = scores_of(validation, MODEL)
    return found
