"""The tables that figures take, from batches, comparisons and transcripts."""

import numpy as np
import pandas as pd

from sim.archive import Batch
from sim.compare import MOSTLY, Comparison
from sim.measure import Ended, member_shares, outcome_shares, spread95
from sim.tables import RollcallRow, read_tables
from sim.transcript import Scene


def yes_table(batches: list[Batch]) -> pd.DataFrame:
    """One row for each scenario and number of Yes, as `yes_distribution` takes it."""
    rows = []
    for batch in batches:
        record = _recorded(batch.scenario.motion.record)
        yes, count = np.unique(batch.yes_r, return_counts=True)
        rows.append(
            pd.DataFrame(
                {
                    "scenario": batch.scenario.name,
                    "yes": yes,
                    "share": count / count.sum(),
                    "threshold": batch.scenario.motion.threshold,
                    "recorded": record.yes if record else np.nan,
                    "date": record.date if record else None,
                    "as_it_was": batch.as_it_was,
                }
            )
        )
    return pd.concat(rows, ignore_index=True)


def _recorded(record: str | None) -> RollcallRow | None:
    """The roll call on record for a motion, if there is one."""
    return next((call for call in read_tables().rollcalls if call.rollcall_id == record), None)


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


def ends_table(batches: list[Batch], by_priors: dict[str, Ended]) -> pd.DataFrame:
    """One row for each scenario, basis and outcome, as `ends` takes it.

    by_priors  `assumptions.ends_by_priors`
    """
    as_fitted = {batch.scenario.name: batch.ended for batch in batches}
    return pd.DataFrame(
        [
            {"scenario": name, "by_priors": alone, "outcome": outcome, "share": share}
            for name in as_fitted
            for alone, ended in ((False, as_fitted), (True, by_priors))
            if name in ended
            for outcome, share in outcome_shares(ended[name].outcome_r).items()
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


def many_table(comparison: Comparison) -> pd.DataFrame:
    """One row for each other scenario, with all that ask the same, as `many_effects` takes it."""
    rows = []
    for other in comparison.others:
        effect = comparison.effects[other.scenario.name]
        low, high = effect["ci95"] or (np.nan, np.nan)
        control_low, control_high = comparison.ends_of_controls(other.scenario.name)
        rows.append(
            {
                "scenario": "\n= ".join(comparison.names_of(other)),
                "base": comparison.base.scenario.name,
                "effect": effect["yes"],
                "low": low,
                "high": high,
                "control_low": control_low,
                "control_high": control_high,
                "on_priors": effect["prior_share"] >= MOSTLY,
            }
        )
    return pd.DataFrame(rows)


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
