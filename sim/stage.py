"""The stage: a scenario, its council and the fitted draws, as the arrays that runs start from."""

from typing import NamedTuple

import numpy as np

from sim.council import Council, attention_of, council_at, memory_of
from sim.fitted import Fitted
from sim.parameters import ASSUMED, COUNCIL_WIDE
from sim.rules.compiler import rule
from sim.rules.traits import (
    absence,
    abstention,
    memory,
    raw_sovereignty,
    recognition,
    sensitivity,
    sovereignty,
    wane,
)
from sim.scenario import Scenario
from sim.session import Levers, Motion, Room, coefficients_of
from sim.tables import Tables, read_tables
from sim.words import ABSENT, NO, UNSCRIPTED, VOTES, sender_code

PATRONAGE_START = ASSUMED["patronage_start"]


class Stage(NamedTuple):
    """What a run starts from. d: posterior draw, i and j: seated member, l: lever.

    The first seven fields are `Motion`'s: the parallel loop takes no tuple inside a tuple.
    row_dp   (draw, council-wide parameter)
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
    attention_ij: np.ndarray
    heeds_i: np.ndarray
    shock_d: np.ndarray
    shock_scale_d: np.ndarray
    pull_d: np.ndarray
    pull_scale_d: np.ndarray
    sender_l: np.ndarray
    wish_l: np.ndarray
    credibility_dl: np.ndarray
    publicity_l: np.ndarray
    legitimacy_l: np.ndarray
    target_li: np.ndarray


class Facts(NamedTuple):
    """The recorded covariates that traits are made from, (member,) each, and the year."""

    solidarity: np.ndarray
    alba: np.ndarray
    orientation: np.ndarray
    alignment: np.ndarray
    aid: np.ndarray
    financing: np.ndarray
    capacity: np.ndarray
    refusal: np.ndarray
    small: np.ndarray
    same: np.ndarray
    last: np.ndarray
    abstained: np.ndarray
    signed: np.ndarray
    year: float


def seated(council: Council) -> tuple[str, ...]:
    """The members with a vote, in the council's order: the order of every (member,) array."""
    return tuple(m for m, has in zip(council.iso3, council.seated, strict=True) if has)


def members_of(scenario: Scenario, tables: Tables | None = None) -> tuple[str, ...]:
    """The members with a vote in a scenario, in the order of every (member,) array of its runs."""
    return seated(council_at(tables or read_tables(), scenario.council.date))


def set_stage(scenario: Scenario, fitted: Fitted, tables: Tables | None = None) -> Stage:
    """The stage of a scenario under these draws."""
    tables = tables or read_tables()
    council = council_at(tables, scenario.council.date)
    motion = motion_of(scenario)
    rows = _rows(scenario, fitted)
    facts = _facts(scenario, council, tables)
    own, unseen = _own(scenario, council, fitted)
    pick, members = np.flatnonzero(council.seated), seated(council)
    patronage = patronage_of(rows, facts)
    changes = [*(lever.traits(council) for lever in scenario.levers), scenario.members]
    _set(changes, {"patronage": patronage}, council.iso3)  # before recognition, which it lowers
    named = dict(zip(_TRAITS, traits_of(rows, motion, facts, patronage, *own), strict=True))
    named |= {"patronage": patronage, "aid_dependence": np.tile(facts.aid, (len(rows), 1))}
    _set(changes, named, council.iso3)
    script = _script(scenario, council)[pick]
    attention = attention_of(council.agreement[np.ix_(pick, pick)], script == UNSCRIPTED)
    stage = Stage(
        **motion._asdict(),
        row_dp=rows,
        mood_scale_di=unseen[:, pick],
        script_i=script,
        attention_ij=attention,
        heeds_i=(attention.sum(axis=1) > 0).astype(np.int64),
        **{f"{name}_di": trait[:, pick] for name, trait in named.items()},
        **_shocks(scenario, fitted, rows),
        **_pushes(scenario, rows, members),
    )
    return in_one_layout(stage)


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
    """(draw, council-wide parameter), with the scenario's own values."""
    rows = np.ascontiguousarray(fitted.draws[:, : len(COUNCIL_WIDE)])
    for name, value in scenario.parameters.items():
        rows[:, COUNCIL_WIDE.index(name)] = value
    return rows


def _facts(scenario: Scenario, council: Council, tables: Tables) -> Facts:
    text = scenario.motion
    memory = memory_of(tables, council.iso3, text.topic, text.camp, text.direction, council.date)
    shared = {name: getattr(council, name) for name in Facts._fields if hasattr(council, name)}
    return Facts(**shared, **memory._asdict())


def _own(scenario: Scenario, council: Council, fitted: Fitted):
    """What is particular to each member, and the spread of what no record shows of it.

    ((draw, member) intercept of recognition, sovereignty, sensitivity, abstention, absence),
    (draw, member) spread of the intercept's unseen parts
    """
    topics = [f"{member}:{scenario.motion.topic}" for member in council.iso3]
    parts = (
        ("own_recognition", council.iso3, "recognition_scale"),
        ("government", council.spell, "spell_scale"),
        ("on_topic", topics, "topic_scale"),
    )
    intercept = np.zeros((len(fitted.draws), len(council.iso3)))
    unseen = np.zeros_like(intercept)
    for name, labels, scale in parts:
        for i, label in enumerate(labels):
            column = f"{name}[{label}]"
            intercept[:, i] += fitted.column(column)
            if column not in fitted:
                unseen[:, i] += fitted.column(scale) ** 2

    def of_members(name: str) -> np.ndarray:
        return np.stack([fitted.column(f"{name}[{m}]") for m in council.iso3], axis=1)

    names = ("own_sovereignty", "own_sensitivity", "own_abstention", "own_absence")
    return (intercept, *map(of_members, names)), np.sqrt(unseen)


def _set(
    changes: list[dict[str, dict[str, float]]], named: dict[str, np.ndarray], iso3: tuple[str, ...]
) -> None:
    """Set members' traits, in place and in every draw; a later change has the last word."""
    for change in changes:
        for member, values in change.items():
            for trait in values.keys() & named.keys():
                named[trait][:, iso3.index(member)] = values[trait]


@rule
def patronage_of(rows, facts):
    """(draw, member) dependence on Venezuela's oil, 0..1, as far as it has not waned."""
    patronage = np.empty((len(rows), len(facts.financing)))
    for d in range(len(rows)):
        waned = wane(facts.year, PATRONAGE_START, coefficients_of(rows[d]).patronage_stop)
        for i in range(len(facts.financing)):
            patronage[d, i] = facts.financing[i] * waned
    return patronage


_TRAITS = ("recognition", "sovereignty", "pressure_sensitivity", "abstention", "absence", "memory")


@rule
def traits_of(
    rows, motion, facts, patronage, intercept, own_sovereignty, own_sensitivity, own_abstention,
    own_absence,
):  # fmt: skip
    """(draw, member) traits, in the order of `_TRAITS`, by the rules that the fit calls too."""
    kappa, sigma, nerve = (
        np.empty_like(intercept),
        np.empty_like(intercept),
        np.empty_like(intercept),
    )
    shy, away, past = np.empty_like(intercept), np.empty_like(intercept), np.empty_like(intercept)
    draws, members = intercept.shape
    for d in range(draws):
        p = coefficients_of(rows[d])
        for i in range(members):
            kappa[d, i] = recognition(
                intercept[d, i], facts.solidarity[i], facts.alba[i], facts.orientation[i],
                facts.alignment[i], motion.camp, motion.severity, patronage[d, i],
                motion.venezuelan, p,
            )  # fmt: skip
            sigma[d, i] = raw_sovereignty(facts.refusal[i], own_sovereignty[d, i], p)
            nerve[d, i] = sensitivity(facts.small[i], own_sensitivity[d, i], p)
            shy[d, i] = abstention(facts.abstained[i], own_abstention[d, i], p)
            away[d, i] = absence(facts.capacity[i], own_absence[d, i], p)
            past[d, i] = memory(facts.same[i], facts.last[i], facts.signed[i], p)
        mean = sigma[d].sum() / members
        for i in range(members):
            sigma[d, i] = sovereignty(sigma[d, i], mean, p)
    return kappa, sigma, nerve, shy, away, past


def _script(scenario: Scenario, council: Council) -> np.ndarray:
    """(member,) acts of the governments concerned and of Venezuela's seat; others UNSCRIPTED."""
    script = np.full(len(council.iso3), UNSCRIPTED)
    concerned = {*scenario.motion.topic.split("-"), "VEN"}
    for i, (member, occupant) in enumerate(zip(council.iso3, council.occupant, strict=True)):
        if member in concerned:
            script[i] = ABSENT if occupant == "vacant" else NO
        if member in scenario.script:
            script[i] = VOTES.index(scenario.script[member])
    return script


def _shocks(scenario: Scenario, fitted: Fitted, rows: np.ndarray) -> dict[str, np.ndarray]:
    """A recorded motion keeps its fitted shock and pull; a new one draws both by luck.

    So does a topic without history.
    """
    record, topic = scenario.motion.record, f"topic_shock[{scenario.motion.topic}]"
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


def _pushes(
    scenario: Scenario, rows: np.ndarray, members: tuple[str, ...]
) -> dict[str, np.ndarray]:
    """The levers that press on their targets, one row each."""
    pushes = [(lever, lever.push(scenario.motion)) for lever in scenario.levers]
    pressing = [(lever, push) for lever, push in pushes if push is not None]
    target = np.zeros((len(pressing), len(members)), dtype=np.int64)
    credibility = np.zeros((len(rows), len(pressing)))
    for number, (lever, push) in enumerate(pressing):
        for member in lever.targets:
            target[number, members.index(member)] = 1
        ranked = isinstance(push.credibility, str)
        credibility[:, number] = (
            rows[:, COUNCIL_WIDE.index(push.credibility)] if ranked else push.credibility
        )
    return {
        "sender_l": np.array([sender_code(lever.sender) for lever, _ in pressing], dtype=np.int64),
        "wish_l": np.array([push.wish for _, push in pressing]),
        "credibility_dl": credibility,
        "publicity_l": np.array([push.publicity for _, push in pressing], dtype=np.float64),
        "legitimacy_l": np.array([push.legitimacy for _, push in pressing]),
        "target_li": target,
    }


@rule
def room_of(stage, run):
    """The room of one run, before any phase has acted."""
    d = run % len(stage.row_dp)
    members = len(stage.script_i)
    levers = Levers(
        stage.sender_l, stage.wish_l, stage.credibility_dl[d], stage.publicity_l,
        stage.legitimacy_l, stage.target_li,
    )  # fmt: skip
    motion = Motion(
        stage.direction, stage.intrusiveness, stage.leadership, stage.severity, stage.camp,
        stage.venezuelan, stage.threshold,
    )  # fmt: skip
    return Room(
        coefficients_of(stage.row_dp[d]), motion, levers, stage.recognition_di[d],
        stage.mood_scale_di[d], stage.sovereignty_di[d], stage.pressure_sensitivity_di[d],
        stage.aid_dependence_di[d], stage.patronage_di[d], stage.abstention_di[d],
        stage.absence_di[d], stage.memory_di[d], stage.script_i, stage.attention_ij, stage.heeds_i,
        stage.shock_scale_d[d], stage.pull_scale_d[d], np.zeros(members), np.zeros(members),
        np.zeros(members), np.zeros(members), np.zeros(members), np.zeros((members, 4)),
        np.zeros(members, np.int64), np.zeros(4, np.int64), np.zeros(1),
        np.full(1, stage.shock_d[d]), np.full(1, stage.pull_d[d]), np.zeros(1, np.int64),
    )  # fmt: skip


def own_columns(room: Room) -> Room:
    """The same room with arrays of its own: an agent may be changed without changing the draws."""
    return Room(*(part.copy() if isinstance(part, np.ndarray) else part for part in room))
