"""Draws from the exact posterior, by whichever sampler: what they say, how they are handed on."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any, ClassVar

import numpy as np

from calibration.coordinates import Coordinates
from sim.parameters import COUNCIL_WIDE, SCALES

DRAWS = 500


@dataclass(frozen=True)
class Sample:
    """Draws of several chains.

    names      (parameter,) as in theta
    at         the map to natural units
    z_kdp      (chain, draw, parameter)
    """

    names: tuple[str, ...]
    at: Coordinates
    z_kdp: np.ndarray
    method: ClassVar[str]

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
        """(draw, parameter) in natural units, thinned evenly over all chains, then shuffled.

        Shuffled, for a few runs take the first few draws: those are to be a fair sample too.
        """
        every = self.theta_kdp.reshape(-1, self.at.size)
        kept = np.linspace(0, len(every) - 1, min(count, len(every))).round().astype(int)
        return every[np.random.default_rng(0).permutation(kept)]

    def learnt(self) -> dict[str, float]:
        """How much narrower than its prior each council-wide parameter became: 1 - sd of z."""
        sd = self.z_kdp.std(axis=(0, 1))
        return {name: float(1.0 - sd[k]) for k, name in enumerate(COUNCIL_WIDE)}

    def about(self) -> dict[str, Any]:
        """How it was drawn, for `about.json`; a spread is told by its posterior median."""
        medians = np.median(self.theta_kdp, axis=(0, 1))
        spreads = {name: medians[self.at.slices[name].start] for name in SCALES}
        return {
            "method": self.method,
            "chains": len(self.z_kdp),
            "draws_a_chain": self.z_kdp.shape[1],
            **self.diagnostics,
            "spreads": {name: round(float(value), 4) for name, value in spreads.items()},
        }

    @property
    def diagnostics(self) -> dict[str, Any]:
        """What tells whether the chains may be relied on."""
        raise NotImplementedError


def split_rhat(z_kdp: np.ndarray) -> np.ndarray:
    """(parameter,) R-hat of chains split in halves: 1 if halves differ by chance alone.

    Source: Gelman et al. (2013), section 11.4. In z, where every prior is a bell, ranks are not
    needed.
    """
    half = z_kdp.shape[1] // 2
    halves = np.concatenate([z_kdp[:, :half], z_kdp[:, half : 2 * half]])
    within = halves.var(axis=1, ddof=1).mean(axis=0)
    between = halves.mean(axis=1).var(axis=0, ddof=1)
    return np.sqrt((half - 1) / half + between / within)
