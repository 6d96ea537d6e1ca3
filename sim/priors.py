"""Prior distributions as maps from a standard normal: theta = prior.at(z), z ~ N(0, 1).

Fitting in z makes every prior the same bell, so that a Gaussian approximation of the posterior is
exact for a parameter that the votes say nothing about.
"""

from dataclasses import dataclass

import numpy as np
from scipy.special import betaincinv, ndtr, ndtri

Array = np.ndarray
FARTHEST = 8.0  # standard deviations; beyond them a tail's probability rounds to 0 or 1


def _tail(z: Array) -> Array:
    return ndtr(np.clip(z, -FARTHEST, FARTHEST))


def _bell(z: Array) -> Array:
    return np.exp(-0.5 * z * z) / np.sqrt(2 * np.pi)


@dataclass(frozen=True)
class Normal:
    """N(mean, sd)."""

    mean: float
    sd: float

    def at(self, z: Array) -> Array:
        return self.mean + self.sd * z

    def slope(self, z: Array) -> Array:
        """d theta / d z."""
        return np.full_like(z, self.sd)

    def __str__(self) -> str:
        return f"N({self.mean:g}, {self.sd:g})"


@dataclass(frozen=True)
class PositiveNormal:
    """N(mean, sd) kept above 0."""

    mean: float
    sd: float

    def at(self, z: Array) -> Array:
        below = ndtr(-self.mean / self.sd)
        return np.maximum(self.mean + self.sd * ndtri(below + (1 - below) * _tail(z)), 0.0)

    def slope(self, z: Array) -> Array:
        mass = ndtr(self.mean / self.sd)
        return mass * _bell(z) * self.sd / _bell((self.at(z) - self.mean) / self.sd)

    def __str__(self) -> str:
        return f"N({self.mean:g}, {self.sd:g}) above 0"


@dataclass(frozen=True)
class HalfNormal:
    """|N(0, scale)|: HN(scale)."""

    scale: float

    def at(self, z: Array) -> Array:
        # by the upper tail: 1/2 + tail/2 rounds to 1 eight deviations out
        return -self.scale * ndtri(0.5 * ndtr(-np.clip(z, -FARTHEST, FARTHEST)))

    def slope(self, z: Array) -> Array:
        return self.scale * 0.5 * _bell(z) / _bell(self.at(z) / self.scale)

    def __str__(self) -> str:
        return f"HN({self.scale:g})"


@dataclass(frozen=True)
class Beta:
    """Beta(a, b) on (0, 1)."""

    a: float
    b: float

    def at(self, z: Array) -> Array:
        return betaincinv(self.a, self.b, _tail(z))

    def slope(self, z: Array) -> Array:
        from scipy.special import betaln

        x = np.clip(self.at(z), 1e-300, 1 - 1e-16)
        log_density = (
            (self.a - 1) * np.log(x) + (self.b - 1) * np.log1p(-x) - betaln(self.a, self.b)
        )
        return _bell(z) / np.exp(log_density)

    def __str__(self) -> str:
        return f"Beta({self.a:g}, {self.b:g})"


@dataclass(frozen=True)
class Uniform:
    """Flat on [low, high]."""

    low: float
    high: float

    def at(self, z: Array) -> Array:
        return self.low + (self.high - self.low) * _tail(z)

    def slope(self, z: Array) -> Array:
        return (self.high - self.low) * _bell(z)

    def __str__(self) -> str:
        return f"U({self.low:g}, {self.high:g})"


@dataclass(frozen=True)
class Point:
    """Always the same value: what a rung of a ladder leaves out."""

    value: float

    def at(self, z: Array) -> Array:
        return np.zeros_like(z) + self.value

    def slope(self, z: Array) -> Array:
        return np.zeros_like(z)

    def __str__(self) -> str:
        return f"pinned at {self.value:g}"


@dataclass(frozen=True)
class Spread:
    """N(0, sd) where sd is itself a parameter, named `scale`: partial pooling."""

    scale: str

    def __str__(self) -> str:
        return f"N(0, {self.scale})"


Prior = Normal | PositiveNormal | HalfNormal | Beta | Uniform | Point | Spread
