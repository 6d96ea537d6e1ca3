"""The posterior by Hamiltonian Monte Carlo: draws from the exact density, in seconds.

A Gaussian round the mode (`calibration.posterior`) is drawn in and too narrow where members vote
few times on a topic, but a fine place to start. Chains set out from its draws, move through the
exact density in step with one another, and measure lengths by the curvature that they find there.
Sources: Duane et al. (1987); Neal (2011); curvature as metric, Girolami and Calderhead (2011).
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import Any, ClassVar

import numpy as np
from scipy.linalg import cholesky, solve_triangular

from calibration.density import log_densities
from calibration.posterior import Posterior, fit, one_thread
from calibration.records import Records
from calibration.sample import Sample, split_rhat
from sim.priors import Prior

CHAINS = 16
MOVES = 300  # of each chain, kept
TUNING = 100  # moves before those; the metric is measured halfway
LEAPS = (10, 23)  # of one move: from the first, fewer than the second
LEAP, ACCEPTED = 0.3, 0.8  # a leap's first length, and the share of moves that sets it
MEASURED = 4  # chains at whose places curvature is measured
STEP = 1e-4  # in z, of the differences of the gradient
LEAST = 0.3  # of the prior's precision: no curvature is taken for less
LOST = 1000.0  # a loss of log density in one move that counts as a divergence


@dataclass(frozen=True)
class Chains(Sample):
    """Draws of Hamiltonian Monte Carlo.

    start        what the chains set out from
    accepted     share of moves accepted
    divergences  moves, after tuning, in which the leaps lost the density
    """

    method: ClassVar[str] = "hmc"
    start: Posterior
    accepted: float
    divergences: int

    @cached_property
    def diagnostics(self) -> dict[str, Any]:
        """Highest R-hat, acceptance, divergences; the Laplace evidence of the start."""
        rhat = split_rhat(self.z_kdp)
        return {
            "rhat": round(float(rhat.max()), 4),
            "rhat_of": self.names[rhat.argmax()],
            "accepted": round(self.accepted, 3),
            "divergences": self.divergences,
            "log_evidence": round(self.start.evidence, 3),
            "rounds": self.start.rounds,
        }


@one_thread
def sample(
    records: Records,
    priors: dict[str, Prior] | None = None,
    chains: int = CHAINS,
    moves: int = MOVES,
    tuning: int = TUNING,
    seed: int = 1,
    told: Callable[[int], None] = lambda done: None,
) -> Chains:
    """Draws from the posterior of these records.

    priors         replaces declared priors by name
    moves, tuning  of each chain: those kept, and those before them
    told           is called with the number of moves done
    """
    start = fit(records, priors)
    walk = Walk(start, records, chains, np.random.default_rng(seed))
    for done in range(1, tuning + 1):
        walk.move()
        walk.tune(done)
        if done == tuning // 2:
            walk.measure()
        told(done)
    z_kdp, accepted, lost = np.empty((chains, moves, start.at.size)), 0.0, 0
    for k in range(moves):
        gain_k = walk.move()
        z_kdp[:, k] = walk.z_kp
        accepted += chance_of(gain_k).mean() / moves
        lost += int((gain_k < -LOST).sum())
        told(tuning + k + 1)
    return Chains(start.names, start.at, z_kdp, start, float(accepted), lost)


class Walk:
    """Chains that move in step.

    z_kp          (chain, parameter) where they are
    height_k      log density there, up to a constant; gradient_kp: its gradient
    root          (parameter, parameter): moves luck of unit length to velocity
    metric        root times its transpose, by which the gradient speeds velocity up
    """

    def __init__(self, start: Posterior, records: Records, chains: int, rng: np.random.Generator):
        self.at, self.records, self.rng = start.at, records, rng
        self.metric, self.leap = start.covariance, LEAP
        self.root = cholesky(self.metric, lower=True)
        self.z_kp = start.draws_of_z(chains, rng)
        self.height_k, self.gradient_kp = log_densities(self.z_kp, self.at, records)
        self.share = 1.0

    def move(self) -> np.ndarray:
        """Moves every chain, or leaves it where it was; returns (chain,) gains of log density.

        The gain is that of place and momentum together: 0 but for the error of leaping.
        """
        push_kp = self.rng.standard_normal(self.z_kp.shape)
        with np.errstate(all="ignore"):  # a chain may leap out of all bounds, and stays then
            z_kp, height_k, gradient_kp, arriving_kp = self.leap_on(push_kp)
            gain_k = height_k - self.height_k - 0.5 * (arriving_kp**2 - push_kp**2).sum(axis=1)
        gain_k = np.where(np.isfinite(gain_k), gain_k, -np.inf)
        went_k = self.rng.random(len(gain_k)) < chance_of(gain_k)
        self.z_kp[went_k], self.height_k[went_k] = z_kp[went_k], height_k[went_k]
        self.gradient_kp[went_k] = gradient_kp[went_k]
        self.share = float(chance_of(gain_k).mean())
        return gain_k

    def leap_on(self, push_kp: np.ndarray) -> tuple[np.ndarray, ...]:
        """Where this push leads each chain: place, log density, gradient and momentum there.

        The number of leaps and their length vary, lest a chain come back to where it set out.
        """
        leap = self.leap * self.rng.uniform(0.8, 1.2)
        z_kp, faster_kp = self.z_kp, 0.5 * leap * self.gradient_kp @ self.metric
        speed_kp = push_kp @ self.root.T + faster_kp
        for _ in range(self.rng.integers(*LEAPS)):
            z_kp = z_kp + leap * speed_kp
            height_k, gradient_kp = log_densities(z_kp, self.at, self.records)
            faster_kp = 0.5 * leap * gradient_kp @ self.metric
            speed_kp = speed_kp + 2.0 * faster_kp
        arriving_pk = solve_triangular(
            self.root, (speed_kp - faster_kp).T, lower=True, check_finite=False
        )
        return z_kp, height_k, gradient_kp, arriving_pk.T

    def tune(self, done: int) -> None:
        """Lengthens or shortens the leap, so that in the end four moves in five are accepted."""
        self.leap *= np.exp((self.share - ACCEPTED) * min(1.0, 10.0 / done))

    def measure(self) -> None:
        """Takes the mean curvature of log density, over some of the chains, as the metric."""
        sides = STEP * np.eye(self.at.size)
        bend = np.zeros_like(sides)
        for z, gradient in zip(self.z_kp[:MEASURED], self.gradient_kp[:MEASURED], strict=False):
            bend += (gradient - log_densities(z + sides, self.at, self.records)[1]) / STEP
        values, vectors = np.linalg.eigh(0.5 * (bend + bend.T) / min(MEASURED, len(self.z_kp)))
        self.metric = (vectors / np.maximum(values, LEAST)) @ vectors.T
        self.root = cholesky(self.metric, lower=True)


def chance_of(gain_k: np.ndarray) -> np.ndarray:
    """(chain,) chances that a move of this gain is accepted: Metropolis."""
    return np.exp(np.minimum(gain_k, 0.0))
