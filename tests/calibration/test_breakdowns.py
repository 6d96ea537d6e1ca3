"""The scores taken apart, by hand where it can be done."""

import json

import numpy as np
import pytest

from calibration import breakdowns, report
from calibration.records import read_folder
from calibration.rolling import independent
from calibration.specification import specification_digest
from calibration.validate import MODEL, Validation, scored_votes, validate
from sim.parameters import PARAMETERS
from sim.reading import read_rows
from sim.tables import read_tables
from sim.words import DATA
from tests.calibration.folders import another_council

EVEN = np.full((34, 4), 0.25)


@pytest.fixture(scope="module")
def uninformed():
    """A forecaster that gives every act a quarter, under the model's name."""
    records = read_folder(DATA)
    scored = records.arrays.scored_ci
    made = {call: independent(EVEN, scored[call]) for call in range(4, len(records.rollcalls))}
    return Validation(records, {MODEL: made})


def test_parts_of_a_known_forecaster(uninformed):
    """Every part costs ln 4 and 3/4; 695 of 717 votes don't rest on inference; topics add up."""
    parts = breakdowns.parts_of(uninformed, read_tables())
    for part in parts.values():
        assert part["forecasters"][MODEL]["log"] == pytest.approx(np.log(4))
        assert part["forecasters"][MODEL]["brier"] == pytest.approx(0.75)
    assert parts["without inferred cells"]["n"] == 695
    assert sum(parts[topic]["n"] for topic in ("BOL", "NIC", "VEN")) == 717


def test_the_inferred_cells(uninformed):
    """Eleven on 28 March 2017, one in June 2017, eight in February 2018, two in January 2020."""
    rows = read_rows(DATA / "inferred.csv", breakdowns.InferredRow)
    counts = {}
    for row in rows:
        counts[row.rollcall_id[:10]] = counts.get(row.rollcall_id[:10], 0) + 1
    assert counts == {"2017-03-28": 11, "2017-06-19": 1, "2018-02-23": 8, "2020-01-10": 2}
    votes = scored_votes(uninformed.records, uninformed.calls)
    assert breakdowns.inferred_cells(uninformed.records, votes, read_tables()).sum() == len(rows)


def test_the_number_of_yes_of_a_known_forecaster(uninformed):
    """Binomial(33, 1/4) has its 80 % interval at 5 to 11: below every count on record."""
    counts = breakdowns.counts_of(uninformed)[MODEL]
    assert counts["coverage80"] == 0.0
    assert counts["width80"] == pytest.approx(6.0, abs=0.5)


def test_a_coder_alone_changes_the_motions_that_this_coder_saw_otherwise():
    """On 28 August 2019 coder a gave direction .5 to the commission on Nicaragua, coder b 1."""
    found = {
        name: next(
            c.direction for c in t.rollcalls if c.rollcall_id == "2019-08-28-PC-NIC-commission"
        )
        for name, t in breakdowns.other_codes(read_tables()).items()
    }
    assert found == {
        "coder a alone": 0.5, "coder b alone": 1.0, "doubtful solidarity at 0": 0.75,
    }  # fmt: skip


def test_doubtful_solidarity_is_set_to_nothing():
    """Of Browne's 1, and of half points of Rowley, Harris, Drew, both Mitchells and Briceno."""
    shipped = read_tables().governments
    changed = breakdowns.other_codes(read_tables())["doubtful solidarity at 0"].governments
    moved = {a.leader for a, b in zip(shipped, changed, strict=True) if a != b}
    assert moved == set(breakdowns.DOUBTFUL) - {"Mia Mottley"}
    assert set(breakdowns.DOUBTFUL) <= {row.leader for row in shipped}


def test_adoption_counts_scripted_votes_as_cast(uninformed):
    """Given a quarter each, 18 Yes of 33 has a chance of 2e-4; with 17 needed of 32 it is more."""
    rows = report.adoption_of(uninformed, read_tables())
    assert [row["id"] for row in rows if not row["adopted"]] == ["2017-06-19-MC-VEN-text"]
    first = rows[0]
    from scipy.stats import binom

    assert first["adoption"] == pytest.approx(binom(33, 0.25).sf(17), rel=1e-9)


@pytest.mark.slow
def test_a_whole_report_on_another_council(tmp_path):
    """Every table is made, for members, governments and topics that nobody coded."""
    folder = another_council(tmp_path, calls=5)
    validation = validate(read_folder(folder))
    made = report.report_of(validation, read_tables(folder))
    path = report.write_report(made, tmp_path / "out")
    assert json.loads(path.read_text()) == made
    tables = report.tables_of(made)
    assert all(text.count("\n") >= 2 for text in tables.values())
    assert "| coder a alone |" in tables["other codes"]
    assert tables["ladder"].count("\n") == 8


def test_the_digest_sees_a_prior_and_not_a_comment(monkeypatch):
    """Another prior of the lapse is another specification."""
    import calibration.specification as specification
    from sim.priors import Beta

    before = specification_digest()
    changed = tuple(
        type(p)(**{**vars(p), "prior": Beta(1, 9)}) if p.name == "lapse" else p for p in PARAMETERS
    )
    monkeypatch.setattr(specification, "PARAMETERS", changed)
    assert specification_digest() != before
