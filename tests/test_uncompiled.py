"""The rules are plain Python: with the compiler off they give the same votes, and a test sees every
line and branch of them run."""

import json
import os
import subprocess
import sys

import pytest

from sim.batch import run_batch
from sim.fitted import read_fitted
from sim.named import shipped
from sim.scenario import read_scenario
from sim.stage import set_stage
from sim.words import ROOT

pytestmark = pytest.mark.slow

# Two runs of each scenario under two draws, as a script: what a run leaves, as JSON.
PLAY = """
import json, sys
from sim.batch import run_batch
from sim.fitted import Fitted, read_fitted
from sim.named import shipped
from sim.scenario import read_scenario
from sim.stage import set_stage
all = read_fitted()
two = Fitted(all.names, all.draws[:2], all.about, all.digest)
left = {name: run_batch(set_stage(read_scenario(name), two), 5, 0, 2) for name in shipped()}
parts = {name: runs._asdict() for name, runs in left.items()}
print(json.dumps(parts, default=lambda array: array.tolist()))
"""


def uncompiled(*words, folder) -> str:
    """The output of a Python with the compiler off, started at the root of the project."""
    done = subprocess.run(
        [sys.executable, *map(str, words)], cwd=ROOT, capture_output=True, text=True, check=False,
        env=os.environ | {"NUMBA_DISABLE_JIT": "1", "COVERAGE_FILE": str(folder / "coverage")},
    )  # fmt: skip
    assert done.returncode == 0, done.stdout[-3000:] + done.stderr[-3000:]
    return done.stdout


@pytest.fixture(scope="module")
def measured(tmp_path_factory):
    """(what the runs left, the coverage of sim/rules) with the compiler off."""
    folder = tmp_path_factory.mktemp("uncompiled")
    (folder / "play.py").write_text(PLAY)
    over = ("-m", "coverage", "run", "--branch", "--append", "--source", "sim/rules")
    left = uncompiled(*over, folder / "play.py", folder=folder)
    uncompiled(*over, "-m", "pytest", "-q", "-p", "no:cacheprovider", "tests/rules", folder=folder)
    uncompiled("-m", "coverage", "json", "-q", "-o", folder / "coverage.json", folder=folder)
    return json.loads(left), json.loads((folder / "coverage.json").read_text())["files"]


@pytest.mark.parametrize("name", shipped())
def test_votes_are_the_same_without_the_compiler(name, measured):
    """To the last bit, chances included."""
    left, _ = measured
    stage = set_stage(read_scenario(name), read_fitted())
    compiled = run_batch(stage, 5, 0, 2)
    assert left[name] == {part: array.tolist() for part, array in compiled._asdict().items()}


def test_every_line_and_branch_of_the_rules_is_seen_to_run(measured):
    """By the tests of the rules and two runs of each shipped scenario; nothing is left out."""
    _, files = measured
    rules = {str(path.relative_to(ROOT)) for path in (ROOT / "sim" / "rules").glob("*.py")}
    assert set(files) == rules
    silent = {
        name: (lines["missing_lines"], lines["missing_branches"])
        for name, lines in files.items()
        if lines["missing_lines"] or lines["missing_branches"]
    }
    assert silent == {}
