"""Forecast chances of Yes against how often Yes was cast."""

import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
import seaborn as sns
from matplotlib.figure import Figure

DOT = "#0072B2"


def reliability(table: pd.DataFrame, note: str) -> Figure:
    """One dot a tenth of the forecasts' range, its area the number of votes, with a 90 % band.

    table  columns p_yes, vote (Y, N, A or X), one row a forecast vote
    note   what it rests on, printed below
    """
    bins = reliability_table(table)
    with sns.axes_style("ticks"):
        figure, axes = plt.subplots(figsize=(4.6, 4.6), layout="constrained")
    axes.plot([0, 1], [0, 1], color="black", linewidth=0.8, linestyle="--")
    axes.vlines(bins["chance"], bins["low"], bins["high"], color=DOT, alpha=0.5)
    axes.scatter(bins["chance"], bins["share"], s=10 + bins["votes"], color=DOT, zorder=3)
    axes.set(
        xlim=(-0.02, 1.02), ylim=(-0.02, 1.02), xlabel="Forecast chance of Yes",
        ylabel="Share of Yes among these votes",
    )  # fmt: skip
    figure.text(0.01, -0.01, note, fontsize="x-small", va="top")
    sns.despine(figure)
    return figure


def reliability_table(table: pd.DataFrame) -> pd.DataFrame:
    """One row a tenth with votes in it: mean chance, share of Yes, votes, a 90 % band of luck.

    The band is where the share would lie if votes fell with the forecast chances, independently.
    """
    from scipy.stats import norm

    tenth = np.minimum((table["p_yes"] * 10).astype(int), 9)
    rows = []
    for _, group in table.groupby(tenth):
        chance = group["p_yes"].mean()
        error = np.sqrt((group["p_yes"] * (1 - group["p_yes"])).sum()) / len(group)
        rows.append(
            {
                "chance": chance,
                "share": (group["vote"] == "Y").mean(),
                "votes": len(group),
                "low": max(0.0, chance - norm.ppf(0.95) * error),
                "high": min(1.0, chance + norm.ppf(0.95) * error),
            }
        )
    return pd.DataFrame(rows)
