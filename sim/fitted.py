"""The fitted draws: what calibration hands to the simulation."""

import hashlib
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from sim.draws import digest_of_draws, read_draws, stamp
from sim.mistake import Mistake, did_you_mean
from sim.parameters import ASSUMPTIONS, BY_FACTS, BY_NAME, COUNCIL_WIDE, PARAMETERS, PROCEDURE
from sim.procedure import ACCEPTED, ACCEPTED_ABOUT, facts_digest, from_priors, read_accepted
from sim.words import FITTED

DRAWS, ABOUT = "draws.npz", "about.json"
FLAT_SET = (
    "flat-sovereignty"  # below a set: the same fit under a flat prior of the sovereignty slope
)
STANDARD = "records"  # the set that scenarios use unless told otherwise
JUDGED = "without-2017-03-28"  # the set under which `council narrow` judges facts of that day
REFIT, NARROW = "`council calibrate` fits them again", "`council narrow` draws them again"
AGAIN = "Write the set again with `council calibrate --out`."


class Stale(NamedTuple):
    """Why draws no longer rest on what lies here, and what makes them anew."""

    reason: str
    remedy: str


@dataclass(frozen=True)
class Fitted:
    """Draws from a posterior, and beside them those of what no vote tells.

    names    (parameter,) the council-wide parameters first: "compliance", "own_recognition[HTI]"
    draws    (draw, parameter) in natural units
    about    data and prior digests, left-out roll calls, spreads, what was learnt; `facts`, what
             the parameters of `BY_FACTS` were narrowed by, if they were
    digest   of names and draws
    by_priors  (draw, parameter) the columns of `BY_FACTS` before facts narrowed them; None if they
               are not narrowed
    """

    names: tuple[str, ...]
    draws: np.ndarray
    about: dict[str, Any]
    digest: str
    by_priors: np.ndarray | None = None

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

    def columns(self, names: tuple[str, ...]) -> np.ndarray:
        """(draw, parameter) these parameters. Raises KeyError."""
        return self.draws[:, [self._place[name] for name in names]]

    def replaced(self, names: tuple[str, ...], values: np.ndarray) -> "Fitted":
        """The draws with other values, (draw, parameter), of these parameters."""
        draws = self.draws.copy()
        draws[:, [self._place[name] for name in names]] = values
        return Fitted(self.names, draws, self.about, digest_of_draws(self.names, draws))

    def priors_alone(self) -> "Fitted | None":
        """The draws as they would be if no fact had narrowed a prior; None if none has."""
        return None if self.by_priors is None else self.replaced(BY_FACTS, self.by_priors)

    def stale(self, data_digest: str) -> list[Stale]:
        """What the draws rest on that is no longer what lies here."""
        stale, facts = [], self.about.get("facts")
        if self.about.get("data") != data_digest:
            stale.append(Stale("the records have changed since these draws were fitted", REFIT))
        if self.about.get("priors") != priors_digest():
            what = "the declared priors have changed since these draws were fitted"
            stale.append(Stale(what, REFIT))
        if facts and facts["priors"] != facts_digest():
            what = "priors that facts narrow have changed since facts narrowed them"
            stale.append(Stale(what, NARROW))
        if facts and facts["digest"] == shipped_facts()["digest"] and facts["base"] != _judged():
            what = f"the set {JUDGED} has changed since facts were judged under it"
            stale.append(Stale(what, NARROW))
        return stale


def shipped_facts() -> dict[str, Any]:
    """What the shipped accepted draws say of themselves."""
    return read_accepted(FITTED).about


def _judged() -> str:
    """The digest of the draws under which the shipped facts are judged."""
    return read_fitted(JUDGED, narrowed=False).digest


def priors_digest() -> str:
    """sha256 of every declared parameter and assumption."""
    text = repr([(p.name, str(p.prior), p.per) for p in PARAMETERS])
    text += repr([(a.name, a.value) for a in ASSUMPTIONS])
    return hashlib.sha256(text.encode()).hexdigest()


def shipped_sets() -> list[str]:
    """The names of the shipped sets of draws."""
    return sorted(path.parent.name for path in FITTED.glob(f"*/{ABOUT}"))


def read_fitted(which: str | Path = STANDARD, narrowed: bool = True) -> Fitted:
    """The draws that runs are made from: a shipped set by name, or a folder of `calibrate --out`.

    narrowed  whether priors of pressure and procedure are as facts leave them
    Raises Mistake.
    """
    folder = folder_of(which)
    home = folder.parent if folder.name == FLAT_SET else folder
    stamps = [stamp(home / name) for name in (ACCEPTED, ACCEPTED_ABOUT)]
    stamps += [stamp(folder / name) for name in (ABOUT, DRAWS)]
    return _beside(folder, home, narrowed, *stamps)


@lru_cache(maxsize=8)
def _beside(folder: Path, home: Path, narrowed: bool, *_stamps: tuple[int, int] | None) -> Fitted:
    """The posterior's draws, behind them those of procedure, both as facts leave them."""
    posterior = read_posterior(folder)
    names = posterior.names + tuple(p.name for p in PROCEDURE)
    draws = np.concatenate([posterior.draws, from_priors(len(posterior.draws))], axis=1)
    fitted = Fitted(names, draws, posterior.about, digest_of_draws(names, draws))
    if not narrowed:
        return fitted
    accepted = read_accepted(home)
    again = np.resize(accepted.draws, (len(draws), len(BY_FACTS)))
    left = fitted.replaced(BY_FACTS, again)
    about = posterior.about | {"facts": accepted.about}
    return Fitted(names, left.draws, about, left.digest, fitted.columns(BY_FACTS))


def _place_of(which: str | Path) -> Path:
    return FITTED / which if str(which) in shipped_sets() else Path(which)


def folder_of(which: str | Path) -> Path:
    """Where a set of draws lies. Raises Mistake."""
    folder = _place_of(which)
    if not folder.is_dir():
        guess = did_you_mean(str(which), shipped_sets())
        fix = f"{guess} Or a folder that `council calibrate --out` wrote."
        raise Mistake(folder, "holds no fitted draws", fix)
    return folder


def refuse_without_draws(folder: Path) -> None:
    """Raises Mistake unless a folder holds draws, or is the one of the shipped sets."""
    for name in (ABOUT, DRAWS) if folder.resolve() != FITTED.resolve() else ():
        if not (folder / name).exists():
            what = f"A folder of draws holds {DRAWS} and {ABOUT}: `council calibrate --out` writes "
            raise Mistake(folder / name, "there is no such file", f"{what}both.")


def read_posterior(which: str | Path = STANDARD) -> Fitted:
    """The draws that a fit to votes left, and nothing else. Raises Mistake."""
    folder = folder_of(which)
    refuse_without_draws(folder)
    return _read(folder, stamp(folder / ABOUT), stamp(folder / DRAWS))


@lru_cache(maxsize=4)
def _read(folder: Path, *_stamps: tuple[int, int] | None) -> Fitted:
    """The draws of a folder; kept, for a loop over models asks for them in each."""
    names, draws, about = read_draws(folder / DRAWS, folder / ABOUT, AGAIN)
    declared = all(name.split("[")[0] in BY_NAME for name in names)
    if names[: len(COUNCIL_WIDE)] != COUNCIL_WIDE or not declared:
        raise Mistake(folder / DRAWS, "holds other parameters than this model's", AGAIN)
    return Fitted(names, draws.astype(np.float64), about, digest_of_draws(names, draws))


def read_flat(which: str | Path = STANDARD, narrowed: bool = True) -> Fitted | None:
    """The draws under a flat prior of the sovereignty slope that lie below a set, if any do."""
    folder = _place_of(which) / FLAT_SET
    return read_fitted(folder, narrowed) if folder.is_dir() else None
