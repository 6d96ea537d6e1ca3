"""Ideal points: where members stand in one or two dimensions, and where motions cut the space.

A rival, so with what a specialist would give it: the four acts, a motion's polarity (its direction
times its camp) as the sign that its first axis is expected to have, and shrinkage of both.
Source: the quadratic-utility item-response model, Clinton, Jackman and Rivers (2004).
"""

import numpy as np
from scipy.optimize import minimize
from scipy.special import softmax

from calibration.records import Records
from sim.words import ABSENT, ABSTAIN, NO, NOT_SEATED, YES

POSITION_SD = 2.0  # prior spread of members along each axis, half log-odds
SLOPE_SD = 0.5  # of motions' slopes about their polarity (first axis) or about 0 (second)
LEVEL_SD = 1.0  # of motions' levels of Yes, abstaining and staying away about their means
DRAWS = 400  # of the unknown slopes and levels of the motion to come


def ideal_chances(records: Records, call: int, before: list[int], axes: int) -> np.ndarray:
    """(member, act) chances in `call`, fitted by penalised likelihood on the roll calls before."""
    arrays = records.arrays
    polarity_c = np.sign(arrays.direction_c) * arrays.camp_c
    model = _Space(arrays.vote_ci[before], arrays.scored_ci[before], polarity_c[before], axes)
    position_ia, mean_l = model.fitted()
    rng = np.random.default_rng(call)
    slope_da = SLOPE_SD * rng.standard_normal((DRAWS, axes))
    slope_da[:, 0] += polarity_c[call]
    level_dl = mean_l + LEVEL_SD * rng.standard_normal((DRAWS, 3))
    return _chances(position_ia, slope_da, level_dl).mean(axis=0)


def _chances(position_ia, slope_ca, level_cl) -> np.ndarray:
    """(call, member, act) chances. level_cl: levels of Yes, abstaining, staying away."""
    yes_ci = slope_ca @ position_ia.T + level_cl[:, :1]
    utility = np.empty((*yes_ci.shape, 4))
    utility[..., YES], utility[..., NO] = yes_ci, -yes_ci
    utility[..., ABSTAIN], utility[..., ABSENT] = level_cl[:, 1:2], level_cl[:, 2:3]
    return softmax(utility, axis=-1)


class _Space:
    """Penalised likelihood of past roll calls in positions, slopes, levels and their means."""

    def __init__(self, vote_ci, scored_ci, polarity_c, axes: int):
        self.cast_civ = np.zeros((*vote_ci.shape, 4))
        calls, members = np.nonzero(scored_ci & (vote_ci != NOT_SEATED))
        self.cast_civ[calls, members, vote_ci[calls, members]] = 1.0
        self.scored_ci = scored_ci[..., None]
        self.centre_ca = np.zeros((len(vote_ci), axes))
        self.centre_ca[:, 0] = polarity_c
        self.shapes = [(vote_ci.shape[1], axes), self.centre_ca.shape, (len(vote_ci), 3), (1, 3)]
        self.ends = np.cumsum([int(np.prod(shape)) for shape in self.shapes])

    def split(self, flat: np.ndarray) -> list[np.ndarray]:
        parts = np.split(flat, self.ends[:-1])
        return [part.reshape(shape) for part, shape in zip(parts, self.shapes, strict=True)]

    def loss(self, flat: np.ndarray) -> tuple[float, np.ndarray]:
        position, slope, level, mean = self.split(flat)
        chance = _chances(position, slope, level)
        away = slope - self.centre_ca
        fall = -np.log(np.maximum(chance, 1e-300))[self.cast_civ > 0].sum()
        fall += 0.5 * (position**2).sum() / POSITION_SD**2 + 0.5 * (away**2).sum() / SLOPE_SD**2
        fall += 0.5 * ((level - mean) ** 2).sum() / LEVEL_SD**2 + 0.5 * (mean**2).sum() / 4.0
        left = (chance - self.cast_civ) * self.scored_ci
        d_yes = left[..., YES] - left[..., NO]
        d_level = np.stack([d_yes, left[..., ABSTAIN], left[..., ABSENT]], axis=-1).sum(axis=1)
        tied = (level - mean) / LEVEL_SD**2
        gradient = [
            d_yes.T @ slope + position / POSITION_SD**2,
            d_yes @ position + away / SLOPE_SD**2,
            d_level + tied,
            mean / 4.0 - tied.sum(axis=0, keepdims=True),
        ]
        return float(fall), np.concatenate([part.ravel() for part in gradient])

    def fitted(self) -> tuple[np.ndarray, np.ndarray]:
        """Positions (member, axis) and the mean levels (3,)."""
        start = np.zeros(self.ends[-1])
        position, slope, _, _ = self.split(start)
        slope[:] = self.centre_ca
        spread = np.random.default_rng(0)  # off the saddle at 0 of axes without a polarity
        position[:] = 0.1 * spread.standard_normal(position.shape)
        slope[:, 1:] = 0.1 * spread.standard_normal(slope[:, 1:].shape)
        found = minimize(self.loss, start, jac=True, method="L-BFGS-B", options={"maxiter": 2000})
        position, _, _, mean = self.split(found.x)
        return position, mean[0]
