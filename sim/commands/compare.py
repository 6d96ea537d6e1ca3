"""council compare"""

import click

from sim.commands import options

MOSTLY = 0.5  # from this share of its spread on, an effect is told as resting on priors


@click.command()
@click.argument("base")
@click.argument("other", nargs=-1, required=True)
@options.batch
def compare(
    base, other, runs, seed, vary, out, fitted, narrowed, fresh, votes, threads, as_json, figures
) -> None:
    """Compare each OTHER scenario with BASE under the same luck.

    They are compared run by run, campaigns session by session. A grid means all of its scenarios.
    """
    import time

    from sim.archive import Shelf
    from sim.campaign import read_alike, sessions_of
    from sim.commands import printing
    from sim.compare import compare as compare_scenarios
    from sim.fitted import STANDARD, read_fitted, read_flat
    from sim.play import Terms
    from sim.report import campaigns_compared, compare_answer
    from sim.vary import dotted

    began = time.perf_counter()
    scenarios = read_alike((base, *other), vary)
    which = fitted or STANDARD
    draws, flat = read_fitted(which, narrowed), read_flat(which, narrowed)
    printing.warn_if_stale(draws)
    printing.tell_of_compiling()
    terms, shelf = Terms(draws, seed, runs, threads), Shelf(out, fresh, votes)
    with printing.progress("Simulating", runs * len(sessions_of(scenarios))) as told:
        comparisons = compare_scenarios(scenarios, terms, flat, shelf, told)
    answers = []
    for comparison in comparisons:
        folder = _write(comparison, out)
        answer = compare_answer(comparison, seed, time.perf_counter() - began)
        answers.append(answer | {"folder": str(folder), "vary": dotted(vary)})
        pictures = []
        if figures or (figures is None and not as_json):
            from sim.figures.files import draw_comparison

            pictures = draw_comparison(comparison, folder)
        if not as_json:
            printing.tell_of_change(vary)
            _print(comparison, answer, draws, folder, pictures, legend=len(answers) == 1)
    campaigns = campaigns_compared(comparisons) if scenarios[0].campaign else {}
    if as_json:
        whole = {"sessions": answers, "campaigns": campaigns}
        printing.print_json(whole if campaigns else answers[0])
        return
    printing.tell_of_campaigns(campaigns)
    for name, part in campaigns.items():
        if part["effect"]:
            printing.answers.print(_of_campaign(name, part, next(iter(campaigns))))


def _write(comparison, out):
    """compare.csv and the names of the run folders, in a folder of the comparison's own."""
    import csv
    import io
    import json

    from sim.folders import comparison_folder
    from sim.report import compare_rows
    from sim.writing import write_whole, writing

    names = [batch.folder.name for batch in comparison.batches]
    folder = out / comparison_folder(comparison.base.scenario.name, names)
    rows, text = list(compare_rows(comparison)), io.StringIO()
    columns = list(dict.fromkeys(key for row in rows for key in row))
    writer = csv.DictWriter(text, columns, lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    with writing(folder):
        folder.mkdir(parents=True, exist_ok=True)
        write_whole(folder / "compare.csv", text.getvalue())
        write_whole(folder / "runs.json", json.dumps({"run_folders": names}, indent=2) + "\n")
    return folder


LEGEND = {
    "carried": "share of runs in which the motion gets the votes needed; Yes: mean, and the range "
    "of 5-95 % of runs",
    "effect": "on the number of Yes, run by run under the same luck; 95 %: over posterior draws, "
    "what we don't know; +-: error of simulation, what more runs would cure",
    "on priors": "share of that spread which recorded votes cannot test",
    "indented": "the same effect with one assumption taken away; priors alone: as if no fact had "
    "narrowed the priors of pressure and procedure",
}


def _print(comparison, answer, draws, folder, pictures, legend) -> None:
    from sim.commands.printing import (
        answers,
        explained,
        outcome_table,
        place,
        tell_of_facts,
        tell_of_signs,
    )
    from sim.compare import moved_most

    for other in comparison.others:
        answers.print("\n" + _sentence(comparison, answer, other.scenario.name))
    answers.print()
    answers.print(_table(comparison, answer))
    answers.print()
    if legend:
        answers.print(explained(LEGEND))
        answers.print()
    answers.print(outcome_table(answer["scenarios"]))
    tell_of_facts(draws)
    answers.print()
    for other in comparison.others:
        answers.print(_shares(answer, other.scenario.name))
    if legend:
        answers.print(explained({"of 100": _luck_left(answer["runs"], comparison.base.draws)}))
    for other in comparison.others:
        moves = ", ".join(f"{m} {gain:+.2f}" for m, gain in moved_most(other, comparison.base))
        moves = moves or "none"
        answers.print(f"Chance of Yes moves most in {other.scenario.name}: {moves}")
    for name, signs in comparison.signs.items():
        tell_of_signs(name, signs)
    answers.print()
    for picture in pictures:
        answers.print(f"Figure: {place(picture)}", soft_wrap=True)
    answers.print(f"Folder: {place(folder)}", soft_wrap=True)


def _of_campaign(name, part, base) -> str:
    """How many more sessions adopt a text by vote, and on the priors alone."""
    told = []
    for assumption, effect in {"": part["effect"], **part["aside"]}.items():
        low, high = effect["adopted_ci95"]
        label = f"{assumption}: " if assumption else ""
        told.append(f"{label}{effect['adopted']:+.2f} (95 %: {low:+.2f} to {high:+.2f})")
    told[-1] += ". It rests on priors of procedure, and as the sessions' own effects do"
    return (
        f"Sessions that adopt a text by vote, {name} less {base}: {'; '.join(told)}. "
        "This rests on the priors of procedure, and on what the sessions' own effects rest on."
    )


def _sentence(comparison, answer, name) -> str:
    """What the comparison says, in plain words, and how far it may be trusted."""
    from sim.commands.printing import share

    base, part = comparison.base.scenario.name, answer["scenarios"][name]
    effect = part["effect"]
    low, high = effect["ci95"]
    before, after = answer["scenarios"][base]["carried"], part["carried"]
    more = "more" if effect["yes"] >= 0 else "fewer"
    prior = effect["prior_share"]
    rests = (
        f"; {prior:.0%} of that uncertainty rests on priors which recorded votes cannot test, so "
        "read it as what the assumptions imply, not as a finding"
        if prior >= MOSTLY
        else f"; {prior:.0%} of that uncertainty rests on priors"
    )
    return (
        f"[bold]{name}[/] has {abs(effect['yes']):.2f} {more} Yes votes than [bold]{base}[/] "
        f"(95 %: {low:+.2f} to {high:+.2f}) and is carried in {share(after)} of runs, "
        f"against {share(before)}. "
        f"{_of_sign(effect, comparison.only_way(name))}{rests}."
    )


def _of_sign(effect, only_way) -> str:
    """Whether the sign is known; one that rests on priors and no draw contradicts is assumed."""
    if only_way and effect["prior_share"] >= MOSTLY:
        verb = "raise" if only_way > 0 else "lower"
        return f"The model can only {verb} it: the sign is an assumption"
    low, high = effect["ci95"]
    return "The sign is open" if low <= 0 <= high else "The range leaves 0 out"


def _shares(answer, name) -> str:
    """The effect on what is carried and on what is adopted, in hundredths of the runs."""
    effect = answer["scenarios"][name]["effect"]
    parts = [
        f"{word} {100 * effect[word]:+.1f} ({100 * low:+.0f} to {100 * high:+.0f})"
        for word in ("carried", "adopted")
        for low, high in [effect[f"{word}_ci95"]]
    ]
    return f"Of 100 runs, {name} moves so many more to: {', '.join(parts)}"


def _luck_left(runs, draws) -> str:
    """What else than ignorance is in a range of shares over draws, `measure.range_over_draws`."""
    if runs < 2 * draws:
        return "the range over draws holds the luck of 1 run a draw too; more runs narrow it"
    return (
        f"the range is over draws; the luck of {runs // draws:,} runs a draw is taken out as far "
        "as these tell it, and more runs tell it better"
    )


def _table(comparison, answer):
    from rich.table import Table

    from sim.commands.printing import Hyphened, share

    table = Table(box=None, pad_edge=False, padding=(0, 1))
    for title in ("scenario", "carried", "Yes", "5-95 %", "effect", "95 %", "+-", "on priors"):
        name = title == "scenario"  # a long name goes on below; a number is never cut
        table.add_column(title, justify="left" if name else "right", no_wrap=not name)
    for batch in comparison.batches:
        part = answer["scenarios"][batch.scenario.name]
        yes, effect = part["yes"], part["effect"]
        cells = [Hyphened(batch.scenario.name), share(part["carried"])]
        cells += [f"{yes['mean']:.1f}", f"{yes['q05']}-{yes['q95']}"]
        if effect is None:
            table.add_row(*cells, "base")
            continue
        table.add_row(*cells, *_effect_cells(effect), f"{effect['prior_share']:.0%}")
        for assumption, aside in part["aside"].items():
            table.add_row(f"[dim]  {assumption}[/]", "", "", "", *_effect_cells(aside))
    return table


def _effect_cells(effect) -> list[str]:
    low, high = effect["ci95"]
    error = "" if effect["mc_se"] is None else f"{effect['mc_se']:.3f}"
    return [f"{effect['yes']:+.2f}", f"{low:+.2f} {high:+.2f}", error]
