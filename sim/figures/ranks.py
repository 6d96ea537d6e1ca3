"""Ranks of invented truths among draws of their fits: flat if the intervals are honest."""

import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
import seaborn as sns
from matplotlib.figure import Figure
from scipy.stats import binom

BAR, BAND = "#0072B2", "#E0E0E0"


def ranks(table: pd.DataFrame, note: str) -> Figure:
    """A histogram a parameter, with the band that 99 % of flat histograms' bars lie in.

    table  columns parameter, rank (0..99), one row a repetition
    note   what it rests on, printed below
    """
    names = list(dict.fromkeys(table["parameter"]))
    rows = int(np.ceil(len(names) / 6))
    with sns.axes_style("ticks"):
        figure, panels = plt.subplots(
            rows, 6, sharex=True, sharey=True, squeeze=False, figsize=(10, 0.5 + 1.15 * rows),
            layout="constrained",
        )  # fmt: skip
    for axes, name in zip(panels.flat, names, strict=False):
        mine = table.loc[table["parameter"] == name, "rank"]
        low, high = binom.ppf([0.005, 0.995], len(mine), 0.1)
        axes.axhspan(low, high, color=BAND, linewidth=0)
        sns.histplot(x=mine, binrange=(0, 100), bins=10, color=BAR, alpha=1, linewidth=0, ax=axes)
        axes.set_title(name, loc="left", fontsize="small")
        axes.set(xlabel="", ylabel="", xticks=[0, 50, 100])
    for axes in panels.flat[len(names) :]:
        axes.remove()
    figure.supxlabel("Rank of the truth among 99 draws", fontsize="small")
    figure.supylabel("Repetitions", fontsize="small")
    figure.text(0.01, -0.01, note, fontsize="x-small", va="top")
    sns.despine(figure)
    return figure
