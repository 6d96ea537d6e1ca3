"""council prove and council calibrate --method nuts, as a user calls them."""

import pytest

from tests.calibration.folders import another_council


def test_identify_names_what_votes_cannot_say(council, tmp_path):
    answer = council("prove", "identify", "--method", "laplace", "--out", tmp_path / "new")
    assert answer.code == 0
    silent = answer.out[answer.out.index("cannot say") : answer.out.index("parameter ")]
    for name in ("compliance", "backlash", "frame_threat", "own_sovereignty"):
        assert name in silent
    assert "memory_any" not in silent
    assert (tmp_path / "new" / "identify.csv").exists()
    assert (tmp_path / "new" / "identify.png").stat().st_size > 10_000


@pytest.mark.slow
def test_recovery_writes_a_row_a_parameter(council, tmp_path):
    words = ("prove", "recovery", "--method", "laplace", "--repetitions", 2)
    answer = council(*words, "--data", another_council(tmp_path / "other"), "--out", tmp_path)
    assert answer.code == 0 and "2 repetitions by laplace" in answer.out
    lines = (tmp_path / "recovery-laplace.csv").read_text().splitlines()
    assert lines[0] == "parameter,by_votes,coverage,error,correlation,p"
    assert any(line.startswith("own_pull,") for line in lines)


def test_reliability_needs_the_forecasts(council, tmp_path):
    answer = council("prove", "reliability", "--forecasts", tmp_path / "none.csv")
    assert answer.code == 1 and "none.csv" in answer.err and "council validate" in answer.err


def test_reliability_reads_what_validate_writes(council, tmp_path):
    rows = ["rollcall_id,iso3,vote,forecaster,p_yes,p_no,p_abstain,p_absent"]
    rows += [f"a,HTI,{'Y' if k < 8 else 'N'},model,0.75,0.25,0,0" for k in range(10)]
    rows += ["a,HTI,Y,majority,0.1,0.9,0,0"]
    (tmp_path / "forecasts.csv").write_text("\n".join(rows) + "\n")
    forecasts = tmp_path / "forecasts.csv"
    answer = council("prove", "reliability", "--forecasts", forecasts, "--out", tmp_path)
    assert answer.code == 0 and "10 rolling forecasts" in answer.out
    assert (tmp_path / "reliability.csv").read_text().splitlines()[1].startswith("0.7500,0.8000,10")


@pytest.mark.slow
def test_nuts_writes_draws_that_scenarios_read(council, tmp_path):
    pytest.importorskip("nutpie")
    words = ("calibrate", "--method", "nuts", "--draws", 100, "--chains", 2, "--out", tmp_path)
    answer = council(*words)
    assert answer.code == 0 and "highest R-hat" in answer.out
    assert "not over 400" in answer.err  # too few draws to rely on: said, and drawn all the same
    assert (tmp_path / "posterior.nc").exists()
    run = council("run", "march-28", "--runs", 50, "--fitted", tmp_path, "--out", tmp_path / "r")
    assert run.code == 0
