"""Scores of forecasts: what each says, from arrays of chances and of what happened.

n: scored vote, v: act, k: number of Yes. Lower is better but for shares of what was right.
Brier and ranked probability scores come from scoringrules; chances are floored for everyone.
"""

import numpy as np
import scoringrules

from sim.words import VOTES, YES

FLOOR = 1e-6  # no forecaster pays more than ln(10^6) for one vote
CENTRAL = (0.1, 0.9)  # quantiles that an 80 % interval lies between
RESAMPLES = 10_000
SEED = 0


def vote_losses(chance_nv: np.ndarray, vote_n: np.ndarray) -> np.ndarray:
    """(vote,) less the log of the chance given to the act that came."""
    return -np.log(np.maximum(chance_nv[np.arange(len(vote_n)), vote_n], FLOOR))


def yes_losses(chance_nv: np.ndarray, vote_n: np.ndarray) -> np.ndarray:
    """(vote,) the same for Yes against anything else."""
    yes_n = np.clip(chance_nv[:, YES], FLOOR, 1.0 - FLOOR)
    return scoringrules.log_score((vote_n == YES).astype(float), yes_n)


def brier(chance_nv: np.ndarray, vote_n: np.ndarray) -> np.ndarray:
    """(vote,) squared errors summed over the acts: 0 certain and right, 2 certain and wrong."""
    came_nv = np.eye(len(VOTES))[vote_n]
    return scoringrules.brier_score(came_nv, np.clip(chance_nv, 0.0, 1.0)).sum(axis=1)


def proportional_reduction(right_n: np.ndarray, vote_n: np.ndarray, call_n: np.ndarray) -> float:
    """The share of the errors of "all as most did" that was avoided; below 0, more were made.

    The majority is that of each roll call itself, known only afterwards: a hard rival.
    NaN if every roll call was unanimous. Source: aggregate reduction, Poole and Rosenthal (1997).
    """
    against = sum(
        (votes := vote_n[call_n == call]).size - np.bincount(votes).max()
        for call in np.unique(call_n)
    )
    return 1.0 - float((~right_n).sum()) / against if against else float("nan")


def recalls(chance_nv: np.ndarray, vote_n: np.ndarray) -> dict[str, float | None]:
    """Of the votes of each act, the share for which that act had the highest chance."""
    right = chance_nv.argmax(axis=1) == vote_n
    return {
        name: float(right[vote_n == v].mean()) if (vote_n == v).any() else None
        for v, name in enumerate(VOTES)
    }


def switches(chance_nv: np.ndarray, vote_n: np.ndarray, last_n: np.ndarray) -> dict[str, float]:
    """How changes of act were foreseen. last_n: the member's last act on the topic, -1 for none.

    A switch is an act other than the last; it is found if the likeliest act is the one that came.
    A false alarm is a likeliest act other than the last where the member stayed.
    """
    top, known = chance_nv.argmax(axis=1), last_n >= 0
    switched, stayed = known & (vote_n != last_n), known & (vote_n == last_n)
    return {
        "switches": int(switched.sum()),
        "found": int((switched & (top == vote_n)).sum()),
        "stays": int(stayed.sum()),
        "false_alarms": int((stayed & (top != last_n)).sum()),
    }


def count_score(count_k: np.ndarray, yes: int) -> float:
    """The continuous ranked probability score of a distribution over the number of Yes."""
    came = np.zeros(len(count_k))
    came[yes] = 1.0
    return float(scoringrules.rps_score(came, count_k, onehot=True))


def central_interval(count_k: np.ndarray) -> tuple[int, int]:
    """The 10 and 90 % quantiles of the number of Yes, each a count."""
    cumulated = np.cumsum(count_k) / count_k.sum()
    low, high = (int(np.searchsorted(cumulated, q - 1e-12)) for q in CENTRAL)
    return low, high


def interval_over_dates(value_n: np.ndarray, date_n: np.ndarray, share: float = 0.9) -> list[float]:
    """The central interval of a mean over votes, dates drawn again with replacement.

    Votes of one date stand or fall together, so dates and not votes are what is drawn.
    """
    dates, date_n = np.unique(date_n, return_inverse=True)
    total_d = np.bincount(date_n, weights=value_n)
    votes_d = np.bincount(date_n)
    drawn = np.random.default_rng(SEED).integers(len(dates), size=(RESAMPLES, len(dates)))
    means = total_d[drawn].sum(axis=1) / votes_d[drawn].sum(axis=1)
    tail = (1.0 - share) / 2.0
    return [float(q) for q in np.quantile(means, [tail, 1.0 - tail])]
