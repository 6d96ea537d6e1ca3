"""council narrow"""

from pathlib import Path

import click

from sim.commands import options


@click.command()
@click.option(
    "--out", type=click.Path(path_type=Path), required=True, metavar="DIR",
    help="Folder for the accepted draws: that of a set written by `calibrate`, which uses them.",
)  # fmt: skip
@click.option(
    "--fitted", default="without-2017-03-28", show_default=True, metavar="DIR",
    help="Draws under which the facts are judged; without the day that they are about.",
)  # fmt: skip
@click.option(
    "--draws", type=click.IntRange(1, 100_000), default=500, show_default=True,
    help="To accept.",
)  # fmt: skip
@click.option(
    "--seed", type=click.IntRange(0, options.LARGEST_SEED), default=1, show_default=True,
    help="Of the draws from the priors.",
)  # fmt: skip
def narrow(out, fitted, draws, seed) -> None:
    """Narrow the priors of pressure and procedure by facts marked A.

    Draws from the priors are kept if every such fact of `council facts` that they bear on holds.
    Some minutes; it stops if 20,000 draws in a row are refused.
    """
    from calibration.acceptance import accept, judge, publish
    from sim.commands import printing
    from sim.fitted import read_fitted, refuse_without_draws
    from sim.writing import made_ready

    base = read_fitted(fitted, narrowed=False)
    printing.warn_if_stale(base)
    printing.tell_of_compiling()
    with made_ready(out), printing.notices.status("Drawing from the priors ...") as status:
        refuse_without_draws(out)
        sample = accept(
            judge(base), draws, seed,
            lambda accepted, trials: status.update(f"{accepted} of {trials:,} draws accepted"),
        )  # fmt: skip
        about = publish(sample, base, out)
    printing.answers.print(
        f"{about['accepted']} of {about['trials']:,} draws from the priors accepted "
        f"({about['share']:.2%}); refused first by:"
    )
    for fact, times in sorted(about["refused"].items(), key=lambda pair: -pair[1]):
        printing.answers.print(f"  {fact}: {times:,}")
    printing.answers.print(_table(about["quantiles"]))
    printing.answers.print(f"Folder: {printing.place(out)}", soft_wrap=True)


def _table(quantiles):
    from rich.table import Table

    table = Table("parameter", box=None, pad_edge=False)
    for title in ("prior: median", "5-95 %", "accepted: median", "5-95 %"):
        table.add_column(title, justify="right")
    for name, levels in quantiles.items():
        cells = []
        for low, middle, high in (levels["prior"], levels["accepted"]):
            cells += [f"{middle:.2f}", f"{low:.2f} {high:.2f}"]
        table.add_row(name, *cells)
    return table
