"""Recorded counts of each act beside those of imagined votes."""

import matplotlib.pyplot as plt
import pandas as pd
import seaborn as sns
from matplotlib.figure import Figure

RECORDED, IMAGINED = "#D55E00", "#0072B2"


def predictive(table: pd.DataFrame, note: str) -> Figure:
    """One panel an act, one row a roll call (or member): interval and mean imagined, and recorded.

    table  columns rollcall or member, act, recorded, imagined, low, high
    note   what it rests on, printed below
    """
    over = table.columns[0]
    acts = list(dict.fromkeys(table["act"]))
    labels = list(dict.fromkeys(table[over]))
    with sns.axes_style("ticks"):
        figure, panels = plt.subplots(
            1, len(acts), sharey=True, figsize=(9.5, 1.2 + 0.2 * len(labels)), layout="constrained"
        )
    for axes, act in zip(panels, acts, strict=True):
        rows = table[table["act"] == act].set_index(over).reindex(labels)
        places = range(len(labels))
        axes.hlines(places, rows["low"], rows["high"], color=IMAGINED, linewidth=3, alpha=0.4)
        axes.plot(rows["imagined"], places, "|", color=IMAGINED, markersize=8)
        axes.plot(rows["recorded"], places, "o", color=RECORDED, markersize=3.5)
        axes.set_title(act, loc="left", fontsize="medium")
        axes.set_xlabel("votes")
    panels[0].set_yticks(range(len(labels)), labels, fontsize="x-small")
    panels[0].invert_yaxis()
    figure.text(0.01, -0.01, note, fontsize="x-small", va="top")
    sns.despine(figure)
    return figure
