"""How a comparison of many scenarios is told, as of a grid: one table, a row each."""

from itertools import takewhile
from typing import Any

from rich.console import Group
from rich.table import Table

from sim.archive import Batch
from sim.commands.compared import LEGEND as OF_FEW
from sim.commands.compared import ends_of, too_few
from sim.commands.printing import (
    Hyphened,
    answers,
    explained,
    share,
    tell_of_facts,
    tell_of_signs,
)
from sim.compare import Comparison
from sim.fitted import Fitted
from sim.measure import runs_for_range

FEW = 8  # others up to which each has a sentence, and a row for each of its controls

TITLES = {
    "agenda_refused": "agenda\nrefused", "statement_only": "state-\nment",
    "consensus": "con-\nsensus", "adopted": "adopted", "rejected": "re-\njected",
    "adjourned": "ad-\njourned",
}  # fmt: skip
LEGEND = {
    "carried": "share of runs in which the motion gets the votes needed",
    "effect": "on the number of Yes, run by run under the same luck; none: the same votes in every "
    "run",
    "95 %": OF_FEW["95 %"],
    "on priors": OF_FEW["on priors"],
    "controls": "lowest and highest effect with one assumption taken away or on the priors alone: "
    "as if no fact had narrowed the priors of pressure and procedure. Each of them, the Yes, the "
    "effects on shares and the texts are in compare.csv and in the JSON",
    "=": "asks the same, and is computed once",
}


def tell_of_many(
    comparison: Comparison, answer: dict[str, Any], fitted: Fitted, legend: bool
) -> None:
    """All of it but where it lies; arguments as those of `compared.tell`."""
    base = comparison.base.scenario.name
    part, parts = answer["scenarios"][base], len(answer["scenarios"]) - 1
    answers.print(
        f"\n{parts} scenarios against [bold]{base}[/], which is carried in {share(part['carried'])}"
        f" of runs with {part['yes']['mean']:.2f} Yes; {answer['runs']:,} runs of each.\n"
    )
    runs, draws = answer["runs"], comparison.base.draws
    if legend and runs < runs_for_range(draws):
        answers.print(f"{too_few(runs, draws)}\n")
    start = _start([other.scenario.name for other in comparison.others])
    answers.print(_effects(comparison, answer, start))
    answers.print()
    if legend:
        answers.print(explained(LEGEND))
        answers.print()
    answers.print("Of 100 runs so many end in each way; after the stroke, on the priors alone:\n")
    answers.print(_endings(comparison, answer, start))
    tell_of_facts(fitted, beside="After the stroke")
    answers.print()
    tell_of_signs(comparison.signs)
    answers.print()


def _start(names: list[str]) -> str:
    """What all names begin with, in whole words: said once, in the head of their column."""
    words = zip(*(name.split("-")[:-1] for name in names), strict=False)
    return "".join(f"{first}-" for first, *rest in takewhile(lambda w: len(set(w)) == 1, words))


def _effects(comparison: Comparison, answer: dict[str, Any], start: str) -> Table:
    """A row for each of the others: effect, range, what it rests on, and the controls' ends."""
    table = _narrow_table(start, ["carried", "effect", "95 %", "on\npriors", "controls"])
    for other in comparison.others:
        part = answer["scenarios"][other.scenario.name]
        effect, controls = part["effect"], comparison.ends_of_controls(other.scenario.name)
        cells = [share(part["carried"]), f"{effect['yes']:+.2f}", ends_of(effect["ci95"])]
        cells += [f"{effect['prior_share']:.0%}", ends_of(controls)]
        if comparison.same_votes(other) and not any(controls):
            cells = [cells[0], "none"]
        table.add_row(_named(comparison, other, start), *cells)
    return table


def _endings(comparison: Comparison, answer: dict[str, Any], start: str) -> Table:
    """A row for each scenario: of 100 runs how many end so, and after a stroke on the priors."""
    parts = answer["scenarios"]
    shown = [k for k in TITLES if any(part["outcomes"][k] >= 0.005 for part in parts.values())]
    table = _narrow_table(start, [TITLES[outcome] for outcome in shown])
    for batch in comparison.batches:
        part = parts[batch.scenario.name]
        both = [ends for ends in (part["outcomes"], part["outcomes_by_priors"]) if ends]
        cells = ["/".join(f"{100 * ends[outcome]:.0f}" for ends in both) for outcome in shown]
        table.add_row(Hyphened(batch.scenario.name.removeprefix(start)), *cells)
    return table


def _narrow_table(start: str, titles: list[str]) -> Table:
    """A table whose first column has the names, without what all begin with."""
    table = Table(box=None, pad_edge=False, padding=(0, 1, 0, 0))
    table.add_column(f"{start}..." if start else "scenario")
    for title in titles:
        table.add_column(title, justify="right", no_wrap=True)
    return table


def _named(comparison: Comparison, batch: Batch, start: str) -> Group:
    """Its name, and below it those of all that ask the same."""
    first, *also = (name.removeprefix(start) for name in comparison.names_of(batch))
    return Group(Hyphened(first), *(Hyphened(name, "= ") for name in also))
