"""The facts' machinery on invented runs: each holds at its criterion's edge and fails beyond it."""

import json
from typing import NamedTuple

import numpy as np
import pytest

from sim.batch import Runs
from sim.facts import (
    BEGIN,
    END,
    FACTS,
    caribbean,
    check_facts,
    march,
    markdown_table,
    procedure,
    spring,
    threat,
)
from sim.facts.played import Fact, Played, between, central, entry, inside, percentile, scenario_of
from sim.fitted import Fitted, read_fitted, read_posterior
from sim.measure import mean_by_draw
from sim.parameters import BY_FACTS, BY_NAME
from sim.past import blank_past
from sim.tables import read_tables
from sim.words import (
    ADOPTED,
    AGENDA_REFUSED,
    BY_ROLL_CALL,
    BY_STATEMENT,
    CONSENSUS,
    DECLARED,
    LEDGER,
    LETTERS,
    NO,
    ROOT,
    STATEMENT_ONLY,
    SUBSCRIBERS,
    YES,
)

COUNT = 100  # invented runs
MEMBERS = Played().members


class Draws(NamedTuple):
    draws: np.ndarray


class Invented(Played):
    """Runs given by name; parameters set are looked up as "name:backlash"."""

    def __init__(self, draws=4, **by_name):
        super().__init__(lambda name: Draws(np.zeros((draws, 1))))
        self.by_name = {name.replace("_", "-"): runs for name, runs in by_name.items()}

    def expected(self, name, which, times):
        return mean_by_draw(self.by_name[name].ledger_re[:, which], len(self.draws_of("").draws))

    def of_scenario(self, scenario, draws, **parameters):
        told = f"{scenario.name}:{'-'.join(parameters)}" if parameters else scenario.name
        if scenario.session == "roll call":
            told = f"{scenario.name}:alone"
        return self.by_name.get(told, self.by_name.get(scenario.name))


def runs(vote=YES, outcome=ADOPTED, frame=0.0, expected=0.0, **ledger):
    """100 runs alike, or as the arrays say: vote (run, member) or one act, entries by name."""
    vote_ri = np.full((COUNT, len(MEMBERS)), YES, np.int8)
    vote_ri[:] = vote
    ledger_re = np.zeros((COUNT, len(LEDGER)), np.int16)
    for name, value in ledger.items():
        ledger_re[:, LEDGER.index(name)] = value
    tally = np.stack([(vote_ri == v).sum(axis=1) for v in range(4)], axis=1)
    return Runs(
        vote_ri, tally, np.full(COUNT, outcome, np.int8) if np.isscalar(outcome) else outcome,
        np.full(COUNT, expected, float), vote_ri * 0.0, np.full(COUNT, frame, float), ledger_re,
        vote_ri, *blank_past(*vote_ri.shape),
    )  # fmt: skip


def first(share, one, other):
    """(run,) `one` in so many of 100 runs, `other` in the rest."""
    return np.where(np.arange(COUNT) < share, one, other)


def votes(yes, no=0, abstain=0):
    """(run, member) alike: the first so many Yes, then No, then Abstain, then Absent."""
    acts = [0] * yes + [1] * no + [2] * abstain
    return np.array(acts + [3] * (len(MEMBERS) - len(acts)), np.int8)


def holds(fact, **by_name):
    return fact(Invented(**by_name)).holds


def test_the_count_needs_each_of_its_three_numbers():
    """20-11-3 lies in its own central range; 21 Yes, or 12 No, does not."""
    assert holds(march.count, march_28=runs(votes(20, 11, 2)))
    assert not holds(march.count, march_28=runs(votes(21, 10, 2)))
    assert not holds(march.count, march_28=runs(votes(20, 12, 1)))


def test_central_ranges_and_their_ends():
    """0..99: the central 80 % is 9.9 to 89.1 by linear quantiles."""
    value = np.arange(100)
    assert central(value, 0.8) == pytest.approx((9.9, 89.1))
    assert inside(10, value, 0.8) and not inside(9, value, 0.8)
    assert between(value, 18, 22) == 0.05


def test_shares_hold_at_their_criterion_and_fail_below_it():
    """60 of 100 statements are enough and 59 are not; 18 to 22 subscribers in 50, not in 49."""
    for share, enough in ((60, True), (59, False)):
        left = runs(outcome=first(share, STATEMENT_ONLY, ADOPTED))
        assert holds(march.statement, march_28=left) is enough
    for share, enough in ((50, True), (49, False)):
        left = runs(subscribers=first(share, 22, 23))
        assert holds(march.subscribers, march_28=left) is enough
    for share, enough in ((75, True), (74, False)):
        left = runs(deny_path=first(share, 1, 0), deny_facts=first(share, 0, 1))
        assert holds(march.path, march_28=left) is enough


def test_suspension_is_put_only_if_called():
    """Two votes in 100 on the last text refute it; as a statement they don't; nor does one."""
    put = [name for name, _ in scenario_of("march-28").texts].index("suspend-2017")
    lost = runs(votes(19, 15))
    for share, deed, enough in (
        (2, BY_ROLL_CALL, False),
        (2, BY_STATEMENT, True),
        (1, DECLARED, True),
    ):
        march_28 = runs(text=first(share, put, 1), deed=deed)
        got = Invented(march_28=march_28, suspend_mexico_leads=lost)
        assert march.suspension(got).holds is enough
    reached = runs(np.where(first(2, 1, 0)[:, None] == 1, votes(24, 10), votes(19, 15)))
    assert not holds(march.suspension, march_28=runs(), suspend_mexico_leads=reached)


def threatened(yes, share=100):
    """Runs in which so many of the three vote Yes, in so many of 100 runs; in the rest none."""
    vote_ri = np.full((COUNT, len(MEMBERS)), YES, np.int8)
    seats = [MEMBERS.index(member) for member in ("HTI", "SLV", "DOM")]
    vote_ri[:, seats] = NO
    vote_ri[:share, seats[:yes]] = YES
    return vote_ri


def test_the_threatened_must_withhold_even_under_high_compliance():
    """One Yes of three is allowed in any run, two in 20 of 100, with and without backlash."""
    for plain, meek, enough in (
        (threatened(1), threatened(2, 20), True),
        (threatened(2, 21), threatened(0), False),
        (threatened(0), threatened(2, 21), False),
    ):
        played = Invented(
            **{"march-28": runs(plain), "march-28:backlash-compliance": runs(meek),
               "march-28-no-threat": runs(threatened(0))}
        )  # fmt: skip
        assert threat.withheld(played).holds is enough


def test_the_senator_moves_no_more_than_a_tenth():
    """One of three turned in 30 of 100 runs is a tenth of their Yes; in 31 it is more."""
    for share, enough in ((30, True), (31, False)):
        both = {"march-28": runs(threatened(1, share)), "march-28-no-threat": runs(threatened(0))}
        assert threat.senator(Invented(**both)).holds is enough


def test_the_frame_must_rise_and_the_threat_be_cited():
    """In 95 of 100; cited in 80 of those held and in 20 without a threat, and not in one more."""
    for share, enough in ((95, True), (94, False)):
        both = {"march-28": runs(frame=first(share, 0.1, 0.0)), "march-28-no-threat": runs()}
        assert threat.frame(Invented(**both)).holds is enough
    held = first(50, ADOPTED, AGENDA_REFUSED)  # 50 sessions held: 40 are 80 %
    for cited, otherwise, enough in ((40, 20, True), (39, 20, False), (40, 21, False)):
        both = {
            "march-28": runs(outcome=held, cited=first(cited, 1, 0)),
            "march-28-no-threat": runs(cited=first(otherwise, 1, 0)),
        }
        assert threat.cited(Invented(**both)).holds is enough


def test_bystanders_are_swing_members_that_nobody_threatened():
    """Jamaica at .5 may lose and may not gain; Haiti, threatened, may gain."""
    half = np.full((COUNT, len(MEMBERS)), NO, np.int8)
    jamaica, haiti = MEMBERS.index("JAM"), MEMBERS.index("HTI")
    half[:50, [jamaica, haiti]] = YES
    more, less, of_haiti = half.copy(), half.copy(), half.copy()
    more[50, jamaica] = YES
    less[49, jamaica] = NO
    of_haiti[50:, haiti] = YES
    for with_threat, enough in ((more, False), (less, True), (of_haiti, True)):
        both = {"march-28": runs(with_threat), "march-28-no-threat": runs(half)}
        assert threat.bystanders(Invented(**both)).holds is enough


def test_the_caribbean_of_the_record_drifts_and_is_no_bloc():
    """The recorded votes hold; those of June 2016, and a Caribbean of one mind, don't."""
    recorded = {
        call: {row.iso3: LETTERS.index(row.vote) for row in read_tables().votes
               if row.rollcall_id == call}
        for call in ("2017-03-28-PC-VEN-agenda", "2016-06-23-PC-VEN-agenda")
    }  # fmt: skip
    now, then = (runs(np.array([votes[m] for m in MEMBERS])) for votes in recorded.values())
    assert len(caribbean.caribbean_members()) == 14
    assert holds(caribbean.drift, march_28=now) and not holds(caribbean.drift, march_28=then)
    assert holds(caribbean.split, march_28=now) and not holds(caribbean.split, march_28=runs(NO))


def test_leadership_is_judged_by_draws():
    """Expected Yes may rise in no draw; subscribers must fall in 90 % of draws, here 10."""
    draw = np.arange(COUNT) % 10
    ours = runs(expected=20.0, subscribers=20)
    for yes, names, enough in (
        (np.full(COUNT, 20.0), 20 - (draw < 9), True),
        (np.full(COUNT, 20.0), 20 - (draw < 8), False),
        (20.0 + 0.1 * (draw == 3), np.full(COUNT, 19), False),
    ):
        both = {"march-28": ours, "march-28-us-leads": runs(expected=yes, subscribers=names)}
        assert spring.leadership(Invented(draws=10, **both)).holds is enough


def test_april_and_june():
    """Absences and No together; votes called or declared; 23 votes out of reach, 18 to 22 near."""
    left = votes(19, 1, 4)  # 10 absent
    for share, enough in ((70, True), (69, False)):
        april = runs(np.where(first(share, 1, 0)[:, None] == 1, left, votes(19, 5, 0)))
        assert holds(spring.walkout, april_3=april) is enough
    for share, enough in ((60, True), (59, False)):
        deed = first(share, BY_ROLL_CALL, 0)
        deed[0] = DECLARED
        assert (
            holds(spring.put("april-26", "", "manoeuvre", ""), april_26=runs(deed=deed)) is enough
        )
    for reached, near, enough in ((10, 60, True), (11, 60, False), (10, 59, False)):
        acts = np.array([votes(17)] * COUNT)
        acts[:reached], acts[reached : reached + near] = votes(23), votes(22)
        assert holds(spring.cancun, june_19=runs(acts)) is enough


def test_cool_heads_break_no_agenda():
    """20 of 100 agendas broken by insults are allowed, 21 not; one refused anyway is not broken."""
    for broken, enough in ((20, True), (21, False)):
        plain, insulted = (
            runs(outcome=first(refused, AGENDA_REFUSED, ADOPTED)) for refused in (5, 5 + broken)
        )
        both = {"march-28": plain, "march-28-insults": insulted}
        assert spring.cool_heads(Invented(**both)).holds is enough


def test_bunching_compares_called_votes_with_all():
    """sd 8 over called votes against 10 over all is enough, 9 is not; others don't count."""
    off = runs()
    off.tally_rv[:, YES] = np.where(np.arange(COUNT) % 2, 0, 20)
    for width, enough in ((16, True), (18, False)):
        yes = np.where(np.arange(COUNT) % 2, 0, width)
        on = runs(deed=first(80, BY_ROLL_CALL, 0), text_yes=first(80, yes, 1000))
        both = {"april-26": on, "april-26:alone": off}
        assert procedure.bunching(Invented(**both)).holds is enough


def test_bunching_tells_what_selection_alone_does():
    """Without the head count: sd 2 where a vote is called with it, 1 among those that carry."""
    off = runs()
    off.tally_rv[:, YES] = np.resize([14, 16, 18, 20], COUNT)
    on = runs(deed=np.resize([0, BY_ROLL_CALL, 0, BY_ROLL_CALL], COUNT), text_yes=19)
    got = procedure.spreads(
        Invented(**{"april-26": on, "april-26:alone": off}), scenario_of("april-26")
    )
    assert got == pytest.approx((0.0, 5**0.5, 2.0, 1.0)) and got.ratio == 0.0


def test_a_statement_is_told_by_its_text():
    """Of 100 sessions 60 end in one: 50 on the condemnation, 10 on what the record asked for."""
    names = [name for name, _ in scenario_of("march-28").texts]
    settled = first(50, names.index("resolution-2017"), names.index("asks-2017"))
    left = runs(outcome=first(60, STATEMENT_ONLY, ADOPTED), text=settled, subscribers=20)
    told = march.statement(Invented(march_28=left)).simulated
    assert "in 50.0% on resolution-2017" in told and "in 10.0% on the text of the record" in told
    told = march.subscribers(Invented(march_28=left)).simulated
    assert "in 50.0% on resolution-2017" in told and "in 50.0% on the text of the record" in told


def test_a_percentile_counts_half_of_what_is_equal():
    """3 among 1, 2, 3, 3, 4: two below and half of two equal, of five."""
    assert percentile(3, np.array([1, 2, 3, 3, 4])) == pytest.approx(60.0)


def test_a_consensus_has_no_votes_and_no_objector():
    """80 of 100 without an objector; a single vote counted in a consensus refutes it."""
    for calm, yes, enough in ((80, 0, True), (79, 0, False), (80, 1, False)):
        left = runs(objectors=first(calm, 0, 1), outcome=CONSENSUS, text_yes=yes)
        assert holds(procedure.consensus, march_28_no_threat=left) is enough


def test_the_command_prints_every_fact_and_exits_by_the_verdicts(council, monkeypatch):
    """JSON as declared, one line a part for a reader; 0 if all hold and 1 if one fails."""
    told = [Fact("one", "A", "so", "so", "so", True), Fact("two", "T", "so", "not", "so", False)]
    for facts, code in ((told[:1], 0), (told, 1)):
        monkeypatch.setattr("sim.facts.FACTS", [lambda played, f=f: f for f in facts])
        assert check_facts(None) == facts
        answer = council("facts", "--json")
        assert answer.code == code
        assert json.loads(answer.out) == {"facts": [fact._asdict() for fact in facts]}
        assert council("facts").code == code
    shown = council("facts").out
    assert "1 of 2 facts hold. Failing: two" in shown and "two (T) fails" in shown


def test_ids_are_unique_and_the_real_runs_are_judged():
    """Every fact in few runs of the shipped draws: a verdict, numbers, and what is on record."""
    facts = check_facts(Played(runs=500))
    assert len({fact.id for fact in facts}) == len(FACTS) == len(facts)
    for fact in facts:
        assert fact.kind in "AT" and fact.observed and fact.criterion
        assert any(letter.isdigit() for letter in fact.simulated)
        assert isinstance(fact.holds, bool)


def test_the_priors_alone_stand_beside_every_answer(council, tmp_path):
    """In the same table and JSON: outcomes, and the effect; with --no-facts they are the answer."""
    both = ("march-28", "march-28-us-leads")
    asked = ("compare", *both, "--runs", "500", "--json", "--out", tmp_path)
    narrowed, alone = (json.loads(council(*asked, *more).out) for more in ((), ("--no-facts",)))
    for name, part in narrowed["scenarios"].items():
        assert part["outcomes_by_priors"] == alone["scenarios"][name]["outcomes"]
        assert alone["scenarios"][name]["outcomes_by_priors"] is None
        assert part["outcomes"] != part["outcomes_by_priors"]
        assert part["folder"] != alone["scenarios"][name]["folder"]
    led, led_alone = (answer["scenarios"]["march-28-us-leads"] for answer in (narrowed, alone))
    aside, effect = led["aside"]["priors alone"], led_alone["effect"]
    assert {key: effect[key] for key in aside if key != "runs"} == {
        key: value for key, value in aside.items() if key != "runs"
    }
    assert {"carried", "carried_ci95", "adopted", "adopted_ci95"} <= set(effect)
    assert "priors alone" not in led_alone["aside"]
    told = council("run", "march-28", "--runs", "50", "--out", tmp_path).out
    assert "priors alone" in told and "facts of 28 March 2017" in " ".join(told.split())
    told = council("run", "march-28", "--runs", "50", "--out", tmp_path, "--no-facts").out
    assert "narrowed by no fact" in told and "  priors alone" not in told


def test_accepted_draws_of_other_priors_are_told(fitted):
    """Until they are drawn again, every command that reads them says so."""
    about = fitted.about | {"facts": fitted.about["facts"] | {"priors": "of old"}}
    old = Fitted(fitted.names, fitted.draws, about, fitted.digest)
    assert fitted.stale(read_tables().digest) == []
    (stale,) = old.stale(read_tables().digest)
    assert "priors that facts narrow have changed" in stale.reason
    assert "council narrow" in stale.remedy


def test_the_shipped_accepted_draws_are_stale_once_their_base_is_another(fitted):
    """Judged under the set without 28 March: told of the shipped ones, not of one's own."""
    moved = fitted.about["facts"] | {"base": "of old"}
    old = Fitted(fitted.names, fitted.draws, fitted.about | {"facts": moved}, fitted.digest)
    (stale,) = old.stale(read_tables().digest)
    assert "without-2017-03-28 has changed" in stale.reason and "council narrow" in stale.remedy
    own = Fitted(old.names, old.draws, old.about | {"facts": moved | {"digest": "own"}}, old.digest)
    assert own.stale(read_tables().digest) == []


def test_fits_of_other_records_are_told_with_another_remedy(council, monkeypatch):
    """A command names `calibrate` for the fit."""
    monkeypatch.setattr("sim.fitted.priors_digest", lambda: "of now")
    told = council("parameters").err
    assert "the declared priors have changed" in told and "council calibrate" in told


def test_expected_counts_of_a_draw_are_those_of_its_runs():
    """500 draws in blocks of 750 runs: run k belongs to draw k modulo 500, in every block."""
    played = Played(runs=750)
    whole = Played(runs=1500).of("march-28")
    by_draw = entry(whole, SUBSCRIBERS).reshape(3, 500).mean(axis=0)
    assert played.expected("march-28", SUBSCRIBERS, 2) == pytest.approx(by_draw)


@pytest.mark.slow
def test_the_model_page_shows_what_the_command_says():
    """Every fact with its numbers and verdict, to the letter; a minute."""
    page = (ROOT / "sim" / "MODEL.md").read_text()
    stands = page[page.index(BEGIN) : page.index(END, page.index(BEGIN)) + len(END)] + "\n"
    assert stands == markdown_table(check_facts(Played()))


def test_facts_narrow_what_no_vote_tells_and_nothing_else(fitted):
    """The fit's columns are the fit's; of all others, those that facts bear on differ."""
    posterior, alone = read_posterior(), fitted.priors_alone()
    assert fitted.names[: len(posterior.names)] == posterior.names
    differ = {
        name for k, name in enumerate(fitted.names)
        if not np.array_equal(fitted.draws[:, k], alone.draws[:, k])
    }  # fmt: skip
    assert differ == set(BY_FACTS) and not any(BY_NAME[name].by_votes for name in BY_FACTS)
    assert np.array_equal(alone.draws[:, : len(posterior.names)], posterior.draws)
    assert alone.draws == pytest.approx(read_fitted(narrowed=False).draws)
