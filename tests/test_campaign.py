"""Campaigns: order, memory, levers with dates, and what is refused."""

import json

import numpy as np
import pytest

from sim.archive import Shelf, simulate
from sim.batch import run_batch
from sim.campaign import read_alike, read_campaign, read_campaigns
from sim.fitted import read_fitted
from sim.mistake import Mistake
from sim.model import CouncilModel
from sim.past import NO_PAST, blank_past, recalled, recorded
from sim.play import Terms, play, stages_of
from sim.scenario import read_scenario
from sim.stage import members_of, set_stage
from sim.vary import read_vary
from sim.words import (
    ABSTAIN,
    ADJOURNED,
    AGENDA_REFUSED,
    BY_ROLL_CALL,
    DECLARED,
    DEED,
    INSULTED,
    LEDGER,
    NO,
    TEXT,
    TEXT_ABSTAIN,
    TEXT_NO,
    TEXT_YES,
    VOTES,
    YES,
)


def test_the_sessions_of_spring_2017_stand_in_order_of_date():
    """28 March, 3 and 26 April, 19 and 21 June; each knows the ones before it."""
    sessions = read_campaign("spring-2017")
    dates = [str(session.council.date) for session in sessions]
    assert dates == ["2017-03-28", "2017-04-03", "2017-04-26", "2017-06-19", "2017-06-21"]
    assert [len(session.before) for session in sessions] == [0, 1, 2, 3, 4]


def test_the_first_session_is_the_scenario_itself():
    """Nothing came before: the same votes under the same luck."""
    first, alone = read_campaign("spring-2017")[0], read_scenario("march-28")
    left = [play(stages_of(s, read_fitted()), 1, 0, 500)[-1].vote_ri for s in (first, alone)]
    assert np.array_equal(*left)


def test_what_a_session_leaves_moves_the_next():
    """With memory and frame taken away, the second session forgets the first."""
    second = read_campaign("spring-2017")[1]
    fitted = read_fitted()
    kept = play(stages_of(second, fitted), 1, 0, 500)[-1]
    quiet = second.with_parameters(
        memory_topic=0.0,
        memory_any=0.0,
        abstain_again=0.0,
        frame_persistence=0.0,
        frame_insult=0.0,
        resentment=0.0,
    )
    first, then = play(stages_of(quiet, fitted), 1, 0, 500)
    assert not np.array_equal(kept.vote_ri, then.vote_ri)
    assert (kept.frame_r != 0).mean() > 0.5 and (then.frame_r == 0).all()
    assert (first.frame_r > 0).mean() > 0.9  # the threat's own


def test_leadership_lasts_and_a_threat_acts_once(tmp_path):
    """A leadership of 3 April counts on 26 April too; a threat of that day does not."""
    path = tmp_path / "own.toml"
    path.write_text(
        'question = "?"\nsessions = ["march-28-no-threat", "april-3", "april-26"]\n'
        '[[lever]]\nkind = "leadership"\nsender = "USA"\ndate = 2017-04-01\n'
        '[[lever]]\nkind = "threat"\nsender = "USA"\ntargets = ["HTI"]\n'
        'credibility = "senator"\npublicity = 1.0\ndate = 2017-04-01\n'
    )
    march, early, late = read_campaign(str(path))
    assert [s.motion.leadership for s in (march, early, late)] == [0.75, 0.0, 0.0]
    assert [sum(lever.kind == "threat" for lever in s.levers) for s in (march, early, late)] == [
        0, 1, 0,
    ]  # fmt: skip


def test_a_signature_speaks_for_a_year_before_each_session(fitted):
    """Belize signed the first of three documents, Argentina all; by 19 June 2017 that is too old.

    What was signed since 28 March counts in no session: the campaign has its own.
    """
    sessions = read_campaign("spring-2017")
    seat = members_of(sessions[0]).index
    for session, of_belize in ((sessions[0], 1 / 3), (sessions[3], 0.0)):
        signed_i = set_stage(session, fitted).signed_i
        assert signed_i[seat("ARG")] - signed_i[seat("HTI")] == pytest.approx(1.0)
        assert signed_i[seat("BLZ")] - signed_i[seat("HTI")] == pytest.approx(of_belize)


def test_what_is_set_by_hand_stays(tmp_path, monkeypatch, fitted):
    """Insults by a lever and abstentions of the session before leave an override as it is."""
    path, insulted = (
        tmp_path / "own.toml",
        '[[lever]]\nkind = "insult"\nsender = "VEN"\ntargets = ["JAM"]\n',
    )
    set_by_hand = "[override.members.JAM]\nrecognition = 0.0\nabstention = 3.0\n"
    path.write_text('extends = "april-3"\nquestion = "?"\n' + insulted + set_by_hand)
    (tmp_path / "all.toml").write_text('question = "?"\nsessions = ["march-28", "own.toml"]')
    monkeypatch.chdir(tmp_path)
    second = read_campaign("all.toml")[1]
    past = blank_past(1, 34)
    past.insults_ri[:], past.cast_ri[:] = 2, 1 + VOTES.index("abstain")
    model = CouncilModel(second, fitted=fitted, past=past, sitting=1)
    plain = CouncilModel(second, fitted=fitted, sitting=1)
    jamaica, haiti = model.member("JAM"), model.member("HTI")
    assert (jamaica.recognition, jamaica.abstention) == (0.0, 3.0)
    assert haiti.recognition != plain.member("HTI").recognition
    assert haiti.abstention != plain.member("HTI").abstention


def test_an_abstention_is_remembered_whatever_it_was_on(fitted):
    """Habit knows no direction; what the vote was for is gone with the direction of the text."""
    past, session = blank_past(1, 34), read_campaign("spring-2017")[1]
    past.cast_ri[:] = recorded(VOTES.index("abstain"), 0)
    room = CouncilModel(session, fitted=fitted, past=past, sitting=1).room
    fresh = CouncilModel(session, fitted=fitted, sitting=1).room
    signed_i = set_stage(session, fitted).signed_i
    assert room.memory == pytest.approx(room.p.signature * signed_i)
    moved_i = room.abstention - fresh.abstention
    assert set(np.round(moved_i / room.p.abstain_again, 12)) <= {0.0, 1.0} and moved_i.any()


@pytest.mark.parametrize("vote", range(4))
@pytest.mark.parametrize("towards", [-1, 0, 1])
def test_what_is_recorded_is_recalled(vote, towards):
    """In one byte, and never 0."""
    cast = recorded(vote, towards)
    assert cast != 0 and -128 <= cast <= 127
    assert recalled(cast) == (vote, towards)


@pytest.fixture(scope="module")
def spring():
    """The runs of 28 March and 3 April 2017, the second with what the first left."""
    return play(stages_of(read_campaign("spring-2017")[1], read_fitted()), 1, 0, 20_000)


def test_a_session_leaves_the_votes_that_it_counted(spring):
    """A text that faults leaves Yes as 1, No as 2, Abstain as 3, one of no direction 5, 6 and 7.

    Who stays away from the second session's text keeps what it did in the first.
    """
    for runs in spring:
        called = np.isin(runs.ledger_re[:, DEED], (BY_ROLL_CALL, DECLARED))
        assert called.sum() > 100
        left_rv = np.stack(
            [np.isin(runs.cast_ri, (code, code + 4)).sum(axis=1) for code in (1, 2, 3)], axis=1
        )
        counted_rv = runs.ledger_re[:, [TEXT_YES, TEXT_NO, TEXT_ABSTAIN]]
        kept_rv = (left_rv - counted_rv)[called]
        assert (kept_rv >= 0).all()
        assert kept_rv.any() == (runs is spring[1])


def test_insults_add_up(spring):
    """A member attacked in both sessions bears both."""
    insults_r = [runs.ledger_re[:, INSULTED] for runs in spring]
    for runs, so_far_r in zip(spring, np.cumsum(insults_r, axis=0), strict=True):
        assert np.array_equal(runs.insults_ri.sum(axis=1), so_far_r)
    assert (spring[1].insults_ri == 2).any()


@pytest.mark.parametrize(
    ("sessions", "says"),
    [
        (["april-3", "march-28"], "is out of order: 2017-03-28 after 2017-04-03"),
        (["march-28", "alone.toml"], "is a roll call alone"),
        (["march-28", "nicaragua.toml"], "is on another topic: NIC after VEN"),
        (["march-29"], "there is no scenario of this name"),
    ],
)
def test_a_campaign_that_can_not_be_played_is_refused(sessions, says, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "alone.toml").write_text('extends = "april-3"\nsession = "roll call"\n')
    (tmp_path / "nicaragua.toml").write_text(
        'extends = "april-3"\nmenu = []\n[override.motion]\ntopic = "NIC"\n'
    )
    (tmp_path / "own.toml").write_text(f'question = "?"\nsessions = {json.dumps(sessions)}\n')
    with pytest.raises(Mistake, match=says):
        read_campaign("own.toml")


def test_campaigns_are_compared_with_campaigns_of_as_many_sessions(tmp_path):
    short = tmp_path / "short.toml"
    short.write_text('question = "?"\nsessions = ["march-28"]\n')
    with pytest.raises(Mistake, match="is a scenario and can't be compared"):
        read_alike(("spring-2017", "march-28"))
    with pytest.raises(Mistake, match="has 1 sessions; spring-2017 has 5"):
        read_alike(("spring-2017", str(short)))
    with pytest.raises(Mistake, match="a campaign can't be varied"):
        read_campaigns(("spring-2017",), read_vary(["motion.leadership=0.2"]))
    alike = read_alike(("spring-2017", "spring-2017-without-mexico"))
    assert [len(campaign.sessions) for campaign in alike] == [5, 5]


def test_council_run_answers_for_each_session(council, tmp_path):
    """Five answers with a folder each, outcomes that sum to 1, and six of them always named."""
    told = council("run", "spring-2017", "--runs", 300, "--out", tmp_path, "--json")
    answer = json.loads(told.out)["scenarios"]
    assert len(answer) == 5
    for part in answer.values():
        assert sum(part["outcomes"].values()) == pytest.approx(1.0) and len(part["outcomes"]) == 6
    assert len(list(tmp_path.iterdir())) == 5


def test_campaigns_compared_add_up(council, tmp_path):
    """What five sessions end in is 5 in all; the effect is the difference of the totals."""
    names = ("spring-2017", "spring-2017-without-mexico")
    told = council("compare", *names, "--runs", 300, "--out", tmp_path, "--json")
    answer = json.loads(told.out)
    base, other = (answer["campaigns"][name] for name in names)
    for part in (base, other):
        for outcomes in (part["outcomes"], part["outcomes_by_priors"]):
            assert len(outcomes) == 6 and sum(outcomes.values()) == pytest.approx(5.0)
    sessions = [list(session["scenarios"].values()) for session in answer["sessions"]]
    total = sum(session[0]["outcomes"]["adopted"] for session in sessions)
    assert base["outcomes"]["adopted"] == pytest.approx(total) and base["effect"] is None
    gain = other["outcomes"]["adopted"] - base["outcomes"]["adopted"]
    assert other["effect"]["adopted"] == pytest.approx(gain)
    gain = other["outcomes_by_priors"]["adopted"] - base["outcomes_by_priors"]["adopted"]
    assert other["aside"]["priors alone"]["adopted"] == pytest.approx(gain)


def test_a_campaign_is_played_once_for_all_its_sessions(fitted, tmp_path, monkeypatch):
    """Five sessions, five batches; a damaged part needs those before it and no other."""
    sittings = []

    def seen(stage, seed, first, count, threads, past, sitting):
        sittings.append(sitting)
        return run_batch(stage, seed, first, count, threads, past, sitting)

    monkeypatch.setattr("sim.play.run_batch", seen)
    last, terms, shelf = read_campaign("spring-2017")[-1], Terms(fitted, 1, 300), Shelf(tmp_path)
    whole = simulate(last, terms, shelf)
    assert sittings == [0, 1, 2, 3, 4] and [batch.fresh for batch in whole] == [300] * 5
    (whole[2].folder / "runs.parquet" / "part-00000.parquet").unlink()
    again = simulate(last, terms, shelf)
    assert sittings[5:] == [0, 1, 2] and [batch.fresh for batch in again] == [0, 0, 300, 0, 0]
    for one, other in zip(whole, again, strict=True):
        assert np.array_equal(one.yes_r, other.yes_r)
        assert np.array_equal(one.count_iv, other.count_iv)


SEVERITY = '[[lever]]\nkind = "severity"\nlevel = {}\ndate = {}\n'


def test_the_latest_lever_has_the_last_word(tmp_path):
    """Severity .2 from 1 April, .9 from 1 May, in either order in the file."""
    earlier, later = SEVERITY.format(0.2, "2017-04-01"), SEVERITY.format(0.9, "2017-05-01")
    for number, levers in enumerate((earlier + later, later + earlier)):
        path = tmp_path / f"own-{number}.toml"
        path.write_text('question = "?"\nsessions = ["march-28", "april-26", "june-19"]\n' + levers)
        assert [s.motion.severity for s in read_campaign(str(path))] == [0.5, 0.2, 0.9]


def test_a_sessions_override_stays_over_the_campaigns_levers(tmp_path, monkeypatch):
    """As over its own: march-28-us-leads sets leadership 0, whoever the campaign has lead."""
    path = tmp_path / "own.toml"
    path.write_text(
        'question = "?"\nsessions = ["march-28-us-leads", "april-26"]\n'
        '[[lever]]\nkind = "leadership"\nsender = "MEX"\n'
    )
    assert [s.motion.leadership for s in read_campaign(str(path))] == [0.0, 1.0]


def test_an_insult_is_not_forgotten(tmp_path, fitted):
    """Who was insulted before 28 March sees less of a crisis on 3 April too, by resentment."""
    path = tmp_path / "own.toml"
    sessions = 'question = "?"\nsessions = ["march-28", "april-3"]\n'
    path.write_text(sessions + '[[lever]]\nkind = "insult"\nsender = "VEN"\ntargets = ["MEX"]\n')
    last = read_campaign(str(path))[-1].with_parameters(resentment=-2.0)
    march, april = play(stages_of(last, fitted), 1, 0, 200)
    here = members_of(last).index("MEX")
    assert (march.insults_ri[:, here] >= 1).all()
    plain = read_campaign("spring-2017")[1].with_parameters(resentment=-2.0)
    before = play(stages_of(plain, fitted), 1, 0, 200)[-1].yes_ri[:, here]
    assert april.yes_ri[:, here].mean() < before.mean() - 0.05


@pytest.mark.parametrize("sessions", ['extends = "march-28"\n', 'sessions = ["march-28"]\n'])
def test_a_lever_that_could_never_act_is_refused(sessions, tmp_path):
    path = tmp_path / "own.toml"
    path.write_text('question = "?"\n' + sessions + SEVERITY.format(0.9, "2018-01-01"))
    with pytest.raises(Mistake, match="date = 2018-01-01: is after 2017-03-28"):
        read_campaigns((str(path),))


def test_council_show_tells_when_each_lever_acts(council, tmp_path, plain):
    """A threat of 15 May acts on 19 June alone; the leadership of 1 April from then to the end."""
    path = tmp_path / "own.toml"
    path.write_text(
        'question = "Why?"\nsessions = ["march-28-no-threat", "april-3", "april-26", "june-19"]\n'
        '[[lever]]\nkind = "leadership"\nsender = "USA"\ndate = 2017-04-01\n'
        '[[lever]]\nkind = "threat"\nsender = "USA"\ntargets = ["HTI"]\n'
        'credibility = "senator"\npublicity = 1.0\ndate = 2017-05-15\n'
    )
    told = council("show", path)
    shown = " ".join(told.out.split())
    assert told.code == 0 and "own: Why?" in shown
    assert "1 2017-03-28 agenda-2017-03-28 18 0.75 0.5" in shown
    assert "4 2017-06-19 declaration-2017-06-19 23 0 0.75" in shown
    assert "Sessions 2 to 4: USA leads: leadership 0" in shown
    assert "Session 4: USA threatens HTI" in shown and shown.count("threatens") == 1
    assert council("show", "spring-2017").code == 0


@pytest.mark.parametrize(("opposed", "stands"), [(22, False), (23, True)])
def test_the_chairs_suspension_stands_unless_a_third_insist(opposed, stands, tmp_path, fitted):
    """Of 34 members 12 insist where 22 vote No by script, 11 where 23 do: then it is adjourned."""
    path = tmp_path / "own.toml"
    members = members_of(read_scenario("april-3"))
    acts = {m: "no" if i < opposed else "yes" for i, m in enumerate(members)}
    script = "".join(f'{member} = "{act}"\n' for member, act in acts.items())
    path.write_text('extends = "april-3"\nquestion = "?"\n[script]\n' + script)
    [runs] = play(stages_of(read_scenario(path), fitted), 1, 0, 100)
    entry = {name: runs.ledger_re[:, k] for k, name in enumerate(LEDGER)}
    assert (entry["insisting"] == 34 - opposed).all() and (entry["suspended"] == 1).all()
    assert ((runs.outcome_r == ADJOURNED) == stands).all()
    assert (entry["overruled"] == (not stands)).all()
    if stands:
        assert (entry["text"] == 0).all() and (entry["deed"] == 0).all()


def test_a_session_with_nothing_on_its_menu_is_adjourned(fitted):
    """As on 23 June 2016: the agenda is adopted, a report heard, and that vote is remembered."""
    scenario = read_scenario("june-23-2016")
    [runs] = play(stages_of(scenario, fitted), 1, 0, 400)
    carried = runs.tally_rv[:, 0] >= scenario.motion.threshold
    assert 0 < carried.sum() < 400
    assert ((runs.outcome_r == ADJOURNED) == carried).all()
    assert ((runs.outcome_r == AGENDA_REFUSED) == ~carried).all()
    took_part = runs.vote_ri != VOTES.index("absent")
    assert ((runs.left.cast_ri != 0) == took_part).all()


def test_every_outcome_has_its_transcript():
    """An adopted text has the votes, a statement subscribers, a consensus neither."""
    runs = play(stages_of(read_scenario("march-28"), read_fitted()), 3, 0, 4000)[-1]
    entry = {name: runs.ledger_re[:, k] for k, name in enumerate(LEDGER)}
    assert (runs.tally_rv.sum(axis=1) == 34).all()
    refused, statement, consensus, adopted, rejected = (runs.outcome_r == k for k in range(5))
    assert (runs.tally_rv[refused, YES] < 18).all() and refused.any()
    assert (entry["text_yes"][adopted] >= 18).all() and adopted.any()
    assert (entry["text_yes"][rejected] < np.where(entry["text"] == 4, 24, 18)[rejected]).all()
    assert (entry["subscribers"][statement] > 0).all() and statement.any()
    assert (entry["text_yes"][consensus | statement] == 0).all() and consensus.any()
    assert (entry["signatures"] <= runs.tally_rv[:, YES]).all()  # whoever signs votes for it


def inherits(fitted, vote=None, direction=1.0, camp=1, **values):
    """(memory, abstention) of each member on 3 April, under these values of parameters.

    After such a vote of everyone on a text of this direction on 28 March; without one, as recorded.
    """
    parameters = {"memory_topic": 1.0, "memory_any": 0.0, "signature": 0.0, "abstain_again": 1.0}
    first, second = (
        session.with_parameters(**parameters | values).changed(
            motion=session.motion.model_copy(update={"camp": camp})
        )
        for session in read_campaign("spring-2017")[:2]
    )
    past = NO_PAST
    if vote is not None:
        model = CouncilModel(first, fitted=fitted)
        room = model.room
        model.room = room._replace(
            texts=room.texts._replace(direction=np.full(len(room.texts.direction), direction))
        )
        room.remembered[:] = vote
        room.ledger[[TEXT, DEED]] = 1, BY_ROLL_CALL
        past = model.left
    room = CouncilModel(second, fitted=fitted, past=past, sitting=1).room
    return room.memory, room.abstention


@pytest.mark.parametrize("camp", [1, -1])
@pytest.mark.parametrize("direction", [1.0, 0.0, -0.5])
@pytest.mark.parametrize(("vote", "act"), [(YES, 1.0), (NO, -1.0), (ABSTAIN, -0.3)])
def test_memory_is_signed_by_direction_and_camp_then_and_now(vote, act, direction, camp, fitted):
    """Who voted to shield a government is pulled from faulting it; a text may point nowhere.

    The camp is the same then and now, so that it cancels out.
    """
    memory, _ = inherits(fitted, vote, direction, camp)
    assert memory == pytest.approx(act * np.sign(direction))


@pytest.mark.parametrize("direction", [1.0, 0.0, -0.5])
@pytest.mark.parametrize(("vote", "again"), [(ABSTAIN, 1.0), (NO, 0.0)])
def test_an_abstention_is_likelier_after_the_last_vote_was_one(vote, again, direction, fitted):
    """By lambda_A = 1 above the habit, whatever is on record: that was not the last one."""
    _, habit = inherits(fitted, abstain_again=0.0)
    _, on_record = inherits(fitted)
    assert set(np.round(on_record - habit, 9)) == {0.0, 1.0}
    _, abstention = inherits(fitted, vote, direction)
    assert abstention - habit == pytest.approx(again)
