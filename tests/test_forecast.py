"""`council forecast`: a vote before it is taken."""

import json
from datetime import date

import numpy as np
import pytest

from sim.batch import run_batch
from sim.fitted import read_fitted
from sim.forecast import forecast_motion, motion_scenario
from sim.mistake import Mistake
from sim.scenario import read_scenario
from sim.stage import members_of, set_stage

MOTION = """title = "Ask Nicaragua to release its prisoners"
topic = "NIC"
camp = 1
direction = 1.0
intrusiveness = 0.6
leadership = 0.5
severity = 0.75
threshold = {threshold}
"""


@pytest.fixture
def motion(tmp_path):
    path = tmp_path / "release.toml"
    path.write_text(MOTION.format(threshold=18))
    return path


def test_a_motion_of_ones_own(council, motion):
    """The JSON: outcomes and every member's acts sum to 1, and each has what drives it."""
    answer = council("forecast", motion, "--date", "2021-09-01", "--runs", 2000, "--json")
    made = json.loads(answer.out)
    assert answer.code == 0 and made["date"] == "2021-09-01" and made["record"] is None
    assert sum(made["outcomes"].values()) == pytest.approx(1.0)
    assert len(made["members"]) == 34
    for member, one in made["members"].items():
        assert sum(one[vote] for vote in ("yes", "no", "abstain", "absent")) == pytest.approx(1.0)
        assert (one["drives"] is None) == (member in ("NIC", "VEN"))
    assert made["members"]["USA"]["yes"] > 0.9 > 0.1 > made["members"]["VCT"]["yes"]


@pytest.mark.parametrize(
    ("day", "told"),
    [
        ("1990-01-01", "before the first roll call on record, 2009-07-04"),
        ("2009-07-03", "before 2008-08-15 not every government is known"),
        ("2009-07-04", ""),
        ("2024-11-11", ""),
        ("2024-11-12", "after the last change of government on record, 2024-11-11"),
    ],
)
def test_a_date_beyond_the_record_is_told(day, told, council, motion):
    """Once, on standard error; the JSON stays alone. 2024-11-11: Haiti's last change on record."""
    answer = council("forecast", motion, "--date", day, "--runs", 20, "--json")
    assert answer.code == 0 and json.loads(answer.out)["date"] == day
    err = " ".join(answer.err.split())
    assert err.count("council: note: a session is dated") == bool(told) and told in err


def test_the_parts_add_up_to_the_disposition(motion):
    """Mean recognition, sovereignty, memory, pressure, shock and peers sum to the mean inclination.

    The United States' and Saint Vincent's inclinations lie on opposite sides of 0.
    """
    made = forecast_motion(str(motion), date(2021, 9, 1), read_fitted(), 1, 500)
    total = {m: sum(part["mean"] for part in parts.values()) for m, parts in made.drives.items()}
    assert total["USA"] > 1.0 > -1.0 > total["VCT"]
    assert all(parts["pressure"]["mean"] == 0.0 for parts in made.drives.values())


def test_it_is_the_batch_of_a_scenario_with_a_shock_of_its_own(motion):
    """Runs are those that a scenario with the same council and motion makes, vote for vote."""
    scenario, _ = motion_scenario(str(motion), date(2021, 9, 1))
    runs = run_batch(set_stage(scenario, read_fitted()), 1, 0, 500)
    made = forecast_motion(str(motion), date(2021, 9, 1), read_fitted(), 1, 500)
    at = members_of(scenario).index("MEX")
    assert made.answer["members"]["MEX"]["yes"] == (runs.vote_ri[:, at] == 0).mean()


def test_a_recorded_motion_is_forecast_with_a_new_shock():
    """28 March 2017 at its own date: wider than with the shock that its votes fixed."""
    without = read_fitted("without-2017-03-28")
    made = forecast_motion("agenda-2017-03-28", None, without, 1, 2000)
    assert made.scenario.council.date == date(2017, 3, 28)
    assert made.record == "2017-03-28-PC-VEN-agenda" and not made.seen
    assert forecast_motion("agenda-2017-03-28", None, read_fitted(), 1, 100).seen
    known = read_scenario("march-28")
    fixed = run_batch(set_stage(known, read_fitted()), 1, 0, 2000).tally_rv[:, 0].std()
    assert made.answer["yes"]["sd"] > fixed


def test_more_votes_than_seats_are_refused(tmp_path):
    """40 votes needed of 34 seats."""
    path = tmp_path / "all.toml"
    path.write_text(MOTION.format(threshold=40))
    with pytest.raises(Mistake, match="threshold = 40: the council of 2021-09-01 has 34 seats"):
        motion_scenario(str(path), date(2021, 9, 1))


def test_it_reads_as_a_sentence_first(council, motion):
    """A chance and the number of Yes in words; then members, likeliest Yes first."""
    printed = council("forecast", motion, "--date", "2021-09-01", "--runs", 500).out
    assert "it is carried with a chance of" in printed
    assert printed.index("USA") < printed.index("VCT")
    assert np.all([head in printed for head in ("recogn.", "memory", "peers*")])
