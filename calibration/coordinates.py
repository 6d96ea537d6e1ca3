"""Every parameter as a map of a standard normal z, and the chain rule back.

The prior is then the same bell for all. A parameter of partial pooling is its scale times its z
(the non-centred form), and the scale is a map of a z of its own.
"""

from collections import defaultdict
from dataclasses import fields

import numpy as np

from calibration.likelihood import labels_of
from calibration.records import Records
from sim.parameters import COUNCIL_WIDE
from sim.priors import Prior, Spread


def slices_of(records: Records) -> dict[str, slice]:
    """Where each declared parameter lies in theta."""
    sizes = dict.fromkeys(COUNCIL_WIDE, 1)
    sizes |= {name: len(labels) for name, labels in labels_of(records).items()}
    slices, start = {}, 0
    for name, size in sizes.items():
        slices[name], start = slice(start, start + size), start + size
    return slices


class Coordinates:
    """The map from (..., parameter) standard normals z to theta in natural units.

    slices   where each declared parameter lies
    priors   by name
    size     of theta
    scales   (parameter,) true for a scale of partial pooling
    pooled   (pooled parameter,) places of what is pooled
    over     (pooled parameter,) place of the scale of each
    """

    def __init__(self, slices: dict[str, slice], priors: dict[str, Prior]):
        self.slices, self.priors = slices, priors
        self.size = max(part.stop for part in slices.values())
        places, over = np.arange(self.size), np.full(self.size, -1)
        alike: dict[type, list[tuple[np.ndarray, Prior]]] = defaultdict(list)
        for name, part in slices.items():
            if isinstance(priors[name], Spread):
                over[part] = slices[priors[name].scale].start
            else:
                alike[type(priors[name])].append((places[part], priors[name]))
        self.pooled = np.flatnonzero(over >= 0)
        self.over = over[self.pooled]
        self.scales = np.isin(places, self.over)
        self._under = (self.over[:, None] == places[self.scales]).astype(float)
        self._groups = [_as_one(group) for group in alike.values()]

    def theta(self, z: np.ndarray) -> np.ndarray:
        """Natural units of z."""
        theta = np.empty_like(z)
        for places, prior in self._groups:
            theta[..., places] = prior.at(z[..., places])
        theta[..., self.pooled] = theta[..., self.over] * z[..., self.pooled]
        return theta

    def slope(self, z: np.ndarray, theta: np.ndarray) -> np.ndarray:
        """d theta / d z of each parameter, every other held."""
        slope = np.empty_like(z)
        for places, prior in self._groups:
            slope[..., places] = prior.slope(z[..., places])
        slope[..., self.pooled] = theta[..., self.over]
        return slope

    def back(self, z: np.ndarray, theta: np.ndarray, gradient: np.ndarray) -> np.ndarray:
        """(..., parameter) derivatives with respect to z, from those with respect to theta.

        A scale moves all that is pooled under it: d theta / d scale = z.
        """
        along = gradient[..., self.pooled] * z[..., self.pooled]
        pulled = gradient.copy()
        pulled[..., self.scales] += along @ self._under
        return pulled * self.slope(z, theta)


def _as_one(group: list[tuple[np.ndarray, Prior]]) -> tuple[np.ndarray, Prior]:
    """The places of priors of one family, and the prior of them all: its numbers are arrays."""
    places = np.concatenate([part for part, _ in group])
    family = type(group[0][1])
    numbers = (
        np.concatenate([np.full(len(part), getattr(prior, field.name)) for part, prior in group])
        for field in fields(family)
    )
    return places, family(*numbers)
