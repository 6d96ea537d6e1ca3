"""Draws of the parameters of procedure and campaigns, which no fit has.

The vote-fitted draws are not touched by them: each run reads its posterior draw and, beside it, the
draw of the same number from here.
"""

from functools import cache

import numpy as np

from sim.parameters import PROCEDURE

SEED = 1948  # of the draws from the priors; the Charter's year


@cache
def draws_of_procedure(count: int) -> np.ndarray:
    """(draw, parameter) in natural units, in the order of `PROCEDURE`: from the priors."""
    z = np.random.default_rng(SEED).standard_normal((count, len(PROCEDURE)))
    draws = np.stack([p.prior.at(z[:, k]) for k, p in enumerate(PROCEDURE)], axis=1)
    draws.setflags(write=False)
    return draws
