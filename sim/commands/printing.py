"""How the verbs speak: answers on standard output; progress and mistakes on standard error."""

import json
import re
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import click
from rich.console import Console
from rich.measure import Measurement
from rich.progress import (
    BarColumn,
    Progress,
    ProgressColumn,
    TaskProgressColumn,
    TextColumn,
    TimeRemainingColumn,
)
from rich.text import Text

answers = Console(highlight=False)
notices = Console(stderr=True, highlight=False)
NAMED = 3  # scenarios of which something is said at once are named; of more, their number


class Rate(ProgressColumn):
    """Runs a second."""

    def render(self, task: Any) -> Text:
        return Text(f"{task.speed:,.0f} runs/s" if task.speed else "")


def print_json(answer: dict[str, Any]) -> None:
    """The JSON alone on standard output."""
    click.echo(json.dumps(answer, indent=2, allow_nan=False))


@contextmanager
def progress(label: str, total: int) -> Iterator[Callable[[int], None]]:
    """A bar with rate and time left on a terminal's standard error; call it with what is done."""
    columns = (
        TextColumn("{task.description}"), BarColumn(), TaskProgressColumn(), Rate(),
        TimeRemainingColumn(),
    )  # fmt: skip
    with Progress(*columns, console=notices, transient=True) as bar:
        task = bar.add_task(label, total=total)
        yield lambda done: bar.advance(task, done)


def tell_of_compiling() -> None:
    """Say so when the first use of these sources on this machine has to compile the model."""
    from sim.rules.compiler import CACHE

    if not any(CACHE.rglob("batch._all_runs*.nbi")):
        notices.print(
            "First use of this version here: compiling the rules to machine code, about 40 "
            "seconds; later runs read it from disk ..."
        )


def warn_if_stale(fitted: Any) -> None:
    """Say what the draws rest on that has changed since."""
    from sim.tables import read_tables

    for stale in fitted.stale(read_tables().digest):
        notices.print(f"council: note: {stale.reason}; {stale.remedy}")


def tell_of_change(vary: Any) -> None:
    """Say what the command line changed of every scenario."""
    from sim.vary import dotted

    for key, value in dotted(vary).items():
        answers.print(f"Changed in every scenario: {key} = {value}", markup=False)


def tell_of_facts(fitted: Any, beside: str = "Indented") -> None:
    """Say what the priors of procedure rest on; beside: where the priors alone are told."""
    facts = fitted.about.get("facts")
    if facts is None:
        told = "How a session ends rests on priors of procedure alone, narrowed by no fact."
    else:
        told = (
            "How a session ends rests on priors of procedure narrowed by facts of 28 March 2017 "
            f"and two texts of 2018: they leave {facts['share']:.1%} of them. {beside}: the priors "
            "alone."
        )
    answers.print(f"[dim]{told}[/]")


def place(path: Path) -> str:
    """A path as the user would type it."""
    from sim.mistake import short

    return short(path.absolute())


def tell_of_figures(pictures: list[Path]) -> None:
    """Where figures lie, each path on a line of its own."""
    for picture in pictures:
        answers.print(f"Figure: {place(picture)}", soft_wrap=True)


def tell_of_files(pictures: list[Path], what: str, folder: Path) -> None:
    """Where figures and numbers lie; what: the folder's kind."""
    tell_of_figures(pictures)
    answers.print(f"{what}: {place(folder)}", soft_wrap=True)


def share(value: float) -> str:
    """A share of runs for the eye: never "0.0%" for something that happened."""
    if 0 < value < 0.0005:
        return "<0.1%"
    if 0.9995 < value < 1:
        return ">99.9%"
    return f"{value:.1%}"


class Hyphened:
    """A name on as many lines as it needs, broken after its hyphens, the later ones indented.

    lead  before the first line
    """

    def __init__(self, name: str, lead: str = "") -> None:
        first, *rest = re.findall(r"[^-]*-|[^-]+", name)
        self.parts = [lead + first, *rest]
        self.indent = " " * len(lead) + " "

    def __rich_measure__(self, console: Console, options: Any) -> Measurement:
        first, *rest = map(len, self.parts)
        return Measurement(
            max([first, *(len(self.indent) + part for part in rest)]), first + sum(rest)
        )

    def __rich_console__(self, console: Console, options: Any) -> Iterator[Text]:
        first, *rest = self.parts
        lines = [first]
        for part in rest:
            if len(lines[-1] + part) > options.max_width:
                lines.append(self.indent)
            lines[-1] += part
        yield Text("\n".join(lines), overflow="fold")


def explained(words: dict[str, str]) -> Any:
    """What words of a table mean, each beside its word, wrapped to the width of the screen."""
    from rich.table import Table

    table = Table.grid(padding=(0, 2, 0, 0))
    for word, meaning in words.items():
        table.add_row(f"[dim]{word}[/]", f"[dim]{meaning}[/]")
    return table


def outcome_table(
    parts: dict[str, Any],
    title: str = "the session ends",
    written: Callable[[float], str] = share,
) -> Any:
    """How sessions end and on which text, by name of an answer's part; what never happens is left
    out."""
    from rich.table import Table

    outcomes = [part["outcomes"] for part in parts.values()]
    shown = [outcome for outcome in outcomes[0] if any(part[outcome] for part in outcomes)]
    table = Table(box=None, pad_edge=False)
    table.add_column(title)  # a long name goes on below, broken at its hyphens
    for outcome in shown:
        table.add_column(outcome.replace("_", "\n"), justify="right", no_wrap=True)
    for name, part in parts.items():
        table.add_row(Hyphened(name), *(written(part["outcomes"][outcome]) for outcome in shown))
        for text, cells in _by_text(part.get("ends"), shown):
            table.add_row(Hyphened(text, "  on "), *cells)
        if by_priors := part.get("outcomes_by_priors"):
            cells = (f"[dim]{written(by_priors[outcome])}[/]" for outcome in shown)
            table.add_row("[dim]  priors alone[/]", *cells)
        for text, cells in _by_text(part.get("ends_by_priors"), shown):
            table.add_row(Hyphened(text, "    on "), *cells, style="dim")
    return table


def _by_text(
    ends: dict[str, dict[str, float]] | None, shown: list[str]
) -> Iterator[tuple[str, list[str]]]:
    """Each text, the most frequent first, with its shares of runs in the outcomes shown.

    ends  `measure.shares_by_text`
    """
    by_outcome = [(ends or {}).get(outcome, {}) for outcome in shown]
    total: Counter[str] = Counter()
    for by_text in by_outcome:
        total.update(by_text)
    for text, _ in total.most_common():
        yield text, [share(by_text[text]) if text in by_text else "" for by_text in by_outcome]


def named_rows(titles: list[str], rows: dict[str, list[str]], width: int) -> Iterator[str]:
    """Lines of right-aligned cells, each row after its name, or below it where lines are short."""
    wide = [max(map(len, column)) for column in zip(titles, *rows.values(), strict=True)]
    longest = max(map(len, rows))
    beside = longest + sum(wide) + len(wide) <= width
    for name, cells in {"": titles, **rows}.items():
        line = "".join(f" {cell:>{size}}" for cell, size in zip(cells, wide, strict=True))
        yield name.ljust(longest) + line if beside else f"{name}\n{line}".lstrip("\n")


def tell_of_signs(signs: dict[str, dict[str, float]]) -> None:
    """How open the sign of pressure on each member was before any vote was looked at.

    signs  by name of the scenario; said once of all in which the chances are the same
    """
    alike: dict[str, list[str]] = {}
    for name, chances in signs.items():
        listed = ", ".join(f"{member} {chance:.2f}" for member, chance in chances.items())
        alike.setdefault(listed, []).append(name)
    for listed, names in alike.items():
        where = ", ".join(names)
        if len(names) > NAMED:
            where = f"{names[0]} and {len(names) - 1} more"
        answers.print(f"Chance a priori that pressure works as meant in {where}: {listed}")


def tell_of_campaigns(parts: dict[str, Any]) -> None:
    """What each campaign comes to over all its sessions, `report.campaigns_answer`, as a table."""
    if parts:
        number = max(part["sessions"] for part in parts.values())
        answers.print()
        answers.print(outcome_table(parts, f"of {number} sessions end", "{:.2f}".format))
