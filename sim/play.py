"""Playing: the sessions of a campaign in order, each with what the ones before it left."""

from typing import NamedTuple

from sim.batch import Runs, run_batch
from sim.fitted import Fitted
from sim.past import NO_PAST
from sim.scenario import Scenario
from sim.stage import Stage, set_stage


class Terms(NamedTuple):
    """What scenarios are played under, the same for all that are compared.

    fitted   the draws; run k uses draw k modulo their number
    seed     of the luck, 0 .. 2**63 - 1
    runs     of each scenario, numbered from 0
    threads  at most; all that the machine has if None
    """

    fitted: Fitted
    seed: int
    runs: int
    threads: int | None = None


def stages_of(scenario: Scenario, fitted: Fitted) -> tuple[Stage, ...]:
    """The stages of a scenario's sessions: those before it, then its own."""
    return _stages(scenario.sessions, fitted)


def _stages(sessions: tuple[Scenario, ...], fitted: Fitted) -> tuple[Stage, ...]:
    return tuple(set_stage(session, fitted) for session in sessions)


def play_before(scenario: Scenario, fitted: Fitted, seed: int, run: int) -> list[Runs]:
    """One run of each session before a scenario's own, in order; what the last left is its past."""
    return play(_stages(scenario.before, fitted), seed, run, 1)


def texts_of(scenario: Scenario) -> tuple[str, ...]:
    """What a run may settle on, by the number that its ledger has of it; "" for 0, no text."""
    return ("", *(name for name, _ in scenario.texts[1:]))


def play(
    stages: tuple[Stage, ...], seed: int, first: int, count: int, threads: int | None = None
) -> list[Runs]:
    """The runs of each session in order, the luck of each its own; arguments as `run_batch`."""
    past, played = NO_PAST, []
    for sitting, stage in enumerate(stages):
        played.append(run_batch(stage, seed, first, count, threads, past, sitting))
        past = played[-1].left
    return played
