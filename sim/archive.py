"""Run folders: results that name their parents, can be asked for twice, go on where they stopped.

The folder's name is a digest of all that bears on the result. Runs are written in parts of fixed
size; a part is whole or not there, so what an interrupted batch has done is found again.
"""

import hashlib
import json
import platform
import subprocess
import time
from collections.abc import Callable
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from sim.batch import Runs
from sim.campaign import play, stages_of
from sim.fitted import Fitted
from sim.rules.compiler import SOURCES_DIGEST
from sim.scenario import Scenario
from sim.stage import members_of
from sim.tables import read_tables
from sim.words import ROOT, VOTES
from sim.writing import replace_whole, write_whole, writing

PART = 20_000  # runs in a part; a constant, so that parts of any batch line up
VOTES_KEPT = 100_000  # runs up to which every vote is written unless told otherwise
KINDS = ("runs.parquet", "votes.parquet")
COLUMNS = ["run", "draw", "outcome", *VOTES, "expected_yes"]
VERSIONS = ("council-sim", "numpy", "numba", "pyarrow")


@dataclass(frozen=True)
class Batch:
    """A finished batch, read back from its folder.

    yes_r, outcome_r   (run,) counts of Yes, indices into `words.OUTCOMES`
    count_iv           (member, 4) how often each member cast each act
    fresh              how many of its runs were computed by this call
    """

    folder: Path
    scenario: Scenario
    members: tuple[str, ...]
    yes_r: np.ndarray
    outcome_r: np.ndarray
    count_iv: np.ndarray
    fresh: int


def digest_of_run(scenario: Scenario, fitted: Fitted, seed: int, runs: int) -> str:
    """What names a run folder: everything that bears on its numbers, never threads or workers."""
    parents = [scenario.digest, fitted.digest, read_tables().digest, seed, runs, SOURCES_DIGEST]
    return hashlib.sha256(json.dumps(parents).encode()).hexdigest()


def simulate(
    scenario: Scenario,
    fitted: Fitted,
    seed: int,
    runs: int,
    out: Path,
    fresh: bool = False,
    votes: bool | None = None,
    threads: int | None = None,
    told: Callable[[int], None] = lambda done: None,
) -> Batch:
    """The batch of a scenario in its folder below `out`: read back where it lies there, else run.

    fresh  compute again what lies there
    votes  write every vote; up to `VOTES_KEPT` runs if None
    told   is called with the number of runs of each part that is done
    Raises Mistake if the folder can't be written.
    """
    votes = runs <= VOTES_KEPT if votes is None else votes
    digest = digest_of_run(scenario, fitted, seed, runs)
    folder = out / f"{scenario.name}-{digest[:12]}"
    members = members_of(scenario)
    stages, tables, counts, computed = (), [], [], 0
    with writing(folder):
        (folder / "runs.parquet").mkdir(parents=True, exist_ok=True)
        if votes:
            (folder / "votes.parquet").mkdir(exist_ok=True)
        for part, first in enumerate(range(0, runs, PART)):
            count = min(PART, runs - first)
            table = None if fresh else _read_part(folder, part, count, members, votes)
            if table is None:
                stages = stages or stages_of(scenario, fitted)
                done = play(stages, seed, first, count, threads)[-1]
                table = _write_part(folder, part, first, done, members, len(fitted.draws), votes)
                computed += count
            tables.append(table)
            counts.append(_counts(table))
            told(count)
        manifest = _manifest(scenario, fitted, seed, runs, members, digest)
        if computed or not (folder / "manifest.json").exists():
            write_whole(folder / "manifest.json", json.dumps(manifest, indent=2) + "\n")
    whole = pa.concat_tables([table.replace_schema_metadata() for table in tables])
    return Batch(
        folder=folder,
        scenario=scenario,
        members=members,
        yes_r=whole["yes"].to_numpy(),
        outcome_r=whole["outcome"].to_numpy(),
        count_iv=np.sum(counts, axis=0),
        fresh=computed,
    )


def _part(folder: Path, kind: str, part: int) -> Path:
    return folder / kind / f"part-{part:05d}.parquet"


def _read_part(
    folder: Path, part: int, count: int, members: tuple[str, ...], votes: bool
) -> pa.Table | None:
    """A part that lies there whole, or None."""
    paths = [_part(folder, kind, part) for kind in KINDS[: 1 + votes]]
    if not all(path.exists() for path in paths):
        return None
    try:
        tables = [pq.read_table(path, page_checksum_verification=True) for path in paths]
        cast_i = _counts(tables[0]).sum(axis=1)
    except (OSError, ValueError, KeyError, TypeError, pa.ArrowException):
        return None  # damaged: it is computed again
    columns = (COLUMNS, ["run", *members])
    whole = all(
        table.column_names == names and len(table) == count
        for table, names in zip(tables, columns, strict=False)
    )
    return tables[0] if whole and (cast_i == count).all() else None


def _counts(table: pa.Table) -> np.ndarray:
    return np.array(json.loads(table.schema.metadata[b"counts"]), dtype=np.int64)


def _write_part(
    folder: Path,
    part: int,
    first: int,
    runs: Runs,
    members: tuple[str, ...],
    draws: int,
    votes: bool,
) -> pa.Table:
    """Write one part, votes first: a part of runs vouches for its votes."""
    run_r = np.arange(first, first + len(runs.outcome_r))
    count_iv = [[int((column == v).sum()) for v in range(4)] for column in runs.vote_ri.T]
    table = pa.table(
        {
            "run": run_r,
            "draw": (run_r % draws).astype(np.int16),
            "outcome": runs.outcome_r,
            **{name: runs.tally_rv[:, v] for v, name in enumerate(VOTES)},
            "expected_yes": runs.expected_r,
        }
    ).replace_schema_metadata({"counts": json.dumps(count_iv)})
    if votes:
        columns = {m: np.ascontiguousarray(runs.vote_ri[:, i]) for i, m in enumerate(members)}
        cast = pa.table({"run": run_r, **columns})
        replace_whole(
            _part(folder, "votes.parquet", part),
            lambda path: _write_table(cast, path),
        )
    replace_whole(
        _part(folder, "runs.parquet", part),
        lambda path: _write_table(table, path),
    )
    return table


def _write_table(table: pa.Table, path: Path) -> None:
    pq.write_table(table, path, compression="zstd", write_page_checksum=True)


def _manifest(
    scenario: Scenario, fitted: Fitted, seed: int, runs: int, members: tuple[str, ...], digest: str
) -> dict[str, Any]:
    return {
        "scenario": scenario.name,
        "question": scenario.question,
        "resolved": scenario.resolved(),
        "members": list(members),
        "seed": seed,
        "runs": runs,
        "digests": {
            "run": digest,
            "scenario": scenario.digest,
            "draws": fitted.digest,
            "accepted": fitted.about.get("facts", {}).get("digest"),
            "data": read_tables().digest,
            "sources": SOURCES_DIGEST,
        },
        "fitted": {k: fitted.about.get(k) for k in ("method", "fitted_on", "left_out", "draws")},
        "versions": {"python": platform.python_version(), **{n: _version(n) for n in VERSIONS}},
        "commit": _commit(),
        "written": time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime()),
        "codes": {"outcome": "index into words.OUTCOMES", "votes": list(VOTES)},
    }


def _version(package: str) -> str | None:
    try:
        return version(package)
    except PackageNotFoundError:
        return None


def _commit() -> str | None:
    """The commit of the checkout that runs, with "+" if it has changed; None outside a checkout."""
    if not (ROOT / ".git").exists():
        return None

    def git(*words: str) -> str:
        return subprocess.run(
            ["git", "-C", str(ROOT), *words], capture_output=True, text=True, check=True
        ).stdout.strip()

    try:
        changed = git("status", "--porcelain", "--untracked-files=no")
        return git("rev-parse", "HEAD") + ("+" if changed else "")
    except (OSError, subprocess.CalledProcessError):
        return None
