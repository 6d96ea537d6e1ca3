"""What lies below a results folder: ours to list and to delete, or somebody else's to leave alone.

A folder is ours if it holds a manifest that names it. Of it only what we write is ever deleted, and
the folder itself only if nothing else is left in it.
"""

import hashlib
import json
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sim.writing import writing

MANIFEST, COMPARISON, TRANSCRIPT = "manifest.json", "runs.json", "transcript.json"
OURS = ("runs.parquet", "votes.parquet", MANIFEST, COMPARISON, TRANSCRIPT, "compare.csv", "*.png")


@dataclass(frozen=True)
class Kept:
    """A folder of ours: its path, the scenario or base, runs, seed, when written, size in bytes.

    what         "runs", "comparison" or "replay"
    runs, seed   None for a comparison, which has those of its run folders
    run_folders  how many it compares; None for the others
    finished     False for a run folder that lacks parts: the same command goes on with it
    """

    path: Path
    what: str
    scenario: str
    runs: int | None
    seed: int | None
    written: str
    size: int
    run_folders: int | None = None
    finished: bool = True


def comparison_folder(base: str, names: list[str]) -> str:
    """The name of the folder of a comparison: its base, and a digest of its run folders' names."""
    digest = hashlib.sha256("\0".join(names).encode()).hexdigest()
    return f"compare-{base}-{digest[:12]}"


def replay_folder(scenario: str, run: int, digest: str) -> str:
    """The name of the folder of a replay: its scenario, its run, and a digest of what it is of."""
    return f"replay-{scenario}-{run}-{digest[:12]}"


def kept_in(out: Path) -> tuple[list[Kept], list[Path]]:
    """(ours, others): the folders right below `out`, by name; nothing if it isn't there."""
    if not out.is_dir():
        return [], []
    folders = sorted(path for path in out.iterdir() if path.is_dir())
    ours = {path: kept for path in folders if (kept := _kept(path))}
    return list(ours.values()), [path for path in folders if path not in ours]


def delete(kept: Kept) -> bool:
    """Delete what we wrote in a folder; whether the folder is gone. Raises Mistake."""
    with writing(kept.path):
        for pattern in OURS:
            for path in kept.path.glob(pattern):
                if path.is_dir() and not path.is_symlink():
                    shutil.rmtree(path)
                else:
                    path.unlink()
        if any(kept.path.iterdir()):
            return False
        kept.path.rmdir()
        return True


def _kept(path: Path) -> Kept | None:
    """The folder as one of ours, or None: a link never is, nor one whose manifest names another."""
    if path.is_symlink():
        return None
    manifest = manifest_of(path)
    comparison, told = (_read(path / name) for name in (COMPARISON, TRANSCRIPT))
    size = sum(file.lstat().st_size for file in path.rglob("*") if file.is_file())
    try:
        if manifest:
            return Kept(
                path, "runs", manifest["scenario"], manifest["runs"], manifest["seed"],
                manifest["written"] or "", size, finished=bool(manifest["written"]),
            )  # fmt: skip
        if comparison:
            names = comparison["run_folders"]
            base = path.name.removeprefix("compare-").rpartition("-")[0]
            if path.name == comparison_folder(base, names):
                return Kept(path, "comparison", base, None, None, "", size, len(names))
        if told:
            name, run = told["scenario"], told["run"]
            if path.name == replay_folder(name, run, told["digest"]):
                return Kept(path, "replay", name, 1, told["seed"], "", size)
    except (KeyError, TypeError):
        return None
    return None


def manifest_of(folder: Path) -> dict[str, Any] | None:
    """The manifest of a run folder; None without one that can be read and names this folder."""
    manifest = _read(folder / MANIFEST)
    try:
        named = folder.name.endswith("-" + manifest["digests"]["run"][:12])
    except (KeyError, TypeError):
        return None
    return manifest if named else None


def _read(path: Path) -> Any:
    """A JSON file's value; None if there is none that can be read."""
    try:
        return json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
