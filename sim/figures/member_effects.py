"""The paired effect on each member's chance of Yes, with its range over draws, one panel a
scenario."""

import numpy as np
import pandas as pd
import seaborn as sns
from matplotlib.figure import Figure
from matplotlib.ticker import MaxNLocator

from sim.figures.panels import member_panels

UP, DOWN, OPEN = "#0072B2", "#D55E00", "#999999"  # Okabe and Ito's, safe for the colour-blind


def member_effects(table: pd.DataFrame, note: str) -> Figure:
    """A figure from one row for each scenario and member.

    table  columns scenario, base, member, gain (mean, -1..1), low and high (2.5-97.5 % over draws)
    note   what the figure rests on, printed below it
    """
    names = list(dict.fromkeys(table["scenario"]))
    first = table[table["scenario"] == names[0]]
    order = list(first.sort_values("gain", ascending=False, kind="stable")["member"])
    with sns.axes_style("whitegrid", {"grid.color": "#EEEEEE"}):
        figure, panels = member_panels(names, len(order), 3.2)
    for axes, name in zip(panels, names, strict=True):
        rows = table[table["scenario"] == name].set_index("member").reindex(order)
        y = np.arange(len(order))
        for k, row in zip(y, rows.itertuples(), strict=True):
            axes.plot([row.low, row.high], [k, k], color=_colour(row), linewidth=1.6)
            marker = "o" if row.low <= 0 <= row.high else ("^" if row.gain > 0 else "v")
            axes.plot(row.gain, k, marker=marker, color=_colour(row), markersize=4.5)
        axes.axvline(0, color="black", linewidth=0.8)
        axes.set_yticks(y, order, fontsize=7)
        axes.set_ylim(len(order) - 0.5, -0.5)
        axes.tick_params(axis="x", labelsize=7)
        axes.xaxis.set_major_locator(MaxNLocator(5))
    reach = np.abs(table[["low", "high", "gain"]].to_numpy()).max()
    for axes in panels:
        axes.set_xlim(-1.05 * reach - 0.005, 1.05 * reach + 0.005)
    base = table["base"].iloc[0]
    figure.supxlabel(f"Change of the chance of Yes against {base}", fontsize="small")
    figure.text(0.01, -0.01, note, fontsize="x-small", va="top")
    sns.despine(figure, left=True)
    return figure


def _colour(row) -> str:
    """By the side on which the whole range lies."""
    if row.low <= 0 <= row.high:
        return OPEN
    return UP if row.gain > 0 else DOWN
