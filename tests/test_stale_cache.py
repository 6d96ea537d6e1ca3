"""Editing one rule file changes the next run, though what calls the rule lies compiled on disk."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from sim.words import ROOT

STAGE = """
from sim.fitted import read_fitted
from sim.scenario import read_scenario
from sim.stage import set_stage
print(set_stage(read_scenario("march-28"), read_fitted()).patronage_di.sum())
"""
COMMAND = "from sim.commands import main; main()"


@pytest.fixture
def run_copy(tmp_path):
    """A copy of the packages, and a call of Python in it with a cache of its own."""
    copy = tmp_path / "copy"
    for room in ("sim", "scenarios", "calibration"):
        shutil.copytree(ROOT / room, copy / room, ignore=shutil.ignore_patterns("__pycache__"))
    own = {"PYTHONPATH": str(copy), "XDG_CACHE_HOME": str(tmp_path / "cache")}

    def run(code: str, *words: str) -> str:
        done = subprocess.run(
            [sys.executable, "-c", code, *words], cwd=copy, env=os.environ | own,
            capture_output=True, text=True, check=True,
        )  # fmt: skip
        return done.stdout

    return copy, run


def compiled(copy: Path) -> set[Path]:
    """The files of compiled code in the copy's cache."""
    return set((copy.parent / "cache").rglob("*.nbc"))


def rewrite(path: Path, rule: str) -> None:
    """Give a rule file another version of one of its rules."""
    path.write_text(f"{path.read_text()}\n\n@rule\n{rule}\n")


@pytest.mark.slow
def test_an_edited_rule_reaches_a_kernel_in_another_file(run_copy):
    """`wane` of rules/traits.py is called from another file: from 0 on there is no oil."""
    copy, run = run_copy
    first = run(STAGE)
    kept = compiled(copy)
    assert float(first) > 0 and kept
    assert run(STAGE) == first and compiled(copy) == kept  # from disk: nothing compiled again
    rewrite(copy / "sim" / "rules" / "traits.py", "def wane(year, start, stop):\n    return 0.0")
    assert float(run(STAGE)) == 0.0


@pytest.mark.slow
def test_an_edited_rule_changes_what_the_command_answers(run_copy):
    """With `carried` of rules/tally.py never true no session goes beyond its agenda."""
    copy, run = run_copy

    def beyond_the_agenda():
        answer = json.loads(run(COMMAND, "run", "march-28", "--runs", "200", "--json"))
        outcomes = answer["scenarios"]["march-28"]["outcomes"]
        return sum(outcomes[end] for end in ("statement_only", "consensus", "adopted", "rejected"))

    assert beyond_the_agenda() > 0.5
    rewrite(copy / "sim" / "rules" / "tally.py", "def carried(yes, needed):\n    return False")
    assert beyond_the_agenda() == 0.0
