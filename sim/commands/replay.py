"""council replay"""

import click

from sim.commands import options


@click.command()
@click.argument("scenario")
@click.option(
    "--run", "number", type=click.IntRange(0, 2**63 - 1), default=0, show_default=True,
    help="Which run of the batch, from 0.",
)  # fmt: skip
@click.option(
    "--session", type=click.IntRange(1), default=None,
    help="Of a campaign: which of its sessions, from 1.",
)  # fmt: skip
@options.seed
@options.vary
@options.out
@options.fitted
@options.narrowed
@options.as_json
@click.option("--figures", is_flag=True, help="Draw the dispositions; written below --out.")
def replay(scenario, number, session, seed, vary, out, fitted, narrowed, as_json, figures) -> None:
    """Step through one run of SCENARIO, phase by phase.

    It tells what each phase did, and what each member felt and did. A session of a campaign is
    replayed with what the ones before it left in this run.

    It is the run of this number in a batch with the same seed, to the last bit.
    """
    from sim.campaign import read_session
    from sim.commands import printing
    from sim.fitted import STANDARD, read_fitted
    from sim.happening import Names
    from sim.model import CouncilModel
    from sim.past import NO_PAST
    from sim.play import play_before
    from sim.transcript import transcribe

    chosen = read_session(scenario, session, vary)
    draws = read_fitted(fitted or STANDARD, narrowed)
    printing.warn_if_stale(draws)
    earlier = play_before(chosen, draws, seed, number)
    past = earlier[-1].left if earlier else NO_PAST
    model = CouncilModel(chosen, seed, number, draws, past, len(earlier))
    scenes = transcribe(model.stepped(), model.room, model.luck, Names.of(chosen))
    answer = _answer(model, scenes, seed, number, len(draws.draws), vary) | {
        "earlier": _ends(chosen, earlier)
    }
    pictures = _draw(answer, scenes, chosen, draws, out) if figures else []
    if as_json:
        printing.print_json(answer)
        return
    printing.tell_of_change(vary)
    _print(chosen, scenes, answer)
    printing.tell_of_figures(pictures)


def _ends(scenario, earlier) -> dict[str, str]:
    """How the sessions before a campaign's ended in this run, by their names."""
    from sim.words import OUTCOMES

    return {
        session.name: OUTCOMES[runs.outcome_r[0]]
        for session, runs in zip(scenario.before, earlier, strict=True)
    }


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

    from sim.happening import Names
    from sim.transcript import ON_PRIORS, PARTS
    from sim.vary import dotted

    scenario = model.declaration
    phases = [asdict(scene) | {"told": [told.sentence for told in scene.told]} for scene in scenes]
    names = Names.of(scenario).texts
    texts = {
        name: {"title": text.title, "needed": text.threshold}
        for name, text in scenario.texts
        if name in names
    }
    return {
        "scenario": scenario.name,
        "campaign": scenario.campaign,
        "session": len(scenario.before) + 1 if scenario.campaign else None,
        "seed": seed,
        "run": number,
        "draw": number % draws,
        "vary": dotted(vary),
        "motion": scenario.motion_name,
        "texts": texts,
        "outcome": model.outcome,
        "put": scenes[-1].put,
        "votes": {member.iso3: member.vote for member in model.agents},
        "ledger": model.ledger,
        "parts": PARTS,
        "on_priors": list(ON_PRIORS),
        "phases": phases,
    }


LEGEND = {
    "recogn. ... peers": "what each added to the member's inclination, in half log-odds of Yes "
    "against No: recognition of a crisis, sovereignty, memory of earlier votes, outside pressure, "
    "the motion's own shock, what it heard from its peers; sum: all together",
    "Y N A X": "its chances on the motion, in percent: Yes, No, abstain, absent",
    "would, vote": "its act on the motion under this run's luck: what it would do, or what it did",
    "*": "rests on priors: recorded votes do not identify it",
}


def _print(scenario, scenes, answer) -> None:
    from sim.commands.printing import answers, explained

    _print_head(scenario, answer)
    shown: dict[str, list[str]] = {}
    for step, scene in enumerate(scenes, 1):
        answers.print(f"\n[bold]{step}. {scene.phase}[/]  [dim]{scene.happens}[/]")
        for told in scene.told:
            answers.print(told.sentence, markup=False)
        rows = _rows(scene)
        fresh = [row for iso3, row in rows.items() if shown.get(iso3) != row]
        if fresh:
            answers.print(_table(scene, fresh))
        shown = rows
    answers.print(f"\n[bold]The session ends: {_words(answer['outcome'])}.[/]")
    answers.print("\nThe closest to another act stand first; who is left out stands as before.")
    scripted = [f"{stand.iso3} {stand.act}" for stand in scenes[-1].stands if stand.scripted]
    answers.print(f"By script: {', '.join(scripted) or 'nobody'}.\n")
    answers.print(explained(LEGEND))


def _print_head(scenario, answer) -> None:
    """What is replayed: the session, what came before it, its texts and its levers."""
    from sim.commands.printing import answers, explained

    run = f"seed {answer['seed']}, run {answer['run']}"
    answers.print(f"\n[bold]{scenario.name}[/], {run}: {scenario.question}")
    if scenario.campaign:
        ended = ", ".join(f"{name} {_words(end)}" for name, end in answer["earlier"].items())
        answers.print(f"Session {answer['session']} of a campaign. In this run before it: "
                      f"{ended or 'nothing'}.")  # fmt: skip
    answers.print(f"Motion: {scenario.motion_name}. Texts of the session:")
    answers.print(explained({
        f"  {name}": f"{text['title']} ({text['needed']} votes)"
        for name, text in answer["texts"].items()
    }))  # fmt: skip
    for lever in scenario.levers:
        answers.print(f"Lever: {lever.sentence(scenario.motion)}")


def _words(outcome: str) -> str:
    return outcome.replace("_", " ")


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
