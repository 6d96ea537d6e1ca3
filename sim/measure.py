"""Measures of a batch: pure functions of its arrays."""

from typing import NamedTuple

import numpy as np

from sim.words import ADOPTED, OUTCOMES, VOTES

REPEATED = 2  # runs a draw from which on the luck of runs can be told from what we don't know
QUANTILES = {"q05": 0.05, "q10": 0.10, "q50": 0.50, "q90": 0.90, "q95": 0.95}


class Ended(NamedTuple):
    """How runs ended.

    yes_r       (run,) Yes on the motion
    expected_r  (run,) sum of the members' chances of Yes
    outcome_r   (run,) index into `words.OUTCOMES`
    needed      votes that the motion needs
    draws       number of posterior draws; run k used draw k modulo it
    text_r      (run,) index into `texts` of the text that was put or issued, if that is asked
    texts       names; "" for none
    """

    yes_r: np.ndarray
    expected_r: np.ndarray
    outcome_r: np.ndarray
    needed: int
    draws: int
    text_r: np.ndarray | None = None
    texts: tuple[str, ...] = ("",)

    @property
    def carried_r(self) -> np.ndarray:
        """(run,) whether the motion has its votes: by itself an agenda item changes nothing."""
        return self.yes_r >= self.needed

    @property
    def adopted_r(self) -> np.ndarray:
        """(run,) whether the session ended in a text adopted by vote."""
        return self.outcome_r == ADOPTED


def effect_between(other: Ended, base: Ended) -> dict[str, object]:
    """`paired_effect`, with that on the share of runs in which the motion is carried."""
    return paired_effect(other, base) | share_effect(
        "carried", other.carried_r, base.carried_r, base.draws
    )


def campaign_effect(other: list[Ended], base: list[Ended]) -> dict[str, object]:
    """The paired effect of a campaign on the number of its sessions that adopt a text by vote.

    other, base  of each session in order
    Keys as those of `paired_effect`.
    """
    after_r, before_r = (np.sum([end.adopted_r for end in ends], axis=0) for ends in (other, base))
    draws = base[0].draws
    error = simulation_error(after_r.astype(float) - before_r, draws)
    return share_effect("adopted", after_r, before_r, draws) | {"mc_se": error}


def outcome_shares(outcome_r: np.ndarray) -> dict[str, float]:
    """The share of runs that ended in each outcome: all six, summing to 1."""
    counts = np.bincount(outcome_r, minlength=len(OUTCOMES))
    return {name: float(counts[k] / len(outcome_r)) for k, name in enumerate(OUTCOMES)}


def shares_by_text(end: Ended) -> dict[str, dict[str, float]]:
    """The share of runs that ended in an outcome on a text, by outcome and text.

    Only what happens, and only outcomes on a text: each sums over texts to its share of runs.
    """
    pair_r = end.outcome_r.astype(int) * len(end.texts) + end.text_r
    count_ok = np.bincount(pair_r, minlength=len(OUTCOMES) * len(end.texts))
    count_ok = count_ok.reshape(len(OUTCOMES), len(end.texts))
    return {
        outcome: {
            text: float(count / len(pair_r))
            for text, count in zip(end.texts, count_k, strict=True)
            if text and count
        }
        for outcome, count_k in zip(OUTCOMES, count_ok, strict=True)
        if count_k[1:].any()
    }


def yes_distribution(yes_r: np.ndarray) -> dict[str, float]:
    """Mean, standard deviation and quantiles of the number of Yes; each quantile is a count."""
    levels = np.quantile(yes_r, list(QUANTILES.values()), method="inverted_cdf")
    return {
        "mean": float(yes_r.mean()),
        "sd": float(yes_r.std()),
        **{name: int(level) for name, level in zip(QUANTILES, levels, strict=True)},
    }


def member_shares(count_iv: np.ndarray, members: tuple[str, ...]) -> dict[str, dict[str, float]]:
    """How often each member cast each act. count_iv: (member, 4) counts over runs."""
    share_iv = count_iv / count_iv.sum(axis=1, keepdims=True)
    return {
        member: dict(zip(VOTES, map(float, row), strict=True))
        for member, row in zip(members, share_iv, strict=True)
    }


def paired_effect(other: Ended, base: Ended) -> dict[str, object]:
    """The effect of a scenario against its base, run by run under the same luck.

    yes, adopted      mean differences
    ci95, adopted_ci95   `range_over_draws` of the differences: what we don't know; None if few runs
    mc_se             standard error of `yes` for these draws: what more runs would cure
    """
    draws = base.draws
    gain_r = other.yes_r.astype(float) - base.yes_r
    return {
        "yes": float(gain_r.mean()),
        "ci95": range_over_draws(gain_r, draws, other.expected_r - base.expected_r),
        "mc_se": simulation_error(gain_r, draws),
        **share_effect("adopted", other.adopted_r, base.adopted_r, draws),
    }


def share_effect(name: str, is_so_r, base_is_so_r, draws: int) -> dict[str, object]:
    """The paired difference of a share of runs under its name, and its range over draws."""
    gain = is_so_r.astype(float) - base_is_so_r
    return {name: float(gain.mean()), f"{name}_ci95": range_over_draws(gain, draws)}


def mean_by_draw(value_r: np.ndarray, draws: int) -> np.ndarray:
    """(draw,) mean over the runs that used each draw; draws that no run used are left out."""
    draw_r = np.arange(len(value_r)) % draws
    runs_d = np.bincount(draw_r)
    return np.bincount(draw_r, weights=value_r) / runs_d


def runs_for_range(draws: int) -> int:
    """How many runs a range over so many draws takes."""
    return REPEATED * draws


def range_over_draws(
    value_r: np.ndarray, draws: int, expected_r: np.ndarray | None = None
) -> list[float] | None:
    """The 2.5-97.5 % range over draws of what a mean is expected to be, rid of the luck of runs.

    expected_r  (run,) what is expected of each value before its last throw of luck, if known

    Each draw has a few runs, so its mean strays from what it estimates, and the means spread wider
    than the truth: what luck adds to the expected is shrunk towards its middle, to the variance
    that is left without that of luck. None with fewer than `runs_for_range`: a draw of one run
    shows no luck, so such a range would be luck for the most part.
    Source: Louis (1984), Journal of the American Statistical Association 79, 393-398.
    """
    if len(value_r) < runs_for_range(draws):
        return None
    mean_d = mean_by_draw(value_r, draws)
    thrown_r = value_r if expected_r is None else value_r - expected_r
    thrown_d = mean_by_draw(thrown_r, draws)
    if len(mean_d) < 2 or np.ptp(thrown_d) == 0.0:
        return spread95(mean_d)
    luck = simulation_error(thrown_r, draws) ** 2 * draws
    kept = np.sqrt(max(0.0, 1.0 - luck / thrown_d.var(ddof=1)))
    low, high = spread95(mean_d - (1.0 - kept) * (thrown_d - thrown_d.mean()))
    if expected_r is None and (mean_d == 0.0).mean() > 0.025:  # as of a rare change: not shrunk off
        return [min(low, 0.0), max(high, 0.0)]
    return [low, high]


def spread95(value_d: np.ndarray) -> list[float]:
    """The 2.5-97.5 % range."""
    low, high = np.quantile(value_d, [0.025, 0.975])
    return [float(low), float(high)]


def simulation_error(value_r: np.ndarray, draws: int) -> float | None:
    """Standard error of the mean for these draws, from the spread of runs within a draw.

    With fewer than two runs a draw nothing is known of that spread: the whole spread stands for it.
    None for a single run, which shows no spread at all.
    """
    count = len(value_r)
    if count < 2:
        return None
    if count < runs_for_range(draws):
        return float(value_r.std(ddof=1) / np.sqrt(count))
    within = value_r - mean_by_draw(value_r, draws)[np.arange(count) % draws]
    return float(np.sqrt((within @ within) / (count - draws) / count))


def share_of_spread(value_d: np.ndarray, redrawn_d: np.ndarray) -> float:
    """The share of the variance of a value over draws that rests on the parameters drawn afresh.

    value_d    (draw,) under the draws
    redrawn_d  (draw,) with some parameters of each draw replaced by another draw's
    0 if the value does not vary. Source: the total index of Jansen (1999), Saltelli et al. (2010).
    """
    spread = np.concatenate([value_d, redrawn_d]).var()
    if spread < 1e-18:
        return 0.0
    return float(min(1.0, ((value_d - redrawn_d) ** 2).mean() / (2.0 * spread)))
