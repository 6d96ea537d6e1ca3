"""Prior and posterior predictive checks: imagined votes counted beside the recorded ones."""

import numpy as np
import pandas as pd

from calibration.imagined import imagine
from calibration.records import Records
from sim.tables import Tables
from sim.words import VOTES

INSIDE = (0.05, 0.95)  # quantiles of the interval that a recorded count is looked for in


def imagined_votes(
    records: Records, tables: Tables, draws: np.ndarray, seed: int = 0
) -> np.ndarray:
    """(draw, roll call, member) acts imagined under each draw, in natural units."""
    rng = np.random.default_rng(seed)
    return np.array([imagine(records, tables, theta, rng).arrays.vote_ci for theta in draws])


def counts(records: Records, vote_dci: np.ndarray, over: str) -> pd.DataFrame:
    """One row a roll call or member and act: recorded count beside the imagined ones.

    over  "rollcall" or "member"
    low, high      5 and 95 % of the imagined counts
    tail           share of imagined counts below the recorded one, half of the equal ones added
    """
    scored = records.arrays.scored_ci
    axis, labels = (1, records.rollcalls) if over == "rollcall" else (0, records.members)
    rows = []
    for act, vote in enumerate(VOTES):
        recorded = ((records.arrays.vote_ci == act) & scored).sum(axis=axis)
        imagined = ((vote_dci == act) & scored).sum(axis=axis + 1)
        low, high = np.quantile(imagined, INSIDE, axis=0)
        tail = (imagined < recorded).mean(axis=0) + 0.5 * (imagined == recorded).mean(axis=0)
        rows.append(
            pd.DataFrame(
                {
                    over: labels, "act": vote, "recorded": recorded,
                    "imagined": imagined.mean(axis=0), "low": low, "high": high, "tail": tail,
                }
            )[scored.any(axis=axis)]
        )  # fmt: skip
    return pd.concat(rows, ignore_index=True)


def coverage(table: pd.DataFrame) -> pd.DataFrame:
    """One row an act: the share of recorded counts inside their 90 % interval, mean of tails."""
    inside = (table["recorded"] >= table["low"]) & (table["recorded"] <= table["high"])
    return (
        table.assign(inside=inside)
        .groupby("act", sort=False)
        .agg(counts=("inside", "size"), inside=("inside", "mean"), tail=("tail", "mean"))
        .reset_index()
    )
