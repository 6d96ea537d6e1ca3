"""council compare"""

import click

from sim.commands import options

DRAWN = 24  # scenarios up to which figures have a panel for each, unless asked for by --figures


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
    from sim.commands.compared import of_campaign, tell
    from sim.commands.many import FEW, tell_of_many
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
            from sim.figures.files import draw_comparison, draw_many

            at_once = figures is None and len(comparison.batches) > DRAWN
            pictures = (draw_many if at_once else draw_comparison)(comparison, folder)
        if not as_json:
            printing.tell_of_change(vary)
            tell_it = tell_of_many if len(comparison.others) > FEW else tell
            tell_it(comparison, answer, draws, legend=len(answers) == 1)
            printing.tell_of_files(pictures, "Folder", folder)
    campaigns = campaigns_compared(comparisons) if scenarios[0].campaign else {}
    if as_json:
        whole = {"sessions": answers, "campaigns": campaigns}
        printing.print_json(whole if campaigns else answers[0])
        return
    printing.tell_of_campaigns(campaigns)
    for name, part in campaigns.items():
        if part["effect"]:
            printing.answers.print(of_campaign(name, part, next(iter(campaigns))))


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
