"""The fitted draws: what calibration hands to the simulation."""

import hashlib
import io
import json
import struct
import zipfile
import zlib
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path
from tokenize import TokenError
from typing import Any

import numpy as np

from sim.mistake import Mistake, did_you_mean
from sim.parameters import ASSUMPTIONS, BY_NAME, COUNCIL_WIDE, PARAMETERS
from sim.reading import read_bytes, read_text
from sim.words import FITTED

DRAWS, ABOUT = "draws.npz", "about.json"
FLAT_SET = (
    "flat-sovereignty"  # below a set: the same fit under a flat prior of the sovereignty slope
)
STANDARD = "records"  # the set that scenarios use unless told otherwise
AGAIN = "Write the set again with `council calibrate --out`."
DAMAGED = (  # what numpy and the zip format raise on bytes that are no table of draws
    OSError, ValueError, LookupError, TypeError, EOFError, MemoryError, RuntimeError, SyntaxError,
    OverflowError, zipfile.BadZipFile, zlib.error, struct.error, TokenError,
)  # fmt: skip


@dataclass(frozen=True)
class Fitted:
    """Draws from a posterior.

    names   (parameter,) the council-wide parameters first: "compliance", "own_recognition[HTI]"
    draws   (draw, parameter) in natural units
    about   data and prior digests, left-out roll calls, spreads, what was learnt
    digest  of names and draws
    """

    names: tuple[str, ...]
    draws: np.ndarray
    about: dict[str, Any]
    digest: str

    @cached_property
    def _place(self) -> dict[str, int]:
        return {name: k for k, name in enumerate(self.names)}

    def __contains__(self, name: str) -> bool:
        return name in self._place

    def column(self, name: str) -> np.ndarray:
        """(draw,) one parameter; zeros for one that no record speaks of."""
        if name not in self._place:
            return np.zeros(len(self.draws))
        return self.draws[:, self._place[name]]

    def stale(self, data_digest: str) -> list[str]:
        """What the draws rest on that is no longer what lies here."""
        reasons = []
        if self.about.get("data") != data_digest:
            reasons.append("the records have changed since these draws were fitted")
        if self.about.get("priors") != priors_digest():
            reasons.append("the declared priors have changed since these draws were fitted")
        return reasons


def priors_digest() -> str:
    """sha256 of every declared parameter and assumption."""
    text = repr([(p.name, str(p.prior), p.per) for p in PARAMETERS])
    text += repr([(a.name, a.value) for a in ASSUMPTIONS])
    return hashlib.sha256(text.encode()).hexdigest()


def shipped_sets() -> list[str]:
    """The names of the shipped sets of draws."""
    return sorted(path.parent.name for path in FITTED.glob(f"*/{ABOUT}"))


def read_fitted(which: str | Path = STANDARD) -> Fitted:
    """A shipped set by name, or the folder that `calibrate --out` wrote. Raises Mistake."""
    folder = FITTED / which if str(which) in shipped_sets() else Path(which)
    if not folder.is_dir():
        guess = did_you_mean(str(which), shipped_sets())
        fix = f"{guess} Or a folder that `council calibrate --out` wrote."
        raise Mistake(folder, "holds no fitted draws", fix)
    return _read(folder, _stamp(folder / ABOUT), _stamp(folder / DRAWS))


def _stamp(path: Path) -> tuple[int, int] | None:
    """When a file was written and its size: another stamp, another content."""
    try:
        stat = path.stat()
    except OSError:
        return None  # the reader says what is wrong
    return stat.st_mtime_ns, stat.st_size


@lru_cache(maxsize=4)
def _read(folder: Path, *_stamps: tuple[int, int] | None) -> Fitted:
    """The draws of a folder; kept, for a loop over models asks for them in each."""
    try:
        about = json.loads(read_text(folder / ABOUT))
    except (ValueError, RecursionError):
        raise Mistake(folder / ABOUT, "is damaged: it is not JSON", AGAIN) from None
    try:
        with np.load(io.BytesIO(read_bytes(folder / DRAWS)), allow_pickle=False) as saved:
            names, draws = tuple(str(name) for name in saved["names"]), saved["draws"]
    except DAMAGED:
        raise Mistake(folder / DRAWS, "is damaged: it can't be read", AGAIN) from None
    _check_draws(folder, names, draws, about)
    return Fitted(names, draws.astype(np.float64), about, digest_of_draws(names, draws))


def read_flat(which: str | Path = STANDARD) -> Fitted | None:
    """The draws under a flat prior of the sovereignty slope that lie below a set, if any do."""
    folder = FITTED / which if str(which) in shipped_sets() else Path(which)
    return read_fitted(folder / FLAT_SET) if (folder / FLAT_SET).is_dir() else None


def _check_draws(folder: Path, names: tuple[str, ...], draws: np.ndarray, about: Any) -> None:
    declared = all(name.split("[")[0] in BY_NAME for name in names)
    if names[: len(COUNCIL_WIDE)] != COUNCIL_WIDE or not declared:
        raise Mistake(folder / DRAWS, "holds other parameters than this model's", AGAIN)
    whole = draws.ndim == 2 and draws.shape[1] == len(names) and len(draws) > 0
    if not whole or draws.dtype.kind != "f" or not np.isfinite(draws).all():
        raise Mistake(folder / DRAWS, "is damaged: not a table of finite numbers", AGAIN)
    if not isinstance(about, dict) or about.get("digest") != digest_of_draws(names, draws):
        raise Mistake(folder / DRAWS, f"does not belong to the {ABOUT} beside it", AGAIN)


def digest_of_draws(names: tuple[str, ...], draws: np.ndarray) -> str:
    """sha256 of the names and the numbers, as little-endian float32."""
    digest = hashlib.sha256("\0".join(names).encode())
    digest.update(np.ascontiguousarray(draws, dtype="<f4").tobytes())
    return digest.hexdigest()
