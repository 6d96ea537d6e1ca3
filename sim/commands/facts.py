"""council facts"""

import sys

import click

from sim.commands import options


@click.command()
@options.as_json
@click.option("--markdown", is_flag=True, help="The table as it stands in sim/MODEL.md.")
def facts(as_json, markdown) -> None:
    """Play the facts of 2016-17 and say which the model shows; exit code 1 if one fails.

    A: what votes can't tell was narrowed so that it holds. T: a test, never used to set anything.
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
