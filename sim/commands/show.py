"""council show"""

import click


@click.command()
@click.argument("name")
@click.option("--fitted", default=None, metavar="DIR", help="Draws to take the traits from.")
def show(name, fitted) -> None:
    """Show a council, a scenario, a campaign, a grid or a motion.

    Of a council its members and traits, of a scenario its phases and levers, of a campaign its
    sessions.
    """
    from sim.campaign import read_campaign
    from sim.checking import kind_named
    from sim.commands.printing import warn_if_stale
    from sim.fitted import STANDARD, read_fitted
    from sim.motions import motion_in, raise_doubts
    from sim.named import find
    from sim.scenario import read_scenario

    draws, kind, doubts = read_fitted(fitted or STANDARD), kind_named(name), {}
    if kind == "councils":
        warn_if_stale(draws)
        _show_council(name, draws)
    elif kind == "motions":
        path = find(name, "motions")
        motion = motion_in(path, doubts)
        raise_doubts(doubts, draws)
        _show_motion_file(path.stem, motion)
    elif kind == "grids":
        _show_grid(find(name, "grids"))
    elif kind == "campaigns":
        _show_campaign(find(name, "campaigns"), read_campaign(name))
    else:
        scenario = read_scenario(name)
        raise_doubts(scenario.doubts, draws)
        _show_scenario(scenario)


def _show_council(name, draws) -> None:
    from rich.table import Table

    from sim.commands.printing import answers
    from sim.council import council_at, seated
    from sim.scenario import council_scenario
    from sim.stage import set_stage
    from sim.tables import read_tables
    from sim.words import UNSCRIPTED

    scenario = council_scenario(name)
    stage, council = set_stage(scenario, draws), council_at(read_tables(), scenario.council.date)
    answers.print(f"[bold]{scenario.name}[/]: {scenario.council.title}, {scenario.council.date}")
    answers.print(f"Traits before the motion {scenario.motion_name}: mean over draws ± sd.\n")
    titles = ("recogn.", "sovereign*", "sensitive*", "aid", "patronage*", "abstain", "absent")
    columns = (
        stage.recognition_di, stage.sovereignty_di, stage.pressure_sensitivity_di,
        stage.aid_dependence_di, stage.patronage_di, stage.abstention_di, stage.absence_di,
    )  # fmt: skip
    table = Table(box=None, pad_edge=False, padding=(0, 1, 0, 0))
    table.add_column("member", no_wrap=True)
    for title in titles:
        table.add_column(title, justify="right", no_wrap=True)
    roomy = answers.width >= 100
    if roomy:
        table.add_column("government of", no_wrap=True)
    for i, member in enumerate(seated(council)):
        leader = council.leader[council.iso3.index(member)]
        if stage.script_i[i] != UNSCRIPTED:
            cells = ["[dim]script[/]", *[""] * 6]
        else:
            cells = [_mean_and_sd(column[:, i]) for column in columns]
        table.add_row(member, *cells, *([leader] if roomy else []))
    answers.print(table)
    answers.print(
        "\nRecognition and the habits of abstaining and staying away in half log-odds; aid from "
        "data.\n"
        "* rests on priors: recorded votes do not identify it."
    )


def _mean_and_sd(values) -> str:
    sd = values.std()
    return f"{values.mean():.2f}" + (f"±{sd:.2f}" if sd > 1e-9 else "")


def _show_scenario(scenario) -> None:
    from rich.table import Table

    from sim.commands.printing import answers
    from sim.declarations import in_digits
    from sim.parameters import ASSUMED
    from sim.session import SESSIONS

    answers.print(f"[bold]{scenario.name}[/]: {scenario.question}")
    answers.print(f"Council {scenario.council_name}, {scenario.council.date}")
    answers.print(f"Motion  {scenario.motion_name}: {scenario.motion.title}")
    _print_motion(scenario.motion, scenario.record)
    _print_floor(scenario)
    table = Table(
        "step",
        "phase",
        "what happens",
        box=None,
        pad_edge=False,
        title="Phases",
        title_justify="left",
    )
    for step, phase in enumerate(SESSIONS[scenario.session], 1):
        table.add_row(str(step), phase.name, phase.summary)
    answers.print(table)
    answers.print()
    for number, lever in enumerate(scenario.levers, 1):
        answers.print(f"Lever {number}: {lever.sentence(scenario.motion)}")
    if not scenario.levers:
        answers.print("Levers: none")
    for member, changes in scenario.members.items():
        answers.print(f"Set for {member}: " + ", ".join(f"{k} = {v:g}" for k, v in changes.items()))
    for parameter, value in scenario.parameters.items():
        answers.print(f"Set for all: {parameter} = {value:g}")
    for member, vote in scenario.script.items():
        answers.print(f"Script: {member} votes {vote}")
    fixed = ", ".join(f"{name} = {in_digits(value)}" for name, value in ASSUMED.items())
    answers.print(f"[dim]Assumed: {fixed}[/]")


def _print_floor(scenario) -> None:
    """What may be put, what is voted on first, and who presides."""
    from sim.commands.printing import answers
    from sim.stage import chair_of

    if scenario.session == "roll call":
        answers.print("Session a roll call on the motion: no agenda vote, menu or chair's move\n")
        return
    agenda, (_, *texts) = scenario.agenda, scenario.texts
    first = "not contested"
    if scenario.motion.kind == "agenda":
        first = "the motion itself; refused, it ends the session"
    elif agenda:
        first = f"{agenda.title}; {agenda.threshold} votes needed, else the session ends"
    menu = ", ".join(f"{name} ({text.threshold} votes)" for name, text in texts)
    answers.print(f"Agenda  {first}")
    answers.print(f"Menu    {menu or 'no text: nothing can be put but the agenda'}")
    answers.print(f"Chair   {chair_of(scenario) or 'a member that makes no move'}\n")


def _show_campaign(path, sessions) -> None:
    from rich.table import Table

    from sim.commands.printing import answers
    from sim.reading import read_declaration
    from sim.shapes import CampaignText
    from sim.stage import chair_of

    answers.print(f"[bold]{path.stem}[/]: {read_declaration(path, CampaignText).question}\n")
    table = Table(
        "", "date", "motion", "needed", "leadership", "severity", "chair", box=None, pad_edge=False
    )
    for column in table.columns[3:6]:
        column.justify = "right"
    for number, session in enumerate(sessions, 1):
        motion = session.motion
        table.add_row(
            str(number), str(session.council.date), session.motion_name, str(motion.threshold),
            f"{motion.leadership:g}", f"{motion.severity:g}", chair_of(session) or "",
        )  # fmt: skip
    answers.print(table)
    answers.print()
    for first, last, sentence in _spans(sessions):
        when = f"Session {first}" if first == last else f"Sessions {first} to {last}"
        answers.print(f"{when}: {sentence}")
    named = f"{sessions[0].name}, ..., {sessions[-1].name}"
    answers.print(f"\nEach with what the ones before it left; their run folders: {named}")


def _spans(sessions):
    """(first, last, what it does) of each lever, by the sessions in a row that it acts on."""
    said = [[lever.sentence(session.motion) for lever in session.levers] for session in sessions]
    for first, sentences in enumerate(said):
        for sentence in sentences:
            if first == 0 or sentence not in said[first - 1]:
                last = first
                while last + 1 < len(said) and sentence in said[last + 1]:
                    last += 1
                yield first + 1, last + 1, sentence


def _show_grid(path) -> None:
    from rich.table import Table

    from sim.commands.printing import answers
    from sim.grid import GridText, question_of
    from sim.reading import read_declaration
    from sim.scenario import read_cells
    from sim.what_if import alike

    grid, scenarios = read_declaration(path, GridText), read_cells(path)
    names = [scenario.name for scenario in scenarios]
    answers.print(f"[bold]{path.stem}[/]: {question_of(path)}")
    answers.print(f"{len(names)} scenarios, {names[0]} to {names[-1]}; each from {grid.extends}\n")
    table = Table("axis", "choice", "what", box=None, pad_edge=False)
    for axis in grid.axis:
        for number, (choice, one) in enumerate(axis.choice.items()):
            table.add_row("" if number else axis.name, choice, one.words)
    answers.print(table)
    if same := alike(scenarios):
        second, first = next(iter(same.items()))
        answers.print(
            f"\n{len(same)} pairs of them ask one and the same, as {first} and {second}: what "
            "tells such a pair apart means nothing there, as publicity does without a threat."
        )


def _show_motion_file(name, motion) -> None:
    from sim.commands.printing import answers

    answers.print(f"[bold]{name}[/]: {motion.title}")
    _print_motion(motion, motion.record)


def _print_motion(motion, kept) -> None:
    """kept: the roll call whose shock it keeps."""
    from sim.commands.printing import answers

    record = motion.record or (
        f"none: its shock is that of {kept}"
        if kept
        else "none: its shock is drawn afresh in every run"
    )
    answers.print(
        f"  topic {motion.topic} (camp {motion.camp:+d}), direction {motion.direction:g}, "
        f"intrusiveness {motion.intrusiveness:g}, leadership {motion.leadership:g},\n"
        f"  severity {motion.severity:g}, {motion.threshold} votes needed; record: {record}\n"
    )
