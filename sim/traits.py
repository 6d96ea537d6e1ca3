"""Members' traits in every draw, made from the records by the rules that the fit calls too."""

from dataclasses import replace
from datetime import date
from typing import NamedTuple

import numpy as np

from sim.council import Council, memory_of
from sim.fitted import Fitted
from sim.parameters import ASSUMED
from sim.room import coefficients_of
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
from sim.tables import Tables

PATRONAGE_START = ASSUMED["patronage_start"]
TRAITS = ("recognition", "sovereignty", "pressure_sensitivity", "abstention", "absence", "memory")


class Covariates(NamedTuple):
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


def covariates_of(scenario: Scenario, council: Council, tables: Tables) -> Covariates:
    """The covariates of a council for a scenario's topic, memory of earlier votes included.

    Memory is towards a text that faults the government concerned: one session's texts may point
    either way, or neither.
    """
    text = scenario.motion
    known = known_on(tables, scenario.remembers) if scenario.remembers else tables
    memory = memory_of(known, council.iso3, text.topic, text.camp, 1.0, council.date)
    shared = {name: getattr(council, name) for name in Covariates._fields if hasattr(council, name)}
    return Covariates(**shared, **memory._asdict())


def known_on(tables: Tables, day: date) -> Tables:
    """The tables without the votes and signatures of a day or later: a campaign has its own."""
    return replace(
        tables,
        rollcalls=[row for row in tables.rollcalls if row.date < day],
        signatures=[row for row in tables.signatures if row.date < day],
    )


def own_of(scenario: Scenario, council: Council, fitted: Fitted):
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


@rule
def patronage_of(rows, covariates):
    """(draw, member) dependence on Venezuela's oil, 0..1, as far as it has not waned."""
    patronage = np.empty((len(rows), len(covariates.financing)))
    for d in range(len(rows)):
        waned = wane(covariates.year, PATRONAGE_START, coefficients_of(rows[d]).patronage_stop)
        for i in range(len(covariates.financing)):
            patronage[d, i] = covariates.financing[i] * waned
    return patronage


@rule
def traits_of(
    rows, motion, covariates, patronage, intercept, own_sovereignty, own_sensitivity,
    own_abstention, own_absence,
):  # fmt: skip
    """(draw, member) traits, in the order of `TRAITS`, by the rules that the fit calls too."""
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
                intercept[d, i], covariates.solidarity[i], covariates.alba[i],
                covariates.orientation[i], covariates.alignment[i], motion.camp, motion.severity,
                patronage[d, i], motion.venezuelan, p,
            )  # fmt: skip
            sigma[d, i] = raw_sovereignty(covariates.refusal[i], own_sovereignty[d, i], p)
            nerve[d, i] = sensitivity(covariates.small[i], own_sensitivity[d, i], p)
            shy[d, i] = abstention(covariates.abstained[i], own_abstention[d, i], p)
            away[d, i] = absence(covariates.capacity[i], own_absence[d, i], p)
            past[d, i] = memory(covariates.same[i], covariates.last[i], covariates.signed[i], p)
        mean = sigma[d].sum() / members
        for i in range(members):
            sigma[d, i] = sovereignty(sigma[d, i], mean, p)
    return kappa, sigma, nerve, shy, away, past
