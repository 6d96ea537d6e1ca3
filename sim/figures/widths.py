"""How much narrower than its prior each parameter became, and how far it moved."""

import matplotlib.pyplot as plt
import pandas as pd
import seaborn as sns
from matplotlib.figure import Figure

TOLD, UNTOLD = "#0072B2", "#999999"


def widths(table: pd.DataFrame, note: str) -> Figure:
    """One dot a parameter: its posterior width in prior widths, and its move beside it.

    table  columns parameter, width, moved, measured (whether votes tell it)
    note   what it rests on, printed below
    """
    rows = table.sort_values("width", ignore_index=True)
    colours = rows["measured"].map({True: TOLD, False: UNTOLD})
    with sns.axes_style("ticks"):
        figure, (left, right) = plt.subplots(
            1, 2, sharey=True, figsize=(8, 1.2 + 0.19 * len(rows)), layout="constrained"
        )
    for axes, column, label in (
        (left, "width", "posterior sd / prior sd"), (right, "moved", "|posterior mean| in prior sd")
    ):  # fmt: skip
        axes.scatter(rows[column], rows.index, color=colours, s=22)
        axes.set_xlabel(label)
        axes.grid(axis="y", linewidth=0.3)
    left.axvline(1.0, color="black", linewidth=0.8, linestyle="--")
    left.set_yticks(rows.index, rows["parameter"], fontsize="x-small")
    left.set_xlim(left=0)
    figure.text(0.01, -0.01, note, fontsize="x-small", va="top")
    sns.despine(figure)
    return figure
