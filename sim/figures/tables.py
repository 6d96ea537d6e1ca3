"""The tables that figures take, from batches, comparisons and transcripts."""

import numpy as np
import pandas as pd

from sim.archive import Batch
from sim.compare import Comparison
from sim.measure import member_shares, spread95
from sim.tables import read_tables
from sim.transcript import Scene


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


def votes_table(batches: list[Batch]) -> pd.DataFrame:
    """One row for each scenario, member and vote, as `member_votes` takes it."""
    return pd.DataFrame(
        [
            {"scenario": batch.scenario.name, "member": member, "vote": vote, "chance": chance}
            for batch in batches
            for member, shares in member_shares(batch.count_iv, batch.members).items()
            for vote, chance in shares.items()
        ]
    )


def effects_table(comparison: Comparison) -> pd.DataFrame:
    """One row for each other scenario and member, as `member_effects` takes it."""
    rows = []
    for other in comparison.others:
        gain_di = comparison.gains[other.scenario.name]
        low_i, high_i = np.transpose([spread95(gain_d) for gain_d in gain_di.T])
        rows.append(
            pd.DataFrame(
                {
                    "scenario": other.scenario.name,
                    "base": comparison.base.scenario.name,
                    "member": other.members,
                    "gain": gain_di.mean(axis=0),
                    "low": low_i,
                    "high": high_i,
                }
            )
        )
    return pd.concat(rows, ignore_index=True)


def dispositions_table(scenes: list[Scene]) -> pd.DataFrame:
    """One row for each step and member that the model decides, as `dispositions` takes it."""
    votes = {stand.iso3: stand.act for stand in scenes[-1].stands}
    return pd.DataFrame(
        [
            {
                "step": step,
                "phase": scene.phase,
                "member": stand.iso3,
                "disposition": stand.disposition,
                "vote": votes[stand.iso3],
            }
            for step, scene in enumerate(scenes, 1)
            for stand in scene.stands
            if not stand.scripted
        ]
    )
