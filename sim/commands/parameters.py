"""council parameters"""

import click


@click.command()
@click.option("--markdown", is_flag=True, help="The table as it stands in sim/MODEL.md.")
@click.option("--fitted", default=None, metavar="DIR", help="Draws whose learning is shown.")
def parameters(markdown, fitted) -> None:
    """Print every free number: meaning, prior, what votes taught."""
    from sim.declarations import markdown_tables

    if markdown:
        click.echo(markdown_tables(), nl=False)
        return
    from sim.commands.printing import warn_if_stale
    from sim.fitted import STANDARD, read_fitted

    draws = read_fitted(fitted or STANDARD)
    warn_if_stale(draws)
    _print(draws.about)


def _print(about) -> None:
    from rich.table import Table

    from sim.commands.printing import answers
    from sim.declarations import in_digits
    from sim.parameters import ASSUMPTIONS, PARAMETERS, PROCEDURE, SET_FOR_PROCEDURE

    learnt, spreads = about.get("learnt", {}), about.get("spreads", {})
    quantiles = about.get("facts", {}).get("quantiles", {})
    table = Table("parameter", "prior", "learnt", "meaning", box=None, pad_edge=False)
    for parameter in PARAMETERS + PROCEDURE:
        share = f"{learnt[parameter.name]:.0%}" if parameter.name in learnt else ""
        if parameter.name in spreads:
            share = f"= {spreads[parameter.name]:.2f}"
        if parameter.name in quantiles:
            share = f"{_narrowed(**quantiles[parameter.name]):.0%} f"
        star = "" if parameter.by_votes else "*"
        many = (
            "" if parameter.per == "council" else f", one a {parameter.per.replace('_', ' and ')}"
        )
        meaning = f"{parameter.meaning}{many} [dim]({parameter.unit})[/]"
        table.add_row(parameter.name + star, str(parameter.prior), share, meaning)
    answers.print(table)
    answers.print("\n[bold]Set, not free[/]")
    for assumption in ASSUMPTIONS + SET_FOR_PROCEDURE:
        answers.print(f"{assumption.name} = {in_digits(assumption.value)}: {assumption.source}")
    answers.print(
        "\nlearnt: how much narrower than its prior the votes made it; of a spread, its posterior "
        "median (in a Laplace fit, where its marginal likelihood is highest). lo: half log-odds "
        "of Yes against No.\n"
        "* rests on its prior: recorded votes do not identify it. f: by facts of 28 March 2017 and "
        "two texts of 2018, not by votes; calibration/METHOD.md."
    )


def _narrowed(prior, accepted) -> float:
    """How much narrower the 5-95 % range became, 0..1; 0 for one that became wider."""
    return max(0.0, 1.0 - (accepted[2] - accepted[0]) / (prior[2] - prior[0]))
