"""What the votes say of each parameter, and which parameters they cannot tell apart.

In z every prior is the same bell, so prior and posterior are compared alike for all: by widths, and
by the Kullback-Leibler divergence of the posterior from the prior, both taken as normal.
"""

from typing import Protocol

import numpy as np
import pandas as pd

from calibration.coordinates import Coordinates
from sim.parameters import BY_NAME, COUNCIL_WIDE
from sim.priors import Spread

NARROWED = 0.8  # of the prior's width: at most that counts as told by votes
MOVED = 1.0  # prior standard deviations: a move as far counts too
ALIKE = 0.4  # correlation from which two parameters are reported as hard to tell apart


class Moments(Protocol):
    """A posterior's first two moments in z."""

    at: Coordinates

    @property
    def mean(self) -> np.ndarray: ...

    @property
    def covariance(self) -> np.ndarray: ...


def divergence(mean: np.ndarray, sd: np.ndarray) -> np.ndarray:
    """Nats by which N(mean, sd) differs from N(0, 1)."""
    return 0.5 * (sd**2 + mean**2 - 1.0) - np.log(sd)


def told_by_votes(posterior: Moments) -> pd.DataFrame:
    """One row a declared parameter: width and move against its prior, declared and measured.

    numbers       how many it is
    width, moved  posterior sd and absolute posterior mean in prior sd: means over its numbers
    nats          what the votes say of it, summed over its numbers
    measured      whether votes tell it: they narrow it by a fifth or move it by one prior sd; what
                  is pooled goes with its spread, for its own z tells little whatever the votes say
    """
    mean, sd = posterior.mean, np.sqrt(np.diag(posterior.covariance))
    rows = {}
    for name, part in posterior.at.slices.items():
        width, moved = sd[part].mean(), np.abs(mean[part]).mean()
        rows[name] = {
            "parameter": name,
            "numbers": part.stop - part.start,
            "width": width,
            "moved": moved,
            "nats": divergence(mean[part], sd[part]).sum(),
            "declared": BY_NAME[name].by_votes,
            "measured": bool(width <= NARROWED or moved >= MOVED),
        }
    for name, row in rows.items():
        prior = posterior.at.priors[name]
        if isinstance(prior, Spread):
            row["measured"] = rows[prior.scale]["measured"]
    return pd.DataFrame(rows.values())


def alike(posterior: Moments) -> pd.DataFrame:
    """Pairs of council-wide parameters with posterior correlation (in z) of 0.4 or more."""
    part = posterior.covariance[: len(COUNCIL_WIDE), : len(COUNCIL_WIDE)]
    sd = np.sqrt(np.diag(part))
    correlation = part / sd / sd[:, None]
    rows = [
        {"one": COUNCIL_WIDE[i], "other": COUNCIL_WIDE[j], "correlation": correlation[i, j]}
        for i, j in zip(*np.triu_indices(len(part), 1), strict=True)
        if abs(correlation[i, j]) >= ALIKE
    ]
    table = pd.DataFrame(rows, columns=["one", "other", "correlation"])
    return table.sort_values("correlation", key=np.abs, ascending=False, ignore_index=True)
