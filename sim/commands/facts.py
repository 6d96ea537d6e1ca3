"""council facts"""

import sys

import click

from sim.commands import options


@click.command()
@options.as_json
@click.option("--markdown", is_flag=True, help="The table as it stands in sim/MODEL.md.")
def facts(as_json, markdown) -> None:
    """Play the facts of 2016 to 2018: which the model shows.

    The exit code is 1 if one fails.

    A: no test. By ten of these, priors of what votes can't tell were narrowed so that they hold;
    the other four are the frame, the walk-out, and how the Caribbean moved and split.
    T: a test, never used to set anything.
    """
    from sim.commands import printing
    from sim.facts import check_facts, markdown_table
    from sim.facts.played import Played

    printing.tell_of_compiling()
    checked = check_facts(Played())
    if as_json:
        printing.print_json({"facts": [fact._asdict() for fact in checked]})
    elif markdown:
        click.echo(markdown_table(checked), nl=False)
    else:
        _print(checked)
    sys.exit(0 if all(fact.holds for fact in checked) else 1)


def _print(checked) -> None:
    from rich.table import Table

    from sim.commands.printing import answers

    failing = [fact.id for fact in checked if not fact.holds]
    why = f" Failing: {', '.join(failing)}; sim/MODEL.md says why." if failing else ""
    answers.print(f"{len(checked) - len(failing)} of {len(checked)} facts hold.{why}")
    for fact in checked:
        verdict = "holds" if fact.holds else "[bold red]fails[/]"
        answers.print(f"\n[bold]{fact.id}[/] ({fact.kind}) {verdict}")
        table = Table(box=None, pad_edge=False, show_header=False, padding=(0, 2, 0, 2))
        for part in ("observed", "simulated", "criterion"):
            table.add_row(f"[dim]{part}[/]", getattr(fact, part))
        answers.print(table)
