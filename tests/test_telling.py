"""What a replay tells of each phase is what the ledger of the same run counted."""

import json
import re

import numpy as np
import pytest

from sim.batch import run_batch
from sim.campaign import read_campaign
from sim.forced import force
from sim.happening import Names, foreseen, happened, was_put
from sim.luck import luck_of
from sim.play import play, play_before, stages_of
from sim.scenario import read_scenario
from sim.session import OPENING, SESSIONS
from sim.stage import members_of, room_of, set_stage
from sim.telling import PHASES, WORDS, Told, told_of
from sim.transcript import transcribe
from sim.words import (
    ADJOURNED,
    ADOPTED,
    AGENDA_REFUSED,
    BY_CONSENSUS,
    BY_ROLL_CALL,
    BY_STATEMENT,
    CITED,
    CONSENSUS,
    DECLARED,
    DEED,
    INSISTING,
    LEDGER,
    OUTCOMES,
    OVER,
    OVERRULED,
    REJECTED,
    SIGNATURES,
    STATEMENT_ONLY,
    SUBSCRIBERS,
    SUSPENDED,
    TEXT,
    VOTES,
)

WALKED = ("march-28", "april-3", "april-26", "june-19", "june-23-2016", "suspend-us-leads",
          "march-28-asks-put")  # fmt: skip
MANY = 4000  # runs of which those are walked that end in a way of their own
STILL = {"moved": {"to_yes": 0, "to_no": 0}, "turned": [], "now": None, "over_before": False}


def acted(phases, room, luck):
    for phase in phases:
        phase.act(room, luck)
        yield phase


def scenes_of(scenario, run, fitted, acts=None):
    """The scenes of a run of seed 1, and its room at the end."""
    stage = force(set_stage(scenario, fitted), members_of(scenario), acts or {})
    room, luck = room_of(stage, run), luck_of(1, run, len(stage.script_i))
    names = Names.of(scenario)
    return transcribe(acted(SESSIONS[scenario.session], room, luck), room, luck, names), room


def walked(stage, names, session, run):
    """By phase, what each of its times it did and told; the last of it for each; and the room."""
    room, luck, signed, told = room_of(stage, run), luck_of(1, run, len(names.members)), [], {}
    over = False
    for phase in acted(SESSIONS[session], room, luck):
        if not over or phase.name == "update":
            did = happened(phase.name, room, luck, names, signed) | STILL
            told[phase.name] = did, {one.key: one for one in told_of(phase.name, did)}
        signed, over = names.where(room.signed == 1), bool(room.ledger[OVER])
    return told, room


def of_every_kind(batch):
    """The first 200 runs, and the first of each outcome, deed, and course of the chair's move."""
    kinds = np.column_stack([batch.outcome_r, batch.ledger_re[:, [DEED, SUSPENDED, OVERRULED]]])
    _, firsts = np.unique(kinds, axis=0, return_index=True)
    return sorted({*range(200), *map(int, firsts)})


@pytest.mark.parametrize("name", WALKED)
def test_every_count_told_is_the_ledgers(name, fitted):
    """Signatures, the agenda's Yes, reasons, insults, the vote on a text, subscribers, outcome."""
    scenario = read_scenario(name)
    stage, names = set_stage(scenario, fitted), Names.of(scenario)
    batch = run_batch(stage, 1, 0, MANY)
    for run in of_every_kind(batch):
        ledger = dict(zip(LEDGER, map(int, batch.ledger_re[run]), strict=True))
        told, _ = walked(stage, names, scenario.session, run)
        check_sentences(told)
        if scenario.session == "roll call":
            vote = told["roll call"][0]["vote"]
            assert [len(vote[act]) for act in VOTES] == list(batch.tally_rv[run])
            assert vote["carried"] == (OUTCOMES[batch.outcome_r[run]] == "adopted")
            continue
        check_opened(told, ledger)
        check_spoken(told, ledger)
        check_ended(told, ledger, names, OUTCOMES[batch.outcome_r[run]], batch.tally_rv[run])


def check_sentences(told):
    """Every number of a sentence is a value of it, and a list has as many members as is said."""
    for _, sentences in told.values():
        for one in sentences.values():
            values = one.values
            if "count" in values and one.key not in ("joined", "overruled", "suspended"):
                assert len(values.get("members", range(values["count"]))) == values["count"]
            said = {k: v for k, v in values.items() if isinstance(v, int | float)}
            bare = Told(one.key, {k: said.get(k, "") for k in values}).sentence
            fixed = re.findall(r"-?[\d.]*\d", one.words)
            shown = [f"{v:.2f}" if isinstance(v, float) else str(v) for v in said.values()]
            assert sorted(re.findall(r"-?[\d.]*\d", bare)) == sorted([*fixed, *shown])


def check_opened(told, ledger):
    asked = [told[phase][0] for phase in ("request", "co-sponsorship") if phase in told][-1]
    assert len(asked["signed"]) == asked["signatures"] == ledger["signatures"]
    assert ("nobody asks" in told["request"][1]) == (ledger["signatures"] == 0)
    if "chair's move" in told:
        chair, keys = told["chair's move"][0], told["chair's move"][1].keys()
        for switch in ("suspended", "overruled"):
            assert chair[switch] == bool(ledger[switch])
        assert chair["insisting"] == ledger["insisting"]
        assert ("suspended" in keys, "overruled" in keys) == (
            ledger["suspended"] and not ledger["overruled"], bool(ledger["overruled"]),
        )  # fmt: skip
    if "agenda vote" in told and (vote := told["agenda vote"][0]["vote"]):
        assert len(vote["yes"]) == ledger["agenda_yes"]


def check_spoken(told, ledger):
    if "speeches" not in told:
        assert ledger["deny_facts"] == ledger["deny_path"] == ledger["insulted"] == 0
        return
    did, sentences = told["speeches"]
    assert did["cited"] == bool(ledger["cited"]) == ("cited" in sentences)
    for key in ("deny_facts", "deny_path", "insulted"):
        assert len(did[key]) == ledger[key]
    if ledger["deny_path"]:
        assert sentences["deny path"].values["count"] == ledger["deny_path"]


def check_ended(told, ledger, names, outcome, tally):
    if "decision" not in told:
        assert outcome in ("adjourned", "agenda_refused", "adopted") and ledger["deed"] == 0
        return
    did, sentences = told["decision"]
    first = next(iter(sentences.values()))
    assert first.values.get("text", names.texts[0]) == names.texts[ledger["text"]]
    ends = {"nothing": "adjourned", "consensus": "consensus", "issued": "statement_only",
            "put adopted": "adopted", "put rejected": "rejected",
            "declared": "adopted"}  # fmt: skip
    assert ends[first.key] == outcome
    if first.key == "issued":
        assert first.values["count"] == len(did["subscribed"]) == ledger["subscribers"]
    votes = [ledger[f"text_{act}"] for act in VOTES]
    assert [first.values.get(act, 0) for act in VOTES] == votes
    not_put = told["update"][1].get("not put")
    if not_put:
        assert [not_put.values[act] for act in VOTES] == list(tally)


def test_the_head_count_tells_what_is_and_what_the_sponsors_see(fitted):
    """If they never misread, they count what is; what is, is the vote where a text is put."""
    sure = read_scenario("march-28").with_parameters(misreading=0.0)
    stage, names = set_stage(sure, fitted), Names.of(sure)
    put = 0
    for run in range(300):
        told, room = walked(stage, names, "whole", run)
        if "head count" not in told:
            continue
        for k, text in enumerate(told["head count"][0]["texts"], 1):
            assert {key: text[key] for key in ("yes", "no", "sign")} == text["intended"]
            assert text["text"] == names.texts[k] and text["objectors"] == room.objectors[k]
        if room.ledger[DEED] in (BY_ROLL_CALL, DECLARED):
            seen = told["head count"][0]["texts"][room.ledger[TEXT] - 1]
            assert seen["yes"] == len(told["decision"][0]["vote"]["yes"])
            put += 1
    assert put > 3


def test_every_phase_has_its_sentences():
    """Each of each session's, by its name."""
    assert set(PHASES) == {phase.name for phases in SESSIONS.values() for phase in phases}
    assert all(words.endswith(".") for words in WORDS.values())


@pytest.fixture
def room(fitted):
    """A room of march-28 after its opening, for a hand to write in."""
    stage = set_stage(read_scenario("march-28"), fitted)
    made = room_of(stage, 0)
    OPENING.act(made, luck_of(1, 0, 34))
    return made


NAMES = Names.of(read_scenario("march-28"))


def sentences(phase, room, signed=()):
    did = happened(phase, room, luck_of(1, 0, 34), NAMES, list(signed)) | STILL
    return [one.sentence for one in told_of(phase, did)]


def cast(room, k, yes, no, abstain):
    """Write the ballot on text k: the first vote Yes, and so on; the rest are absent."""
    room.ballot[k] = 3
    room.ballot[k, : yes + no + abstain] = 2
    room.ballot[k, : yes + no] = 1
    room.ballot[k, :yes] = 0


@pytest.mark.parametrize(
    ("deed", "outcome", "ballot", "says"),
    [
        (0, ADJOURNED, None, "The sponsors find nothing worth putting: adjourned."),
        (BY_CONSENSUS, CONSENSUS, None,
         "The sponsors settle on asks-2017; nobody objects: adopted by consensus."),
        (BY_ROLL_CALL, ADOPTED, (18, 10, 5), "The sponsors put asks-2017 to the vote: 18 yes, "
         "10 no, 5 abstain, 1 absent; 18 Yes are needed: adopted."),
        (BY_ROLL_CALL, REJECTED, (17, 10, 5), "The sponsors put asks-2017 to the vote: 17 yes, "
         "10 no, 5 abstain, 2 absent; 18 Yes are needed: rejected."),
        (DECLARED, ADOPTED, (18, 0, 5), "The sponsors put asks-2017: 18 yes, 0 no, 5 abstain, "
         "11 absent; 18 Yes are needed: those who stayed declare it adopted, with nobody against."),
    ],
)  # fmt: skip
def test_a_decision_is_told_with_what_it_was_about(deed, outcome, ballot, says, room):
    """Text 2 of the menu of march-28 is asks-2017; 18 votes of 34 carry it."""
    room.ledger[DEED], room.ledger[TEXT], room.ledger[OVER] = deed, 2 if deed else 0, 1
    room.outcome[0] = outcome
    if ballot:
        cast(room, 2, *ballot)
    assert sentences("decision", room)[0] == says


def test_a_statement_is_told_with_its_subscribers(room):
    """Twenty subscribe; eighteen are looked for. In the council's order."""
    room.ledger[DEED], room.ledger[TEXT], room.ledger[SUBSCRIBERS] = BY_STATEMENT, 3, 20
    room.outcome[0] = STATEMENT_ONLY
    room.signature[3, :20] = 1
    issued, subscribers = sentences("decision", room)
    assert issued == (
        "The sponsors issue resolution-2017 as a statement. Subscribed by 20, with 18 looked for: "
        "statement only."
    )
    assert subscribers == f"Subscribers: {', '.join(NAMES.members[:20])}."


def test_the_chairs_move_is_told_as_it_went(room):
    """No member in the chair that moves; one that lets it go on; one overruled; one that stands."""
    assert sentences("chair's move", room) == ["The chair makes no move."]
    bolivia = room._replace(floor=room.floor._replace(chair=NAMES.members.index("BOL")))
    assert sentences("chair's move", bolivia) == ["The chair, BOL, lets the session go on."]
    room.ledger[SUSPENDED], room.ledger[INSISTING] = 1, 11
    assert sentences("chair's move", bolivia) == [
        "The chair, BOL, suspends the session; 11 of 34 insist, fewer than a third: adjourned."
    ]
    room.ledger[INSISTING], room.ledger[OVERRULED] = 12, 1
    room.walkout[[3, 5]] = 2.0
    assert sentences("chair's move", bolivia) == [
        "The chair, BOL, suspends the session; 12 of 34 insist, a third or more, and overrule it.",
        f"Opposed, and now inclined to leave: {NAMES.members[3]}, {NAMES.members[5]}.",
    ]


def test_a_list_is_told_by_who_joins_it(room):
    """Nobody; three; the same three and one more."""
    assert sentences("request", room) == [
        "Nobody asks for the session, so there is none: adjourned."
    ]
    room.signed[:3], room.ledger[SIGNATURES] = 1, 3
    first = NAMES.members[:3]
    assert sentences("request", room) == [f"The request is signed by 3: {', '.join(first)}."]
    assert sentences("co-sponsorship", room, first) == ["Nobody joins; the list stays at 3."]
    room.signed[3], room.ledger[SIGNATURES] = 1, 4
    assert sentences("co-sponsorship", room, first) == [
        f"The list gains {NAMES.members[3]}, and has 4 names."
    ]


def test_the_agenda_is_told_with_who_withheld_its_yes(room):
    """17 Yes of 18 refuse it; 18 adopt it; with an empty menu that is the end, whatever it is."""
    cast(room, 0, 17, 17, 0)
    room.outcome[0], room.ledger[OVER] = AGENDA_REFUSED, 1
    refused, no = sentences("agenda vote", room)
    assert refused.endswith("18 Yes are needed: it is refused, and the session ends.")
    assert no == f"No: {', '.join(NAMES.members[17:])}."
    cast(room, 0, 18, 16, 0)
    room.ledger[OVER] = 0
    assert "it is adopted." in sentences("agenda vote", room)[0]
    for outcome in (ADOPTED, ADJOURNED):
        room.outcome[0], room.ledger[OVER] = outcome, 1
        assert sentences("agenda vote", room)[-1] == (
            "Nothing else is on the menu, so the session ends here."
        )


def test_speeches_tell_whom_and_why(room):
    """The threat of march-28 cited or not; one that denies the facts, two that object, one hit."""
    room.reason[0], room.reason[[1, 2]], room.insulted[4] = 1, 2, 1
    m = NAMES.members
    rest = [
        f"The government concerned insults 1: {m[4]}.",
        f"The facts are denied by 1: {m[0]}.",
        f"The path is objected to by 2: {m[1]}, {m[2]}.",
    ]
    assert sentences("speeches", room) == [
        "The government concerned does not cite the threat.", *rest,
    ]  # fmt: skip
    room.ledger[CITED] = 1
    assert sentences("speeches", room)[0] == (
        "The government concerned cites the threat as proof of coercion."
    )


def test_whether_the_motion_itself_was_put(fitted):
    """A motion of the menu is put by its own vote, not by a statement; one that is the agenda item
    by the agenda's vote, unless the session was stopped before."""
    told = {name: set() for name in ("march-28", "april-3")}
    for name, puts in told.items():
        scenario = read_scenario(name)
        stage, names = set_stage(scenario, fitted), Names.of(scenario)
        for run in range(100):
            _, room = walked(stage, names, "whole", run)
            ledger = room.ledger
            voted = ledger[DEED] in (BY_ROLL_CALL, DECLARED)
            own = names.texts[ledger[TEXT]] == scenario.motion_name
            puts.add(was_put(room))
            assert was_put(room) == (
                ledger[SIGNATURES] > 0 if name == "march-28" else voted and own
            )
    assert told == {"march-28": {True}, "april-3": {True, False}}


def test_after_the_end_nothing_is_told_but_that(fitted):
    """A session without a name on its request: every phase but the update was over before it."""
    silent = {m: {"signature": "no"} for m in members_of(read_scenario("march-28"))}
    scenes, room = scenes_of(read_scenario("march-28"), 3, fitted, silent)
    assert OUTCOMES[room.outcome[0]] == "adjourned"
    by_phase = {scene.phase: [one.sentence for one in scene.told] for scene in scenes}
    for phase in ("chair's move", "agenda vote", "speeches", "head count", "decision"):
        assert by_phase[phase] == ["The session was over before it."]
    tally = dict(zip(VOTES, map(int, room.tally), strict=True))
    assert by_phase["update"][-1] == (
        f"agenda-2017-03-28 was not put; under this run's luck it would have had {tally['yes']} "
        f"yes, {tally['no']} no, {tally['abstain']} abstain, {tally['absent']} absent; 18 Yes are "
        "needed."
    )
    assert not scenes[-1].put and scenes[-1].voted


def test_forced_acts_are_told(fitted):
    """Haiti signs, speaks in support and votes Yes: it is on the list, in the speeches, no No."""
    acts = {"HTI": {"signature": "yes", "reason": "support", "vote": "yes"},
            "MEX": {"reason": "facts", "vote": "no"}}  # fmt: skip
    scenes, _ = scenes_of(read_scenario("march-28"), 0, fitted, acts)
    did = {scene.phase: scene.happened for scene in scenes}
    assert "HTI" in did["request"]["signed"] and did["speeches"]["support"] == ["HTI"]
    assert "MEX" in did["speeches"]["deny_facts"]
    assert {"HTI"} <= set(did["agenda vote"]["vote"]["yes"])
    assert {"MEX"} <= set(did["agenda vote"]["vote"]["no"])


def test_a_table_is_told_where_something_changed(council):
    """Three tables in march-28's run 4,711: the opening and the two rounds of debate."""
    lines = council("replay", "march-28", "--run", 4711).out.splitlines()
    heads = [line for line in lines if line.split() and line.split()[-1] in ("would", "vote")]
    assert sum("recogn." in line for line in heads) == 3


@pytest.mark.parametrize("asked", [("march-28",), ("april-3",), ("spring-2017", "--session", 4)])
def test_a_replay_keeps_to_80_columns(asked, council, monkeypatch):
    monkeypatch.setenv("COLUMNS", "80")
    assert max(map(len, council("replay", *asked, "--run", 7).out.splitlines())) <= 80


def test_run_4711_of_march_28_tells_what_was_adopted(council):
    """resolution-2017 by 22-7-5-0, beside an agenda of 22-6-5-1: not one for the other."""
    told = " ".join(council("replay", "march-28", "--run", 4711).out.split())
    assert "The vote on the agenda: 22 yes, 6 no, 5 abstain, 1 absent; 18 Yes are needed" in told
    assert (
        "The sponsors put resolution-2017 to the vote: 22 yes, 7 no, 5 abstain, 0 absent; "
        "18 Yes are needed: adopted." in told
    )
    assert "The session ends: adopted." in told


@pytest.mark.parametrize("number", [1, 3, 5])
def test_a_campaigns_session_is_replayed_as_in_the_batch(number, council, fitted):
    """Run 7 of session `number` of ten runs in a row: the same votes, ledger, outcome, frame."""
    session = read_campaign("spring-2017")[number - 1]
    batch = play(stages_of(session, fitted), 5, 0, 10)
    asked = ("spring-2017", "--session", number, "--run", 7, "--seed", 5)
    told = json.loads(council("replay", *asked, "--json").out)
    last = batch[-1]
    assert list(told["votes"].values()) == [VOTES[vote] for vote in last.vote_ri[7]]
    assert list(told["ledger"].values()) == list(map(int, last.ledger_re[7]))
    assert told["outcome"] == OUTCOMES[last.outcome_r[7]]
    assert told["phases"][0]["frame"] == last.frame_r[7]
    assert told["phases"][-1]["happened"]["lasting"] == last.lasting_r[7]
    assert (told["scenario"], told["session"]) == (session.name, number)
    ends = [OUTCOMES[runs.outcome_r[7]] for runs in batch[:-1]]
    assert list(told["earlier"].values()) == ends
    alone = play_before(session, fitted, 5, 7)
    assert all(
        np.array_equal(a.vote_ri[0], b.vote_ri[7]) for a, b in zip(alone, batch, strict=False)
    )


def test_a_campaigns_run_says_how_to_replay_it(council, tmp_path):
    """With its own name and seed; a scenario's does not."""
    few = ("--runs", 20, "--seed", 3, "--no-figures", "--out", tmp_path)
    told = council("run", "spring-2017", *few).out
    line = "Step through a run: council replay spring-2017 --session 1 --run 0 --seed 3"
    assert told.splitlines()[-1] == line
    assert council(*line.split("council ")[1].split()).code == 0
    assert "council replay" not in council("run", "march-28", *few).out


def test_the_json_tells_as_fields_what_the_words_tell(council):
    """Who signed, the agenda's votes by member, what was counted, who subscribed."""
    told = json.loads(council("replay", "march-28", "--json").out)
    did = {phase["phase"]: phase["happened"] for phase in told["phases"]}
    ledger = told["ledger"]
    assert len(did["co-sponsorship"]["signed"]) == ledger["signatures"]
    assert len(did["agenda vote"]["vote"]["yes"]) == ledger["agenda_yes"]
    assert [text["text"] for text in did["head count"]["texts"]] == list(told["texts"])[1:]
    assert did["decision"]["deed"] == "statement" and told["outcome"] == "statement_only"
    assert len(did["decision"]["subscribed"]) == did["decision"]["subscribers"]
    assert did["decision"]["subscribers"] == ledger["subscribers"] and told["put"]
    assert told["phases"][-1]["told"][0].startswith("What members remember is their vote on")


def test_what_is_foreseen_is_counted_on_the_motion(room):
    """Three acts given: the counts, and the motion's own name and threshold."""
    acts = ["yes"] * 20 + ["no"] * 12 + ["absent"] * 2
    assert foreseen(room, NAMES, acts) == {
        "text": "agenda-2017-03-28", "needed": 18, "yes": 20, "no": 12, "abstain": 0, "absent": 2,
    }  # fmt: skip
