"""Measures of a batch against arithmetic by hand."""

import numpy as np
import pytest

from sim.archive import Batch
from sim.compare import moved_most
from sim.measure import (
    Ended,
    campaign_effect,
    effect_between,
    mean_by_draw,
    member_shares,
    outcome_shares,
    paired_effect,
    range_over_draws,
    runs_for_range,
    share_effect,
    share_of_spread,
    shares_by_text,
    simulation_error,
    yes_distribution,
)
from sim.words import ADJOURNED, ADOPTED, OUTCOMES, REJECTED, STATEMENT_ONLY


def test_all_six_outcomes_are_named_and_sum_to_one():
    """3 adopted and 1 rejected of 4: 3/4, 1/4 and four zeros."""
    shares = outcome_shares(np.array([ADOPTED, REJECTED, ADOPTED, ADOPTED]))
    assert list(shares) == list(OUTCOMES)
    assert shares["adopted"] == 0.75 and shares["rejected"] == 0.25 and sum(shares.values()) == 1


def test_how_runs_end_by_text_by_hand():
    """Of 5 runs two adopt a, one adopts b, one rejects a, one is adjourned: no text, no entry."""
    outcome_r = np.array([ADOPTED, ADOPTED, REJECTED, ADOPTED, ADJOURNED])
    texts = np.array([2, 1, 1, 1, 0])
    end = Ended(np.zeros(5), np.zeros(5), outcome_r, 18, 5, texts, ("", "a", "b", "c"))
    shares = {"adopted": {"a": 0.4, "b": 0.2}, "rejected": {"a": 0.2}}
    assert shares_by_text(end) == shares


def test_quantiles_of_the_count_are_counts():
    """Of 1..100 the 5 % quantile is 5, the median 50, the 95 % quantile 95."""
    yes = yes_distribution(np.arange(1, 101))
    assert (yes["q05"], yes["q10"], yes["q50"], yes["q90"], yes["q95"]) == (5, 10, 50, 90, 95)
    assert yes["mean"] == 50.5 and yes["sd"] == pytest.approx(28.8661, abs=1e-4)


def test_member_shares_by_hand():
    """A member that voted Yes 3 times and Absent once of four runs."""
    assert member_shares(np.array([[3, 0, 0, 1]]), ("HTI",)) == {
        "HTI": {"yes": 0.75, "no": 0.0, "abstain": 0.0, "absent": 0.25}
    }


def test_carried_and_adopted_are_two_things():
    """Yes 18 and 17 of 18 needed against 17 and 17, each draw's twice: half more carried, none
    adopted, half less."""

    def twice(yes, *outcomes):
        return Ended(np.tile(yes, 2), np.zeros(4), np.tile(outcomes, 2), 18, 2)

    other = twice([18, 17], STATEMENT_ONLY, REJECTED)
    base = twice([17, 17], ADOPTED, REJECTED)
    effect = effect_between(other, base)
    assert (effect["carried"], effect["adopted"]) == (0.5, -0.5)
    assert effect["carried_ci95"] == pytest.approx([0.0, 0.975])  # draws gain 1 and 0


def test_a_campaigns_effect_by_hand():
    """Two sessions, two draws: one adopts both texts against none, one none against one."""

    def session(*outcomes):
        return Ended(np.zeros(4), np.zeros(4), np.tile(outcomes, 2), 18, 2)

    other = [session(ADOPTED, REJECTED), session(ADOPTED, STATEMENT_ONLY)]
    base = [session(REJECTED, REJECTED), session(STATEMENT_ONLY, ADOPTED)]
    effect = campaign_effect(other, base)
    assert effect["adopted"] == 0.5  # (2 - 1) / 2
    assert effect["adopted_ci95"] == pytest.approx([-0.925, 1.925])  # draws gain 2 and -1


@pytest.mark.parametrize("expected", [None, 0.5])
def test_a_range_takes_two_runs_of_each_draw(expected):
    """Of 5 draws 9 runs leave one with a single run, which shows no luck; 10 do not."""
    value_r = np.tile(np.arange(1.0, 6.0), 2)
    known_r = None if expected is None else np.full(10, expected)
    assert runs_for_range(5) == 10
    assert range_over_draws(value_r[:9], 5, known_r if known_r is None else known_r[:9]) is None
    assert range_over_draws(value_r, 5, known_r) == pytest.approx([1.1, 4.9])
    ended = [Ended(value_r[:9], value_r[:9], np.full(9, REJECTED), 3, 5)] * 2
    effect = effect_between(*ended)
    assert [effect[key] for key in effect if key.endswith("ci95")] == [None] * 3


@pytest.mark.parametrize("spread", [0.0, 1.0])
@pytest.mark.parametrize("runs", [4, 40])
def test_luck_does_not_widen_the_range_over_draws(spread, runs):
    """2,000 draws whose truths are N(5, spread), runs that stray by 3: 5 -+ 1.96 spread.

    The means alone would say -+ 1.96 sqrt(spread^2 + 9 / runs): 3.5 and 2.2 for a spread of 1.
    """
    rng = np.random.default_rng(7)
    truth_d = 5 + spread * rng.standard_normal(2000)
    value_r = np.tile(truth_d, runs) + 3 * rng.standard_normal(2000 * runs)
    low, high = range_over_draws(value_r, 2000)
    reach = 0.35 if spread == 0.0 else 0.15  # a variance of luck alone is not found to be just 0
    assert (low, high) == pytest.approx((5 - 1.96 * spread, 5 + 1.96 * spread), abs=reach)


def test_what_is_expected_takes_luck_out_of_the_range():
    """Half of 2,000 draws gain nothing, half one vote; 4 runs each, thrown by 2: 0 to 1 it is."""
    rng = np.random.default_rng(3)
    expected_r = np.tile(np.arange(2000) % 2.0, 4)
    value_r = expected_r + rng.choice([-2.0, 2.0], 8000)
    low, high = range_over_draws(value_r, 2000, expected_r)
    assert (low, high) == pytest.approx((0.0, 1.0), abs=0.15)
    assert range_over_draws(value_r, 2000)[0] < -0.2 or range_over_draws(value_r, 2000)[1] > 1.2


def test_a_small_gain_that_is_expected_everywhere_is_not_taken_for_none():
    """A chance of .02 in every run of every draw: most draws see nothing, and yet gain .02."""
    value_r = (np.random.default_rng(5).random(8000) < 0.02).astype(float)
    assert range_over_draws(value_r, 2000, np.full(8000, 0.02))[0] > 0.01
    assert range_over_draws(value_r, 2000)[0] == 0.0


def test_a_rare_change_keeps_no_change_in_its_range():
    """One run of 20 changes in every tenth draw, in the others none: the range begins at 0."""
    is_so = np.zeros((20, 500))
    is_so[0, ::10] = 1.0
    low, high = share_effect("carried", is_so.ravel(), np.zeros(10_000), 500)["carried_ci95"]
    assert low == 0.0 and 0.0 < high <= 0.05


def test_where_a_change_is_rare_no_change_is_kept_for_a_tenth_of_the_draws_too():
    """One run of 20 changes in nine draws of ten. That is less spread than luck alone gives.

    So the range is narrowed to the mean, .045, but for the draws in which nothing changed.
    """
    is_so = np.zeros((20, 500))
    is_so[0] = np.arange(500) % 10 > 0
    effect = share_effect("carried", is_so.ravel(), np.zeros(10_000), 500)
    assert effect["carried_ci95"] == pytest.approx([0.0, 0.045])


def test_a_paired_effect_by_hand():
    """Two draws, two runs each: gains 1, 0, 1, 2 by run; draw means 1, 1; errors within draws."""
    yes, base = np.array([19, 20, 21, 22]), np.array([18, 20, 20, 20])
    ends = (np.where(count >= 20, ADOPTED, REJECTED) for count in (yes, base))
    counted = zip((yes, base), ends, strict=True)
    effect = paired_effect(*(Ended(yes, yes - 0.5, end, 20, 2) for yes, end in counted))
    assert effect["yes"] == 1.0  # (1 + 0 + 1 + 2) / 4
    assert effect["ci95"] == [1.0, 1.0]  # draw 0: (1 + 1)/2, draw 1: (0 + 2)/2
    # within draw 1: deviations -1, 1; 2 squares over 4 - 2 degrees of freedom, over 4 runs
    assert effect["mc_se"] == pytest.approx((2 / 2 / 4) ** 0.5)
    assert effect["adopted"] == 0.0


def test_the_error_of_simulation_is_that_of_a_mean_when_draws_hardly_repeat():
    """sd/sqrt(n) of 0, 2 repeated: sd 1.0954 over sqrt(6)."""
    gain = np.array([0.0, 2.0, 0.0, 2.0, 0.0, 2.0])
    assert simulation_error(gain, draws=500) == pytest.approx(1.0954 / 6**0.5, abs=1e-4)


def test_the_whole_spread_stands_for_luck_as_long_as_a_draw_has_a_single_run():
    """0, 10, 1 over two draws: variance 91 / 3 about 11 / 3, over 3 runs."""
    assert simulation_error(np.array([0.0, 10.0, 1.0]), draws=2) == pytest.approx((91 / 9) ** 0.5)


def test_a_single_run_shows_no_error_of_simulation():
    """One number has no spread."""
    assert simulation_error(np.array([3.0]), draws=500) is None


def test_the_error_of_simulation_is_unbiased():
    """Over many batches the mean square error equals the known variance of a mean."""
    rng = np.random.default_rng(0)
    draws, each = 20, 5
    centre = np.tile(rng.normal(0, 3, draws), each)  # between draws: no part of the error
    means, errors = [], []
    for _ in range(2000):
        gain = centre + rng.normal(0, 2, draws * each)
        means.append(gain.mean())
        errors.append(simulation_error(gain, draws) ** 2)
    assert np.mean(errors) == pytest.approx(2**2 / 100, rel=0.02)
    assert np.var(means) == pytest.approx(np.mean(errors), rel=0.1)


def test_runs_go_to_draws_in_turn():
    """Five runs over two draws: 0, 2, 4 and 1, 3."""
    assert list(mean_by_draw(np.array([1.0, 10.0, 2.0, 20.0, 3.0]), 2)) == [2.0, 15.0]


def test_jansens_index_of_a_sum_is_the_share_of_the_variance_redrawn():
    """x + 2 y with y redrawn: 4/5. All redrawn: 1. Nothing: 0. A constant: 0."""
    rng = np.random.default_rng(1)
    x, y, other = rng.normal(size=(3, 200_000))
    assert share_of_spread(x + 2 * y, x + 2 * other) == pytest.approx(0.8, abs=0.01)
    assert share_of_spread(y, other) == pytest.approx(1.0, abs=0.01)
    assert share_of_spread(x, x) == 0.0
    assert share_of_spread(np.ones(10), np.ones(10)) == 0.0


def test_jansens_index_by_hand():
    """0, 2 redrawn as 0, 4: a mean square of 2, over twice the variance of the four, 11 / 4."""
    assert share_of_spread(np.array([0.0, 2.0]), np.array([0.0, 4.0])) == pytest.approx(4 / 11)


def batch_of(yes_i):
    """Ten runs in which members voted Yes so often."""
    members = tuple(f"M{i}" for i in range(len(yes_i)))
    count_iv = np.array([[yes, 10 - yes, 0, 0] for yes in yes_i])
    told = {"members": members, "yes_r": np.zeros(10), "count_iv": count_iv}
    return Batch(**dict.fromkeys(Batch.__dataclass_fields__) | told)


def test_those_moved_most_either_way_come_first():
    """Shares of Yes go by +.1, -.5, 0 and +.3: the second, the fourth, the first."""
    moved = moved_most(batch_of([6, 0, 5, 8]), batch_of([5, 5, 5, 5]))
    assert [member for member, _ in moved] == ["M1", "M3", "M0"]
    assert [gain for _, gain in moved] == pytest.approx([-0.5, 0.3, 0.1])
    assert len(moved_most(batch_of([6, 0, 5, 8]), batch_of([5, 5, 5, 5]), count=2)) == 2
