"""The play is the model with students' acts in place: against the model asked by itself."""

from datetime import date
from itertools import pairwise

import numpy as np
import pytest

from sim.batch import run_batch
from sim.classroom.door import RUNS
from sim.classroom.seats.brief import brief_of, recorded, side_of
from sim.classroom.seats.debrief import debrief_of, distribution_of
from sim.classroom.seats.play import Play, ask_of, frame_at, result_of, threatened
from sim.classroom.seats.questions import QUESTIONS, right_answers
from sim.classroom.seats.shown import bars, events, private_events
from sim.classroom.seats.store import Room, Student
from sim.classroom.seats.words import KINDS, PHASES, RESULT, awaited, may
from sim.model import CouncilModel
from sim.scenario import read_scenario
from sim.stage import members_of, set_stage
from sim.tables import read_tables
from sim.words import VOTES, YES

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


def test_a_students_vote_takes_the_place_of_the_models_alone():
    """Venezuela's Yes is counted; nobody else's vote moves; who left is played by the model."""
    as_model = result_of(play({})).vote
    acts = {"VEN": vote("yes"), "HTI": vote("absent"), "CAN": vote("no")}
    assert as_model["VEN"] == "no"
    result = result_of(play(acts, away=("CAN",)))
    assert result.vote == as_model | {"VEN": "yes", "HTI": "absent"}
    assert result.model == as_model
    assert sum(result.tally.values()) == 34


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
    assert debrief.levers is None


def test_who_votes_as_the_script_changes_nothing():
    """Venezuela's script is No in every run: a student's No there changes 0, exactly."""
    debrief = debrief_of(play({"VEN": vote("no")}), "VEN")
    assert debrief.effect["yes"] == 0 and debrief.effect["ci95"] == [0, 0]
    assert debrief.decided == 0


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
    """Nothing is felt before the opening is over; peers are heard after the debate; votes last."""
    assert frame_at(play({}, "opening")) is None
    assert frame_at(play({}, "debate"))["phase"] == "opening"
    assert frame_at(play({}, "roll call"))["vote"] is None
    assert frame_at(play({}))["vote"] is not None


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
