"""council replay"""

import click

from sim.commands import options


@click.command()
@click.argument("scenario")
@click.option(
    "--run", "number", type=click.IntRange(0, 2**63 - 1), default=0, show_default=True,
    help="Which run of the batch, from 0.",
)  # fmt: skip
@options.seed
@options.vary
@options.out
@options.fitted
@options.narrowed
@options.as_json
@click.option("--figures", is_flag=True, help="Draw the dispositions; written below --out.")
def replay(scenario, number, seed, vary, out, fitted, narrowed, as_json, figures) -> None:
    """Step through one run of SCENARIO, phase by phase.

    It tells what each member felt and did.

    It is the run of this number in a batch with the same seed, to the last bit.
    """
    from sim.commands import printing
    from sim.fitted import STANDARD, read_fitted
    from sim.model import CouncilModel
    from sim.scenario import read_scenario
    from sim.transcript import transcribe

    draws = read_fitted(fitted or STANDARD, narrowed)
    printing.warn_if_stale(draws)
    model = CouncilModel(read_scenario(scenario, vary), seed, number, draws)
    members = tuple(member.iso3 for member in model.agents)
    scenes = transcribe(model.stepped(), model.room, model.luck, members)
    answer = _answer(model, scenes, seed, number, len(draws.draws), vary)
    pictures = _draw(answer, scenes, model.declaration, draws, out) if figures else []
    if as_json:
        printing.print_json(answer)
        return
    printing.tell_of_change(vary)
    _print(model, scenes, seed, number)
    for picture in pictures:
        printing.answers.print(f"Figure: {printing.place(picture)}", soft_wrap=True)


def _draw(answer, scenes, scenario, draws, out):
    """The figure in a folder of the replay's own, beside the transcript that it is drawn from."""
    import json

    from sim.archive import digest_of_run
    from sim.figures.files import draw_transcript
    from sim.folders import TRANSCRIPT, replay_folder
    from sim.writing import write_whole

    digest = digest_of_run(scenario, draws, answer["seed"], answer["run"])
    folder = out / replay_folder(scenario.name, answer["run"], digest)
    pictures = draw_transcript(scenes, folder)
    write_whole(folder / TRANSCRIPT, json.dumps(answer | {"digest": digest}, indent=2) + "\n")
    return pictures


def _answer(model, scenes, seed, number, draws, vary):
    """The transcript as plain values."""
    from dataclasses import asdict

    from sim.transcript import ON_PRIORS, PARTS
    from sim.vary import dotted

    return {
        "scenario": model.declaration.name,
        "seed": seed,
        "run": number,
        "draw": number % draws,
        "vary": dotted(vary),
        "outcome": model.outcome,
        "votes": {member.iso3: member.vote for member in model.agents},
        "parts": PARTS,
        "on_priors": list(ON_PRIORS),
        "phases": [asdict(scene) for scene in scenes],
    }


LEGEND = """
recogn. ... peers   what each added to the member's inclination, in half log-odds of Yes against No:
                    recognition of a crisis, sovereignty, memory of earlier votes, outside pressure,
                    the motion's own shock, what it heard from its peers; sum: all together
Y N A X             its chances, in percent: Yes, No, abstain, absent
*                   rests on priors: recorded votes do not identify it
"""


def _print(model, scenes, seed, number) -> None:
    from sim.commands.printing import answers

    scenario = model.declaration
    answers.print(f"\n[bold]{scenario.name}[/], seed {seed}, run {number}: {scenario.question}")
    answers.print(f"Motion: {scenario.motion.title}")
    for lever in scenario.levers:
        answers.print(f"Lever: {lever.sentence(scenario.motion)}")
    shown: dict[str, list[str]] = {}
    for step, scene in enumerate(scenes, 1):
        answers.print(f"\n[bold]{step}. {scene.phase}[/]  [dim]{scene.happens}[/]")
        answers.print(scene.sentence)
        rows = _rows(scene)
        fresh = [row for iso3, row in rows.items() if scene.voted or shown.get(iso3) != row]
        if fresh:
            answers.print(_table(scene, fresh))
        shown = rows
    answers.print("\nThe closest to another act stand first; who is left out stands as before.")
    scripted = [f"{stand.iso3} {stand.act}" for stand in scenes[-1].stands if stand.scripted]
    answers.print(f"By script: {', '.join(scripted) or 'nobody'}.")
    answers.print(f"[dim]{LEGEND}[/]", soft_wrap=True, end="")


SHORT = {"recognition": "recogn.", "sovereignty": "sover.*", "memory": "memory",
         "pressure": "press.*", "motion": "motion", "peers": "peers*"}  # fmt: skip
LETTERS = {"yes": "Y", "no": "N", "abstain": "A", "absent": "X"}


def _rows(scene) -> dict[str, list[str]]:
    """A row of text for each member that the model decides; what added nothing is left empty."""
    rows = {}
    for stand in scene.stands:
        if not stand.scripted:
            added = [f"{stand.parts[part]:+.2f}" if stand.parts[part] else "" for part in SHORT]
            odds = [f"{stand.chances[vote] * 100:.0f}" for vote in LETTERS]
            rows[stand.iso3] = [stand.iso3, *added, f"{stand.disposition:+.2f}", *odds, stand.act]
    return rows


def _table(scene, rows):
    """The rows as a table; a part that moved nobody has no column."""
    from rich.table import Table

    titles = ["", *SHORT.values(), "sum", *LETTERS.values(), "vote" if scene.voted else "would"]
    table = Table(box=None, pad_edge=False, padding=(0, 1, 0, 0))
    used = [k for k in range(len(titles)) if any(row[k] for row in rows)]
    for k in used:
        at_edge = k in (0, len(titles) - 1)
        table.add_column(titles[k], justify="left" if at_edge else "right", no_wrap=True)
    for row in rows:
        table.add_row(*(row[k] for k in used))
    return table
