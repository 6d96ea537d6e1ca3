"""The records against what is known from outside: counts, dates, the roll call of 28 March."""

from collections import Counter
from dataclasses import replace
from datetime import date

import numpy as np
import pytest

from calibration.records import read_folder
from sim.council import council_at, memory_of
from sim.tables import FILES, VoteRow, read_tables
from sim.words import ABSENT, ABSTAIN, DATA, NO, YES

MARCH = "2017-03-28-PC-VEN-agenda"


@pytest.fixture(scope="module")
def records():
    return read_folder(DATA)


def test_26_roll_calls_and_883_votes(records):
    """34 members in each, but for 33 on Honduras' return, when it was suspended."""
    votes = Counter(row.rollcall_id for row in read_tables().votes)
    assert len(records.rollcalls) == 26 and votes.total() == 883 == 26 * 34 - 1
    assert votes["2011-06-01-GA-HND-return"] == 33
    assert records.dates == tuple(sorted(records.dates))


def test_846_votes_are_scored_717_of_them_from_the_fifth_roll_call_on(records):
    """Venezuela and the members concerned follow a script."""
    scored = records.arrays.scored_ci
    assert scored.sum() == 846 and scored[4:].sum() == 717


def test_28_march_2017(records):
    """20 Yes, 11 No, 2 Abstain, 1 Absent; the threatened three voted No."""
    acts = records.arrays.vote_ci[records.rollcalls.index(MARCH)]
    counted = Counter(acts.tolist())
    assert [counted[act] for act in (YES, NO, ABSTAIN, ABSENT)] == [20, 11, 2, 1]
    cast = dict(zip(records.members, acts, strict=True))
    assert [cast[member] for member in ("HTI", "SLV", "DOM")] == [NO, NO, NO]
    assert cast["MEX"] == cast["USA"] == cast["CAN"] == cast["LCA"] == YES
    assert cast["VEN"] == cast["SUR"] == NO
    assert cast["ATG"] == ABSTAIN and cast["GRD"] == ABSENT


def test_the_sponsors_and_notes_are_never_parsed():
    """No row model reads them; the coders' own codes stay closed too."""
    columns = {name for model in FILES.values() for name in model.model_fields}
    assert not columns & {"sponsors", "notes", "note"}
    assert "motion_codes" not in FILES


def test_the_memory_of_three_votes_by_hand():
    """Yes on suspending Honduras in 2009 (camp -1), No on Venezuela in 2016, Abstain on Nicaragua
    in 2018: what each leaves for a text that faults Venezuela."""
    acts = {
        "2009-07-04-GA-HND-suspend": "Y",
        "2016-06-23-PC-VEN-agenda": "N",
        "2018-07-18-PC-NIC-violence": "A",
        "2018-09-12-PC-NIC": "X",  # no part taken: nothing to remember
    }
    rows = [VoteRow(rollcall_id=name, iso3="HTI", vote=vote) for name, vote in acts.items()]
    tables = replace(read_tables(), votes=rows)

    def memory(*day, direction=0.5, camp=1):
        same, last, *_ = memory_of(tables, ("HTI",), "VEN", camp, direction, date(*day))
        return same[0], last[0]

    assert memory(2009, 7, 4) == (0.0, 0.0)  # its own day does not count
    assert memory(2016, 6, 23) == (0.0, -1.0)  # who accused the adversary shields the camp
    assert memory(2017, 3, 28) == (-1.0, -1.0)
    assert memory(2019, 1, 1) == (-1.0, -0.3)  # an abstention leaves a third of a No
    assert memory(2017, 3, 28, direction=-0.5) == (1.0, 1.0)  # a text that shields turns the sign
    assert memory(2017, 3, 28, camp=-1) == (1.0, 1.0)


def test_who_abstained_the_last_time(records):
    """On 23 June 2016 Saint Lucia and Trinidad and Tobago alone abstained."""
    arrays, call = records.arrays, records.rollcalls.index(MARCH)
    abstained = {m for m, a in zip(records.members, arrays.abstained_ci[call], strict=True) if a}
    assert abstained == {"LCA", "TTO"}


def test_signatures_speak_for_a_year_from_the_day_after(records):
    """Before 28 March 2017: the statements of June 2016 and 23 March, the request of 24 March.

    Argentina signed all three, Belize the first alone, Haiti none. On 26 April the request dated
    that day is not counted: the three and the draft of 3 April are.
    """
    arrays, at = records.arrays, records.members.index
    march, april = (records.rollcalls.index(n) for n in (MARCH, "2017-04-26-PC-VEN-convene"))
    signed = arrays.signed_ci[march] - arrays.signed_ci[march, at("HTI")]
    assert signed[at("ARG")] == pytest.approx(1.0)
    assert signed[at("BLZ")] == pytest.approx(1 / 3)
    assert arrays.signed_ci[march].mean() == pytest.approx(0.0, abs=1e-12)
    signed = arrays.signed_ci[april] - arrays.signed_ci[april, at("HTI")]
    assert signed[at("BLZ")] == pytest.approx(1 / 4)
    assert not arrays.signed_ci[records.rollcalls.index("2009-07-04-GA-HND-suspend")].any()


def test_every_document_signed_is_declared():
    """documents.csv says of each document of signatures.csv on whom it bears."""
    tables = read_tables()
    assert {row.doc_id for row in tables.signatures} == {row.doc_id for row in tables.documents}


def test_the_ideal_points_are_standardised(records):
    """Mean 0, sd 1; Canada and the United States far above, Nicaragua lowest but Venezuela."""
    alignment = records.arrays.alignment_i
    assert alignment.mean() == pytest.approx(0.0, abs=1e-12)
    assert alignment.std() == pytest.approx(1.0)
    ranked = [records.members[i] for i in alignment.argsort()]
    assert ranked[:2] == ["VEN", "NIC"]
    assert set(ranked[-2:]) == {"CAN", "USA"}


def test_no_roll_call_remembers_itself_or_its_own_day(records):
    """The first has no memory at all; those of one day share theirs."""
    arrays = records.arrays
    assert not arrays.last_ci[0].any() and not arrays.same_ci[0].any()
    for k in range(1, len(records.dates)):
        if records.dates[k] == records.dates[k - 1] and arrays.camp_c[k] == arrays.camp_c[k - 1]:
            signs = np.sign(arrays.direction_c[[k - 1, k]])
            assert (arrays.last_ci[k] * signs[1] == arrays.last_ci[k - 1] * signs[0]).all()


def test_who_sat_in_which_seat():
    """Venezuela's Assembly from 10 April 2019; Honduras out from 5 July 2009 to 1 June 2011."""

    def occupant(member, *day):
        council = council_at(read_tables(), date(*day))
        return council.occupant[council.iso3.index(member)]

    assert occupant("VEN", 2019, 4, 9) == "government"
    assert occupant("VEN", 2019, 4, 10) == "national_assembly_delegate"
    assert occupant("HND", 2009, 7, 4) == "ousted_government_delegate"
    assert occupant("HND", 2009, 7, 5) == "suspended" == occupant("HND", 2011, 6, 1)
    assert occupant("HND", 2011, 6, 2) == "government"


def test_attention_rows_sum_to_1_and_nobody_heeds_itself(records):
    """Over those that speak; the scripted neither speak nor listen."""
    for attention, scored in zip(
        records.arrays.attention_cij, records.arrays.scored_ci, strict=True
    ):
        assert attention.sum(axis=1) == pytest.approx(scored.astype(float))
        assert not np.diag(attention).any() and not attention[:, ~scored].any()
