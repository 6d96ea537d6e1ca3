"""From a posterior to the files that scenarios read."""

from datetime import date
from pathlib import Path
from typing import Any, Protocol

import numpy as np

from calibration.coordinates import Coordinates
from calibration.records import Records
from sim.draws import write_draws
from sim.fitted import ABOUT, DRAWS, priors_digest
from sim.parameters import PARAMETERS
from sim.writing import writing

GRAIN = 128  # at least so many steps of the grid to a standard deviation


class Fit(Protocol):
    """What can be published: `calibration.sample.Sample`, `calibration.posterior.Posterior`."""

    names: tuple[str, ...]
    at: Coordinates

    def draws(self) -> np.ndarray: ...

    def learnt(self) -> dict[str, float]: ...

    def about(self) -> dict[str, Any]: ...


def publish(
    posterior: Fit, records: Records, folder: Path, left_out: tuple[str, ...] = ()
) -> dict[str, Any]:
    """Write the draws and what they rest on; returns what `about.json` says.

    Each file is whole or not there. Raises Mistake if the folder can't be written.
    """
    draws = compact(posterior.draws())
    declared = {p.name: p.prior for p in PARAMETERS}
    about = {
        "data": records.digest,
        "priors": priors_digest(),
        "replaced_priors": {
            name: str(prior)
            for name, prior in posterior.at.priors.items()
            if prior != declared[name]
        },
        "left_out": list(left_out),
        "rollcalls": len(records.rollcalls),
        "votes": int(records.arrays.scored_ci.sum()),
        "draws": len(draws),
        **posterior.about(),
        "learnt": {name: round(value, 3) for name, value in posterior.learnt().items()},
        "fitted_on": date.today().isoformat(),
    }
    with writing(folder):
        folder.mkdir(parents=True, exist_ok=True)
        write_draws(folder / DRAWS, folder / ABOUT, posterior.names, draws, about)
    return about


def compact(draws: np.ndarray) -> np.ndarray:
    """The same draws on a grid of 128 steps or more to each sd, so that they pack small.

    The grid's step is a power of two: what is rounded is exact in float32.
    """
    sd = draws.std(axis=0)
    step = 2.0 ** np.floor(np.log2(np.where(sd > 0, sd, 1.0) / GRAIN))
    return (np.round(draws / step) * step).astype(np.float32)
