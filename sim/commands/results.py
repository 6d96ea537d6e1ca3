"""council results"""

import click

from sim.commands import options


@click.command()
@click.argument("name", nargs=-1)
@options.out
@click.option("--clean", is_flag=True, help="Delete the folders listed.")
@click.option("--yes", is_flag=True, help="Delete without asking.")
@options.as_json
def results(name, out, clean, yes, as_json) -> None:
    """List run folders and comparisons below --out, or delete them.

    NAME is a folder or a scenario; without it, all. Only what `council` wrote is ever deleted.
    """
    from sim.commands.printing import print_json
    from sim.folders import delete, kept_in

    if clean and as_json and not yes:
        raise click.UsageError("--json can't ask: --clean needs --yes beside it.")
    ours, others = kept_in(out)
    chosen = _chosen(ours, name)
    if not as_json:
        _print(chosen, others, out)
    if clean and chosen and not yes:
        clean = click.confirm(f"Delete these {len(chosen)} folders?", err=True)
    gone = [kept.path.name for kept in chosen if delete(kept)] if clean else []
    if as_json:
        print_json(_answer(chosen, others, gone))
    elif clean:
        _print_gone(chosen, gone)


def _chosen(ours, names):
    """Those asked for by name of folder or of scenario. Raises Mistake."""
    from sim.mistake import Mistake, did_you_mean

    known = {kept.path.name for kept in ours} | {kept.scenario for kept in ours}
    for name in names:
        if name not in known:
            raise Mistake(name, "there is no such folder or scenario", did_you_mean(name, known))
    return [kept for kept in ours if not names or {kept.path.name, kept.scenario} & set(names)]


def _print(chosen, others, out) -> None:
    from rich.table import Table

    from sim.commands.printing import answers, place

    table = Table(box=None, pad_edge=False)
    for title in ("folder", "runs", "seed", "KiB", "written"):
        table.add_column(
            title,
            justify="left" if title in ("folder", "written") else "right",
            overflow="fold",
            no_wrap=title != "folder",
        )
    for kept in chosen:
        seed = "" if kept.seed is None else str(kept.seed)
        runs = f"of {kept.run_folders}" if kept.runs is None else f"{kept.runs:,}"
        written = kept.written[:10] if kept.finished else "unfinished"
        table.add_row(kept.path.name, runs, seed, f"{kept.size // 1024:,}", written)
    if chosen:
        answers.print(table)
    size = sum(kept.size for kept in chosen) / 1024**2
    answers.print(f"{len(chosen)} folders, {size:.1f} MiB in {place(out)}", soft_wrap=True)
    if others:
        answers.print(f"{len(others)} more hold no manifest that names them: never touched.")


def _print_gone(chosen, gone) -> None:
    from sim.commands.printing import answers

    answers.print(f"{len(gone)} deleted.")
    for kept in chosen:
        if kept.path.name not in gone:
            answers.print(f"{kept.path.name}: what is not ours in it was kept.", soft_wrap=True)


def _answer(chosen, others, gone):
    folders = [
        {
            "folder": str(kept.path), "what": kept.what, "scenario": kept.scenario,
            "runs": kept.runs, "seed": kept.seed, "run_folders": kept.run_folders,
            "finished": kept.finished, "written": kept.written, "bytes": kept.size,
            "deleted": kept.path.name in gone,
        }
        for kept in chosen
    ]  # fmt: skip
    return {"folders": folders, "others": [str(path) for path in others]}
