"""Heads counted before a vote is called, and texts that pass without one."""

import numpy as np

from sim.facts.played import ALL, Fact, Played, called, entry, scenario_of
from sim.scenario import Scenario, read_motion
from sim.tables import read_tables
from sim.words import CONSENSUS, OBJECTORS, TEXT_YES, YES

SINCE = 2016


def recorded_spread(topics: tuple[str, ...], body: str = "") -> float:
    """The standard deviation of Yes over the texts on record since 2016; agendas are no texts.

    body  part of a roll call's name: "-PC-" for the Permanent Council, "" for every body
    """
    yes = [
        call.yes for call in read_tables().rollcalls
        if call.date.year >= SINCE and body in call.rollcall_id and call.topic in topics
        and not call.rollcall_id.endswith("-agenda")
    ]  # fmt: skip
    return float(np.std(yes))


def spreads(played: Played, scenario: Scenario) -> tuple[float, float]:
    """The sd of Yes over the votes called, and with the head count off over all; the same luck."""
    on = played.of_scenario(scenario, ALL)
    off = played.of_scenario(scenario.changed(session="roll call"), ALL)
    return float(entry(on, TEXT_YES)[called(on)].std()), float(off.tally_rv[:, YES].std())


def bunching(played: Played) -> Fact:
    """Votes are called where they carry, so counts bunch above the threshold.

    The text is taken as new: the shock of a recorded one is known only because it was put.
    """
    recorded = scenario_of("april-26")
    new = recorded.changed(motion=recorded.motion.model_copy(update={"record": None}))
    (on, off), (known_on, known_off) = (spreads(played, each) for each in (new, recorded))
    return Fact(
        "bunching", "T",
        f"sd of Yes {recorded_spread(('VEN',), '-PC-'):.1f} on Venezuela in the Permanent Council "
        f"since 2016, {recorded_spread(('VEN', 'NIC')):.1f} with Nicaragua in every body",
        f"sd of Yes over called votes {on:.2f}, with the head count off {off:.2f}: ratio "
        f"{on / off:.2f}; {known_on:.2f} and {known_off:.2f} where the text's shock is known",
        "a new text like that of 26 April: ratio at most .8", on <= 0.8 * off,
    )  # fmt: skip


def consensus(played: Played) -> Fact:
    """Nobody breaks a consensus on a text that hardly intrudes."""
    mild = scenario_of("march-28-no-threat").changed(
        motion_name="dialogue-2017", motion=read_motion("dialogue-2017"), menu=(), agenda=None
    )
    runs = played.of_scenario(mild, ALL)
    nobody = float((entry(runs, OBJECTORS) == 0).mean())
    votes = int(entry(runs, TEXT_YES)[runs.outcome_r == CONSENSUS].sum())
    return Fact(
        "consensus", "T", "mild texts pass without a vote",
        f"nobody but the one concerned objects in {nobody:.1%} (a call for dialogue, "
        f"intrusiveness {mild.motion.intrusiveness:g}); {votes} votes counted in a consensus",
        "in at least 80 %; none", nobody >= 0.8 and votes == 0,
    )  # fmt: skip
