"""Heads counted before a vote is called, and texts that pass without one."""

from typing import NamedTuple

import numpy as np

from sim.batch import Runs
from sim.facts.played import ALL, Fact, Played, called, entry, scenario_of
from sim.scenario import Scenario, read_motion
from sim.tables import read_tables
from sim.words import CONSENSUS, OBJECTORS, TEXT_YES, YES

SINCE = 2016
SIMPLE_MAJORITY = 18  # of 34
FAULTING = (0.25, 0.5)  # directions at which the mild text would fault the government concerned


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


class Spreads(NamedTuple):
    """Standard deviations of Yes, under the same luck.

    called   over the votes called
    off      with the head count off, over all runs
    same     with the head count off, over the runs called with it: selection without its texts
    passing  with the head count off, over the runs that carry: as if votes lost were not called
    """

    called: float
    off: float
    same: float
    passing: float

    @property
    def ratio(self) -> float:
        """Below 1 if counts bunch."""
        return self.called / self.off


def spreads(played: Played, scenario: Scenario) -> Spreads:
    """Of a scenario with the head count and without it."""
    on = played.of_scenario(scenario, ALL)
    off = played.of_scenario(scenario.changed(session="roll call"), ALL).tally_rv[:, YES]
    kept = entry(on, TEXT_YES)[called(on)], off, off[called(on)], off[off >= SIMPLE_MAJORITY]
    return Spreads(*(float(yes.std()) for yes in kept))


def bunching(played: Played) -> Fact:
    """Votes are called where they carry, so counts bunch above the threshold.

    The text is taken as new: the shock of a recorded one is known only because it was put. What is
    called makes the whole difference; no member votes otherwise because heads were counted.
    """
    recorded = scenario_of("april-26")
    new = recorded.changed(motion=recorded.motion.model_copy(update={"record": None}))
    own, known = (spreads(played, each) for each in (new, recorded))
    return Fact(
        "bunching", "T",
        f"sd of Yes {recorded_spread(('VEN',), '-PC-'):.1f} on Venezuela in the Permanent Council "
        f"since 2016, {recorded_spread(('VEN', 'NIC')):.1f} with Nicaragua in every body",
        f"sd of Yes over called votes {own.called:.2f}, with the head count off {own.off:.2f} over "
        f"all: ratio {own.ratio:.2f}. With it off, {own.same:.2f} over the same runs and "
        f"{own.passing:.2f} over those of {SIMPLE_MAJORITY} Yes or more, so choosing what is put "
        f"makes the effect. Where the text's shock is known {known.called:.2f} and "
        f"{known.off:.2f}: ratio {known.ratio:.2f}",
        "a new text like that of 26 April: ratio at most .8. Half a test: calling no vote that is "
        "lost is enough to hold", own.ratio <= 0.8,
    )  # fmt: skip


def consensus(played: Played) -> Fact:
    """Nobody breaks a consensus on a text that hardly intrudes."""
    mild = dialogue(0.0)
    runs = played.of_scenario(mild, ALL)
    nobody = calm(runs)
    votes = int(entry(runs, TEXT_YES)[runs.outcome_r == CONSENSUS].sum())
    faulting = " and ".join(
        f"{calm(played.of_scenario(dialogue(direction), ALL)):.1%} at {direction:g}"
        for direction in FAULTING
    )
    return Fact(
        "consensus", "T", "mild texts pass without a vote",
        f"nobody but the one concerned objects in {nobody:.1%} (a call for dialogue, direction 0, "
        f"intrusiveness {mild.motion.intrusiveness:g}), in {faulting}; {votes} votes counted in a "
        "consensus",
        "in at least 80 %; none. Holds nearly by construction: on a text of direction 0 members "
        "differ in nothing", nobody >= 0.8 and votes == 0,
    )  # fmt: skip


def dialogue(direction: float) -> Scenario:
    """A session on the call for dialogue, were it to fault the government so much; no threat."""
    text = read_motion("dialogue-2017").model_copy(update={"direction": direction})
    base = scenario_of("march-28-no-threat")
    return base.changed(motion_name="dialogue-2017", motion=text, menu=(), agenda=None)


def calm(runs: Runs) -> float:
    """The share of runs in which nobody objects but the one concerned."""
    return float((entry(runs, OBJECTORS) == 0).mean())
