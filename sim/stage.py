"""The stage: a scenario, its council and the fitted draws, as the arrays that runs start from."""

from typing import NamedTuple

import numpy as np

from sim.council import Council, attention_of, council_at, seated
from sim.fitted import Fitted
from sim.leverage import attacked, insult, persuade, pushes_of
from sim.motions import raise_doubts
from sim.parameters import COUNCIL_WIDE, ROW
from sim.room import Floor, Levers, Motion, Room, Texts, coefficients_of
from sim.rules.compiler import rule
from sim.scenario import Scenario
from sim.tables import Tables, read_tables
from sim.traits import TRAITS, covariates_of, own_of, patronage_of, traits_of
from sim.words import ABSENT, DECISIONS, FREE, LEDGER, NO, NOT_SEATED, UNSCRIPTED, VOTES

ENTRIES = len(LEDGER)


class Stage(NamedTuple):
    """What a run starts from. d: posterior draw, i and j: seated member, l: lever, k: text,
    a: a decision that may be forced.

    The first seven fields are `Motion`'s, the last five `Floor`'s: the parallel loop takes no tuple
    inside a tuple.
    row_dp   (draw, council-wide parameter)
    set_ti   (2, member) whether the scenario sets recognition and abstention by hand
    bound    of the members not concerned, how many the scenario has vote No on any text
    The rest as in `Room`; run k uses draw k modulo the number of draws.
    """

    direction: float
    intrusiveness: float
    leadership: float
    severity: float
    camp: int
    venezuelan: int
    threshold: int
    row_dp: np.ndarray
    lasting_d: np.ndarray
    recognition_di: np.ndarray
    mood_scale_di: np.ndarray
    sovereignty_di: np.ndarray
    pressure_sensitivity_di: np.ndarray
    aid_dependence_di: np.ndarray
    patronage_di: np.ndarray
    abstention_di: np.ndarray
    absence_di: np.ndarray
    memory_di: np.ndarray
    script_i: np.ndarray
    forced_ai: np.ndarray
    attention_ij: np.ndarray
    heeds_i: np.ndarray
    signed_i: np.ndarray
    abstained_i: np.ndarray
    set_ti: np.ndarray
    attacked_i: np.ndarray
    shock_d: np.ndarray
    shock_scale_d: np.ndarray
    pull_d: np.ndarray
    pull_scale_d: np.ndarray
    sender_l: np.ndarray
    wish_l: np.ndarray
    credibility_dl: np.ndarray
    publicity_l: np.ndarray
    legitimacy_l: np.ndarray
    offer_l: np.ndarray
    target_li: np.ndarray
    text_direction_k: np.ndarray
    text_intrusiveness_k: np.ndarray
    text_threshold_k: np.ndarray
    bound: int
    whole: int
    own: int
    agenda: int
    chair: int
    manoeuvre: int


def members_of(scenario: Scenario, tables: Tables | None = None) -> tuple[str, ...]:
    """The members with a vote in a scenario, in the order of every (member,) array of its runs."""
    return seated(council_at(tables or read_tables(), scenario.council.date))


def set_stage(scenario: Scenario, fitted: Fitted, tables: Tables | None = None) -> Stage:
    """The stage of a scenario under these draws. Raises Mistake of a roll call that none knows."""
    raise_doubts(scenario.doubts, fitted)
    tables = tables or read_tables()
    council = council_at(tables, scenario.council.date)
    for lever in scenario.levers:
        council = lever.seat(council)
    motion = motion_of(scenario)
    rows = _rows(scenario, fitted)
    covariates = covariates_of(scenario, council, tables)
    own, unseen = own_of(scenario, council, fitted)
    pick, members = np.flatnonzero(council.seated), seated(council)
    patronage = patronage_of(rows, covariates)
    changes = [*(lever.traits(council) for lever in scenario.levers), scenario.members]
    _set(changes, {"patronage": patronage}, council.iso3)  # before recognition, which it lowers
    named = dict(zip(TRAITS, traits_of(rows, motion, covariates, patronage, *own), strict=True))
    named |= {"patronage": patronage, "aid_dependence": np.tile(covariates.aid, (len(rows), 1))}
    attacked_i = attacked(scenario, council)
    lasting = insult(attacked_i, rows, council, named["recognition"])
    _set(changes, named, council.iso3)  # after insults: what is set by hand stays
    script = _script(scenario, council)[pick]
    attention = attention_of(council.agreement[np.ix_(pick, pick)], script == UNSCRIPTED)
    persuade(scenario, members, attention)
    stage = Stage(
        **motion._asdict(),
        row_dp=rows,
        lasting_d=lasting,
        mood_scale_di=unseen[:, pick],
        script_i=script,
        forced_ai=np.full((len(DECISIONS), len(members)), FREE),
        attention_ij=attention,
        heeds_i=(attention.sum(axis=1) > 0).astype(np.int64),
        signed_i=covariates.signed[pick],
        abstained_i=covariates.abstained[pick],
        set_ti=_by_hand(scenario, members),
        attacked_i=attacked_i[pick],
        **{f"{name}_di": trait[:, pick] for name, trait in named.items()},
        **_shocks(scenario, fitted, rows),
        **pushes_of(scenario, rows, members),
        **_texts(scenario),
        bound=_bound(scenario, members),
        **floor_of(scenario, members)._asdict(),
    )
    return in_one_layout(stage)


def _texts(scenario: Scenario) -> dict[str, np.ndarray]:
    """What may be put, the agenda item first; for a roll call alone, the motion."""
    texts = [text for _, text in scenario.texts]
    if scenario.session == "roll call":
        texts = [scenario.motion]
    return {
        "text_direction_k": np.array([float(text.direction) for text in texts]),
        "text_intrusiveness_k": np.array([float(text.intrusiveness) for text in texts]),
        "text_threshold_k": np.array([text.threshold for text in texts], dtype=np.int64),
    }


def floor_of(scenario: Scenario, members: tuple[str, ...]) -> Floor:
    """How the session is conducted."""
    whole = scenario.session == "whole"
    on_agenda = scenario.motion.kind == "agenda"
    chair = chair_of(scenario)
    return Floor(
        whole=int(whole),
        own=int(whole and not on_agenda),
        agenda=int(on_agenda or scenario.agenda is not None),
        chair=members.index(chair) if chair in members else -1,
        manoeuvre=int(any(lever.suspends() for lever in scenario.levers)),
    )


def chair_of(scenario: Scenario) -> str | None:
    """The member that presides: the last that a lever has suspend, else the scenario's own."""
    suspending = [lever.who for lever in scenario.levers if lever.suspends()]
    return suspending[-1] if suspending else scenario.chair


def in_one_layout(columns):
    """The same tuple with every array in C order: another order would compile all rules afresh."""
    return type(columns)(
        *(np.ascontiguousarray(p) if isinstance(p, np.ndarray) else p for p in columns)
    )


def motion_of(scenario: Scenario) -> Motion:
    """The motion as rules read it."""
    text = scenario.motion
    return Motion(
        direction=float(text.direction),
        intrusiveness=float(text.intrusiveness),
        leadership=float(text.leadership),
        severity=float(text.severity),
        camp=int(text.camp),
        venezuelan=int("VEN" in text.topic.split("-")),
        threshold=int(text.threshold),
    )


def _rows(scenario: Scenario, fitted: Fitted) -> np.ndarray:
    """(draw, parameter of `ROW`), with the scenario's own values."""
    rows = fitted.columns(ROW)
    for name, value in scenario.parameters.items():
        rows[:, ROW.index(name)] = value
    return rows


def _set(
    changes: list[dict[str, dict[str, float]]], named: dict[str, np.ndarray], iso3: tuple[str, ...]
) -> None:
    """Set members' traits, in place and in every draw; a later change has the last word."""
    for change in changes:
        for member, values in change.items():
            for trait in values.keys() & named.keys():
                named[trait][:, iso3.index(member)] = values[trait]


def _script(scenario: Scenario, council: Council) -> np.ndarray:
    """(member,) acts of the governments concerned and of Venezuela's seat; others UNSCRIPTED."""
    script = np.full(len(council.iso3), UNSCRIPTED)
    concerned = scenario.concerned
    for i, (member, occupant) in enumerate(zip(council.iso3, council.occupant, strict=True)):
        if member in concerned:
            script[i] = ABSENT if occupant == "vacant" else NO
        if member in scenario.script:
            script[i] = VOTES.index(scenario.script[member])
    return script


def _by_hand(scenario: Scenario, members: tuple[str, ...]) -> np.ndarray:
    """(2, member) whether recognition and abstention are set by hand."""
    return np.array([
        [trait in scenario.members.get(member, {}) for member in members]
        for trait in ("recognition", "abstention")
    ])  # fmt: skip


def _bound(scenario: Scenario, members: tuple[str, ...]) -> int:
    """How many a script has vote No, which object to a consensus; those concerned don't count."""
    others = set(members) - scenario.concerned
    return sum(scenario.script.get(member) == VOTES[NO] for member in others)


def _shocks(scenario: Scenario, fitted: Fitted, rows: np.ndarray) -> dict[str, np.ndarray]:
    """A session on record keeps its fitted shock and pull; a new one draws both by luck.

    So does a topic without history.
    """
    record, topic = scenario.record, f"topic_shock[{scenario.motion.topic}]"
    known = record is not None and f"own_shock[{record}]" in fitted

    def of(name: str) -> np.ndarray:
        return rows[:, COUNCIL_WIDE.index(name)]

    unseen = np.zeros(len(rows))
    if not known:
        unseen += of("shock_scale") ** 2
    if topic not in fitted:
        unseen += of("topic_shock_scale") ** 2
    return {
        "shock_d": of("shock") + fitted.column(topic) + fitted.column(f"own_shock[{record}]"),
        "shock_scale_d": np.sqrt(unseen),
        "pull_d": fitted.column(f"own_pull[{record}]"),
        "pull_scale_d": np.zeros(len(rows)) if known else of("pull_scale"),
    }


@rule
def room_of(stage, run):
    """The room of one run, before any phase has acted."""
    d = run % len(stage.row_dp)
    members = len(stage.script_i)
    levers = Levers(
        stage.sender_l, stage.wish_l, stage.credibility_dl[d], stage.publicity_l,
        stage.legitimacy_l, stage.offer_l, stage.target_li,
    )  # fmt: skip
    motion = Motion(
        stage.direction, stage.intrusiveness, stage.leadership, stage.severity, stage.camp,
        stage.venezuelan, stage.threshold,
    )  # fmt: skip
    texts = Texts(
        stage.text_direction_k, stage.text_intrusiveness_k, stage.text_threshold_k
    )  # fmt: skip
    floor = Floor(
        stage.whole, stage.own, stage.agenda, stage.chair, stage.manoeuvre
    )  # fmt: skip
    texts_by_member = (len(stage.text_threshold_k), members)
    return Room(
        p=coefficients_of(stage.row_dp[d]),
        motion=motion,
        texts=texts,
        floor=floor,
        levers=levers,
        recognition=stage.recognition_di[d].copy(),
        mood_scale=stage.mood_scale_di[d],
        sovereignty=stage.sovereignty_di[d],
        pressure_sensitivity=stage.pressure_sensitivity_di[d],
        aid_dependence=stage.aid_dependence_di[d],
        patronage=stage.patronage_di[d],
        abstention=stage.abstention_di[d].copy(),
        absence=stage.absence_di[d],
        memory=stage.memory_di[d].copy(),
        script=stage.script_i,
        forced=stage.forced_ai,
        attention=stage.attention_ij,
        heeds=stage.heeds_i,
        shock_scale=stage.shock_scale_d[d],
        pull_scale=stage.pull_scale_d[d],
        lasting=np.full(1, stage.lasting_d[d]),
        pressure=np.zeros(members),
        cross=np.zeros(members),
        opening=np.zeros(members),
        disposition=np.zeros(members),
        following=np.zeros(members),
        parts_opening=np.zeros((3, members)),
        parts=np.zeros((3, members)),
        parts_following=np.zeros((3, members)),
        chance=np.zeros((members, 4)),
        vote=np.zeros(members, np.int64),
        tally=np.zeros(4, np.int64),
        signed=np.zeros(members, np.int64),
        walkout=np.zeros(members),
        reason=np.zeros(members, np.int64),
        insulted=np.zeros(members, np.int64),
        yes_above=np.zeros(members),
        no_below=np.zeros(members),
        sounding=np.zeros(texts_by_member, np.int64),
        ballot=np.zeros(texts_by_member, np.int64),
        signature=np.zeros(texts_by_member, np.int64),
        remembered=np.full(members, NOT_SEATED, np.int64),
        objectors=np.full(len(stage.text_threshold_k), stage.bound),
        ledger=np.zeros(ENTRIES, np.int64),
        frame=np.zeros(1),
        shock=np.full(1, stage.shock_d[d]),
        pull=np.full(1, stage.pull_d[d]),
        outcome=np.zeros(1, np.int64),
    )


def own_columns(room: Room) -> Room:
    """The same room with arrays of its own: an agent may be changed without changing the draws."""
    return Room(*(part.copy() if isinstance(part, np.ndarray) else part for part in room))
