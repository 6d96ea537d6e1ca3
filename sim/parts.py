"""The parts of a run folder: whole or not there, so an interrupted batch goes on where it stopped.

A part is two tables: what every run came to, and every vote, if votes are kept. The first carries
how often each member cast each act, so that a folder is read back without its votes.
"""

import json
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from sim.batch import Runs
from sim.words import (
    DEED,
    DEEDS,
    SUBSCRIBERS,
    TEXT,
    TEXT_ABSENT,
    TEXT_ABSTAIN,
    TEXT_NO,
    TEXT_YES,
    VOTES,
)
from sim.writing import replace_whole

PART = 20_000  # runs in a part; a constant, so that parts of any batch line up
KINDS = ("runs.parquet", "votes.parquet")
COUNTED = {  # by its column, an entry of the ledger
    "subscribers": SUBSCRIBERS, "text_yes": TEXT_YES, "text_no": TEXT_NO,
    "text_abstain": TEXT_ABSTAIN, "text_absent": TEXT_ABSENT,
}  # fmt: skip
COLUMNS = ["run", "draw", "outcome", *VOTES, "expected_yes", "deed", "text", *COUNTED]


def make_places(folder: Path, votes: bool) -> None:
    """Make the places of the parts in a run folder; votes: whether every vote is kept."""
    for kind in KINDS[: 1 + votes]:
        (folder / kind).mkdir(parents=True, exist_ok=True)


def read_part(
    folder: Path, part: int, count: int, members: tuple[str, ...], votes: bool
) -> pa.Table | None:
    """What every run of a part came to, if it lies there whole, its votes too; else None."""
    paths = [_place(folder, kind, part) for kind in KINDS[: 1 + votes]]
    if not all(path.exists() for path in paths):
        return None
    try:
        tables = [pq.read_table(path, page_checksum_verification=True) for path in paths]
        cast_i = counts_of(tables[0]).sum(axis=1)
    except (OSError, ValueError, KeyError, TypeError, pa.ArrowException):
        return None  # damaged: it is computed again
    columns = (COLUMNS, ["run", *members])
    whole = all(
        table.column_names == names and len(table) == count
        for table, names in zip(tables, columns, strict=False)
    )
    return tables[0] if whole and (cast_i == count).all() else None


def write_part(
    folder: Path,
    part: int,
    runs: Runs,
    members: tuple[str, ...],
    texts: tuple[str, ...],
    draws: int,
    votes: bool,
) -> pa.Table:
    """Write one part, votes first: a part of runs vouches for its votes. What was written of runs.

    texts  names of texts, by the ledger's number: `play.texts_of`
    draws  number of posterior draws
    """
    run_r = np.arange(part * PART, part * PART + len(runs.outcome_r))
    if votes:
        columns = {m: np.ascontiguousarray(runs.vote_ri[:, i]) for i, m in enumerate(members)}
        _write(pa.table({"run": run_r, **columns}), _place(folder, "votes.parquet", part))
    table = _table(run_r, runs, texts, draws)
    _write(table, _place(folder, "runs.parquet", part))
    return table


def counts_of(table: pa.Table) -> np.ndarray:
    """(member, 4) how often each member cast each act in a part."""
    return np.array(json.loads(table.schema.metadata[b"counts"]), dtype=np.int64)


def texts_in(table: pa.Table, texts: tuple[str, ...]) -> np.ndarray:
    """(run,) index into `texts` of the text of each run of a table of parts."""
    return pc.index_in(table["text"].cast(pa.string()), pa.array(texts)).to_numpy().astype(np.int16)


def _named(index_r: np.ndarray, names: tuple[str, ...]) -> pa.DictionaryArray:
    return pa.DictionaryArray.from_arrays(index_r, pa.array(names))


def _table(run_r: np.ndarray, runs: Runs, texts: tuple[str, ...], draws: int) -> pa.Table:
    count_iv = [[int((column == v).sum()) for v in range(4)] for column in runs.vote_ri.T]
    return pa.table(
        {
            "run": run_r,
            "draw": (run_r % draws).astype(np.int16),
            "outcome": runs.outcome_r,
            **{name: runs.tally_rv[:, v] for v, name in enumerate(VOTES)},
            "expected_yes": runs.expected_r,
            "deed": _named(runs.ledger_re[:, DEED], DEEDS),
            "text": _named(runs.ledger_re[:, TEXT], texts),
            **{name: runs.ledger_re[:, entry] for name, entry in COUNTED.items()},
        }
    ).replace_schema_metadata({"counts": json.dumps(count_iv)})


def _place(folder: Path, kind: str, part: int) -> Path:
    return folder / kind / f"part-{part:05d}.parquet"


def _write(table: pa.Table, path: Path) -> None:
    replace_whole(
        path,
        lambda beside: pq.write_table(table, beside, compression="zstd", write_page_checksum=True),
    )
