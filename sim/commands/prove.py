"""council prove"""

from pathlib import Path

import click

from sim.commands import options

FLOATS = "%.4f"  # in tables


@click.command()
@click.argument(
    "what", type=click.Choice(["recovery", "sbc", "predictive", "identify", "reliability"])
)
@options.data
@click.option(
    "--method", type=click.Choice(["hmc", "laplace", "nuts"]), default="hmc", show_default=True,
    help="Of the fit that is put to the proof.",
)  # fmt: skip
@click.option(
    "--repetitions", type=click.IntRange(2, 10_000), default=20, show_default=True,
    help="Imagined councils; those done already are kept in --out.",
)  # fmt: skip
@click.option(
    "--workers", type=click.IntRange(1, 1024), default=1, show_default=True,
    help="Processes that share the repetitions.",
)  # fmt: skip
@click.option(
    "--forecasts", type=click.Path(path_type=Path), default=Path("results/forecasts.csv"),
    show_default=True, metavar="FILE", help="For reliability: what `council validate` wrote.",
)  # fmt: skip
@options.out
def prove(what, data, method, repetitions, workers, forecasts, out) -> None:
    """Put the calibration to the proof; writes a table and a figure.

    \b
    recovery     votes imagined under parameters like those fitted: are they found again?
    sbc          parameters from their priors: is the truth's rank among the draws uniform?
    predictive   counts of each act, recorded and imagined, before and after the votes are seen
    identify     what votes tell of each parameter, and what they cannot tell apart
    reliability  forecast chances of Yes against how often Yes was cast
    """
    PROOFS[what](data, method, repetitions, workers, forecasts, out)


def _setting(data, method):
    """(records, tables, how to fit)."""
    from calibration.records import read_folder
    from calibration.repetitions import FITS
    from sim.tables import read_tables
    from sim.words import DATA

    folder = data or DATA
    return read_folder(folder), read_tables(folder), FITS[method]


def _recovery(data, method, repetitions, workers, forecasts, out) -> None:
    records, tables, fitted = _setting(data, method)
    truths = fitted(records).draws(repetitions)
    note = f"Truths: draws of the fit to the records ({method})."
    _trials("recovery", records, tables, truths, fitted, method, workers, note, out)


def _sbc(data, method, repetitions, workers, forecasts, out) -> None:
    from calibration.posterior import coordinates_of
    from calibration.repetitions import invented

    records, tables, fitted = _setting(data, method)
    truths = invented(coordinates_of(records), repetitions)
    note = f"Truths: draws from the priors. Fit: {method}."
    _trials("sbc", records, tables, truths, fitted, method, workers, note, out)


def _trials(name, records, tables, truths, fitted, method, workers, note, out) -> None:
    from calibration.posterior import coordinates_of
    from calibration.repetitions import by_parameter, ranks_of, repeat
    from sim.commands.printing import notices, progress

    kept = out / f"{name}-{method}.npz"
    with progress("Imagining and fitting", len(truths)) as told:
        trials = repeat(records, tables, truths, fitted, kept, told, workers)
    slices = coordinates_of(records).slices
    table = by_parameter(slices, trials)
    told_ones = table[table["by_votes"]]
    _print(
        table,
        f"{len(truths)} repetitions by {method}: 90 % intervals hold the truth in "
        f"{told_ones['coverage'].mean():.0%} (parameters that votes tell) and "
        f"{table[~table['by_votes']]['coverage'].mean():.0%} (those resting on priors); ranks of "
        f"{(table['p'] < 0.01 / len(table)).sum()} of {len(table)} parameters are not uniform "
        "(chi-squared, Bonferroni, 1 %).",
    )
    _keep(table, f"{name}-{method}", out)
    _draw(
        "ranks", ranks_of(slices, trials), f"{note} {len(truths)} repetitions.\n"
        "Grey: where 99 % of bars lie if ranks are uniform. A hill is too wide a posterior, a "
        "valley too narrow, a slope biased.", f"{name}-{method}", out,
    )  # fmt: skip
    notices.print(f"[dim]{kept} keeps the repetitions[/]", soft_wrap=True)


def _predictive(data, method, repetitions, workers, forecasts, out) -> None:
    import numpy as np

    from calibration.posterior import coordinates_of
    from calibration.predictive import counts, coverage, imagined_votes

    records, tables, fitted = _setting(data, method)
    at, many = coordinates_of(records), max(repetitions, 20)
    prior = at.theta(np.random.default_rng(0).standard_normal((many, at.size)))
    for when, draws in (("prior", prior), ("posterior", fitted(records).draws(many))):
        vote_dci = imagined_votes(records, tables, draws)
        for over in ("rollcall", "member"):
            table = counts(records, vote_dci, over)
            name = f"predictive-{when}-{over}"
            inside = coverage(table)
            _print(inside, f"{when.capitalize()} predictive counts per {over}, {many} draws:")
            _keep(table, name, out)
            _draw(
                "predictive", table, f"Bars: 5-95 % of counts in votes imagined under {many} draws "
                f"of the {when}, memory imagined too.\nDots: recorded.", name, out,
            )  # fmt: skip


def _identify(data, method, repetitions, workers, forecasts, out) -> None:
    from calibration.identify import alike, told_by_votes
    from sim.commands.printing import answers

    records, _, fitted = _setting(data, method)
    posterior = fitted(records)
    table, pairs = told_by_votes(posterior), alike(posterior)
    silent = ", ".join(table.loc[~table["measured"], "parameter"])
    _print(table, f"What votes cannot say: {silent}.")
    answers.print()
    _print(pairs, "Hard to tell apart, by posterior correlation:")
    differing = table.loc[table["measured"] != table["declared"], "parameter"]
    if len(differing):
        answers.print(f"Declared otherwise than measured: {', '.join(differing)}.")
    _keep(table, "identify", out)
    _draw(
        "widths", table, f"Fit: {method}. Blue: votes tell it (narrower by a fifth, or moved by a "
        "prior sd;\nwhat is pooled goes with its spread). Grey: rests on its prior.", "identify",
        out,
    )  # fmt: skip


def _reliability(data, method, repetitions, workers, forecasts, out) -> None:
    from calibration.validate import read_forecasts
    from sim.figures.reliability import reliability_table
    from sim.mistake import Mistake

    if not forecasts.exists():
        raise Mistake(forecasts, "there is no such file", "`council validate` writes it.")
    table = read_forecasts(forecasts, "model")
    _print(reliability_table(table), f"{len(table)} rolling forecasts of the model:")
    _keep(reliability_table(table), "reliability", out)
    _draw(
        "reliability", table, "Rolling forecasts, each from earlier dates only. Lines: 90 % of "
        "shares if votes fell\nwith the forecast chances, each on its own.", "reliability", out,
    )  # fmt: skip


def _print(table, sentence) -> None:
    from rich.table import Table

    from sim.commands.printing import answers

    answers.print(f"[bold]{sentence}[/]")
    shown = Table(*map(str, table.columns), box=None, pad_edge=False)
    for row in table.itertuples(index=False):
        shown.add_row(*(f"{x:.2f}" if isinstance(x, float) else str(x) for x in row))
    answers.print(shown)


def _keep(table, name, out) -> None:
    from sim.writing import write_whole, writing

    with writing(out):
        out.mkdir(parents=True, exist_ok=True)
        write_whole(out / f"{name}.csv", table.to_csv(index=False, float_format=FLOATS))


def _draw(figure, table, note, name, out) -> None:
    from sim.commands.printing import answers, place
    from sim.figures.files import draw

    path = draw(figure, table, note, out / f"{name}.png")
    answers.print(f"Figure: {place(path)}", soft_wrap=True)


PROOFS = {
    "recovery": _recovery,
    "sbc": _sbc,
    "predictive": _predictive,
    "identify": _identify,
    "reliability": _reliability,
}
