"""The decorator of every compiled function, and the cache that can't go stale.

numba looks only at a function's own file when it asks whether a cached kernel is still good: after
an edit to a rule, a kernel in another file would silently go on with the old one. So compiled code
lies in a folder named by a digest of all of `sim`'s sources, and any edit starts an empty one.
The folder is the user's own cache, so an installed package may be read-only; folders of other
sources go once nothing has asked for them in a month.
"""

import contextlib
import hashlib
import os
import shutil
import tempfile
import time
from pathlib import Path

# A thread that has done its share sleeps until the others have done theirs. By default it spins,
# and on a busy machine that keeps the last one waiting: sampling took fifteen times as long.
os.environ.setdefault("OMP_WAIT_POLICY", "passive")

import numba

SIM = Path(__file__).resolve().parent.parent
KEPT_DAYS = 30  # compiled code of sources that nobody runs any more


def sources_digest(folder: Path = SIM) -> str:
    """sha256 over the names and bytes of every Python file below `folder`, in order of name."""
    digest = hashlib.sha256()
    for path in sorted(folder.rglob("*.py")):
        digest.update(str(path.relative_to(folder)).encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()


def cache_folder(digest: str) -> Path:
    """Where compiled code for these sources lies: the user's cache, else the temporary folder."""
    home = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    for base in (Path(home), Path(tempfile.gettempdir())):
        folder = base / "council-sim" / digest[:24]
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError:
            continue
        if os.access(folder, os.W_OK):
            return folder
    raise RuntimeError("no folder for compiled code: set XDG_CACHE_HOME to one you may write to")


def forget_old(folder: Path) -> None:
    """Mark the folder as asked for now, and remove those beside it not asked for in `KEPT_DAYS`."""
    os.utime(folder)
    oldest = time.time() - KEPT_DAYS * 86_400
    for other in folder.parent.iterdir():
        if other.stat().st_mtime < oldest:
            shutil.rmtree(other, ignore_errors=True)


SOURCES_DIGEST = sources_digest()
CACHE = cache_folder(SOURCES_DIGEST)
with contextlib.suppress(OSError):  # another process may be doing the same
    forget_old(CACHE)
numba.config.CACHE_DIR = str(CACHE)

# Inlined where it is called: a phase hands a room of forty arrays to each member's turn; copying
# those took longer than the rules. A third of the time a run, and less to compile.
rule = numba.njit(cache=True, error_model="numpy", nogil=True, forceinline=True)
# For what acts on a room and makes no array: without this flag each call counts anew who holds each
# of the room's fifty arrays, which takes ten times as long as the rules.
act_on = numba.njit(cache=True, error_model="numpy", nogil=True, forceinline=True, _nrt=False)
kernel = numba.njit(cache=True, error_model="numpy", parallel=True, nogil=True)
