"""The paired effect of many scenarios on the number of Yes, one row a scenario."""

import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
import seaborn as sns
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Patch

TOLD, PRIORS, CONTROLS = "#0072B2", "#D55E00", "#DDDDDD"  # Okabe and Ito's two, and a grey
ROW = 0.17  # inches


def many_effects(table: pd.DataFrame, note: str) -> Figure:
    """A figure from one row for each scenario but the base.

    table  columns scenario (one or more names, a line each), base, effect (votes), low and high
           (2.5-97.5 % over draws, missing where runs are too few), control_low and control_high
           (lowest and highest effect with an assumption taken away), on_priors (whether half or
           more of its spread rests on them)
    note   what the figure rests on, printed below it
    """
    lines = table["scenario"].str.count("\n").to_numpy() + 1
    y = lines.cumsum() - lines / 2  # a row is as high as its names need
    colours = np.where(table["on_priors"], PRIORS, TOLD)
    with sns.axes_style("whitegrid", {"grid.color": "#EEEEEE"}):
        figure, axes = plt.subplots(figsize=(8.0, 1.4 + ROW * lines.sum()), layout="constrained")
    axes.barh(
        y, table["control_high"] - table["control_low"], 0.8, table["control_low"], color=CONTROLS
    )
    axes.hlines(y, table["low"], table["high"], color=colours, linewidth=1.2)
    axes.scatter(table["effect"], y, color=colours, s=12, zorder=3)
    axes.axvline(0, color="black", linewidth=0.8)
    axes.set_yticks(y, table["scenario"], fontsize="x-small")
    axes.set_ylim(lines.sum(), 0)
    axes.set_xlabel(f"Effect on the number of Yes against {table['base'].iloc[0]}")
    figure.legend(
        handles=_key(), loc="outside upper left", ncols=3, fontsize="small", frameon=False
    )
    figure.text(0.01, -0.01, note, fontsize="x-small", va="top")
    sns.despine(figure, left=True)
    return figure


def _key() -> list[Line2D | Patch]:
    dots = {"half or more rests on priors": PRIORS, "less does": TOLD}
    return [
        *(Line2D([], [], color=c, marker="o", markersize=3, label=k) for k, c in dots.items()),
        Patch(color=CONTROLS, label="from lowest to highest control"),
    ]
