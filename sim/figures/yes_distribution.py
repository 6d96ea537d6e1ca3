"""The distribution of Yes votes against the threshold, one panel a scenario."""

import matplotlib.pyplot as plt
import pandas as pd
import seaborn as sns
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import MaxNLocator

ENOUGH, SHORT, RECORD = (
    "#0072B2",
    "#BBBBBB",
    "#D55E00",
)  # Okabe and Ito's, safe for the colour-blind
ROOM = 1.3  # of a panel's height, in that of the highest bar: what is written stands above it


def yes_distribution(table: pd.DataFrame, note: str) -> Figure:
    """A figure from one row for each scenario and number of Yes.

    table  columns scenario, yes, share (of runs), threshold, recorded (Yes on record, or NA), date
           (of that record), as_it_was (whether the scenario is what happened)
    note   what the figure rests on, printed below it
    """
    names = list(dict.fromkeys(table["scenario"]))
    with sns.axes_style("ticks"):
        figure, panels = plt.subplots(
            len(names), 1, sharex=True, sharey=True, squeeze=False,
            figsize=(7.5, 1.1 + 1.75 * len(names)), layout="constrained",
        )  # fmt: skip
    for axes, name in zip(panels[:, 0], names, strict=True):
        _panel(axes, table[table["scenario"] == name], name)
    panels[0, 0].set_ylim(top=ROOM * table["share"].max())
    panels[-1, 0].xaxis.set_major_locator(MaxNLocator(integer=True))
    panels[-1, 0].set_xlabel("Yes votes in the roll call")
    figure.supylabel("Share of runs", fontsize="medium")
    figure.text(0.01, -0.01, note, fontsize="x-small", va="top", wrap=True)
    sns.despine(figure)
    return figure


def _panel(axes: Axes, rows: pd.DataFrame, name: str) -> None:
    threshold = int(rows["threshold"].iloc[0])
    enough = rows["yes"] >= threshold
    sns.histplot(
        x=rows["yes"], weights=rows["share"], hue=enough, palette={True: ENOUGH, False: SHORT},
        discrete=True, shrink=0.85, alpha=1, linewidth=0, legend=False, multiple="stack", ax=axes,
    )  # fmt: skip
    axes.axvline(threshold - 0.5, color="black", linewidth=1.2, linestyle="--")
    carried = rows.loc[enough, "share"].sum()
    axes.set_title(
        f"{name}: {carried:.0%} of runs reach {threshold}", loc="left", fontsize="medium"
    )
    axes.set_ylabel("")
    axes.annotate(
        f"{threshold} needed", (threshold - 0.5, 1.0), xycoords=("data", "axes fraction"),
        xytext=(-4, -3), textcoords="offset points", ha="right", va="top", fontsize="small",
    )  # fmt: skip
    if not pd.isna(rows["recorded"].iloc[0]):
        _mark_record(axes, rows)


def _mark_record(axes: Axes, rows: pd.DataFrame) -> None:
    """The Yes on record: a full mark where the scenario is what happened, else an open one."""
    recorded, day, as_it_was = rows[["recorded", "date", "as_it_was"]].iloc[0]
    sign, told = "\u25bc", "on record"
    if not as_it_was:
        sign, told = "\u25bd", f"on {day.day} {day:%B %Y}, as it was"
    axes.plot(
        recorded, rows.loc[rows["yes"] == recorded, "share"].sum(), marker="v", color=RECORD,
        markersize=8, clip_on=False, markerfacecolor=RECORD if as_it_was else "white",
    )  # fmt: skip
    axes.annotate(
        f"{sign} {int(recorded)} {told}", (1.0, 1.0), xycoords="axes fraction", xytext=(-4, -3),
        textcoords="offset points", ha="right", va="top", fontsize="small", color=RECORD,
    )  # fmt: skip
