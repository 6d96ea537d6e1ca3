"""Campaigns: dated sessions in order, each with what the ones before it left.

A session of a campaign is a scenario that knows the sessions before it, so every verb that takes a
scenario takes it too.
"""

import os
from datetime import date
from pathlib import Path

from pydantic import Field

from sim.batch import Runs, run_batch
from sim.fitted import Fitted
from sim.levers import Lever, LeverText
from sim.mistake import Mistake
from sim.past import NO_PAST
from sim.reading import Strict, check, read_toml
from sim.scenario import (
    Scenario,
    check_members,
    each_once,
    find,
    read_scenario,
    read_scenarios,
    shipped,
)
from sim.shapes import Name
from sim.sheet import Sheet
from sim.stage import Stage, set_stage


class CampaignText(Strict):
    """A campaign: scenarios in order of date, and levers that act from their date on."""

    question: str
    sessions: list[Name] = Field(min_length=1)
    lever: list[LeverText] = Field(default_factory=list)


def is_campaign(name: str) -> bool:
    """Whether a name, or a file that can be read, means a campaign."""
    if name.endswith(".toml"):
        return os.path.isfile(name) and "sessions" in read_toml(Path(name)).tables
    return name in shipped("campaigns")


def read_campaign(name: str) -> tuple[Scenario, ...]:
    """The sessions of a campaign, by its shipped name or a path that ends in `.toml`.

    Raises Mistake if they are not in order of date, on different topics, or before other members.
    """
    path = find(name, "campaigns")
    sheet = read_toml(path)
    text = check(sheet, CampaignText)
    sessions: list[Scenario] = []
    for k, base in enumerate(text.sessions):
        plain = read_scenario(base)
        _check_order(sheet, k, plain, sessions)
        since = sessions[-1].council.date if sessions else date.min
        levers = tuple(lever for lever in text.lever if _acts(lever, since, plain.council.date))
        scenario = plain.changed(
            name=f"{path.stem}-{k + 1}-{plain.name}",
            motion=moved(plain, levers),
            levers=plain.levers + levers,
            before=tuple(sessions),
            remembers=sessions[0].council.date if sessions else None,
        )
        check_members(sheet, scenario)
        sessions.append(scenario)
    return tuple(sessions)


def read_sessions(names: tuple[str, ...], vary: Sheet | None = None) -> list[Scenario]:
    """Scenarios by name, of a grid all, of a campaign its sessions in order. Raises Mistake."""
    campaigns = [name for name in names if is_campaign(name)]
    if campaigns and vary is not None and vary.tables:
        raise Mistake(campaigns[0], "a campaign can't be varied", "Vary its scenarios one by one.")
    sessions = [
        session
        for name in names
        for session in (read_campaign(name) if name in campaigns else read_scenarios((name,), vary))
    ]
    return each_once(sessions)


def read_pairs(names: tuple[str, ...], vary: Sheet | None = None) -> list[list[Scenario]]:
    """What is compared with what: all the scenarios, or the campaigns session by session.

    Raises Mistake if campaigns stand beside scenarios, or differ in their number of sessions.
    """
    if not any(is_campaign(name) for name in names):
        return [read_scenarios(names, vary)]
    for name in names:
        if not is_campaign(name):
            raise Mistake(name, "is a scenario and can't be compared with a campaign")
    campaigns = [read_sessions((name,), vary) for name in names]
    for name, sessions in zip(names, campaigns, strict=True):
        if len(sessions) != len(campaigns[0]):
            what = f"has {len(sessions)} sessions; {names[0]} has {len(campaigns[0])}"
            raise Mistake(name, what, "Campaigns are compared session by session.")
    return [list(group) for group in zip(*campaigns, strict=True)]


def moved(scenario: Scenario, levers: tuple[Lever, ...]):
    """The scenario's motion as further levers leave it."""
    motion = scenario.motion
    for lever in levers:
        motion = motion.model_copy(update=lever.coordinates())
    return motion


def _acts(lever: Lever, since: date, today: date) -> bool:
    """Whether a lever acts on a session: once, at the next one after its date; or from then on."""
    day = lever.date or date.min
    return day <= today and (lever.lasts() or day > since or since == date.min)


def _check_order(sheet: Sheet, k: int, scenario: Scenario, before: list[Scenario]) -> None:
    where = sheet.where(("sessions", k))
    if scenario.session != "whole":
        raise Mistake(where, f"{scenario.name} is a roll call alone and leaves nothing behind")
    if before and scenario.council.date <= before[-1].council.date:
        dates = f"{scenario.council.date} after {before[-1].council.date}"
        raise Mistake(where, f"{scenario.name} is out of order: {dates}", "Give an earlier first.")
    if before and scenario.motion.topic != before[0].motion.topic:
        topics = f"{scenario.motion.topic} after {before[0].motion.topic}"
        raise Mistake(where, f"{scenario.name} is on another topic: {topics}")


def stages_of(scenario: Scenario, fitted: Fitted) -> tuple[Stage, ...]:
    """The stages of a scenario's sittings: those before it, then its own."""
    return tuple(set_stage(sitting, fitted) for sitting in (*scenario.before, scenario))


def play(
    stages: tuple[Stage, ...], seed: int, first: int, count: int, threads: int | None = None
) -> list[Runs]:
    """The runs of each sitting in order, the luck of each its own; arguments as `run_batch`."""
    past, played = NO_PAST, []
    for sitting, stage in enumerate(stages):
        played.append(run_batch(stage, seed, first, count, threads, past, sitting))
        if sitting + 1 < len(stages):
            past = played[-1].left
    return played
