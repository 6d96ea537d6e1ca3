"""Campaigns: dated sessions in order, each with what the ones before it left.

A session of a campaign is a scenario that knows the sessions before it, so every verb that takes a
scenario takes it too.
"""

from datetime import date
from pathlib import Path

from sim.coherence import check_levers
from sim.grid import shipped_cells
from sim.kinds import is_of_kind
from sim.levers import Lever
from sim.mistake import Mistake
from sim.named import find, named, shipped
from sim.reading import check, read_toml
from sim.scenario import Scenario, each_once, read_scenario, read_scenarios
from sim.shapes import CampaignText
from sim.sheet import Sheet


def is_campaign(name: str) -> bool:
    """Whether a name, or a file that can be read, means a campaign."""
    if name.endswith(".toml"):
        return is_of_kind(Path(name), "campaigns")
    return name in shipped("campaigns")


def read_campaign(name: str) -> tuple[Scenario, ...]:
    """The sessions of a campaign, by its shipped name or a path that ends in `.toml`.

    Raises Mistake if they are not in order of date, on different topics, or before other members.
    """
    path = find(name, "campaigns")
    sheet = read_toml(path)
    text = check(sheet, CampaignText)
    # the latest has the last word on what several set
    levers = sorted(enumerate(text.lever), key=lambda pair: pair[1].date or date.min)
    sessions: list[Scenario] = []
    for k, name in enumerate(text.sessions):
        base = name if name in shipped_cells() else named(sheet, ("sessions", k), "")
        plain = read_scenario(base)
        _check_order(sheet, k, plain, sessions)
        since, today = sessions[-1].council.date if sessions else date.min, plain.council.date
        acting = {number: lever for number, lever in levers if _acts(lever, since, today)}
        check_levers(sheet, acting, today)
        sessions.append(
            read_scenario(base, levers=tuple(acting.values())).changed(
                name=f"{path.stem}-{k + 1}-{plain.name}",
                campaign=path.stem,
                before=tuple(sessions),
                remembers=sessions[0].council.date if sessions else None,
            )
        )
    check_levers(sheet, dict(levers), sessions[-1].council.date)
    return tuple(sessions)


def read_campaigns(names: tuple[str, ...], vary: Sheet | None = None) -> list[Scenario]:
    """Scenarios by name, of a grid all, of a campaign its last session, which knows the others.

    Raises Mistake.
    """
    campaigns = [name for name in names if is_campaign(name)]
    if campaigns:
        _check_unvaried(campaigns[0], vary)
    scenarios = []
    for name in names:
        if name in campaigns:
            scenarios.append(read_campaign(name)[-1])
        else:
            scenarios += read_scenarios((name,), vary)
    each_once(sessions_of(scenarios))
    return scenarios


def read_session(name: str, number: int | None, vary: Sheet | None = None) -> Scenario:
    """A scenario by its name, or a campaign's session of this number, from 1. Raises Mistake."""
    if not is_campaign(name):
        scenario = read_scenario(name, vary)
        if number is not None:
            raise Mistake(name, "is one session, no campaign", "Leave --session out.")
        return scenario
    _check_unvaried(name, vary)
    sessions = read_campaign(name)
    if number is None or number > len(sessions):
        what = "is a campaign" if number is None else f"has no session {number}"
        raise Mistake(name, what, f"Say which of its sessions: --session 1 to {len(sessions)}.")
    return sessions[number - 1]


def read_alike(names: tuple[str, ...], vary: Sheet | None = None) -> list[Scenario]:
    """What can be compared: scenarios alone, or campaigns of as many sessions; as above.

    Raises Mistake.
    """
    campaigns = [name for name in names if is_campaign(name)]
    for name in names:
        if campaigns and name not in campaigns:
            raise Mistake(name, "is a scenario and can't be compared with a campaign")
    scenarios = read_campaigns(names, vary)
    for scenario in scenarios:
        for one, other in zip(scenario.sessions, scenarios[0].sessions, strict=False):
            _check_members(one.name, one, other)
    for name, campaign in zip(campaigns, scenarios, strict=False):
        one, other = len(campaign.sessions), len(scenarios[0].sessions)
        if one != other:
            what = f"has {one} sessions; {names[0]} has {other}"
            raise Mistake(name, what, "Campaigns are compared session by session.")
    return scenarios


def sessions_of(scenarios: list[Scenario]) -> list[Scenario]:
    """The sessions of every campaign in order; a scenario alone is one."""
    return [session for scenario in scenarios for session in scenario.sessions]


def _check_unvaried(campaign: str, vary: Sheet | None) -> None:
    if vary is not None and vary.tables:
        raise Mistake(campaign, "a campaign can't be varied", "Vary its scenarios one by one.")


def _acts(lever: Lever, since: date, today: date) -> bool:
    """Whether a lever acts on a session: once, at the next one after its date; or from then on."""
    day = lever.date or date.min
    return day <= today and (lever.lasts() or day > since or since == date.min)


def _check_members(where: str, scenario: Scenario, other: Scenario) -> None:
    """Raises Mistake unless both are before the same members: effects and memory are by member."""
    from sim.stage import members_of

    here, there = set(members_of(scenario)), set(members_of(other))
    if here != there:
        differ = ", ".join(sorted(here ^ there))
        what = f"has other seats than {other.name}: {differ} votes in one of them alone"
        raise Mistake(where, what, "Take dates on which the same members are seated.")


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
    if before:
        _check_members(f"{where} {scenario.name}", scenario, before[0])
