"""Run folders: damage is found, an interrupted batch goes on, nothing half-written stays."""

import errno
import json
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from sim.archive import Shelf, simulate
from sim.folders import kept_in
from sim.parts import PART
from sim.play import Terms, play, stages_of
from sim.scenario import read_scenario
from sim.words import DEEDS, LEDGER, OUTCOMES, TEXT

COUNCIL = Path(sys.executable).with_name("council")  # the installed command
RUNS = PART + 500  # two parts


def batch(out, fitted, runs=RUNS, **options):
    [batch] = simulate(read_scenario("march-28"), Terms(fitted, 0, runs), Shelf(out, **options))
    return batch


def same(one, other):
    """Whether two batches hold the same numbers."""
    return all(
        np.array_equal(getattr(one, part), getattr(other, part))
        for part in ("yes_r", "outcome_r", "text_r", "count_iv")
    )


@pytest.fixture(scope="module")
def whole(tmp_path_factory, fitted):
    """A finished batch of two parts."""
    return batch(tmp_path_factory.mktemp("whole"), fitted)


@pytest.fixture
def copied(whole, tmp_path):
    """Its folder again, below another `--out`."""
    shutil.copytree(whole.folder, tmp_path / whole.folder.name)
    return tmp_path / whole.folder.name


def flip_a_bit(path):
    inside = bytearray(path.read_bytes())
    inside[len(inside) // 3] ^= 1
    path.write_bytes(inside)


DAMAGE = {
    "gone": Path.unlink,
    "empty": lambda path: path.write_bytes(b""),
    "cut short": lambda path: path.write_bytes(path.read_bytes()[:-100]),
    "one bit flipped": flip_a_bit,
    "a text": lambda path: path.write_text("run,yes\n0,20\n"),
    "another table": lambda path: pq.write_table(pa.table({"run": [1, 2]}), path),
    "a column short": lambda path: pq.write_table(
        (table := pq.read_table(path)).drop_columns(table.column_names[-1:]), path
    ),
    "too few runs": lambda path: pq.write_table(pq.read_table(path).slice(0, 10), path),
}


@pytest.mark.parametrize("kind", ["runs.parquet", "votes.parquet"])
@pytest.mark.parametrize("damage", DAMAGE)
def test_a_damaged_part_is_computed_again(kind, damage, whole, copied, fitted):
    """It and no other; the numbers are those of the undamaged batch, on the disk too."""
    part = copied / kind / "part-00000.parquet"
    DAMAGE[damage](part)
    again = batch(copied.parent, fitted)
    assert again.fresh == PART and same(again, whole)
    assert pq.read_table(part).equals(pq.read_table(whole.folder / kind / part.name))


def test_a_whole_folder_is_read_back_and_fresh_computes_again(whole, copied, fitted):
    """No run anew the first time, all of them the second, and the same numbers."""
    read, anew = batch(copied.parent, fitted), batch(copied.parent, fitted, fresh=True)
    assert (read.fresh, anew.fresh) == (0, RUNS)
    assert same(read, whole) and same(anew, whole)


def test_a_run_folder_names_what_was_done_with_which_text(whole, fitted):
    """As the ledger of every run has it: deed, text, subscribers, and the tally of a text put."""
    scenario = read_scenario("march-28")
    table = pq.read_table(whole.folder / "runs.parquet").to_pydict()
    [played] = play(stages_of(scenario, fitted), 0, 0, RUNS)
    ledger = dict(zip(LEDGER, played.ledger_re.T.tolist(), strict=True))
    assert table["deed"] == [DEEDS[deed] for deed in ledger["deed"]]
    names = ["", "dialogue-2017", "asks-2017", "resolution-2017", "suspend-2017"]
    assert table["text"] == [names[text] for text in ledger["text"]]
    assert {"", "dialogue-2017", "asks-2017", "resolution-2017"} <= set(table["text"])
    for entry in ("subscribers", "text_yes", "text_no", "text_abstain", "text_absent"):
        assert table[entry] == ledger[entry]
    outcomes = {deed: set() for deed in DEEDS}
    for deed, text, outcome in zip(table["deed"], table["text"], table["outcome"], strict=True):
        outcomes[deed].add(OUTCOMES[outcome])
        assert (text == "") == (deed == "nothing")
    assert outcomes["statement"] == {"statement_only"}
    assert outcomes["consensus"] == {"consensus"}
    assert outcomes["roll call"] == {"adopted", "rejected"}
    assert (whole.text_r == played.ledger_re[:, TEXT]).all()


def test_seed_0_is_a_seed_of_its_own(council, tmp_path):
    """It is valid, written down, and gives other votes than seed 1."""
    words = ("run", "march-28", "--runs", 300, "--json", "--out", tmp_path)
    nought, one = council(*words, "--seed", 0), council(*words, "--seed", 1)
    assert nought.code == one.code == 0 and '"seed": 0' in nought.out
    assert len(list(tmp_path.iterdir())) == 2
    votes = [pq.read_table(folder / "votes.parquet") for folder in sorted(tmp_path.iterdir())]
    assert not votes[0].equals(votes[1])


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EACCES, errno.EROFS])
def test_a_disk_that_refuses_is_told(number, council, plain, tmp_path, monkeypatch):
    """Half of the second part is written when space ends: it goes, the first part stays."""
    write = pq.write_table

    def refuse(table, path, **options):
        write(table, path, **options)
        if "part-00001" in str(path):
            Path(path).write_bytes(Path(path).read_bytes()[:99])
            raise OSError(number, os.strerror(number), str(path))

    monkeypatch.setattr(pq, "write_table", refuse)
    words = ("run", "march-28", "--runs", RUNS, "--no-votes", "--json", "--out", tmp_path)
    answer = council(*words)
    assert answer.code == 1 and answer.out == "" and plain(answer.err)
    assert f"can't be written: {os.strerror(number)}" in answer.err and "--out" in answer.err
    files = [path.name for path in tmp_path.rglob("*") if path.is_file()]
    assert sorted(files) == ["manifest.json", "part-00000.parquet"]
    monkeypatch.undo()
    assert council(*words).code == 0


def test_a_limit_on_the_size_of_files_is_told(plain, tmp_path):
    """The system itself refuses, half-way through a file: nothing of it stays."""
    words = (
        f"ulimit -f 16; exec {COUNCIL} run march-28 --runs 20000 --json --out {tmp_path / 'out'}"
    )
    done = subprocess.run(["bash", "-c", words], capture_output=True, text=True, check=False)
    assert done.returncode == 1 and done.stdout == ""
    assert "council: " in done.stderr and "can't be written: " in done.stderr
    assert plain(done.stderr.replace("[Errno 27]", "")), done.stderr
    files = [path.name for path in (tmp_path / "out").rglob("*") if path.is_file()]
    assert files == ["manifest.json"]  # which says unfinished


@pytest.mark.parametrize("words", ["list", "run march-28 --runs 20 --json", "--help"])
def test_an_output_that_is_full_is_told(words, plain, tmp_path):
    """Exit 1 and a line on standard error, in a process of its own."""
    with open("/dev/full", "w") as full:
        done = subprocess.run(
            [COUNCIL, *words.split()], stdout=full, stderr=subprocess.PIPE, text=True,
            cwd=tmp_path, check=False,
        )  # fmt: skip
    assert done.returncode == 1
    assert done.stderr.endswith("council: standard output: No space left on device\n")
    assert plain(done.stderr)


def test_a_reader_that_leaves_is_no_mistake(tmp_path):
    """`council list | true` says nothing."""
    done = subprocess.run(
        ["bash", "-c", f"set -o pipefail; {COUNCIL} list | true"],
        capture_output=True, text=True, cwd=tmp_path, check=False,
    )  # fmt: skip
    assert done.returncode in (0, 1) and done.stderr == ""


def parts(out):
    return sorted(out.glob("*/runs.parquet/part-*.parquet"))


def interrupted(out, count):
    """A batch of so many parts, with Ctrl-C once two are done: (words, process, what it said).

    A quick machine may be through before the signal comes.
    """
    words = ["run", "march-28", "--runs", count * PART, "--seed", 0, "--no-votes", "--json"]
    words = [COUNCIL, *map(str, words), "--out", str(out)]
    process = subprocess.Popen(
        words, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        # a shell's background job ignores Ctrl-C, and so would its children
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
    )  # fmt: skip
    deadline = time.monotonic() + 300
    while len(parts(out)) < 2:
        assert process.poll() is None and time.monotonic() < deadline
        time.sleep(0.005)
    process.send_signal(signal.SIGINT)
    return words, process, process.communicate(timeout=300)


def test_an_interrupted_batch_goes_on_where_it_stopped(tmp_path, fitted):
    """Ctrl-C in the middle: exit 130, a line, whole parts; then the same command ends with the
    numbers of a batch never stopped, and computes only what was missing."""
    for count in (10, 40, 160):
        out = tmp_path / f"out-{count}"
        words, process, (answer, told) = interrupted(out, count)
        kept = {path: path.stat().st_mtime_ns for path in parts(out)}
        if len(kept) < count:
            break
    assert process.returncode == 130 and answer == "" and 2 <= len(kept) < count
    assert "finished parts are kept and the same command goes on" in told
    assert "Traceback" not in told
    assert list(out.rglob(".*")) == []  # no file half-written
    ([unfinished], others) = kept_in(out)
    assert (unfinished.runs, unfinished.finished, others) == (count * PART, False, [])

    subprocess.run(words, capture_output=True, check=True)
    assert len(parts(out)) == count
    assert all(path.stat().st_mtime_ns == written for path, written in kept.items())
    resumed = batch(out, fitted, count * PART, votes=False)
    unbroken = batch(tmp_path / "unbroken", fitted, count * PART, votes=False)
    assert (resumed.fresh, unbroken.fresh) == (0, count * PART) and same(resumed, unbroken)
    assert kept_in(out)[0][0].finished


@pytest.mark.parametrize(
    ("words", "kept"),
    [(("run", "march-28"), True), (("run", "march-28", "--fresh"), False), (("facts",), False)],
)  # fmt: skip
def test_ctrl_c_says_that_parts_are_kept_only_where_they_are(
    words, kept, council, tmp_path, monkeypatch
):
    """Exit 130, and a line; a folder begun is listed as unfinished, and cleaned."""

    def stop(*_, **__):
        raise KeyboardInterrupt

    monkeypatch.setattr("sim.archive.play", stop)
    monkeypatch.setattr("sim.facts.check_facts", stop)
    monkeypatch.chdir(tmp_path)
    answer = council(*words)
    goes_on = "; finished parts are kept and the same command goes on" if kept else ""
    assert answer.code == 130 and answer.out == ""
    assert answer.err.endswith(f"council: stopped{goes_on}\n")
    begun = words[0] == "run"
    listed = json.loads(council("results", "--json").out)["folders"]
    assert [(one["finished"], one["written"]) for one in listed] == [(False, "")] * begun
    assert ("unfinished" in council("results").out) == begun
    council("results", "--clean", "--yes")
    assert list(tmp_path.glob("results/*")) == []


def test_a_comparison_counts_its_run_folders_and_no_runs(council, tmp_path):
    """Beside the two run folders of 50 runs each, which count no folders."""
    words = ("compare", "march-28", "march-28-no-threat", "--runs", 50, "--json", "--out", tmp_path)
    assert council(*words).code == 0
    listed = json.loads(council("results", "--out", tmp_path, "--json").out)["folders"]
    assert [(one["what"], one["runs"], one["run_folders"]) for one in listed] == [
        ("comparison", None, 2), ("runs", 50, None), ("runs", 50, None),
    ]  # fmt: skip
    assert "of 2" in council("results", "--out", tmp_path).out


@pytest.mark.parametrize("damage", ["", "{}", '{"digests": ', "of another"])
def test_a_damaged_manifest_is_written_anew(damage, whole, copied, fitted):
    """No part is computed; but for the time it is what it was. A sound one is left alone."""
    manifest = copied / "manifest.json"
    sound = manifest.stat().st_mtime_ns
    assert batch(copied.parent, fitted).fresh == 0 and manifest.stat().st_mtime_ns == sound
    was = json.loads(manifest.read_text())
    text = json.dumps(was | {"runs": 7}) if damage == "of another" else damage
    manifest.write_text(text)
    assert batch(copied.parent, fitted).fresh == 0
    assert json.loads(manifest.read_text()) | {"written": ""} == was | {"written": ""}
