"""The chance of each vote, member by member: a heat map, one panel a scenario."""

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from sim.figures.panels import member_panels

VOTES = ["yes", "no", "abstain", "absent"]
PERCENT = "Chance of the vote, percent of runs"


def member_votes(table: pd.DataFrame, note: str) -> Figure:
    """A figure from one row for each scenario, member and vote.

    table  columns scenario, member, vote, chance (0..1); members in the first scenario's order
    note   what the figure rests on, printed below it
    """
    names = list(dict.fromkeys(table["scenario"]))
    first = table[(table["scenario"] == names[0]) & (table["vote"] == "yes")]
    order = list(first.sort_values("chance", ascending=False, kind="stable")["member"])
    figure, panels = member_panels(names, len(order), 2.6)
    for axes, name in zip(panels, names, strict=True):
        rows = table[table["scenario"] == name]
        wide = rows.pivot(index="member", columns="vote", values="chance")
        wide = wide.reindex(index=order, columns=VOTES) * 100
        _heat(axes, wide.to_numpy(), order)
    figure.supxlabel(PERCENT, fontsize="small")
    figure.text(0.01, -0.01, note, fontsize="x-small", va="top")
    return figure


def _heat(axes: Axes, percent_iv: np.ndarray, members: list[str]) -> None:
    """A coloured cell with its number for each member and vote.

    Not seaborn's heat map, which draws the whole figure once for each panel.
    """
    axes.imshow(percent_iv, vmin=0, vmax=100, cmap="cividis", aspect="auto")
    for (i, v), percent in np.ndenumerate(percent_iv):
        ink = "black" if percent > 60 else "white"
        axes.text(v, i, f"{percent:.0f}", ha="center", va="center", color=ink, fontsize=6.5)
    axes.set_xticks(range(len(VOTES)), VOTES, fontsize=7)
    axes.set_yticks(range(len(members)), members, fontsize=7)
    axes.set_xticks(np.arange(len(VOTES)) - 0.5, minor=True)
    axes.set_yticks(np.arange(len(members)) - 0.5, minor=True)
    axes.grid(which="minor", color="white", linewidth=0.6)
    axes.tick_params(which="both", length=0)
    axes.spines[:].set_visible(False)
