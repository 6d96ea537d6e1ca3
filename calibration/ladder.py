"""The ablation ladder: the same likelihood, with parts pinned at 0 by their priors.

Each rung frees one more part of the model and is forecast anew, roll call by roll call.
"""

from typing import Any

import numpy as np

from calibration import scores
from calibration.rolling import Told, model_forecasts
from calibration.validate import MODEL, Validation
from sim.priors import Point, Prior

# What each rung adds. Recognition (a member's own and on a topic), the motions' shocks and pulls,
# the levels of the four acts and the recorded threat stand on every rung.
RUNGS: dict[str, tuple[str, ...]] = {
    "recognition only": (),
    "+ habits": ("own_abstention", "own_absence", "capacity"),
    "+ spells": ("government",),
    "+ covariates": (
        "solidarity", "alba", "orientation", "alignment", "severity", "patronage_pull",
        "cross_abstain", "cross_absent",
    ),
    "+ memory": ("memory_topic", "memory_any", "abstain_again", "signature"),
    "+ sovereignty x intrusiveness": ("sovereignty_slope",),
    "+ debate": ("susceptibility",),
}  # fmt: skip


def pins(rung: str) -> dict[str, Prior]:
    """The priors that leave out what comes above a rung. The topmost pins nothing."""
    names = list(RUNGS)
    above = names[names.index(rung) + 1 :]
    return {name: Point(0.0) for part in above for name in RUNGS[part]}


def ladder(whole: Validation, told: Told = lambda rollcall, rounds: None) -> list[dict[str, Any]]:
    """The rolling scores of each rung, the lowest first, and what each gains on the one below.

    whole  the validation of the whole model: the topmost rung is not forecast again
    `gain` is the log score less that of the rung below, `ci90` its interval over dates.
    """
    rows, below, votes = [], None, whole.votes
    for rung in RUNGS:
        pinned = pins(rung)
        made = model_forecasts(whole.records, pinned, told) if pinned else whole.forecasts[MODEL]
        chance_nv = Validation(whole.records, {MODEL: made}).chances(MODEL)
        loss = scores.vote_losses(chance_nv, votes.vote_n)
        rows.append(
            {
                "rung": rung,
                "log": float(loss.mean()),
                "brier": float(scores.brier(chance_nv, votes.vote_n).mean()),
                "yes_log": float(scores.yes_losses(chance_nv, votes.vote_n).mean()),
                **_gain(loss, below, votes.date_n),
            }
        )
        below = loss
    return rows


def _gain(loss: np.ndarray, below: np.ndarray | None, date_n: np.ndarray) -> dict[str, Any]:
    if below is None:
        return {"gain": None, "ci90": None}
    less = loss - below
    return {"gain": float(less.mean()), "ci90": scores.interval_over_dates(less, date_n)}
