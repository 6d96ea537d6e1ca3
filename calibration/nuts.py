"""The posterior by NUTS: draws from the exact density, spreads of partial pooling included.

nutpie moves in z, where the prior is the same bell for all; density and gradient are those of
`calibration.likelihood`, so no rule is written a second time.
Sources: Hoffman and Gelman (2014); diagnostics after Vehtari et al. (2021).
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np

from calibration.coordinates import Coordinates
from calibration.likelihood import layout_of, log_likelihood, names_of
from calibration.posterior import DRAWS, coordinates_of
from calibration.records import Records
from sim.mistake import Mistake
from sim.parameters import COUNCIL_WIDE, SCALES
from sim.priors import Prior

CHAINS = 4
CHAIN_DRAWS = 2500
TUNING = 500
KEPT = ("diverging", "depth", "n_steps", "energy", "step_size")  # of the sampler's statistics
RHAT, ENOUGH = 1.01, 400  # highest R-hat and lowest effective size of a sample to rely on


@dataclass(frozen=True)
class Sample:
    """Draws of NUTS.

    names      (parameter,) as in theta
    at         the map to natural units
    z_kdp      (chain, draw, parameter)
    stats      (chain, draw) of the sampler, by name
    """

    names: tuple[str, ...]
    at: Coordinates
    z_kdp: np.ndarray
    stats: dict[str, np.ndarray]

    @cached_property
    def theta_kdp(self) -> np.ndarray:
        """(chain, draw, parameter) in natural units."""
        return self.at.theta(self.z_kdp)

    @cached_property
    def mean(self) -> np.ndarray:
        """(parameter,) of z."""
        return self.z_kdp.mean(axis=(0, 1))

    @cached_property
    def covariance(self) -> np.ndarray:
        """(parameter, parameter) of z."""
        return np.cov(self.z_kdp.reshape(-1, self.at.size), rowvar=False)

    def draws(self, count: int = DRAWS) -> np.ndarray:
        """(draw, parameter) in natural units, thinned evenly over all chains."""
        every = self.theta_kdp.reshape(-1, self.at.size)
        return every[np.linspace(0, len(every) - 1, min(count, len(every))).round().astype(int)]

    def learnt(self) -> dict[str, float]:
        """How much narrower than its prior each council-wide parameter became: 1 - sd of z."""
        sd = self.z_kdp.std(axis=(0, 1))
        return {name: float(1.0 - sd[k]) for k, name in enumerate(COUNCIL_WIDE)}

    def about(self) -> dict[str, Any]:
        """How it was drawn, for `about.json`; a spread is told by its posterior median."""
        medians = np.median(self.theta_kdp, axis=(0, 1))
        spreads = {name: medians[self.at.slices[name].start] for name in SCALES}
        return {
            "method": "nuts",
            **self.diagnostics,
            "spreads": {name: round(float(value), 4) for name, value in spreads.items()},
        }

    @cached_property
    def diagnostics(self) -> dict[str, Any]:
        """R-hat, bulk and tail effective sizes at their worst parameter, and divergences."""
        rhat, bulk, tail = _diagnostics(self.theta_kdp)
        return {
            "chains": len(self.z_kdp),
            "draws_a_chain": self.z_kdp.shape[1],
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


def log_density(at: Coordinates, records: Records) -> Callable:
    """z -> (log posterior density up to a constant, its gradient)."""
    layout, arrays = layout_of(records), records.arrays

    def density(z: np.ndarray) -> tuple[float, np.ndarray]:
        theta, gradient = at.theta(z), np.zeros(at.size)
        total = log_likelihood(theta, layout, arrays, gradient)
        return total - 0.5 * z @ z, at.back(z, theta, gradient) - z

    return density


def sample(
    records: Records,
    priors: dict[str, Prior] | None = None,
    chains: int = CHAINS,
    draws: int = CHAIN_DRAWS,
    tuning: int = TUNING,
    seed: int = 1,
) -> Sample:
    """Draws from the posterior of these records.

    priors        replaces declared priors by name
    draws, tuning of each chain
    Raises Mistake if nutpie is not installed.
    """
    nutpie = _nutpie()
    at = coordinates_of(records, priors)
    model = nutpie.compiled_pyfunc.from_pyfunc(
        at.size,
        lambda: log_density(at, records),
        lambda *_: lambda z: {"z": z},
        [np.dtype("float64")], [(at.size,)], ["z"],
    )  # fmt: skip
    trace = nutpie.sample(
        model, draws=draws, tune=tuning, chains=chains, seed=seed, save_warmup=False,
        progress_bar=False, low_rank_modified_mass_matrix=True,
    )  # fmt: skip
    stats = {name: np.asarray(trace.sample_stats[name]) for name in KEPT}
    return Sample(names_of(records), at, np.asarray(trace.posterior["z"]), stats)


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
