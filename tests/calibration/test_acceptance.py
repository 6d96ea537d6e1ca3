"""What facts leave of the priors: rejection on invented judges, and the shipped draws."""

import json

import numpy as np
import pytest

from calibration.acceptance import (
    BEGIN,
    END,
    JUDGES,
    TRIAL_RUNS,
    Narrowed,
    Trial,
    accept,
    judge,
    markdown_table,
    natural,
    publish,
    under,
)
from sim.facts.played import Played
from sim.fitted import ABOUT, DRAWS, read_fitted
from sim.mistake import Mistake
from sim.parameters import BY_FACTS, BY_NAME, ROW
from sim.procedure import ACCEPTED, ACCEPTED_ABOUT, read_accepted
from sim.scenario import read_scenario
from sim.stage import set_stage
from sim.words import FITTED, ROOT

CITING = BY_FACTS.index("citing")


@pytest.fixture(scope="module")
def base():
    """The draws under which facts are judged."""
    return read_fitted("without-2017-03-28", narrowed=False)


@pytest.fixture(scope="module")
def verdict(base):
    """The judges on them."""
    return judge(base)


def test_what_no_judge_refuses_keeps_its_prior():
    """2,000 draws under a judge of citing alone: misreading has the quantiles of Beta(2, 28)."""
    left = accept(lambda theta: None if theta[CITING] > 0.82 else "low", 2000, seed=3)
    levels = np.quantile(left.draws[:, BY_FACTS.index("misreading")], [0.1, 0.5, 0.9])
    # scipy.stats.beta(2, 28).ppf
    assert levels == pytest.approx([0.0185, 0.0572, 0.1276], rel=0.08)


def test_the_share_is_that_of_the_prior_which_passes():
    """Citing has a Beta(8, 2) prior: above its median, .82, lies one half; all draws lie there."""
    median = float(BY_NAME["citing"].prior.at(np.array(0.0)))
    left = accept(lambda theta: None if theta[CITING] > median else "low", 2000, seed=3)
    assert (left.draws[:, CITING] > median).all()
    assert left.share == pytest.approx(0.5, abs=0.03)
    assert left.trials == 2000 + left.refused["low"]
    low, middle, high = left.quantiles()["citing"]["accepted"]
    # of the upper half of a Beta(8, 2): its 52.5, 75 and 97.5 % quantiles
    assert (low, middle, high) == pytest.approx((0.828, 0.893, 0.972), abs=0.01)


def test_draws_are_the_same_from_the_same_seed_and_independent():
    """Three are the first three of ten; another seed gives others; none repeats."""
    few, many, others = (accept(lambda theta: None, count, seed) for count, seed in
                         ((3, 1), (10, 1), (3, 2)))  # fmt: skip
    assert np.array_equal(few.draws, many.draws[:3])
    assert not np.array_equal(few.draws, others.draws)
    assert len(np.unique(many.draws, axis=0)) == 10


def test_it_stops_where_no_draw_passes(monkeypatch):
    """After so many refused in a row, counted afresh from each one accepted."""
    monkeypatch.setattr("calibration.acceptance.PATIENCE", 30)
    told = []
    verdicts = iter([*["low"] * 29, None, *["low"] * 20, *["high"] * 10])
    with pytest.raises(Mistake, match="the fact low: refuses 30 draws from the priors in a row"):
        accept(lambda theta: next(verdicts), 2, told=lambda *counts: told.append(counts))
    assert told[-1] == (1, 60)


def test_a_trial_is_the_stage_with_those_numbers_in_every_draw(base):
    """Set on a stage, or set in the draws before it: one and the same, credibility included."""
    scenario, theta = read_scenario("march-28"), natural(np.full(len(BY_FACTS), 0.7))
    placed = under(set_stage(scenario, base), scenario, theta, {"backlash": 0.25})
    values = np.tile(theta, (len(base.draws), 1))
    values[:, BY_FACTS.index("backlash")] = 0.25
    declared = set_stage(scenario, base.replaced(BY_FACTS, values))
    for name, one, other in zip(placed._fields, placed, declared, strict=True):
        assert np.array_equal(one, other), name
    assert (placed.row_dp[:, ROW.index("senator")] == placed.credibility_dl[:, 0]).all()


def test_only_facts_marked_a_judge(base):
    """No test of the model is ever looked at when draws are accepted."""
    trial = Trial(natural(np.zeros(len(BY_FACTS))), base, {})
    assert {judged(trial).kind for judged in JUDGES} == {"A"}
    assert trial.runs == TRIAL_RUNS and isinstance(trial, Played)


def test_accepted_draws_pass_every_judge_and_worse_ones_do_not(verdict):
    """The first shipped draws; with a worthless statement, or a path that nobody names, refused."""
    for theta in read_accepted(FITTED).draws[:3]:
        assert verdict(theta) is None
        for name, value, fact in (
            ("statement", 0.0, "march-28-statement"),
            ("denial", 0.0, "path-not-facts"),
            ("citing", 0.3, "threat-cited"),
            ("dividing", 0.0, "march-28-statement"),
        ):
            worse = theta.copy()
            worse[BY_FACTS.index(name)] = value
            assert verdict(worse) == fact


def lay_draws(folder):
    """The standard draws, without what lies beside them."""
    for name in (DRAWS, ABOUT):
        (folder / name).write_bytes((FITTED / "records" / name).read_bytes())


def test_the_shipped_draws_are_those_of_the_command(council, tmp_path):
    """`council narrow` from its default seed begins with the first two shipped draws."""
    shipped = read_accepted(FITTED)
    assert shipped.draws.shape == (500, len(BY_FACTS))
    assert shipped.about["share"] == pytest.approx(500 / shipped.about["trials"], abs=1e-5)
    lay_draws(tmp_path)
    told = council("narrow", "--out", tmp_path, "--draws", 2)
    begun = read_accepted(tmp_path)
    assert begun.draws == pytest.approx(shipped.draws[:2], rel=1e-6)
    assert told.code == 0 and f"2 of {begun.about['trials']:,} draws" in told.out
    assert begun.about["base"] == shipped.about["base"]


def test_giving_up_leaves_nothing(council, tmp_path, monkeypatch):
    """The first draw is refused, and no more are tried: a message, and no file more."""
    monkeypatch.setattr("calibration.acceptance.PATIENCE", 1)
    lay_draws(tmp_path)
    told = council("narrow", "--out", tmp_path, "--draws", 2)
    assert told.code == 1 and "draws from the priors in a row" in told.err
    assert sorted(path.name for path in tmp_path.iterdir()) == [ABOUT, DRAWS]


def test_the_method_page_shows_the_shipped_quantiles():
    """Accepted share, what refused the others, and each parameter before and after."""
    page = (ROOT / "calibration" / "METHOD.md").read_text()
    stands = page[page.index(BEGIN) : page.index(END, page.index(BEGIN)) + len(END)] + "\n"
    assert stands == markdown_table(read_accepted(FITTED).about)


def test_published_draws_are_used_by_the_set_beside_them(tmp_path, base):
    """Draws below a set's folder take the place of the shipped ones for that set alone."""
    theta = natural(np.full(len(BY_FACTS), 0.3))
    sample = Narrowed(np.tile(theta, (2, 1)), 10, {"one": 8})
    lay_draws(tmp_path)
    publish(sample, base, tmp_path)
    assert json.loads((tmp_path / ACCEPTED_ABOUT).read_text())["share"] == 0.2
    own, shipped = read_fitted(tmp_path), read_fitted()
    assert own.columns(BY_FACTS)[[0, 499]] == pytest.approx(np.tile(theta, (2, 1)), rel=1e-6)
    assert not np.array_equal(own.columns(BY_FACTS), shipped.columns(BY_FACTS))
    assert np.array_equal(own.priors_alone().draws, read_fitted(narrowed=False).draws)
    assert own.digest != shipped.digest and (tmp_path / ACCEPTED).exists()
