"""What a stranger installs: the wheel in an empty environment, other versions of Python."""

import json
import os
import re
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from sim.words import ROOT

OLDEST = (3, 11)


def command(*words, **options):
    """Run to its end; its standard output."""
    done = subprocess.run(
        list(map(str, words)), capture_output=True, text=True, check=False, **options
    )
    told = f"{' '.join(map(str, words))}\n{done.stdout[-5000:]}\n{done.stderr[-3000:]}"
    assert done.returncode == 0, told
    return done.stdout


def environment(python, folder):
    """A new environment of this Python; its bin folder."""
    command(python, "-m", "venv", folder)
    return folder / "bin"


def install(bin_folder, *what):
    constraints = ROOT / "constraints.txt"
    command(bin_folder / "python", "-m", "pip", "install", "-q", "-c", constraints, *what, cwd=ROOT)


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    """The project's wheel, built from a copy of what is under version control."""
    source, out = tmp_path_factory.mktemp("source"), tmp_path_factory.mktemp("wheel")
    for name in tracked():
        (source / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / name, source / name)
    command(sys.executable, "-m", "pip", "wheel", "-q", "--no-deps", "-w", out, source)
    (built,) = out.glob("*.whl")
    return built


def tracked():
    """The files of this project, as far as they are on the disk."""
    names = command("git", "ls-files", "--cached", "--others", "--exclude-standard", cwd=ROOT)
    return [name for name in names.splitlines() if (ROOT / name).is_file()]


@pytest.mark.slow
def test_the_wheel_holds_every_file_of_its_rooms(wheel):
    """Code, TOML, CSV, draws, pages: all that lies below sim, calibration and scenarios."""
    inside = set(zipfile.ZipFile(wheel).namelist())
    rooms = ("sim/", "calibration/", "scenarios/")
    expected = {name for name in tracked() if name.startswith(rooms)}
    assert expected - inside == set()
    for kind in (".py", ".toml", ".csv", ".npz", ".json"):
        assert any(name.endswith(kind) for name in inside), kind


@pytest.mark.slow
def test_the_wheel_answers_in_an_empty_environment(wheel, tmp_path):
    """`council compare` from another folder, with no home to write to; it writes where it is told
    and nothing into the package."""
    bin_folder = environment(sys.executable, tmp_path / "venv")
    install(bin_folder, wheel)
    where = "import sim, pathlib; print(pathlib.Path(sim.__file__).parent.parent)"
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    site = Path(command(bin_folder / "python", "-c", where, cwd=elsewhere).strip())
    assert tmp_path in site.parents
    before = contents(site)
    (tmp_path / "home").write_text("a file, not a folder")
    bare = {"PATH": "/usr/bin:/bin", "HOME": str(tmp_path / "home"), "LANG": "C",
            "TMPDIR": str(tmp_path), "PYTHONDONTWRITEBYTECODE": "1"}  # fmt: skip
    answer = json.loads(command(
        bin_folder / "council", "compare", "march-28", "march-28-no-threat", "--runs", "2000",
        "--json", "--figures", cwd=elsewhere, env=bare,
    ))  # fmt: skip
    shares = answer["scenarios"]["march-28"]["outcomes"]
    assert answer["runs"] == 2000 and abs(sum(shares.values()) - 1) < 1e-9
    assert {path.name for path in elsewhere.iterdir()} == {"results"}
    assert contents(site) == before
    mine = elsewhere / "mine"
    fit = ("calibrate", "--method", "laplace", "--out", mine)
    command(bin_folder / "council", *fit, cwd=elsewhere, env=bare)
    assert (mine / "draws.npz").exists() and contents(site) == before


def contents(site):
    """Every file of ours that is installed."""
    return {
        path: path.stat().st_mtime_ns
        for room in ("sim", "calibration", "scenarios")
        for path in (site / room).rglob("*")
        if "__pycache__" not in path.parts
    }


def interpreters():
    """Pythons of OLDEST or newer by version, found on PATH and below pyenv's roots."""
    roots = {os.environ.get("PYENV_ROOT"), str(Path.home() / ".pyenv"), "/root/.pyenv",
             "/opt/pyenv", "/usr/local/pyenv"}  # fmt: skip
    folders = [Path(folder) for folder in os.environ.get("PATH", "").split(os.pathsep) if folder]
    folders += [path for root in roots if root for path in Path(root).glob("versions/*/bin")]
    found = {}
    for folder in folders:
        for path in folder.glob("python3.[0-9]*"):
            if re.fullmatch(r"python3\.\d+", path.name):
                version = version_of(path)
                if version >= OLDEST:
                    found.setdefault(version, path)
    return found


def version_of(python):
    """(major, minor) of an interpreter that can make environments, (0, 0) of one that can't."""
    asked = "import sys, venv, ensurepip; print(*sys.version_info[:2])"
    try:
        done = subprocess.run([python, "-c", asked], capture_output=True, text=True, check=False)
    except OSError:
        return (0, 0)
    return tuple(map(int, done.stdout.split())) if done.returncode == 0 else (0, 0)


def others():
    """The newest Python here, and the oldest that we promise; not the one that runs this."""
    found = interpreters()
    wanted = {max(found, default=OLDEST), OLDEST} - {sys.version_info[:2]}
    return [found[version] for version in sorted(wanted) if version in found]


@pytest.mark.slow
@pytest.mark.long
def test_the_tests_pass_on_another_python(tmp_path):
    """The fast tests on the newest Python at hand, and on the oldest that we promise."""
    pythons = others()
    if not pythons:
        pytest.skip(f"no Python but {sys.version.split()[0]} was found on PATH or below pyenv")
    for python in pythons:
        bin_folder = environment(python, tmp_path / python.name)
        install(bin_folder, "-e", ".[test]")
        command(
            bin_folder / "python", "-m", "pytest", "-q", "-x", "-p", "no:cacheprovider", cwd=ROOT
        )
