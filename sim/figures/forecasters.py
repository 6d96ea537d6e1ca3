"""The model's log score beside its rivals', and the differences with their intervals."""

import matplotlib.pyplot as plt
import pandas as pd
import seaborn as sns
from matplotlib.figure import Figure

MODEL, RIVAL = "#D55E00", "#0072B2"


def forecasters(table: pd.DataFrame, note: str) -> Figure:
    """One row a forecaster, the best on top: its log score, and the model's less its own.

    table  columns forecaster, log, gap, low, high; the model's own gap is empty
    note   what it rests on, printed below
    """
    rows = table.sort_values("log", ascending=False, ignore_index=True)
    colours = rows["gap"].isna().map({True: MODEL, False: RIVAL})
    with sns.axes_style("ticks"):
        figure, (left, right) = plt.subplots(
            1, 2, sharey=True, figsize=(7.5, 1.1 + 0.26 * len(rows)), layout="constrained"
        )
    left.hlines(rows.index, 0, rows["log"], color=colours, linewidth=1)
    left.scatter(rows["log"], rows.index, color=colours, s=30, zorder=3)
    left.set(xlabel="log score (lower is better)", xlim=(0, None))
    left.set_yticks(rows.index, rows["forecaster"])
    right.hlines(rows.index, rows["low"], rows["high"], color=RIVAL, linewidth=2, alpha=0.5)
    right.scatter(rows["gap"], rows.index, color=RIVAL, s=30, zorder=3)
    right.axvline(0.0, color="black", linewidth=0.8, linestyle="--")
    right.set_xlabel("model's log score less this")
    figure.text(0.01, -0.01, note, fontsize="x-small", va="top")
    sns.despine(figure)
    return figure
