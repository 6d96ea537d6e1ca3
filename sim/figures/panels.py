"""Panels side by side for figures that have a row for each member."""

import textwrap

import matplotlib.pyplot as plt
from matplotlib.axes import Axes
from matplotlib.figure import Figure

IN_A_ROW = 4
TITLE = 10  # characters of a title that fit into an inch


def member_panels(names: list[str], members: int, width: float) -> tuple[Figure, list[Axes]]:
    """A figure with one titled panel for each name, four in a row, as high as the members need.

    width  of a panel, inches
    """
    columns = min(len(names), IN_A_ROW)
    rows = -(-len(names) // columns)
    figure, grid = plt.subplots(
        rows, columns, squeeze=False, layout="constrained",
        figsize=(max(width * columns, 5.0), rows * (0.165 * members + 0.9)),
    )  # fmt: skip
    panels = list(grid.flat)
    for axes, name in zip(panels, names, strict=False):
        lines = textwrap.wrap(name, int(TITLE * width), break_on_hyphens=True)
        axes.set_title("\n".join(lines), loc="left", fontsize="small")
    for axes in panels[len(names) :]:
        axes.remove()
    return figure, panels[: len(names)]
