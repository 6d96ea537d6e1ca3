"""The play is the model with students' acts in place: against the model asked by itself."""

from datetime import date
from itertools import pairwise

import numpy as np
import pytest

from sim.batch import run_batch
from sim.classroom.door import RUNS
from sim.classroom.seats import story
from sim.classroom.seats.brief import brief_of, recorded, side_of
from sim.classroom.seats.debrief import debrief_of, distribution_of
from sim.classroom.seats.play import (
    Play,
    ask_of,
    frame_at,
    result_of,
    signers,
    threatened,
)
from sim.classroom.seats.questions import QUESTIONS, right_answers
from sim.classroom.seats.shown import bars, events, private_events
from sim.classroom.seats.store import Room, Student
from sim.classroom.seats.words import KINDS, PHASES, RESULT, awaited, may
from sim.forced import force
from sim.model import CouncilModel
from sim.named import shipped
from sim.scenario import read_scenario
from sim.stage import members_of, set_stage
from sim.tables import read_tables
from sim.words import DECISIONS, VOTES, YES

SEED, RUN = 7, 1234
DAY = date(2017, 3, 28)


def play(acts, phase=RESULT, away=(), scenario="march-28"):
    """A room in which these members' students did these acts: {member: {kind: value}}."""
    room = Room(1, "AAAABBBB", scenario, SEED, RUN, PHASES.index(phase), 0, 0)
    students = tuple(Student(k, 1, m, m, int(m in away)) for k, m in enumerate(acts))
    done = {k: acts[student.member] for k, student in enumerate(students)}
    return Play(room, students, done, ())


def vote(value):
    return {"vote": {"value": value}}


def sign(value):
    return {"sign": {"value": value}}


def speak(reason):
    return {"speak": {"reason": reason, "text": "in her own words"}}


@pytest.fixture(scope="module")
def batch(fitted):
    """The runs of 28 March with the room's luck, and its members."""
    scenario = read_scenario("march-28")
    return run_batch(set_stage(scenario, fitted), SEED, 0, RUNS), members_of(scenario)


def test_without_students_it_is_the_models_own_run():
    """Every vote of run 1,234 is the Mesa model's, and so are the tally and the outcome."""
    model = CouncilModel("march-28", seed=SEED, run=RUN)
    model.run_model()
    result = result_of(play({}))
    assert result.vote == {member.iso3: member.vote for member in model.agents}
    assert result.tally == {v: int(n) for v, n in zip(VOTES, model.room.tally, strict=True)}
    assert result.carried == (result.tally["yes"] >= 18)
    assert result.outcome == model.outcome


def test_a_students_vote_takes_the_place_of_the_models_alone():
    """Venezuela's Yes is counted; nobody else's vote moves; who left is played by the model."""
    as_model = result_of(play({})).vote
    acts = {"VEN": vote("yes"), "HTI": vote("absent"), "CAN": vote("no")}
    assert as_model["VEN"] == "no"
    result = result_of(play(acts, away=("CAN",)))
    assert result.vote == as_model | {"VEN": "yes", "HTI": "absent"}
    assert sum(result.tally.values()) == 34
    assert debrief_of(play(acts), "CAN").model == as_model["CAN"]


def test_the_room_is_the_mesa_model_with_the_same_acts_forced():
    """Signatures, reasons and votes of three: every vote, the list and the end, as in Mesa."""
    acts = {
        "HTI": sign("yes") | speak("support") | vote("no"),
        "MEX": sign("no") | speak("path") | vote("abstain"),
        "BOL": sign("yes") | speak("silent"),
    }
    forced = {
        "HTI": {"signature": "yes", "reason": "support", "vote": "no"},
        "MEX": {"signature": "no", "reason": "path", "vote": "abstain"},
        "BOL": {"signature": "yes", "reason": "none"},
    }
    model = CouncilModel("march-28", seed=SEED, run=RUN, forced=forced)
    model.run_model()
    result = result_of(play(acts))
    assert result.vote == {member.iso3: member.vote for member in model.agents}
    assert result.outcome == model.outcome
    listed = {member.iso3 for member in model.agents if model.room.signed[member.seat]}
    assert set(signers(play(acts, "debate"))) == listed
    assert {"HTI", "BOL"} <= listed and "MEX" not in listed


def test_the_list_shows_once_the_request_is_over_and_no_later_act_changes_it():
    """None before; then the same names whatever is said and voted afterwards."""
    acts = {"HTI": sign("yes"), "MEX": sign("no")}
    assert signers(play(acts, "request")) is None
    early = signers(play(acts, "debate"))
    later = {m: act | speak("facts") | vote("no") for m, act in acts.items()}
    assert early == signers(play(later)) and "HTI" in early and "MEX" not in early


def test_a_signature_moves_others(fitted):
    """The names of others that Haiti's draws: the batches with and without it forced, counted."""
    scenario = read_scenario("march-28")
    stage, members = set_stage(scenario, fitted), members_of(scenario)
    model = run_batch(stage, SEED, 0, RUNS)
    hers = run_batch(force(stage, members, {"HTI": {"signature": "yes"}}), SEED, 0, RUNS)
    others = np.arange(len(members)) != members.index("HTI")
    gained = (hers.signed_ri - model.signed_ri)[:, others].sum(axis=1)
    change = debrief_of(play({"HTI": sign("yes")}), "HTI").each["signature"]
    assert change.others == pytest.approx(gained.mean()) and gained.mean() > 0
    assert (gained >= 0).all()
    assert change.otherwise == pytest.approx((hers.outcome_r != model.outcome_r).mean())
    assert change.otherwise > 0.05 and change.yes > 0.5  # left to the rules, who signs votes Yes


def test_steps_add_up_to_the_whole():
    """Signature, speech, vote, in this order: with the levers their Yes sum to the whole effect."""
    leading = {"lead": {"value": "yes"}, "threat": {"value": "private"}}
    acts = {
        "HTI": vote("no") | speak("path") | sign("yes"),
        "USA": vote("absent") | sign("no") | leading,
    }
    for member in acts:
        debrief = debrief_of(play(acts), member)
        assert list(debrief.each) == [d for d in DECISIONS if d in debrief.each]
        levers = debrief.levers["yes"] if debrief.levers else 0.0
        steps = sum(step.yes for step in debrief.each.values())
        assert levers + steps == pytest.approx(debrief.effect["yes"])
    assert debrief.levers is not None


def test_a_step_follows_those_before_it():
    """A vote against her own signature takes a Yes back; a speech is a reason, and no vote."""
    acts = {"HTI": sign("yes") | speak("path") | vote("no"), "MEX": vote("abstain")}
    debrief = debrief_of(play(acts), "HTI")
    assert set(debrief.each) == {"signature", "reason", "vote"}
    assert debrief.each["signature"].yes > 0.5 and debrief.each["reason"].yes == 0
    assert debrief.each["vote"].yes < -0.9  # left to the rules, who signs votes Yes
    silent = debrief_of(play({"MEX": speak("path") | vote("yes")}), "MEX").each["reason"]
    assert silent.reasons > 0.5 and silent.yes == 0 == silent.carried
    mexico = debrief_of(play(acts), "MEX")
    assert set(mexico.each) == {"vote"}
    alone = mexico.each["vote"]
    assert alone.yes == pytest.approx(mexico.effect["yes"])
    assert alone.otherwise == pytest.approx(mexico.otherwise)
    assert sum(before for before, _ in mexico.ends.values()) == pytest.approx(1)
    assert sum(after for _, after in mexico.ends.values()) == pytest.approx(1)


def test_who_did_nothing_changed_nothing():
    """A seat without an act, and one whose student left: no difference in any run."""
    for nothing in (play({"JAM": {}}), play({"JAM": vote("yes")}, away=("JAM",))):
        debrief = debrief_of(nothing, "JAM")
        assert debrief.effect["yes"] == 0 == debrief.otherwise and debrief.each == {}


def test_the_story_is_what_was_counted():
    """Nobody signs: no session, and the tally is what would have been; all sign: no such end."""
    members = play({}).members
    none = result_of(play({member: sign("no") for member in members}))
    assert none.outcome == "adjourned" and not none.put
    assert [told.words for told in none.story] == [story.NOBODY_ASKED]
    every = result_of(play({member: sign("yes") for member in members}))
    assert every.put and every.story[0] == story.Told(story.ASKED, {"asked": 34, "count": 34})
    end = CouncilModel("march-28", SEED, RUN, forced={m: {"signature": "yes"} for m in members})
    end.run_model()
    assert every.outcome == end.outcome and end.ledger["signatures"] == 34


@pytest.mark.parametrize("name", shipped())
def test_every_scenario_tells_how_it_went(name):
    """Each line has its values; a text's title is one of the menu; the end is a known one."""
    result = result_of(play({"BRB": sign("yes") | speak("facts") | vote("no")}, scenario=name))
    titles = {text.title for _, text in read_scenario(name).texts}
    for told in result.story:
        assert "{" not in told.words.format(title=told.title, **told.values)
        assert told.title is None or told.title in titles
    assert result.outcome in story.ends_of(read_scenario(name))


@pytest.mark.parametrize("cast", VOTES)
def test_the_debrief_is_the_paired_difference_over_the_same_luck(batch, cast):
    """Mean of (her Yes - the model's Yes) over the 2,000 runs, and the runs that it decides."""
    runs, members = batch
    haiti, chile = members.index("HTI"), members.index("CHL")
    others = (runs.vote_ri == YES).sum(axis=1) - (runs.vote_ri[:, chile] == YES)  # Chile votes No
    hers = others - (runs.vote_ri[:, haiti] == YES) + (cast == "yes")
    debrief = debrief_of(play({"HTI": vote(cast), "CHL": vote("no")}), "HTI")
    assert debrief.runs == RUNS
    assert debrief.effect["yes"] == pytest.approx((hers - others).mean())
    assert debrief.before == pytest.approx((others >= 18).mean())
    assert debrief.after == pytest.approx((hers >= 18).mean())
    assert debrief.decided == pytest.approx(((others >= 18) != (hers >= 18)).mean())
    assert debrief.effect["carried"] == pytest.approx(debrief.after - debrief.before)
    before, after = debrief.ends["adopted"]  # a text, by vote: another thing than carried
    assert debrief.effect["adopted"] == pytest.approx(after - before)
    assert debrief.levers is None


def test_who_votes_as_the_script_changes_nothing():
    """Venezuela's script is No in every run: a student's No there changes 0, exactly."""
    debrief = debrief_of(play({"VEN": vote("no")}), "VEN")
    assert debrief.effect["yes"] == 0 and debrief.effect["ci95"] == [0, 0]
    assert debrief.decided == 0 == debrief.otherwise


@pytest.mark.parametrize(
    ("acts", "shipped"),
    [
        ({"USA": {"threat": {"value": "none"}}}, "march-28-no-threat"),
        (
            {"USA": {"lead": {"value": "yes"}}, "MEX": {"lead": {"value": "no"}}},
            "march-28-us-leads",
        ),
        ({"USA": {"threat": {"value": "public"}, "lead": {"value": "no"}}}, "march-28"),
    ],
)  # fmt: skip
def test_levers_play_the_shipped_scenarios(fitted, acts, shipped):
    """No threat, the United States' lead and the day as it was are the shipped scenarios."""
    scenario = read_scenario(shipped)
    runs = run_batch(set_stage(scenario, fitted), SEED, 0, RUNS)
    counts = np.bincount(runs.tally_rv[:, YES], minlength=35).tolist()
    assert distribution_of(play(acts)).counts == counts


def test_the_debrief_of_a_lever_is_the_scenarios_effect(fitted):
    """Against the senator's threat as it was, with what rests on priors beside it."""
    base, other = (
        run_batch(set_stage(read_scenario(name), fitted), SEED, 0, RUNS).tally_rv[:, YES]
        for name in ("march-28", "march-28-no-threat")
    )
    acts = {"USA": {"threat": {"value": "none"}}}
    levers = debrief_of(play(acts), "USA").levers
    assert levers["yes"] == pytest.approx((other.astype(float) - base).mean())
    assert 0 <= levers["prior_share"] <= 1
    leaving = debrief_of(play(acts, away=("USA",)), "USA")
    assert leaving.levers is None and leaving.effect["yes"] == 0


def test_leads_have_the_codes_of_the_scale():
    """The United States alone 0, together or nobody .5, Mexico alone as the day was coded."""

    def level(usa, mexico):
        acts = {"USA": {"lead": {"value": usa}}, "MEX": {"lead": {"value": mexico}}}
        return ask_of(play(acts)).leadership

    assert level("yes", "no") == 0
    assert level("yes", "yes") == level("no", "no") == 0.5
    assert level("no", "yes") == 0.75  # the code of 28 March 2017
    assert ask_of(play({})).leadership is None
    us_led = {"MEX": {"lead": {"value": "yes"}}, "USA": {"lead": {"value": "no"}}}
    assert ask_of(play(us_led, scenario="march-28-us-leads")).leadership == 0.75


def test_a_threat_reaches_whom_it_is_said_to():
    """In public all hear it; in private the three and the sender; in the opening nobody."""
    private = play({"USA": {"threat": {"value": "private"}}}, "debate")
    assert threatened(private) == (("HTI", "SLV", "DOM"), False)
    heard = {m for m in private.members if private_events(private, m)}
    assert heard == {"USA", "HTI", "SLV", "DOM"}
    assert not any(event.members for event in events(private))
    public = play({"USA": {"threat": {"value": "public"}}}, "debate")
    assert [event.members for event in events(public) if event.members] == [("HTI", "SLV", "DOM")]
    for phase in ("seats", "opening"):
        early = play({"USA": {"threat": {"value": "public"}}}, phase)
        assert events(early) == [] and private_events(early, "HTI") == []
    assert threatened(play({"USA": {"threat": {"value": "none"}}})) is None


def test_frames_follow_the_phases():
    """Nothing is felt before the opening is over; peers are heard after the debate, and last."""
    assert frame_at(play({}, "opening")) is None
    assert frame_at(play({}, "debate"))["phase"] == "opening"
    for phase in ("prediction", "roll call", RESULT):
        assert frame_at(play({}, phase))["phase"] == "debate"


def test_who_waits_for_what():
    """The opening awaits the United States' two levers and Mexico's one; a watcher predicts."""
    assert awaited("opening", "USA") == ("threat", "lead")
    assert awaited("opening", "MEX") == ("lead",)
    assert awaited("opening", "HTI") == awaited("roll call", None) == ()
    assert awaited("prediction", None) == ("predict",)
    assert {phase for kind in KINDS.values() for phase in kind.phases} == set(PHASES)
    assert not may("vote", None) and may("after", None) and not may("threat", "MEX")
    haiti = play({"HTI": {}}, "roll call")
    assert haiti.waits_for(haiti.students[0])
    gone = play({"HTI": {}}, "roll call", away=("HTI",))
    assert not gone.waits_for(gone.students[0])


def test_haitis_brief_says_what_is_on_record():
    """The facts of the tables, from members.csv, governments.csv, blocs.csv and votes.csv."""
    brief = brief_of("HTI", DAY)
    assert (brief.name, brief.capital) == ("Haiti", "Port-au-Prince")
    assert brief.government.leader == "Jovenel Moise" and brief.government.party == "PHTK"
    assert side_of(brief.government.orientation) == "centre-right"
    assert brief.aid == 0.042228 and brief.petrocaribe == 0.048
    assert {row.bloc for row in brief.blocs} == {"CARICOM", "PETROCARIBE"}
    assert [(row.date.year, row.vote) for row in brief.votes[:1]] == [(2016, "no")]
    assert all(row.sources for row in brief.votes)
    assert brief_of("USA", DAY).aid is None  # its own aid does not apply
    assert side_of(None) == "not on record"


def test_no_brief_gives_the_vote_away():
    """Nothing dated on the day of the session or later is told to anybody."""
    for row in read_tables().members:
        brief = brief_of(row.iso3, DAY)
        assert all(one.date < DAY for one in (*brief.votes, *brief.signatures))
        assert all(one.start <= DAY and (one.end is None or one.end > DAY) for one in brief.blocs)
    assert len(brief_of("MEX", DAY).signatures) == 3


def test_the_record_stands_beside_the_result():
    """28 March 2017: 20, 11, 2, 1; a motion never put has no record."""
    on_record = {"yes": 20, "no": 11, "abstain": 2, "absent": 1}
    assert recorded(read_scenario("march-28")) == on_record
    assert recorded(read_scenario("suspend-us-leads")) is None


def test_each_question_has_one_right_answer_and_three_topics_are_asked():
    """Voting rule, abstention, reactance; all right is the number of questions."""
    assert {"rule", "abstention", "reactance"} <= QUESTIONS.keys()
    assert right_answers({name: q.right for name, q in QUESTIONS.items()}) == len(QUESTIONS)
    assert right_answers({}) == 0
    # 17 of 34 are not the 18 that an absolute majority needs; a Yes missing is a Yes missing
    assert QUESTIONS["rule"].options[QUESTIONS["rule"].right].startswith("No")
    assert QUESTIONS["abstention"].options[QUESTIONS["abstention"].right] == "The same as a No"


def test_bars_reach_from_the_first_to_the_last_that_matters():
    """A prediction far off is on the drawing; the tallest bar fills it; widths never overlap."""
    drawn = bars([0, 0, 5, 10, 0, 0], [0, 0, 0, 8, 2, 0], [5])
    assert [bar["yes"] for bar in drawn] == [2, 3, 4, 5]
    assert max(bar["height"] for bar in drawn) == 136
    assert all(a["x"] + a["width"] < b["x"] for a, b in pairwise(drawn))
