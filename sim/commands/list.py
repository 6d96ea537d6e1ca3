"""council list"""

import click

# What was observed in March 2017, and the scenario that asks about it: scenarios/README.md.
OBSERVATIONS = {
    "march-28-mexico-alone": "the region leads",
    "march-28-no-threat": "the United States steps back and a senator threatens",
    "march-28-milder-path": "the path and not the facts",
    "march-28-petrocaribe-restored": "the Caribbean splits as oil wanes",
    "march-28-insults": "insults and cool heads",
    "march-28-asks-put": "no vote beyond the agenda",
}


@click.command()
def list_() -> None:
    """List what is shipped: scenarios, campaigns, councils and more."""
    from rich.table import Table

    from sim.commands.printing import answers
    from sim.fitted import read_posterior, shipped_sets
    from sim.grid import cells, question_of
    from sim.named import shipped
    from sim.reading import read_declaration
    from sim.scenario import read_scenario
    from sim.shapes import CampaignText, CouncilText, MotionText

    table = Table("name", "what", box=None, pad_edge=False, show_header=False)
    table.add_row("[bold]Scenarios[/]", "[dim]council run NAME, council compare BASE OTHER...[/]")
    for name in shipped():
        seen = f" [dim](observed: {OBSERVATIONS[name]})[/]" if name in OBSERVATIONS else ""
        table.add_row(f"  {name}", read_scenario(name).question + seen)
    table.add_row(
        "[bold]Grids[/]", "[dim]council run NAME, or NAME-CHOICE-...; council show NAME[/]"
    )
    for name, path in shipped("grids").items():
        table.add_row(f"  {name}", f"{len(cells(path))} scenarios: {question_of(path)}")
    table.add_row(
        "[bold]Campaigns[/]",
        "[dim]council run NAME, council compare BASE OTHER; council show NAME[/]",
    )
    for name, path in shipped("campaigns").items():
        campaign = read_declaration(path, CampaignText)
        table.add_row(f"  {name}", f"{len(campaign.sessions)} sessions: {campaign.question}")
    table.add_row("[bold]Councils[/]", "[dim]council show NAME[/]")
    for name, path in shipped("councils").items():
        table.add_row(f"  {name}", read_declaration(path, CouncilText).title)
    table.add_row("[bold]Motions[/]", "[dim]council show NAME[/]")
    for name, path in shipped("motions").items():
        table.add_row(f"  {name}", read_declaration(path, MotionText).title)
    table.add_row("[bold]Fitted draws[/]", "[dim]--fitted NAME[/]")
    for name in shipped_sets():
        about = read_posterior(name).about
        left = f", without {', '.join(about['left_out'])}" if about["left_out"] else ""
        what = f"{about['draws']} draws from {about['rollcalls']} roll calls{left}"
        table.add_row(f"  {name}", what)
    answers.print(table)
