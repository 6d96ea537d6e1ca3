"""What facts are looked at in: runs of any scenario under any set of draws, each played once."""

from collections.abc import Callable
from functools import cache, cached_property
from typing import NamedTuple

import numpy as np

from sim.batch import Runs
from sim.fitted import Fitted, read_fitted
from sim.play import play, stages_of
from sim.scenario import Scenario, read_scenario
from sim.stage import members_of
from sim.words import BY_ROLL_CALL, DECLARED, DEED, YES

scenario_of = cache(read_scenario)  # read once: the same ones are asked for over and over
RUNS = 10_000  # twenty a draw
SEED = 20170328
# Sets of draws: "left out" is a fit without the roll call that the fact is about.
WITHOUT_MARCH, WITHOUT_JUNE, ALL = "without-2017-03-28", "without-2017-06-19", "records"
THREATENED = ("HTI", "SLV", "DOM")


class Fact(NamedTuple):
    """What is on record beside what the model shows.

    kind       "A": no test, for priors were narrowed or set by it, or it holds by construction, or
               it tells of votes of that day; "T": a test, never used to set anything
    observed, simulated, criterion   in words and numbers
    """

    id: str
    kind: str
    observed: str
    simulated: str
    criterion: str
    holds: bool


class Played:
    """Runs by scenario and draws; the same luck in all.

    draws_of  the draws of a set by its name
    runs      of each scenario
    """

    def __init__(self, draws_of: Callable[[str], Fitted] = read_fitted, runs: int = RUNS) -> None:
        self.draws_of, self.runs, self._played = draws_of, runs, {}

    def of(self, name: str, draws: str = WITHOUT_MARCH, **parameters: float) -> Runs:
        """Runs of a shipped scenario."""
        return self.of_scenario(scenario_of(name), draws, **parameters)

    def of_scenario(self, scenario: Scenario, draws: str, **parameters: float) -> Runs:
        """Runs of a scenario with these parameters set."""
        scenario = scenario.with_parameters(**parameters)
        key = (scenario.digest, draws)
        if key not in self._played:
            stages = stages_of(scenario, self.draws_of(draws))
            self._played[key] = play(stages, SEED, 0, self.runs)[-1]
        return self._played[key]

    def expected(self, name: str, which: int, times: int) -> np.ndarray:
        """(draw,) mean of an entry of the ledger over so many times the runs, left out."""
        fitted = self.draws_of(WITHOUT_MARCH)
        stages, draws = stages_of(scenario_of(name), fitted), len(fitted.draws)
        total_d, runs_d = np.zeros(draws), np.zeros(draws)
        for first in range(0, times * self.runs, self.runs):
            runs = play(stages, SEED, first, self.runs)[-1]
            draw_r = np.arange(first, first + self.runs) % draws
            total_d += np.bincount(draw_r, entry(runs, which), draws)
            runs_d += np.bincount(draw_r, minlength=draws)
        return total_d / runs_d

    @cached_property
    def members(self) -> tuple[str, ...]:
        """In the order of every (member,) array."""
        return members_of(scenario_of("march-28"))

    def seats(self, *iso3: str) -> list[int]:
        """Their places."""
        return [self.members.index(member) for member in iso3]

    def yes_of(self, runs: Runs, *iso3: str) -> np.ndarray:
        """(run, those members) whether they voted Yes."""
        return runs.vote_ri[:, self.seats(*iso3)] == YES


def entry(runs: Runs, which: int) -> np.ndarray:
    """(run,) one entry of the ledger."""
    return runs.ledger_re[:, which].astype(int)


def called(runs: Runs) -> np.ndarray:
    """(run,) whether the sponsors put a text to the vote, or had it declared adopted."""
    return np.isin(entry(runs, DEED), (BY_ROLL_CALL, DECLARED))


def central(value_r: np.ndarray, share: float) -> tuple[float, float]:
    """The ends of the central share of runs."""
    low, high = np.quantile(value_r, [(1 - share) / 2, (1 + share) / 2])
    return float(low), float(high)


def inside(value: float, value_r: np.ndarray, share: float) -> bool:
    """Whether a value lies in the central share of runs, its ends included."""
    low, high = central(value_r, share)
    return low <= value <= high


def between(value_r: np.ndarray, low: int, high: int) -> float:
    """The share of runs from `low` to `high`, both included."""
    return float(((value_r >= low) & (value_r <= high)).mean())


def percentile(value: float, value_r: np.ndarray) -> float:
    """Where a value lies among runs, 0..100: those below it, and half of those that equal it."""
    return 100.0 * float((value_r < value).mean() + 0.5 * (value_r == value).mean())


def ends(value_r: np.ndarray, share: float) -> str:
    """The central share of runs, in words."""
    low, high = central(value_r, share)
    return f"{low:.0f} to {high:.0f}"
