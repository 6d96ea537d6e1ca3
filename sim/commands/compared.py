"""How a comparison is told: a sentence for each effect, one table of all, what the words mean."""

from collections.abc import Sequence
from typing import Any

from rich.table import Table

from sim.assumptions import ASIDE
from sim.commands.printing import (
    Hyphened,
    answers,
    explained,
    outcome_table,
    share,
    tell_of_facts,
    tell_of_signs,
)
from sim.compare import MOSTLY, Comparison, moved_most
from sim.fitted import Fitted
from sim.measure import REPEATED, runs_for_range

LEGEND = {
    "carried": "share of runs in which the motion gets the votes needed; Yes: mean, and the range "
    "of 5-95 % of runs",
    "effect": "on the number of Yes, run by run under the same luck; +-: error of simulation, what "
    "more runs would cure",
    "95 %": "range of the effect over posterior draws, what we don't know",
    "on priors": "share of the spread over draws which recorded votes cannot test",
    "indented": "the same effect with one assumption taken away; priors alone: as if no fact had "
    "narrowed the priors of pressure and procedure",
}


def tell(comparison: Comparison, answer: dict[str, Any], fitted: Fitted, legend: bool) -> None:
    """All of it but where it lies.

    answer  `report.compare_answer`
    legend  whether to say what the words mean
    """
    for other in comparison.others:
        answers.print("\n" + _sentence(comparison, answer, other))
    for name, one in comparison.same.items():
        answers.print(f"\n[bold]{name}[/] asks the same as [bold]{one}[/].")
    runs, draws = answer["runs"], comparison.base.draws
    few = runs < runs_for_range(draws)
    if few and legend:
        answers.print(f"\n{too_few(runs, draws)}")
    answers.print()
    answers.print(_table(comparison, answer))
    answers.print()
    if legend:
        needed = {"95 %": f"{LEGEND['95 %']}: takes {runs_for_range(draws):,} runs"}
        answers.print(explained(LEGEND | (needed if few else {})))
        answers.print()
    asked = {batch.scenario.name for batch in comparison.batches}
    parts = {name: part for name, part in answer["scenarios"].items() if name in asked}
    answers.print(outcome_table(parts))
    tell_of_facts(fitted)
    answers.print()
    for other in comparison.others:
        if not _same_course(comparison, other):
            answers.print(_shares(answer, other.scenario.name))
    if legend and not few:
        answers.print(explained({"of 100": _luck_taken_out(runs, draws)}))
    for other in comparison.others:
        if moves := moved_most(other, comparison.base):
            told = ", ".join(f"{member} {gain:+.2f}" for member, gain in moves)
            answers.print(f"Share of Yes moves most in {other.scenario.name}: {told}")
    tell_of_signs(comparison.signs)
    answers.print()


def of_campaign(name: str, part: dict[str, Any], base: str) -> str:
    """How many more sessions adopt a text by vote, and on the priors alone.

    part  of `report.campaigns_compared`
    """
    told = []
    for assumption, effect in {"": part["effect"], **part["aside"]}.items():
        label = f"{assumption}: " if assumption else ""
        told.append(f"{label}{effect['adopted']:+.2f}{_spanning(effect['adopted_ci95'])}")
    return (
        f"Sessions that adopt a text by vote, {name} less {base}: {'; '.join(told)}. "
        "This rests on the priors of procedure, and on what the sessions' own effects rest on."
    )


def _spanning(ends: list[float] | None) -> str:
    return f" (95 %: {ends[0]:+.2f} to {ends[1]:+.2f})" if ends else ""


def _sentence(comparison, answer, other) -> str:
    """What the comparison says, in plain words, and how far it may be trusted."""
    name, base = other.scenario.name, comparison.base.scenario.name
    if comparison.same_votes(other):
        same = f"[bold]{name}[/] has the same votes as [bold]{base}[/] in every run"
        return f"{same}{_otherwise(other, comparison.base)}."
    part = answer["scenarios"][name]
    effect = part["effect"]
    before, after = answer["scenarios"][base]["carried"], part["carried"]
    more = "more" if effect["yes"] >= 0 else "fewer"
    trust = f" {_trust(effect, comparison.only_way(name))}" if effect["ci95"] else ""
    return (
        f"[bold]{name}[/] has {abs(effect['yes']):.2f} {more} Yes votes than [bold]{base}[/]"
        f"{_spanning(effect['ci95'])} and is carried in {share(after)} of runs, "
        f"against {share(before)}.{trust}"
    )


def _otherwise(other, base) -> str:
    """How often sessions with the same votes do not end in the same way."""
    differs_r = other.outcome_r != base.outcome_r
    often = share(float(differs_r.mean()))
    return f", but {often} of its sessions end otherwise" if differs_r.any() else ""


def _same_course(comparison, other) -> bool:
    """Whether nothing tells it from the base: neither votes nor how sessions end."""
    same_ends = (other.outcome_r == comparison.base.outcome_r).all()
    return bool(same_ends) and comparison.same_votes(other)


def _trust(effect, only_way) -> str:
    """Whether the sign is known, and what the range rests on."""
    prior = effect["prior_share"]
    rests = (
        f"; {prior:.0%} of that uncertainty rests on priors which recorded votes cannot test, so "
        "read it as what the assumptions imply, not as a finding"
        if prior >= MOSTLY
        else f"; {prior:.0%} of that uncertainty rests on priors"
    )
    return f"{_of_sign(effect, only_way)}{rests}."


def _of_sign(effect, only_way) -> str:
    """Whether the sign is known; one that rests on priors and no draw contradicts is assumed."""
    if only_way and effect["prior_share"] >= MOSTLY:
        verb = "raise" if only_way > 0 else "lower"
        return f"The model can only {verb} it: the sign is an assumption"
    low, high = effect["ci95"]
    return "The sign is open" if low <= 0 <= high else "The range leaves 0 out"


def too_few(runs, draws) -> str:
    """How many runs a range takes, and how many draws these used."""
    used = f" These use only {runs:,} of the {draws:,} draws." if runs < draws else ""
    return (
        f"{runs:,} runs are too few for a range over what we don't know, and for a sign: that "
        f"takes {runs_for_range(draws):,}, {REPEATED} of each posterior draw.{used}"
    )


def _shares(answer, name) -> str:
    """The effect on what is carried and on what is adopted, in hundredths of the runs."""
    effect = answer["scenarios"][name]["effect"]
    parts = [
        f"{word} {100 * effect[word]:+.1f}{_in_hundredths(effect[f'{word}_ci95'])}"
        for word in ("carried", "adopted")
    ]
    return f"Of 100 runs, {name} moves so many more to: {', '.join(parts)}"


def _in_hundredths(ends) -> str:
    return f" ({100 * ends[0]:+.0f} to {100 * ends[1]:+.0f})" if ends else ""


def _luck_taken_out(runs, draws) -> str:
    """What else than ignorance is in a range of shares over draws, `measure.range_over_draws`."""
    return (
        f"the range is over draws; the luck of {runs // draws:,} runs a draw is taken out as far "
        "as these tell it, and more runs tell it better"
    )


def _table(comparison, answer) -> Table:
    table = Table(box=None, pad_edge=False, padding=(0, 1))
    longest = max(len(f"  {assumption}") for assumption in ASIDE)
    table.add_column("scenario", min_width=longest)  # a long name goes on below
    for title in ("carried", "Yes", "5-95 %", "effect", "95 %", "+-", "on\npriors"):
        table.add_column(title, justify="right", no_wrap=True)  # a number is never cut
    for batch in comparison.batches:
        part = answer["scenarios"][batch.scenario.name]
        yes, effect = part["yes"], part["effect"]
        cells = [Hyphened(batch.scenario.name), share(part["carried"])]
        cells += [f"{yes['mean']:.1f}", f"{yes['q05']}-{yes['q95']}"]
        if effect is None:
            table.add_row(*cells, "base")
            continue
        if comparison.same_votes(batch):
            table.add_row(*cells, "none")
            controls = {name: aside for name, aside in part["aside"].items() if aside["yes"]}
        else:
            table.add_row(*cells, *_effect_cells(effect), f"{effect['prior_share']:.0%}")
            controls = part["aside"]
        for assumption, aside in controls.items():
            table.add_row(f"[dim]  {assumption}[/]", "", "", "", *_effect_cells(aside))
    return table


def _effect_cells(effect) -> list[str]:
    error = "" if effect["mc_se"] is None else f"{effect['mc_se']:.3f}"
    return [f"{effect['yes']:+.2f}", ends_of(effect["ci95"]), error]


def ends_of(ends: Sequence[float] | None) -> str:
    """The ends of a range in a table; a dash if there are too few runs for one."""
    return f"{ends[0]:+.2f} {ends[1]:+.2f}" if ends else "-"
