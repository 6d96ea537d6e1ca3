"""The posterior by NUTS: draws from the exact density, spreads of partial pooling included.

nutpie moves in z, where the prior is the same bell for all; density and gradient are those of
`calibration.likelihood`, so no rule is written a second time.
Sources: Hoffman and Gelman (2014); diagnostics after Vehtari et al. (2021).
"""

from dataclasses import dataclass
from functools import cached_property
from typing import Any, ClassVar

import numpy as np

from calibration.density import log_density
from calibration.likelihood import names_of
from calibration.posterior import coordinates_of
from calibration.records import Records
from calibration.sample import Sample
from sim.mistake import Mistake
from sim.priors import Prior

CHAINS = 4
CHAIN_DRAWS = 2500
TUNING = 500
ACCEPTED = 0.9  # short leaps: at .8, one move in 5,000 lost the density
KEPT = ("diverging", "depth", "n_steps", "energy", "step_size")  # of the sampler's statistics
RHAT, ENOUGH = 1.01, 400  # highest R-hat and lowest effective size of a sample to rely on


@dataclass(frozen=True)
class Trace(Sample):
    """Draws of NUTS.

    stats  (chain, draw) of the sampler, by name
    """

    method: ClassVar[str] = "nuts"
    stats: dict[str, np.ndarray]

    @cached_property
    def diagnostics(self) -> dict[str, Any]:
        """R-hat, bulk and tail effective sizes at their worst parameter, and divergences."""
        rhat, bulk, tail = _diagnostics(self.theta_kdp)
        return {
            "rhat": round(float(rhat.max()), 4),
            "rhat_of": self.names[rhat.argmax()],
            "ess_bulk": int(bulk.min()),
            "ess_bulk_of": self.names[bulk.argmin()],
            "ess_tail": int(tail.min()),
            "ess_tail_of": self.names[tail.argmin()],
            "divergences": int(self.stats["diverging"].sum()),
        }

    def shortfalls(self) -> list[str]:
        """What keeps the sample from being relied on; empty if nothing does."""
        found = self.diagnostics
        told = []
        if found["rhat"] >= RHAT:
            told.append(f"R-hat of {found['rhat_of']} is {found['rhat']}, not below {RHAT}")
        for size in ("ess_bulk", "ess_tail"):
            if found[size] <= ENOUGH:
                told.append(f"{size} of {found[size + '_of']} is {found[size]}, not over {ENOUGH}")
        if found["divergences"]:
            told.append(f"{found['divergences']} divergences")
        return told


def sample(
    records: Records,
    priors: dict[str, Prior] | None = None,
    chains: int = CHAINS,
    draws: int = CHAIN_DRAWS,
    tuning: int = TUNING,
    seed: int = 1,
) -> Trace:
    """Draws from the posterior of these records.

    priors        replaces declared priors by name
    draws, tuning of each chain
    Raises Mistake if nutpie is not installed.
    """
    nutpie = _nutpie()
    at = coordinates_of(records, priors)
    model = nutpie.compiled_pyfunc.from_pyfunc(
        at.size,
        lambda: lambda z: log_density(z, at, records),
        lambda *_: lambda z: {"z": z},
        [np.dtype("float64")], [(at.size,)], ["z"],
    )  # fmt: skip
    trace = nutpie.sample(
        model, draws=draws, tune=tuning, chains=chains, seed=seed, save_warmup=False,
        progress_bar=False, low_rank_modified_mass_matrix=True, target_accept=ACCEPTED,
    )  # fmt: skip
    stats = {name: np.asarray(trace.sample_stats[name]) for name in KEPT}
    return Trace(names_of(records), at, np.asarray(trace.posterior["z"]), stats)


def _nutpie() -> Any:
    import warnings

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # arviz announces its next version
            import arviz  # noqa: F401
            import nutpie
            import nutpie.compiled_pyfunc
    except ImportError as missing:
        what = f"needs {missing.name}, which is not installed"
        raise Mistake("--method nuts", what, 'pip install "council-sim[bayes]"') from None
    return nutpie


def _diagnostics(theta_kdp: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """(parameter,) R-hat, bulk and tail effective size: rank-normalised, split chains."""
    import arviz
    import xarray

    table = xarray.Dataset({"theta": (("chain", "draw", "parameter"), theta_kdp)})
    found = (
        arviz.rhat(table),
        arviz.ess(table, method="bulk"),
        arviz.ess(table, method="tail"),
    )
    return tuple(np.asarray(each["theta"]) for each in found)
