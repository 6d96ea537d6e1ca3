"""Each roll call that was forecast: what its votes cost, and its number of Yes."""

import matplotlib.pyplot as plt
import pandas as pd
import seaborn as sns
from matplotlib.figure import Figure

CAME, FORECAST = "#D55E00", "#0072B2"


def forecast_calls(table: pd.DataFrame, note: str) -> Figure:
    """One row a roll call, the oldest on top: log score, 80 % interval of Yes and Yes cast.

    table  columns rollcall, log, expected, low, high, yes
    note   what it rests on, printed below
    """
    places = range(len(table))
    with sns.axes_style("ticks"):
        figure, (left, right) = plt.subplots(
            1, 2, sharey=True, figsize=(8.5, 1.2 + 0.22 * len(table)), layout="constrained"
        )
    left.hlines(places, 0, table["log"], color=FORECAST, linewidth=1)
    left.scatter(table["log"], places, color=FORECAST, s=25, zorder=3)
    left.set(xlabel="log score of the model (lower is better)", xlim=(0, None))
    left.set_yticks(places, table["rollcall"], fontsize="x-small")
    left.invert_yaxis()
    right.hlines(places, table["low"], table["high"], color=FORECAST, linewidth=3, alpha=0.4)
    right.plot(table["expected"], places, "|", color=FORECAST, markersize=8, label="expected")
    right.plot(table["yes"], places, "o", color=CAME, markersize=4, label="cast")
    right.set_xlabel("Yes among scored members; bars: 80 % intervals")
    right.legend(loc="lower left", fontsize="x-small", frameon=False)
    figure.text(0.01, -0.01, note, fontsize="x-small", va="top")
    sns.despine(figure)
    return figure
