"""Options that several verbs share."""

from pathlib import Path

import click

LARGEST_SEED = 2**63 - 1

runs = click.option(
    "--runs", type=click.IntRange(1, 100_000_000), default=10_000, show_default=True,
    help="Runs of each scenario.",
)  # fmt: skip
seed = click.option(
    "--seed", type=click.IntRange(0, LARGEST_SEED), default=1, show_default=True,
    help="Of the luck; scenarios with the same seed share it.",
)  # fmt: skip
out = click.option(
    "--out", type=click.Path(path_type=Path), default=Path("results"), show_default=True,
    help="Folder for run folders.",
)  # fmt: skip
fitted = click.option(
    "--fitted", default=None, metavar="DIR",
    help="Draws written by `council calibrate --out DIR`, or a shipped set by name.",
)  # fmt: skip
narrowed = click.option(
    "--facts/--no-facts", "narrowed", default=True, show_default=True,
    help="Priors of pressure and procedure as facts of 28 March 2017 and two texts of 2018 leave "
    "them, or the priors alone.",
)  # fmt: skip
data = click.option(
    "--data", type=click.Path(path_type=Path), default=None, metavar="DIR",
    help="Folder with rollcalls.csv and votes.csv.  [default: the shipped records]",
)  # fmt: skip
leave_out = click.option(
    "--leave-out", multiple=True, metavar="ROLLCALL", help="A roll call to leave out."
)
fresh = click.option("--fresh", is_flag=True, help="Compute again what lies there already.")
votes = click.option(
    "--votes/--no-votes", default=None,
    help="Write every vote.  [default: up to 100,000 runs]",
)  # fmt: skip
threads = click.option(
    "--threads", type=click.IntRange(1, 1024), default=None,
    help="At most so many.  [default: all]",
)  # fmt: skip
as_json = click.option(
    "--json", "as_json", is_flag=True, help="Print the JSON alone."
)  # fmt: skip
figures = click.option(
    "--figures/--no-figures", default=None, help="Draw the figures.  [default: unless --json]"
)


def _read_vary(context, option, changes):
    """The changes as one sheet; a bad one is a bad value of an option."""
    from sim.mistake import Mistake
    from sim.vary import read_vary

    try:
        return read_vary(changes)
    except Mistake as mistake:
        raise click.UsageError(str(mistake), context) from None


vary = click.option(
    "--vary", multiple=True, metavar="KEY=VALUE", callback=_read_vary,
    help="Change every scenario: motion.leadership=0.2, members.HTI.sovereignty=2, "
    "parameters.backlash=0. Repeatable.",
)  # fmt: skip


def together(*options):
    """Several options as one decorator, in this order in the help."""

    def decorate(function):
        for option in reversed(options):
            function = option(function)
        return function

    return decorate


batch = together(runs, seed, vary, out, fitted, narrowed, fresh, votes, threads, as_json, figures)
