"""Every mistake that a user can make has its message: where, what, the rule, the likely fix.

Each case (`tests/mistakes/`) goes through the command line's real entry. None may leave a file
behind, print to standard output, show a traceback or the wording of a library.
"""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.mistakes import asked, declared, fitted, named, recorded

TABLES = [one.CASES for one in (named, declared, fitted, recorded, asked)]
CASES = {name: case for table in TABLES for name, case in table.items()}


def test_no_case_hides_another():
    """Each has a name of its own."""
    assert len(CASES) == sum(map(len, TABLES))


def lay(files: dict[str, object], folder: Path) -> None:
    """Put these files below a folder; a path stands for a link to it."""
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        if isinstance(content, Path):
            path.symlink_to(content)
        elif isinstance(content, bytes):
            path.write_bytes(content)
        else:
            path.write_text(str(content))


def lying(folder: Path) -> list[str]:
    """Every file and folder below a folder."""
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*"))


@pytest.mark.parametrize(
    "name", ["scenario that does not exist", "binary file", "draws cut short", "negative runs"]
)
def test_a_mistake_is_told_by_a_process_of_its_own(name, plain, tmp_path):
    """The installed command, as a shell sees it."""
    case, installed = CASES[name], Path(sys.executable).with_name("council")
    lay(case.files, tmp_path)
    before = lying(tmp_path)
    done = subprocess.run(
        [installed, *case.words.split()], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stdout) == (case.code, "")
    assert all(part in done.stderr for part in case.says) and plain(done.stderr)
    assert lying(tmp_path) == before


@pytest.mark.parametrize("name", CASES)
def test_a_mistake_is_told(name, council, plain, tmp_path, monkeypatch):
    """Exit code, where, what and fix; nothing on standard output, nothing left behind."""
    case = CASES[name]
    lay(case.files, tmp_path)
    monkeypatch.chdir(tmp_path)
    before = lying(tmp_path)
    answer = council(*case.words.split())
    assert answer.code == case.code, answer.err
    for part in case.says:
        assert part in answer.err
    assert plain(answer.err), answer.err
    assert answer.out == "" and lying(tmp_path) == before
    if case.code == 1:
        assert re.search(r"^council: .+\n?.*\n$", answer.err, re.MULTILINE)
