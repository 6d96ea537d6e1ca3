"""Dispositions through the phases of one run: a line a member, coloured by its vote."""

import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
import seaborn as sns
from matplotlib.figure import Figure

# Okabe and Ito's colours, and a dash of its own for each vote: told apart without colour too.
LOOKS = {"yes": ("#0072B2", "-"), "no": ("#D55E00", "--"), "abstain": ("#CC79A7", "-."),
         "absent": ("#333333", ":")}  # fmt: skip


def dispositions(table: pd.DataFrame, note: str) -> Figure:
    """A figure from one row for each step and member.

    table  columns step (1, 2, ...), phase, member, disposition (half log-odds), vote (the last)
    note   what the figure rests on, printed below it
    """
    phases = table.drop_duplicates("step").sort_values("step")
    last = table[table["step"] == phases["step"].iloc[-1]].sort_values("disposition")
    with sns.axes_style("ticks"):
        figure, axes = plt.subplots(figsize=(8.0, 6.5), layout="constrained")
    for _, rows in table.groupby("member", sort=False):
        colour, dash = LOOKS[rows["vote"].iloc[0]]
        axes.plot(rows["step"], rows["disposition"], color=colour, linestyle=dash, linewidth=1.2)
    _label(axes, last, float(phases["step"].iloc[-1]))
    axes.axhline(0, color="black", linewidth=0.8)
    for vote, (colour, dash) in LOOKS.items():
        axes.plot([], [], color=colour, linestyle=dash, label=f"votes {vote}")
    axes.legend(loc="upper left", fontsize="small", frameon=False, ncols=4)
    names = [f"{row.step}. {row.phase}" for row in phases.itertuples()]
    slant = {"rotation": 35, "ha": "right", "rotation_mode": "anchor"} if len(names) > 5 else {}
    axes.set_xticks(phases["step"], names, **slant)
    axes.set_xlabel("After the phase")
    axes.set_ylabel("Disposition, half log-odds of Yes against No")
    axes.margins(y=0.1)
    figure.text(0.01, -0.01, note, fontsize="x-small", va="top")
    sns.despine(figure)
    return figure


def _label(axes, last: pd.DataFrame, step: float) -> None:
    """The members' codes right of their lines, spread so that none covers another."""
    low, high = last["disposition"].min(), last["disposition"].max()
    gap = max(high - low, 1.0) / 30
    spread = _apart(last["disposition"].to_numpy(), gap)
    right = step + 0.12 * max(step - 1, 1)
    for row, y in zip(last.itertuples(), spread, strict=True):
        colour = LOOKS[row.vote][0]
        axes.plot([step, right], [row.disposition, y], color=colour, linewidth=0.4)
        axes.text(right, y, f" {row.member}", fontsize=6.5, va="center", color=colour)
    axes.set_xlim(0.95, right + 0.1 * max(step - 1, 1))


def _apart(value: np.ndarray, gap: float) -> np.ndarray:
    """Rising values moved as little as need be so that neighbours are `gap` apart.

    The nearest rising sequence in squares: pool neighbours that clash, and share the move.
    """
    blocks: list[list[float]] = []  # [sum, count] of value less its place's gap
    for k, one in enumerate(value):
        blocks.append([one - k * gap, 1.0])
        while len(blocks) > 1 and blocks[-2][0] / blocks[-2][1] > blocks[-1][0] / blocks[-1][1]:
            total, count = blocks.pop()
            blocks[-1][0] += total
            blocks[-1][1] += count
    level = np.concatenate([np.full(int(count), total / count) for total, count in blocks])
    return level + np.arange(len(value)) * gap
