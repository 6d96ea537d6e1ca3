"""council forecast"""

import click

from sim.commands import options


@click.command()
@click.argument("motion")
@click.option(
    "--date", "day", type=click.DateTime(["%Y-%m-%d"]), default=None, metavar="DATE",
    help="Of the vote.  [default: that of its roll call, else today]",
)  # fmt: skip
@options.runs
@options.seed
@options.fitted
@options.as_json
def forecast(motion, day, runs, seed, fitted, as_json) -> None:
    """Forecast a vote on MOTION before anyone votes.

    MOTION is a shipped name, or a path that ends in .toml.

    The motion's own shock is drawn afresh, also for one that is on record.
    """
    from sim.commands.printing import print_json, tell_of_compiling, warn_if_stale
    from sim.fitted import STANDARD, read_fitted
    from sim.forecast import forecast_motion

    draws = read_fitted(fitted or STANDARD)
    warn_if_stale(draws)
    tell_of_compiling()
    made = forecast_motion(motion, day.date() if day else None, draws, seed, runs)
    if as_json:
        print_json(_answer(made, runs, seed))
        return
    _print(made, runs)


def _answer(made, runs, seed):
    """The forecast as plain values."""
    members = {
        member: acts | {"drives": made.drives.get(member)}
        for member, acts in made.answer["members"].items()
    }
    return {
        "motion": made.scenario.motion_name,
        "date": str(made.scenario.council.date),
        "threshold": made.scenario.motion.threshold,
        "runs": runs,
        "seed": seed,
        "record": made.record,
        "record_seen": made.seen,
        "outcomes": made.answer["outcomes"],
        "yes": made.answer["yes"],
        "members": members,
    }


def _print(made, runs) -> None:
    from sim.commands.printing import answers, share

    yes, motion = made.answer["yes"], made.scenario.motion
    answers.print(
        f"\n[bold]{made.scenario.motion_name}[/]: {motion.title}\n"
        f"Put to the council of {made.scenario.council.date}, it is carried with a chance of "
        f"{share(made.answer['outcomes']['adopted'])}: {yes['mean']:.1f} Yes on average (5-95 %: "
        f"{yes['q05']} to {yes['q95']}), {motion.threshold} needed.\n"
    )
    if made.seen:
        answers.print(
            f"Its roll call, {made.record}, is among those that these draws were fitted to: this "
            "is no test of them. `council validate` is.\n"
        )
    answers.print(_table(made))
    answers.print(
        "\nChances in percent, Yes first. Right of them what each part adds on average to the "
        "inclination, in half log-odds of Yes against No: recognition of the crisis, sovereignty*, "
        "memory of votes and signatures, the motion's own shock, what is heard from peers*. "
        "* rests on priors.\n"
        f"Over {runs:,} runs; members vote independently given a draw, so the count spreads wider "
        "than the counts of sponsors who look before they call a vote."
    )


def _table(made):
    from rich.table import Table

    from sim.words import VOTES

    parts = {"recogn.": "recognition", "sover.*": "sovereignty", "memory": "memory",
             "motion": "motion", "peers*": "peers"}  # fmt: skip
    table = Table("member", "Y", "N", "A", "X", *parts, box=None, pad_edge=False)
    for column in table.columns[1:]:
        column.justify = "right"
    ranked = sorted(made.answer["members"].items(), key=lambda item: -item[1]["yes"])
    for member, acts in ranked:
        chances = [f"{100 * acts[vote]:.0f}" for vote in VOTES]
        if member in made.drives:
            drives = made.drives[member]
            table.add_row(member, *chances, *(f"{drives[p]['mean']:+.1f}" for p in parts.values()))
        else:
            table.add_row(member, *chances, "script")
    return table
