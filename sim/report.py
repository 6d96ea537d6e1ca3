"""Answers as plain values: the JSON of `run` and `compare`, and the rows of `compare.csv`."""

from collections.abc import Iterator
from typing import Any

from sim.archive import Batch
from sim.compare import Comparison
from sim.measure import (
    Ended,
    campaign_effect,
    member_shares,
    outcome_shares,
    shares_by_text,
    spread95,
    yes_distribution,
)

AS_FITTED, PRIORS_ALONE = "as fitted", "priors alone"


def scenario_answer(batch: Batch) -> dict[str, Any]:
    """Outcomes, the distribution of Yes and the members' shares of one batch."""
    return {
        "outcomes": outcome_shares(batch.outcome_r),
        "ends": shares_by_text(batch.ended),
        "carried": carried_share(batch),
        "yes": yes_distribution(batch.yes_r),
        "members": member_shares(batch.count_iv, batch.members),
        "folder": str(batch.folder),
    }


def carried_share(batch: Batch) -> float:
    """The share of runs in which the roll call on the scenario's own motion has the votes needed.

    An outcome is what the whole session came to; a motion carried may be an agenda and no more.
    """
    return float((batch.yes_r >= batch.scenario.motion.threshold).mean())


def run_answer(
    batches: list[Batch], seed: int, seconds: float, by_priors: dict[str, Ended]
) -> dict[str, Any]:
    """The JSON of `council run`.

    by_priors  `assumptions.ends_by_priors`: stands beside the outcomes of each scenario
    """
    return {
        "runs": len(batches[0].yes_r),
        "seed": seed,
        "seconds": round(seconds, 3),
        "scenarios": {
            batch.scenario.name: scenario_answer(batch)
            | _by_priors(by_priors.get(batch.scenario.name))
            for batch in batches
        },
    }


def campaigns_answer(batches: list[Batch], by_priors: dict[str, Ended]) -> dict[str, Any]:
    """Of each campaign by name: how many of its sessions end in each way, on average.

    Empty if none of the batches is a campaign's. Arguments as `run_answer`.
    """
    return {
        name: {
            "sessions": len(sessions),
            "outcomes": _summed([outcome_shares(batch.outcome_r) for batch in sessions]),
            "outcomes_by_priors": _summed(
                [_shares(by_priors.get(batch.scenario.name)) for batch in sessions]
            ),
        }
        for name, sessions in _by_campaign(batches).items()
    }


def _by_campaign(batches: list[Batch]) -> dict[str, list[Batch]]:
    campaigns: dict[str, list[Batch]] = {}
    for batch in batches:
        if batch.scenario.campaign:
            campaigns.setdefault(batch.scenario.campaign, []).append(batch)
    return campaigns


def _summed(shares: list[dict[str, float] | None]) -> dict[str, float] | None:
    if shares[0] is None:
        return None
    return {outcome: sum(part[outcome] for part in shares) for outcome in shares[0]}


def _shares(end: Ended | None) -> dict[str, float] | None:
    return outcome_shares(end.outcome_r) if end else None


def _by_priors(end: Ended | None) -> dict[str, Any]:
    """How a session ends on the priors alone; None where no fact has narrowed them."""
    return {
        "outcomes_by_priors": _shares(end),
        "ends_by_priors": shares_by_text(end) if end else None,
    }


def compare_answer(comparison: Comparison, seed: int, seconds: float) -> dict[str, Any]:
    """The JSON of `council compare`: beside each effect, the same without each assumption."""
    answer = run_answer(list(comparison.batches), seed, seconds, comparison.by_priors)
    answer["base"] = comparison.base.scenario.name
    for name, part in answer["scenarios"].items():
        part["effect"] = comparison.effects.get(name)
        if name in comparison.gains:
            part["effect"] = part["effect"] | {"members": _member_effects(comparison, name)}
        part["aside"] = comparison.aside.get(name)
        part["prior_sign"] = comparison.signs.get(name)
    for name, one in comparison.same.items():
        answer["scenarios"][name] = answer["scenarios"][one] | {"same_as": one}
    return answer


def campaigns_compared(comparisons: list[Comparison]) -> dict[str, Any]:
    """`campaigns_answer`, with the effect of each but the base, and that on the priors alone.

    comparisons  of every session, in order
    """
    batches = [batch for comparison in comparisons for batch in comparison.batches]
    by_priors, campaigns = comparisons[0].by_priors, _by_campaign(batches)
    as_fitted = {batch.scenario.name: batch.ended for batch in batches}
    base, *others = campaigns

    def effect(name: str, ends: dict[str, Ended]) -> dict[str, Any]:
        both = ([ends[batch.scenario.name] for batch in campaigns[k]] for k in (name, base))
        return campaign_effect(*both)

    answer = campaigns_answer(batches, by_priors)
    answer[base]["effect"] = answer[base]["aside"] = None
    for name in others:
        answer[name]["effect"] = effect(name, as_fitted)
        answer[name]["aside"] = {PRIORS_ALONE: effect(name, by_priors)} if by_priors else {}
    return answer


def _member_effects(comparison: Comparison, name: str) -> dict[str, Any]:
    """Each member's gain in the chance of Yes: mean, and 2.5-97.5 % range over posterior draws."""
    return {
        member: {"yes": float(gain_d.mean()), "ci95": spread95(gain_d)}
        for member, gain_d in zip(comparison.base.members, comparison.gains[name].T, strict=True)
    }


def compare_rows(comparison: Comparison) -> Iterator[dict[str, Any]]:
    """One row for each scenario, and one for each of its effects without an assumption.

    On the priors alone the base has a row too, and how sessions end is told. Scenarios that ask the
    same have the same rows, each under its name.
    """
    for batch in comparison.batches:
        for name in comparison.names_of(batch):
            for row in _rows_of(comparison, batch):
                yield {"scenario": name} | row


def _rows_of(comparison: Comparison, batch: Batch) -> Iterator[dict[str, Any]]:
    """The rows of one batch, without its name."""
    name, base = batch.scenario.name, comparison.base.scenario.name
    on_priors = {PRIORS_ALONE: None} if comparison.by_priors else {}
    effect = comparison.effects.get(name)
    yield {
        "assumption": AS_FITTED,
        "base": base,
        **_end_cells(batch.ended),
        **_effect_cells(effect),
        "prior_share": effect["prior_share"] if effect else None,
        "run_folder": batch.folder.name,
    }
    for assumption, aside in comparison.aside.get(name, on_priors).items():
        ended = comparison.by_priors[name] if assumption == PRIORS_ALONE else None
        yield {
            "assumption": assumption,
            "base": base,
            **(_end_cells(ended) if ended else {"runs": aside["runs"]}),
            **_effect_cells(aside),
        }


def _end_cells(ended: Ended) -> dict[str, Any]:
    return {
        "runs": len(ended.yes_r),
        "threshold": ended.needed,
        "carried": float(ended.carried_r.mean()),
        **outcome_shares(ended.outcome_r),
        **{
            f"{outcome} on {text}": share
            for outcome, by_text in shares_by_text(ended).items()
            for text, share in by_text.items()
        },
        **{f"yes_{key}": value for key, value in yes_distribution(ended.yes_r).items()},
    }


def _effect_cells(effect: dict[str, Any] | None) -> dict[str, Any]:
    if effect is None:
        return {}
    return {
        "effect_yes": effect["yes"],
        **_range_cells("effect_yes", effect["ci95"]),
        "effect_yes_mc_se": effect["mc_se"],
        "effect_carried": effect["carried"],
        **_range_cells("effect_carried", effect["carried_ci95"]),
        "effect_adopted": effect["adopted"],
        **_range_cells("effect_adopted", effect["adopted_ci95"]),
    }


def _range_cells(name: str, ends: list[float] | None) -> dict[str, Any]:
    """The ends of a range in two columns; empty if there are too few runs for one."""
    low, high = ends or (None, None)
    return {f"{name}_low": low, f"{name}_high": high}
