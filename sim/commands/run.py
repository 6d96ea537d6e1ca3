"""council run"""

import click

from sim.commands import options

MEMBERS_OF = 6  # scenarios of which members are printed; of more, a row each
ENDS = ("refused", "statement", "consensus", "adopted", "rejected", "adjourned")
KEY = (
    "carried: the motion gets the votes needed. Yes: mean, and the range of 5-95 % of runs. Then "
    "how the session ends; refused: the agenda was; statement: it came to no more."
)


@click.command()
@click.argument("scenario", nargs=-1, required=True)
@options.batch
def run(
    scenario, runs, seed, vary, out, fitted, narrowed, fresh, votes, threads, as_json, figures
) -> None:
    """Simulate each SCENARIO, and say how its sessions end.

    SCENARIO is a shipped name, or a path that ends in .toml. A grid means all of its
    scenarios. A campaign is simulated session by session, each with what the ones before it left.
    """
    import time

    from sim.archive import Shelf, simulate
    from sim.assumptions import ends_by_priors, pressure_signs
    from sim.campaign import is_campaign, read_campaigns, sessions_of
    from sim.commands import printing
    from sim.fitted import STANDARD, read_fitted
    from sim.play import Terms
    from sim.report import campaigns_answer, run_answer
    from sim.vary import dotted

    began = time.perf_counter()
    scenarios, draws = read_campaigns(scenario, vary), read_fitted(fitted or STANDARD, narrowed)
    terms, shelf = Terms(draws, seed, runs, threads), Shelf(out, fresh, votes)
    printing.warn_if_stale(draws)
    printing.tell_of_compiling()
    with printing.progress("Simulating", runs * len(sessions_of(scenarios))) as told:
        batches = [batch for s in scenarios for batch in simulate(s, terms, shelf, told)]
    by_priors, drawn = ends_by_priors(scenarios, terms), []
    if figures or (figures is None and not as_json):
        from sim.figures.files import draw_batches

        drawn = [draw_batches([batch], by_priors, batch.folder) for batch in batches]
    answer = run_answer(batches, seed, time.perf_counter() - began, by_priors)
    answer["campaigns"] = campaigns_answer(batches, by_priors)
    for batch in batches:
        signs = pressure_signs(batch.scenario, draws)
        answer["scenarios"][batch.scenario.name]["prior_sign"] = signs or None
    if as_json:
        printing.print_json(answer | {"vary": dotted(vary)})
        return
    printing.tell_of_change(vary)
    if len(batches) > MEMBERS_OF:
        _print_rows(answer["scenarios"], draws, terms.runs, shelf.out)
    else:
        for batch, pictures in zip(batches, drawn or [[]] * len(batches), strict=True):
            _print(batch, answer["scenarios"][batch.scenario.name], draws, pictures)
    printing.tell_of_campaigns(answer["campaigns"])
    for name in filter(is_campaign, scenario):
        printing.answers.print(
            f"Step through a run: council replay {name} --session 1 --run 0 --seed {seed}",
            soft_wrap=True, markup=False,
        )  # fmt: skip


def _print_rows(parts, draws, runs, out) -> None:
    """How often each scenario is carried, its Yes, and how it ends."""
    from sim.commands.printing import answers, named_rows, place, share, tell_of_facts
    from sim.words import OUTCOMES

    rows = {}
    for name, part in parts.items():
        yes, outcomes = part["yes"], part["outcomes"]
        spread = [f"{yes['mean']:.1f}", f"{yes['q05']}-{yes['q95']}"]
        ends = [share(outcomes[outcome]) for outcome in OUTCOMES]
        rows[name] = [share(part["carried"]), *spread, *ends]
    answers.print(f"\n{len(parts)} scenarios, {runs:,} runs of each\n")
    for line in named_rows(["carried", "Yes", "5-95 %", *ENDS], rows, answers.width):
        answers.print(line, markup=False)
    answers.print(f"\n{KEY}")
    tell_of_facts(draws, beside="In the JSON and in each ends.png")
    answers.print(
        "Members of one scenario and texts: `council run NAME`. Figures and runs of each: "
        f"{place(out)}/NAME-...", soft_wrap=True,
    )  # fmt: skip


def _print(batch, answer, draws, pictures) -> None:
    from rich.table import Table

    from sim.commands.printing import (
        answers,
        outcome_table,
        share,
        tell_of_facts,
        tell_of_files,
        tell_of_signs,
    )

    yes, motion = answer["yes"], batch.scenario.motion
    chance = share(answer["carried"])
    answers.print(
        f"\n[bold]{batch.scenario.name}[/]: {batch.scenario.question}\n"
        f"In {len(batch.yes_r):,} runs the motion is carried in {chance}: {yes['mean']:.1f} Yes "
        f"on average (5-95 %: {yes['q05']} to {yes['q95']}), {motion.threshold} needed.\n"
    )
    table = Table("member", "Yes", "No", "Abstain", "Absent", box=None, pad_edge=False)
    for column in table.columns[1:]:
        column.justify = "right"
    for member, acts in answer["members"].items():
        table.add_row(member, *(f"{acts[vote]:.2f}" for vote in ("yes", "no", "abstain", "absent")))
    answers.print(table)
    answers.print()
    answers.print(outcome_table({batch.scenario.name: answer}))
    tell_of_facts(draws)
    if answer["prior_sign"]:
        answers.print()
        tell_of_signs({batch.scenario.name: answer["prior_sign"]})
    answers.print("\nThe seats of Venezuela and of members concerned follow a script.")
    if batch.fresh == 0:
        answers.print("Read back from an earlier run (--fresh computes it again).")
    tell_of_files(pictures, "Run folder", batch.folder)
