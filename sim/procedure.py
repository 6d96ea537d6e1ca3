"""What stands beside the vote-fitted draws: parameters that no roll call can tell.

Those of procedure and campaigns are in no fit. Where facts speak of one of them, or of pressure, it
is drawn from what they leave of its prior (`calibration.acceptance`), else from its prior alone.
Each run reads its posterior draw and, beside it, the draw of the same number from here.
"""

import hashlib
from functools import lru_cache
from pathlib import Path
from typing import Annotated, Any, NamedTuple

import numpy as np
from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from sim.draws import read_draws, stamp
from sim.mistake import Mistake
from sim.parameters import BY_FACTS, BY_NAME, PROCEDURE
from sim.words import FITTED

SEED = 1948  # of the draws from the priors; the Charter's year
ACCEPTED, ACCEPTED_ABOUT = "accepted.npz", "accepted.json"
AGAIN = "Draw them again with `council narrow --out`."


class Written(BaseModel):
    """What `council narrow` wrote, as far as it is read again."""

    model_config = ConfigDict(strict=True, allow_inf_nan=False)


Levels = Annotated[list[float], Field(min_length=3, max_length=3)]


class LevelsText(Written):
    """The 5, 50 and 95 % quantiles of a parameter before facts narrowed its prior, and after."""

    prior: Levels
    accepted: Levels

    @model_validator(mode="after")
    def ascending(self) -> "LevelsText":
        """Quantiles ascend, and a prior has a width."""
        ascend = self.prior == sorted(self.prior) and self.accepted == sorted(self.accepted)
        if not ascend or self.prior[0] == self.prior[-1]:
            raise ValueError("quantiles ascend")
        return self


class AcceptedText(Written):
    """The keys of `accepted.json`."""

    priors: str
    base: str
    share: float = Field(gt=0, le=1)
    quantiles: dict[str, LevelsText]


class Accepted(NamedTuple):
    """What the facts marked A leave of the priors.

    draws  (draw, parameter) in natural units, in the order of `BY_FACTS`
    about  share of the priors that is left, quantiles before and after, how it was sampled
    """

    draws: np.ndarray
    about: dict[str, Any]


@lru_cache
def from_priors(count: int) -> np.ndarray:
    """(draw, parameter) in natural units, in the order of `PROCEDURE`."""
    z = np.random.default_rng(SEED).standard_normal((count, len(PROCEDURE)))
    draws = np.stack([p.prior.at(z[:, k]) for k, p in enumerate(PROCEDURE)], axis=1)
    draws.setflags(write=False)
    return draws


def read_accepted(folder: Path) -> Accepted:
    """The accepted draws of a folder, else those that are shipped. Raises Mistake."""
    own = any((folder / name).exists() for name in (ACCEPTED, ACCEPTED_ABOUT))
    home = folder if own else FITTED
    return _read(home, stamp(home / ACCEPTED_ABOUT), stamp(home / ACCEPTED))


@lru_cache(maxsize=4)
def _read(home: Path, *_stamps: tuple[int, int] | None) -> Accepted:
    names, draws, about = read_draws(home / ACCEPTED, home / ACCEPTED_ABOUT, AGAIN)
    if names != BY_FACTS:
        raise Mistake(home / ACCEPTED, "holds other parameters than facts speak of", AGAIN)
    try:
        AcceptedText.model_validate(about)
    except ValidationError as error:
        key = ".".join(map(str, error.errors(include_url=False)[0]["loc"]))
        what = f"is damaged: {key} is missing, or not as `council narrow` writes it"
        raise Mistake(home / ACCEPTED_ABOUT, what, AGAIN) from None
    return Accepted(draws.astype(np.float64), about)


def facts_digest() -> str:
    """sha256 of the priors that facts narrow."""
    text = repr([(name, str(BY_NAME[name].prior)) for name in BY_FACTS])
    return hashlib.sha256(text.encode()).hexdigest()
