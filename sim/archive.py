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
from functools import cached_property
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa

from sim.batch import Runs
from sim.fitted import Fitted
from sim.folders import MANIFEST, manifest_of
from sim.measure import Ended
from sim.parts import PART, counts_of, make_places, read_part, texts_in, write_part
from sim.play import Terms, play, stages_of, texts_of
from sim.rules.compiler import SOURCES_DIGEST
from sim.scenario import Scenario
from sim.stage import members_of
from sim.tables import read_tables
from sim.what_if import as_it_was
from sim.words import ROOT, VOTES
from sim.writing import keeping, write_whole, writing

VOTES_KEPT = 100_000  # runs up to which every vote is written unless told otherwise
VERSIONS = ("council-sim", "numpy", "numba", "pyarrow")


@dataclass(frozen=True)
class Shelf:
    """Where run folders stand, and how they are filled.

    out    the folder of run folders
    fresh  compute again what lies there
    votes  write every vote; up to `VOTES_KEPT` runs if None
    """

    out: Path
    fresh: bool = False
    votes: bool | None = None


@dataclass(frozen=True)
class Batch:
    """A finished batch, read back from its folder.

    yes_r, expected_r  (run,) counts of Yes, sums of the members' chances of it
    outcome_r          (run,) indices into `words.OUTCOMES`
    text_r             (run,) indices into `play.texts_of`: the text that was put or issued
    count_iv           (member, 4) how often each member cast each act
    draws              number of posterior draws; run k used draw k modulo it
    fresh              how many of its runs were computed by this call
    """

    folder: Path
    scenario: Scenario
    members: tuple[str, ...]
    yes_r: np.ndarray
    expected_r: np.ndarray
    outcome_r: np.ndarray
    text_r: np.ndarray
    count_iv: np.ndarray
    draws: int
    fresh: int

    @property
    def as_it_was(self) -> bool:
        """Whether its scenario is what happened, not a what-if."""
        return as_it_was(self.scenario)

    @property
    def ended(self) -> Ended:
        """How its runs ended."""
        needed = self.scenario.motion.threshold
        return Ended(
            self.yes_r, self.expected_r, self.outcome_r, needed, self.draws,
            self.text_r, texts_of(self.scenario),
        )  # fmt: skip


def simulate(
    scenario: Scenario,
    terms: Terms,
    shelf: Shelf,
    told: Callable[[int], None] = lambda done: None,
) -> list[Batch]:
    """The batch of each of a scenario's sessions in its folder: read back where it lies there.

    A campaign is played once for all of its sessions, part by part.

    told  is called with the number of runs of each part of each session that is done
    Raises Mistake if a folder can't be written.
    """
    folders = [_Folder(session, terms, shelf) for session in scenario.sessions]
    with keeping(not shelf.fresh):
        _fill(folders, scenario, terms, told)
    return [folder.finished() for folder in folders]


def _fill(
    folders: list["_Folder"], scenario: Scenario, terms: Terms, told: Callable[[int], None]
) -> None:
    """Read back or play every part of the folders, one a session."""
    stages = ()
    for part, first in enumerate(range(0, terms.runs, PART)):
        count = min(PART, terms.runs - first)
        lacking = [k for k, folder in enumerate(folders) if not folder.has(part, count)]
        if lacking:
            stages = stages or stages_of(scenario, terms.fitted)
            for k in lacking:
                folders[k].begin()
            played = play(stages[: lacking[-1] + 1], terms.seed, first, count, terms.threads)
            for k in lacking:
                folders[k].keep(part, played[k])
        told(count * len(folders))


def digest_of_run(scenario: Scenario, fitted: Fitted, seed: int, runs: int) -> str:
    """What names a run folder: everything that bears on its numbers, never threads or workers."""
    parents = [scenario.digest, fitted.digest, read_tables().digest, seed, runs, SOURCES_DIGEST]
    return hashlib.sha256(json.dumps(parents).encode()).hexdigest()


class _Folder:
    """The run folder of one session while its parts are read back or written."""

    def __init__(self, scenario: Scenario, terms: Terms, shelf: Shelf) -> None:
        self.scenario, self.terms, self.fresh = scenario, terms, shelf.fresh
        self.votes = terms.runs <= VOTES_KEPT if shelf.votes is None else shelf.votes
        self.digest = digest_of_run(scenario, terms.fitted, terms.seed, terms.runs)
        self.path = shelf.out / f"{scenario.name}-{self.digest[:12]}"
        self.members = members_of(scenario)
        self.tables: dict[int, pa.Table] = {}
        self.computed, self.begun = 0, False

    def has(self, part: int, count: int) -> bool:
        """Whether a part of so many runs lies there whole, and need not be computed again."""
        table = None if self.fresh else read_part(self.path, part, count, self.members, self.votes)
        if table is not None:
            self.tables[part] = table
        return table is not None

    def begin(self) -> None:
        """Make the folder ready for parts; till they are all there its manifest says unfinished."""
        if not self.begun:
            with writing(self.path):
                make_places(self.path, self.votes)
            self._sign(None)
            self.begun = True

    def keep(self, part: int, runs: Runs) -> None:
        """Write a part."""
        draws, texts = len(self.terms.fitted.draws), texts_of(self.scenario)
        with writing(self.path):
            self.tables[part] = write_part(
                self.path, part, runs, self.members, texts, draws, self.votes
            )
        self.computed += len(runs.outcome_r)

    def finished(self) -> Batch:
        """The batch, once every part is there; a manifest that is damaged is written anew."""
        if self.begun or not self._signed():
            self._sign(time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime()))
        tables = [self.tables[part] for part in sorted(self.tables)]
        whole = pa.concat_tables([table.replace_schema_metadata() for table in tables])
        return Batch(
            folder=self.path,
            scenario=self.scenario,
            members=self.members,
            yes_r=whole["yes"].to_numpy(),
            expected_r=whole["expected_yes"].to_numpy(),
            outcome_r=whole["outcome"].to_numpy(),
            text_r=texts_in(whole, texts_of(self.scenario)),
            count_iv=np.sum([counts_of(table) for table in tables], axis=0),
            draws=len(self.terms.fitted.draws),
            fresh=self.computed,
        )

    def _signed(self) -> bool:
        """Whether a manifest says of this batch that it is finished."""
        manifest = manifest_of(self.path) or {}
        told = [manifest.get(key) for key in ("scenario", "runs", "seed")]
        of_this = told == [self.scenario.name, self.terms.runs, self.terms.seed]
        return of_this and bool(manifest.get("written"))

    def _sign(self, written: str | None) -> None:
        """Write the manifest; written: when the batch was finished, or None."""
        text = json.dumps(self._manifest | {"written": written}, indent=2)
        with writing(self.path):
            write_whole(self.path / MANIFEST, text + "\n")

    @cached_property
    def _manifest(self) -> dict[str, Any]:
        scenario, fitted = self.scenario, self.terms.fitted
        return {
            "scenario": scenario.name,
            "question": scenario.question,
            "resolved": scenario.resolved(),
            "members": list(self.members),
            "seed": self.terms.seed,
            "runs": self.terms.runs,
            "digests": {
                "run": self.digest,
                "scenario": scenario.digest,
                "draws": fitted.digest,
                "accepted": fitted.about.get("facts", {}).get("digest"),
                "data": read_tables().digest,
                "sources": SOURCES_DIGEST,
            },
            "fitted": {
                k: fitted.about.get(k) for k in ("method", "fitted_on", "left_out", "draws")
            },
            "versions": {"python": platform.python_version(), **{n: _version(n) for n in VERSIONS}},
            "commit": _commit(),
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
