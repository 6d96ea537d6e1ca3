"""Figures as files: from batches to the tables that figures take, and onto the disk."""

from pathlib import Path

import numpy as np
import pandas as pd

from sim.archive import Batch
from sim.figures import FIGURES
from sim.tables import read_tables
from sim.writing import replace_whole, writing

NOTE = (
    "Bars reach over runs: posterior draws, luck and, for a motion without a record, its shock.\n"
    "Threat, backlash, frame, leadership, sovereignty and debate rest on priors, not on votes."
)


def yes_table(batches: list[Batch]) -> pd.DataFrame:
    """One row for each scenario and number of Yes, as `yes_distribution` takes it."""
    rows = []
    for batch in batches:
        motion = batch.scenario.motion
        yes, count = np.unique(batch.yes_r, return_counts=True)
        rows.append(
            pd.DataFrame(
                {
                    "scenario": batch.scenario.name,
                    "yes": yes,
                    "share": count / count.sum(),
                    "threshold": motion.threshold,
                    "recorded": _recorded(motion.record),
                }
            )
        )
    return pd.concat(rows, ignore_index=True)


def _recorded(record: str | None) -> float:
    """The Yes votes on record for a motion, or NaN."""
    return next(
        (call.yes for call in read_tables().rollcalls if call.rollcall_id == record), np.nan
    )


def draw_yes(batches: list[Batch], folder: Path) -> Path:
    """Draw the distribution of Yes votes into `folder`; returns the file."""
    import matplotlib.pyplot as plt

    figure = FIGURES["yes"](yes_table(batches), NOTE)
    path = folder / "yes.png"
    with writing(folder):
        folder.mkdir(parents=True, exist_ok=True)
        replace_whole(
            path, lambda beside: figure.savefig(beside, dpi=150, bbox_inches="tight", format="png")
        )
    plt.close(figure)
    return path
