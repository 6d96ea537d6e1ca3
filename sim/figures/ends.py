"""How the session ends, one bar a scenario, and below it the same on the priors alone."""

import textwrap

import matplotlib.pyplot as plt
import pandas as pd
import seaborn as sns
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Patch

# Okabe and Ito's colours, safe for the colour-blind, and what is written on each.
LOOKS = {
    "agenda_refused": ("#D55E00", "black"), "statement_only": ("#56B4E9", "black"),
    "consensus": ("#009E73", "black"), "adopted": ("#0072B2", "white"),
    "rejected": ("#E69F00", "black"), "adjourned": ("#CCCCCC", "black"),
}  # fmt: skip
FITTED, ALONE = (0.0, 0.42), (0.38, 0.22)  # a bar's place below its scenario's, and its height
LEGIBLE = 0.06  # a share from which on its number fits into its part of the bar
NAME = 26  # characters of a scenario's name in a line
LINE = 0.17  # inches


def ends(table: pd.DataFrame, note: str) -> Figure:
    """A figure from one row for each scenario, basis and outcome.

    table  columns scenario, by_priors (whether on the priors alone), outcome, share (of runs)
    note   what the figure rests on, printed below it
    """
    names = list(dict.fromkeys(table["scenario"]))
    labels = ["\n".join(textwrap.wrap(name, NAME)) for name in names]
    height = max(0.75, *(LINE * (label.count("\n") + 2) for label in labels))
    with sns.axes_style("ticks"):
        figure, axes = plt.subplots(figsize=(8.0, 1.2 + height * len(names)), layout="constrained")
    for place, name in enumerate(names):
        rows = table[table["scenario"] == name]
        _bar(axes, rows[~rows["by_priors"]], place, *FITTED)
        _bar(axes, rows[rows["by_priors"]], place, *ALONE)
    axes.set_yticks(range(len(names)), labels, fontsize="small")
    axes.set_ylim(len(names) - 0.4, -0.35)
    axes.set_xlim(0, 1)
    axes.xaxis.set_major_formatter("{x:.0%}")
    axes.set_xlabel("Share of runs in which the session ends so")
    axes.tick_params(axis="y", length=0)
    figure.legend(
        handles=_key(table), loc="outside upper left", ncols=4, fontsize="small", frameon=False
    )
    figure.text(0.01, -0.01, note, fontsize="x-small", va="top")
    sns.despine(figure, left=True)
    return figure


def _bar(axes: Axes, rows: pd.DataFrame, place: int, below: float, height: float) -> None:
    """The outcomes' shares side by side; lighter and hatched if they are the priors'."""
    left = 0.0
    for outcome, share, by_priors in rows[["outcome", "share", "by_priors"]].to_numpy():
        colour, ink = LOOKS[outcome]
        axes.barh(place + below, share, height, left=left, color=colour, **_style(by_priors))
        if share >= LEGIBLE:
            axes.text(
                left + share / 2, place + below, f"{share:.0%}", ha="center", va="center_baseline",
                color="black" if by_priors else ink, fontsize="xx-small" if by_priors else "small",
            )  # fmt: skip
        left += share


def _style(by_priors: bool) -> dict:
    if by_priors:
        return {"alpha": 0.45, "hatch": "////", "edgecolor": "white", "linewidth": 0.0}
    return {"edgecolor": "white", "linewidth": 0.6}


def _key(table: pd.DataFrame) -> list[Patch]:
    """What the colours mean, for outcomes that happen, and the look of the priors' bars."""
    happens = set(table.loc[table["share"] > 0, "outcome"])
    key = [
        Patch(color=colour, label=outcome.replace("_", " "))
        for outcome, (colour, _) in LOOKS.items()
        if outcome in happens
    ]
    if table["by_priors"].any():
        key.append(Patch(facecolor="#888888", label="below: priors alone", **_style(True)))
    return key
