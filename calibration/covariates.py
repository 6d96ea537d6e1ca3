"""Covariates only: a ridge logit of the act on what is on record before the vote.

A rival that knows governments, blocs and the motion's codes, and nobody's earlier votes but as
rows to learn coefficients from. Covariates are dated before 2014 or at the roll call.
"""

import numpy as np
from scipy.optimize import minimize
from scipy.special import log_softmax, softmax

from calibration.records import Records

RIDGE = 1.0  # prior variance of a coefficient; of the intercepts a hundred times that


def covariate_chances(records: Records, call: int, before: list[int]) -> np.ndarray:
    """(member, act) chances in `call` from coefficients fitted to the roll calls before."""
    arrays = records.arrays
    rows = [_features(records, k)[arrays.scored_ci[k]] for k in before]
    cast = [arrays.vote_ci[k][arrays.scored_ci[k]] for k in before]
    here = _features(records, call)
    if not rows:
        return np.full((len(here), 4), 0.25)
    weights = _fitted(np.concatenate(rows), np.concatenate(cast))
    return softmax(here @ weights, axis=1)


def _features(records: Records, call: int) -> np.ndarray:
    """(member, feature): one column of ones first; kinship signed by the motion's polarity."""
    a = records.arrays
    members = len(records.members)
    direction = a.direction_c[call]
    polarity = np.sign(direction) * a.camp_c[call]
    felt = a.intrusiveness_c[call] if direction > 0 else 0.0
    motion = (direction, felt, a.leadership_c[call], a.severity_c[call], polarity)
    own = (
        polarity * a.solidarity_ci[call], polarity * a.alba_ci[call],
        polarity * a.orientation_ci[call], a.venezuelan_c[call] * polarity * a.financing_ci[call],
        polarity * a.refusal_i, polarity * a.aid_i, a.aid_i, a.small_i, a.capacity_i,
    )  # fmt: skip
    columns = [np.ones(members), *(np.full(members, code) for code in motion), *own]
    return np.stack(columns, axis=1)


def _fitted(feature_nf: np.ndarray, vote_n: np.ndarray) -> np.ndarray:
    """(feature, act) coefficients of highest penalised likelihood."""
    shape = (feature_nf.shape[1], 4)
    variance = np.full((shape[0], 1), RIDGE)
    variance[0] = 100.0 * RIDGE
    cast = np.eye(4)[vote_n]

    def loss(flat: np.ndarray) -> tuple[float, np.ndarray]:
        weights = flat.reshape(shape)
        utility = feature_nf @ weights
        fall = -log_softmax(utility, axis=1)[cast > 0].sum() + 0.5 * (weights**2 / variance).sum()
        gradient = feature_nf.T @ (softmax(utility, axis=1) - cast) + weights / variance
        return float(fall), gradient.ravel()

    return minimize(loss, np.zeros(np.prod(shape)), jac=True, method="L-BFGS-B").x.reshape(shape)
