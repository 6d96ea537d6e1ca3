"""Figures as files: which belong to a batch, a comparison, a replay, and what each rests on."""

from pathlib import Path

import pandas as pd

from sim.archive import Batch
from sim.compare import Comparison
from sim.figures import FIGURES
from sim.figures.tables import (
    dispositions_table,
    effects_table,
    ends_table,
    many_table,
    votes_table,
    yes_table,
)
from sim.measure import Ended
from sim.transcript import Scene
from sim.writing import replace_whole, writing

PRIORS = "Threat, backlash, frame, leadership and sovereignty rest on priors, not on votes."
NOTES = {
    "yes": "Bars reach over runs: posterior draws, luck and, for a motion without a record, its "
    f"shock.\n{PRIORS}",
    "votes": f"Shares of runs; each shows draws and luck together.\n{PRIORS}",
    "ends": "How a session ends rests on priors of procedure, which no roll call tells. Hatched: "
    f"the priors alone,\nas if no fact of 28 March 2017 and of 2018 had narrowed them.\n{PRIORS}",
    "effects": "Mean and 2.5-97.5 % range over posterior draws, under the same luck. Grey circles: "
    "the range holds 0.\nTriangles: the draws agree on the sign, which a prior may have fixed."
    f"\n{PRIORS}",
    "many": "Dot and line: mean and 2.5-97.5 % range over posterior draws, under the same luck. "
    "Grey: from the lowest\nto the highest effect with one assumption taken away or on the priors "
    f"alone. =: asks the same.\n{PRIORS}",
    "dispositions": f"One run: one draw, one luck.\n{PRIORS}",
}


def draw_batches(batches: list[Batch], by_priors: dict[str, Ended], folder: Path) -> list[Path]:
    """Draw the Yes, how sessions end and the chance of each vote into `folder`; returns the files.

    by_priors  `assumptions.ends_by_priors`
    """
    return [
        _draw("yes", yes_table(batches), folder),
        _draw("ends", ends_table(batches, by_priors), folder),
        _draw("votes", votes_table(batches), folder),
    ]


def draw_comparison(comparison: Comparison, folder: Path) -> list[Path]:
    """The figures of its batches, and the effect on each member."""
    drawn = draw_batches(list(comparison.batches), comparison.by_priors, folder)
    return [*drawn, _draw("effects", effects_table(comparison), folder)]


def draw_many(comparison: Comparison, folder: Path) -> list[Path]:
    """One figure in place of a panel for each: the effect of every scenario."""
    return [_draw("many", many_table(comparison), folder)]


def draw_transcript(scenes: list[Scene], folder: Path) -> list[Path]:
    """Dispositions through the phases of one run."""
    return [_draw("dispositions", dispositions_table(scenes), folder)]


def _draw(name: str, table: pd.DataFrame, folder: Path) -> Path:
    return draw(name, table, NOTES[name], folder / f"{name}.png")


def draw(figure_name: str, table: pd.DataFrame, note: str, path: Path) -> Path:
    """Draw one of `FIGURES` from its table into a PNG. Raises Mistake if that can't be written."""
    import matplotlib.pyplot as plt

    figure = FIGURES[figure_name](table, note)
    with writing(path.parent):
        path.parent.mkdir(parents=True, exist_ok=True)
        replace_whole(
            path, lambda beside: figure.savefig(beside, dpi=150, bbox_inches="tight", format="png")
        )
    plt.close(figure)
    return path
