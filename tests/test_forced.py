"""Acts that a person decides in a member's place: what they move, and that they move nothing else.

Fact from outside: a signature is a Yes given in advance, 97 of 97 on record.
"""

import numpy as np
import pytest

from sim.batch import run_batch
from sim.fitted import read_fitted
from sim.forced import force
from sim.mistake import Mistake
from sim.model import CouncilModel
from sim.named import shipped
from sim.scenario import read_scenario
from sim.stage import members_of, set_stage
from sim.words import (
    BY_STATEMENT,
    DEED,
    DENY_FACTS,
    DENY_PATH,
    OUTCOMES,
    OVER,
    SIGNATURES,
    SUBSCRIBERS,
    TEXT,
    VOTES,
    YES,
)

RUNS = 2000
ACTS = {
    "HTI": {"signature": "yes", "reason": "support", "vote": "no"},
    "CAN": {"signature": "no", "reason": "facts", "vote": "abstain"},
    "BOL": {"signature": "yes"},
    "JAM": {"reason": "path"},
    "VEN": {"vote": "yes", "reason": "none"},
}


@pytest.fixture(scope="module")
def fitted():
    return read_fitted()


@pytest.fixture(scope="module")
def played(fitted):
    """The runs of a scenario with some acts forced: played(acts, name, **changes)."""

    def play(acts, name="march-28", count=RUNS, first=0, **parameters):
        scenario = read_scenario(name)
        changed = type(scenario)(
            **{**vars(scenario), "parameters": scenario.parameters | parameters}
        )
        stage = force(set_stage(changed, fitted), members_of(scenario), acts)
        return run_batch(stage, 5, first, count)

    return play


@pytest.fixture(scope="module")
def members():
    return members_of(read_scenario("march-28"))


@pytest.mark.parametrize("name", shipped())
@pytest.mark.parametrize("run", [0, 1, 4711])
def test_a_forced_run_in_mesa_is_the_batch_run_of_its_number(name, run, fitted, played):
    """One rule, two drivers: votes, chances and everything counted agree to the last bit."""
    present = members_of(read_scenario(name))
    acts = {member: decided for member, decided in ACTS.items() if member in present}
    batch = played(acts, name, 1, run)
    model = CouncilModel(name, seed=5, run=run, fitted=fitted, forced=acts)
    model.run_model()
    assert list(batch.vote_ri[0]) == list(model.room.vote)
    assert list(batch.ledger_re[0]) == list(model.room.ledger)
    assert batch.outcome_r[0] == model.room.outcome[0]
    assert all(map(np.array_equal, batch.left, model.left))


def test_a_person_who_does_as_the_model_changes_nothing(played, members, fitted):
    """Each run played again with its own votes and reasons forced ends in every count as it did."""
    stage = set_stage(read_scenario("march-28"), fitted)
    for run in range(60):
        plain = CouncilModel("march-28", seed=5, run=run, fitted=fitted)
        plain.run_model()
        acts = {
            member.iso3: {
                "vote": member.vote,
                "reason": ("none", "facts", "path")[plain.room.reason[member.seat]],
            }
            for member in plain.agents
        }
        again = run_batch(force(stage, members, acts), 5, run, 1)
        assert list(again.ledger_re[0]) == list(plain.room.ledger)
        assert list(again.vote_ri[0]) == list(plain.room.vote)
        assert again.outcome_r[0] == plain.room.outcome[0]


def test_a_signature_brings_others(played):
    """Where each name makes the next cheaper, five more names bring others and lose nobody."""
    five = ("BOL", "NIC", "ECU", "DMA", "VCT")
    drawn = {"herd": 3.0, "signing_cost": 2.0}
    without = played({m: {"signature": "no"} for m in five}, **drawn)
    with_them = played({m: {"signature": "yes"} for m in five}, **drawn)
    gained = with_them.ledger_re[:, SIGNATURES] - without.ledger_re[:, SIGNATURES]
    assert (gained >= 5).all() and gained.mean() > 5.5
    assert np.array_equal(with_them.vote_ri[:, 0], without.vote_ri[:, 0])


def test_without_a_herd_a_signature_is_one_name(played):
    """If names don't draw names, one more is one more in every run."""
    counts = [
        played({"BOL": {"signature": s}}, herd=0.0).ledger_re[:, SIGNATURES] for s in ("no", "yes")
    ]
    assert (counts[1] - counts[0] == 1).all()


def test_nobody_signs_there_is_no_session(played, members):
    """All 34 refuse: adjourned in every run; one name is enough to meet."""
    nobody = {member: {"signature": "no"} for member in members}
    assert (played(nobody).outcome_r == OUTCOMES.index("adjourned")).all()
    assert (played(nobody).ledger_re[:, OVER] == 1).all()
    assert (played(nobody).left.cast_ri == 0).all()  # no vote to remember either
    one = played(nobody | {"CAN": {"signature": "yes"}})
    assert (one.ledger_re[:, SIGNATURES] == 1).all()
    assert (one.outcome_r != OUTCOMES.index("adjourned")).any()


def test_who_signs_and_leaves_votes_yes(played, members):
    """97 of 97: Bolivia, made to sign and left to the rules, votes Yes where no lapse decides."""
    bolivia = members.index("BOL")
    signed = played({"BOL": {"signature": "yes"}}, lapse=0.0).vote_ri[:, bolivia]
    assert (signed == YES).all()
    assert (played({}, lapse=0.0).vote_ri[:, bolivia] == YES).mean() < 0.5


@pytest.mark.parametrize("vote", VOTES)
def test_a_vote_takes_one_members_place(played, members, vote):
    """Her column is her vote in every run, nobody else's moves by a bit, the tally follows."""
    haiti = members.index("HTI")
    plain, forced = played({}), played({"HTI": {"vote": vote}})
    assert (forced.vote_ri[:, haiti] == VOTES.index(vote)).all()
    others = np.arange(len(members)) != haiti
    assert np.array_equal(forced.vote_ri[:, others], plain.vote_ri[:, others])
    gained = (vote == "yes") - (plain.vote_ri[:, haiti] == YES).astype(int)
    assert np.array_equal(forced.tally_rv[:, YES] - plain.tally_rv[:, YES], gained)


def test_a_reason_is_counted_for_hers_and_no_vote_moves(played):
    """Facts, path or support in Jamaica's place: one count moves, the roll call does not."""
    plain = played({})
    for reason, entry in (("facts", DENY_FACTS), ("path", DENY_PATH)):
        forced = played({"JAM": {"reason": reason}})
        held = forced.ledger_re[:, DENY_FACTS] + forced.ledger_re[:, DENY_PATH] > 0
        silent = played({"JAM": {"reason": "none"}})
        assert np.array_equal(
            (forced.ledger_re - silent.ledger_re)[held, entry], np.ones(held.sum())
        )
        assert np.array_equal(forced.vote_ri, plain.vote_ri)


def test_sponsors_count_what_is_known_by_then(played):
    """Three that voted No on the agenda sign no statement in the same words, most of them less."""
    no = played({m: {"vote": "no"} for m in ("CAN", "CHL", "PER")}, lapse=0.0)
    plain = played({}, lapse=0.0)
    both = (plain.ledger_re[:, DEED] == BY_STATEMENT) & (no.ledger_re[:, DEED] == BY_STATEMENT)
    both &= plain.ledger_re[:, TEXT] == no.ledger_re[:, TEXT]
    assert both.sum() > 20
    fewer = plain.ledger_re[both, SUBSCRIBERS] - no.ledger_re[both, SUBSCRIBERS]
    assert (fewer >= 0).all() and (fewer <= 3).all() and fewer.mean() > 2


def test_a_vote_to_come_is_not_seen_before(played, members):
    """Where the text is voted on last, the sponsors decide as if they did not know her vote."""
    plain = played({}, "june-19")
    forced = played({m: {"vote": "no"} for m in ("CAN", "CHL", "PER")}, "june-19")
    assert np.array_equal(plain.ledger_re[:, SIGNATURES], forced.ledger_re[:, SIGNATURES])
    assert np.array_equal(plain.ledger_re[:, SUBSCRIBERS], forced.ledger_re[:, SUBSCRIBERS])
    assert not np.array_equal(plain.tally_rv, forced.tally_rv)


@pytest.mark.parametrize("vote", VOTES)
def test_a_vote_shows_the_nearest_disposition_that_casts_it(fitted, vote):
    """In Mesa, whatever the luck: between the edges of the vote, no further than need be."""
    for run in range(20):
        model = CouncilModel("march-28", 5, run, fitted, forced={"JAM": {"vote": vote}})
        plain = CouncilModel("march-28", 5, run, fitted)
        model.run_model()
        plain.run_model()
        (i, room), before = (model.member("JAM").seat, model.room), plain.member("JAM").disposition
        low = {"yes": room.yes_above[i], "no": -np.inf}.get(vote, room.no_below[i])
        high = {"yes": np.inf, "no": room.no_below[i]}.get(vote, room.yes_above[i])
        if low < np.inf and high > -np.inf:
            assert room.disposition[i] == pytest.approx(np.clip(before, low, high), abs=1e-8)


@pytest.mark.parametrize(
    ("acts", "message"),
    [
        ({"HTX": {"vote": "no"}}, 'member "HTX" is not known'),
        ({"HTI": {"votes": "no"}}, 'Did you mean "vote"'),
        ({"HTI": {"vote": "nope"}}, "Known: absent, abstain, no, yes"),
    ],
)
def test_acts_that_are_none_are_told(fitted, members, acts, message):
    """Who, what, and the known ones."""
    with pytest.raises(Mistake, match=message):
        force(set_stage(read_scenario("march-28"), fitted), members, acts)
