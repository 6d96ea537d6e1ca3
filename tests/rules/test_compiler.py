"""The cache of compiled code: named by the sources, in a folder that can be written."""

import os
import time
from pathlib import Path

import pytest

from sim.rules import compiler


def test_any_edit_names_another_cache(tmp_path):
    """One byte in one file below, or a new file, changes the digest; order of writing does not."""
    for name in ("b.py", "a/c.py"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("x = 1\n")
    first = compiler.sources_digest(tmp_path)
    assert compiler.sources_digest(tmp_path) == first
    (tmp_path / "a" / "c.py").write_text("x = 2\n")
    second = compiler.sources_digest(tmp_path)
    (tmp_path / "d.py").write_text("")
    assert len({first, second, compiler.sources_digest(tmp_path)}) == 3


def test_the_cache_lies_in_the_users_own(tmp_path, monkeypatch):
    """Below XDG_CACHE_HOME where that is set."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    assert compiler.cache_folder("0" * 64) == tmp_path / "council-sim" / ("0" * 24)


def test_a_home_that_can_not_be_written_is_passed_over(tmp_path, monkeypatch):
    """A file stands where the cache should: the temporary folder serves."""
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "file"))
    monkeypatch.setattr(compiler.tempfile, "gettempdir", lambda: str(tmp_path / "tmp"))
    assert compiler.cache_folder("1" * 64) == tmp_path / "tmp" / "council-sim" / ("1" * 24)


def test_no_folder_at_all_is_said(tmp_path, monkeypatch):
    """Neither can be made, or neither can be written to."""
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "file"))
    monkeypatch.setattr(compiler.tempfile, "gettempdir", lambda: str(tmp_path / "file"))
    with pytest.raises(RuntimeError, match="XDG_CACHE_HOME"):
        compiler.cache_folder("2" * 64)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    monkeypatch.setattr(os, "access", lambda folder, mode: False)
    with pytest.raises(RuntimeError, match="XDG_CACHE_HOME"):
        compiler.cache_folder("3" * 64)


def test_the_digest_is_of_the_sources_that_run():
    """Not of a copy elsewhere."""
    assert compiler.sources_digest(Path(compiler.__file__).parent.parent) == compiler.SOURCES_DIGEST


def test_code_nobody_asks_for_is_forgotten(tmp_path):
    """A month untouched is too long; what was asked for yesterday stays, and one's own always."""
    mine, recent, old = (tmp_path / name for name in ("mine", "recent", "old"))
    for folder, days in (
        (mine, 2 * compiler.KEPT_DAYS),
        (recent, 1),
        (old, compiler.KEPT_DAYS + 1),
    ):
        folder.mkdir()
        (folder / "kernel.nbc").write_bytes(b"code")
        then = time.time() - days * 86_400
        os.utime(folder, (then, then))
    compiler.forget_old(mine)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["mine", "recent"]
