"""What facts say about procedure: priors that no vote can narrow, narrowed by the facts marked A.

The parameters of `BY_FACTS` are drawn from their priors, and a draw is accepted if every judge lets
it pass over the posterior of the votes without 28 March 2017. The vote-fitted columns are not
moved: facts inform what votes can't, and nothing else. Facts marked T are never looked at.
Accepted draws are independent of one another. Source: Tavaré et al. (1997).
"""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np

from sim.batch import Runs, run_batch
from sim.draws import write_draws
from sim.facts import march, recorded, threat
from sim.facts.played import SEED, Fact, Played
from sim.fitted import Fitted
from sim.leverage import credibility_of
from sim.mistake import Mistake
from sim.parameters import BY_FACTS, BY_NAME, ROW
from sim.procedure import ACCEPTED, ACCEPTED_ABOUT, facts_digest
from sim.scenario import Scenario
from sim.stage import Stage, set_stage
from sim.words import STATEMENT_ONLY
from sim.writing import writing

KEPT = 500  # as many as there are vote-fitted draws
PATIENCE = 20_000  # draws refused in a row; of the shipped priors one in 115 is accepted
TRIAL_RUNS = 250  # one under each of the first half of the vote-fitted draws
FIRST_RUNS, FIRST_SHARE = 50, 0.4  # a first look: with so few statements 60 % are out of reach
AT = [ROW.index(name) for name in BY_FACTS]
LEVELS, Z_LEVELS = (0.05, 0.5, 0.95), np.array([-1.6448536, 0.0, 1.6448536])

# The facts marked A that these parameters bear on, the most exacting first; the others rest on
# votes alone (how the Caribbean moved), on one prior set for it (the walk-out), or hold by
# construction (the frame).
JUDGES: tuple[Callable[[Played], Fact], ...] = (
    march.statement, march.subscribers, march.path, recorded.put_in_2018, threat.cited,
    march.suspension, march.count, threat.senator, threat.bystanders, threat.withheld,
)  # fmt: skip


@dataclass(frozen=True)
class Narrowed:
    """What the facts leave of the priors.

    draws    (draw, parameter) in natural units, in the order of `BY_FACTS`
    trials   from the priors; refused, how many of them by the first fact that refused them
    """

    draws: np.ndarray
    trials: int
    refused: dict[str, int]

    @property
    def share(self) -> float:
        """Of the trials, those accepted."""
        return len(self.draws) / self.trials

    def quantiles(self) -> dict[str, dict[str, list[float]]]:
        """For each parameter the 5, 50 and 95 % quantiles before and after."""
        return {
            name: {
                "prior": [round(float(x), 3) for x in BY_NAME[name].prior.at(Z_LEVELS)],
                "accepted": [round(float(x), 3) for x in np.quantile(self.draws[:, k], LEVELS)],
            }
            for k, name in enumerate(BY_FACTS)
        }


class Trial(Played):
    """Runs under one draw of `BY_FACTS` and the vote-fitted draws, fewer than for a verdict.

    theta    (parameter,) in natural units
    stages   by scenario: traits don't depend on `BY_FACTS`, so all trials share them
    """

    def __init__(
        self, theta: np.ndarray, base: Fitted, stages: dict[str, Stage], runs: int = TRIAL_RUNS
    ) -> None:
        super().__init__(lambda name: base, runs)
        self.theta, self.stages = theta, stages

    def of_scenario(self, scenario: Scenario, draws: str, **parameters: float) -> Runs:
        """Runs of a scenario under this draw, with these parameters set over it."""
        key = (scenario.name, *parameters.items())
        if key not in self._played:
            if scenario.name not in self.stages:
                self.stages[scenario.name] = set_stage(scenario, self.draws_of(draws))
            stage = under(self.stages[scenario.name], scenario, self.theta, parameters)
            self._played[key] = run_batch(stage, SEED, 0, self.runs, threads=1)
        return self._played[key]


def under(
    stage: Stage, scenario: Scenario, theta: np.ndarray, parameters: dict[str, float]
) -> Stage:
    """The stage with these values of `BY_FACTS` in every draw, and parameters set over them."""
    rows = stage.row_dp.copy()
    rows[:, AT] = theta
    for name, value in parameters.items():
        rows[:, ROW.index(name)] = value
    return stage._replace(row_dp=rows, credibility_dl=credibility_of(scenario, rows))


def judge(base: Fitted) -> Callable[[np.ndarray], str | None]:
    """The verdict on a draw of `BY_FACTS`: the first fact that refuses it, or None."""
    stages: dict[str, Stage] = {}

    def verdict(theta: np.ndarray) -> str | None:
        glance = Trial(theta, base, stages, FIRST_RUNS).of("march-28")
        if (glance.outcome_r == STATEMENT_ONLY).mean() < FIRST_SHARE:
            return "march-28-statement"
        trial = Trial(theta, base, stages)
        return next((fact.id for one in JUDGES if not (fact := one(trial)).holds), None)

    return verdict


def accept(
    verdict: Callable[[np.ndarray], str | None],
    kept: int = KEPT,
    seed: int = 0,
    told: Callable[[int, int], None] = lambda accepted, trials: None,
) -> Narrowed:
    """So many draws that every judge lets pass; the same from the same seed.

    told  is called after each trial with how many were accepted, and of how many
    Raises Mistake if `PATIENCE` draws in a row are refused.
    """
    rng = np.random.default_rng(seed)
    accepted, refused, trials, last = [], Counter(), 0, 0
    while len(accepted) < kept:
        theta = natural(rng.standard_normal(len(BY_FACTS)))
        because = verdict(theta)
        trials += 1
        if because is None:
            accepted.append(theta)
            last = trials
        else:
            refused[because] += 1
        told(len(accepted), trials)
        if trials - last == PATIENCE:
            most = max(refused, key=refused.get)
            what = f"refuses {PATIENCE:,} draws from the priors in a row"
            fix = "Under these fitted draws hardly any draw from the priors shows the facts."
            raise Mistake(f"the fact {most}", what, fix)
    return Narrowed(np.array(accepted), trials, refused)


def natural(z: np.ndarray) -> np.ndarray:
    """(parameter,) in natural units from standard normals."""
    return np.array([BY_NAME[name].prior.at(x) for name, x in zip(BY_FACTS, z, strict=True)])


BEGIN, END = "<!-- council narrow: begin -->", "<!-- end -->"


def markdown_table(about: dict[str, Any]) -> str:
    """Priors and what is accepted of them as they stand in METHOD.md, between the page's marks."""

    def cell(levels: list[float]) -> str:
        low, middle, high = levels
        return f"{middle:.2f} ({low:.2f} to {high:.2f})"

    lines = [
        f"{about['accepted']} of {about['trials']:,} draws from the priors were accepted, "
        f"{about['share']:.2%}, independent of one another. The others were refused first by: "
        + ", ".join(
            f"{fact} {times / about['trials']:.1%}"
            for fact, times in sorted(about["refused"].items(), key=lambda pair: -pair[1])
        )
        + ".",
        "",
        "| parameter | prior: median (5-95 %) | accepted |",
        "| --- | --: | --: |",
        *(
            f"| `{name}` | {cell(both['prior'])} | {cell(both['accepted'])} |"
            for name, both in about["quantiles"].items()
        ),
    ]
    return "\n".join([BEGIN, *lines, END, ""])


def publish(sample: Narrowed, base: Fitted, folder: Path) -> dict[str, Any]:
    """Write the accepted draws and what they rest on; returns what is said about them.

    Raises Mistake if the folder can't be written.
    """
    about = {
        "priors": facts_digest(),
        "base": base.digest,
        "trials": sample.trials,
        "accepted": len(sample.draws),
        "share": round(sample.share, 5),
        "refused": sample.refused,
        "quantiles": sample.quantiles(),
        "drawn_on": date.today().isoformat(),
    }
    with writing(folder):
        folder.mkdir(parents=True, exist_ok=True)
        paths = folder / ACCEPTED, folder / ACCEPTED_ABOUT
        write_draws(*paths, BY_FACTS, sample.draws.astype(np.float32), about)
    return about
