"""council validate"""

from pathlib import Path

import click

from sim.commands import options


@click.command()
@options.data
@click.option(
    "--out", type=click.Path(path_type=Path), default=Path("results"), show_default=True,
    metavar="DIR", help="Folder for forecasts.csv.",
)  # fmt: skip
@options.leave_out
@click.option(
    "--breakdowns", is_flag=True,
    help="Also by topic, act and code, with parts left out: validation.json, ten times as long.",
)  # fmt: skip
@options.as_json
@click.option(
    "--figures/--no-figures", default=None,
    help="Draw scores, roll calls and reliability.  [default: with --breakdowns, unless --json]",
)  # fmt: skip
def validate(data, out, leave_out, breakdowns, as_json, figures) -> None:
    """Forecast each roll call from earlier ones, beside rivals.

    From those on earlier dates; each forecast is scored beside those of simple rivals.

    The first four roll calls are only learnt from. Every forecast is written to forecasts.csv.
    """
    from calibration.records import read_records
    from calibration.report import report_of, write_report
    from calibration.rolling import forecast_calls
    from calibration.validate import answer_of, write_forecasts
    from calibration.validate import validate as forecast_all
    from sim.commands.printing import answers, notices, place, print_json
    from sim.tables import read_tables
    from sim.words import DATA

    tables = read_tables(data or DATA)
    records = read_records(tables, leave_out)
    count = len(forecast_calls(records))
    with notices.status(f"Forecasting {count} roll calls ...") as status:

        def told(rollcall: str, rounds: int) -> None:
            status.update(f"Forecast {rollcall}, {count} roll calls in all ...")

        validation = forecast_all(records, told=told)
        written = [write_forecasts(validation, out)]
        if breakdowns:
            written.append(write_report(report_of(validation, tables, told, leave_out), out))
    answer = answer_of(validation)
    if (breakdowns and not as_json) if figures is None else figures:
        written.extend(_drawn(validation, answer, written[0], out))
    if as_json:
        print_json(answer)
        return
    _print(validation, answer)
    for path in written:
        answers.print(f"Written: {place(path)}", soft_wrap=True)


def _drawn(validation, answer, forecasts, out) -> list[Path]:
    """The figures, drawn into `out`."""
    import pandas as pd

    from calibration.validate import calls_of, ranking_of
    from sim.figures.files import draw

    model = pd.read_csv(forecasts).query("forecaster == 'model'")
    earlier = f"{answer['n']} votes, each forecast from earlier dates only."
    return [
        draw("forecasters", ranking_of(answer), f"{earlier} Bars: 90 % of means when dates are "
             "drawn again.", out / "forecasters.png"),
        draw("forecast-calls", calls_of(validation), earlier, out / "forecast-calls.png"),
        draw("reliability", model, f"{earlier} Lines: where 90 % of shares lie\nif votes fall with "
             "the forecast chances, each on its own.", out / "reliability.png"),
    ]  # fmt: skip


def _print(validation, answer) -> None:
    from sim.commands.printing import answers

    answers.print(_verdict(answer) + "\n")
    answers.print(_forecasters(answer))
    answers.print(
        "\nlog: less the log of the chance given to the vote that came; Brier: squared errors over "
        "the four acts. Lower is better in both. PRE: share of the errors of \"all as most did\" "
        "avoided. CRPS: of the number of Yes. Interval: dates drawn again, 90 %.\n"
    )  # fmt: skip
    answers.print(_rollcalls(validation))


def _verdict(answer) -> str:
    """What the tables below say, in a sentence or two."""
    model = answer["forecasters"]["model"]
    best = min(answer["difference"], key=lambda name: answer["forecasters"][name]["log"])
    gap = answer["difference"][best]
    low, high = gap["ci90"]
    surely = (
        "better beyond the luck of dates" if high < 0
        else "worse beyond the luck of dates" if low > 0
        else "not surely better or worse"
    )  # fmt: skip
    return (
        f"On {answer['n']:,} votes that it had not seen, the model gives the vote that came "
        f"{_typical(model['log'])} in the geometric mean and names {model['accuracy']:.0%} of the "
        f"acts. Its log score is {model['log']:.3f}, that of the best rival ({_name(best)}) "
        f"{answer['forecasters'][best]['log']:.3f}: {surely} ({gap['log']:+.3f}, 90 % interval "
        f"{low:+.3f} to {high:+.3f})."
    )


def _typical(log: float) -> str:
    import math

    return f"a chance of {math.exp(-log):.0%}"


def _name(forecaster: str) -> str:
    return forecaster.replace("_", " ")


def _forecasters(answer):
    from rich.table import Table

    table = Table(box=None, pad_edge=False)
    table.add_column("forecaster")
    for head in (
        "log",
        "Brier",
        "right",
        "yes/not log",
        "right",
        "PRE",
        "CRPS",
        "log less rival's",
    ):
        table.add_column(head, justify="right")
    ranked = sorted(answer["forecasters"].items(), key=lambda item: item[1]["log"])
    for name, one in ranked:
        gap = answer["difference"].get(name)
        less = f"{gap['log']:+.3f} ({gap['ci90'][0]:+.3f}, {gap['ci90'][1]:+.3f})" if gap else ""
        table.add_row(
            _name(name), f"{one['log']:.3f}", f"{one['brier']:.3f}", f"{one['accuracy']:.0%}",
            f"{one['yes_log']:.3f}", f"{one['yes_accuracy']:.0%}", f"{one['pre']:.2f}",
            f"{one['count_crps']:.2f}", less,
        )  # fmt: skip
    return table


def _rollcalls(validation):
    from rich.table import Table

    from calibration.validate import calls_of

    table = Table(box=None, pad_edge=False)
    for head in ("roll call", "log", "Yes expected", "80 %", "Yes cast"):
        table.add_column(head, justify="left" if head == "roll call" else "right")
    for row in calls_of(validation).itertuples():
        table.add_row(
            row.rollcall, f"{row.log:.3f}", f"{row.expected:.1f}", f"{row.low}-{row.high}",
            str(row.yes),
        )  # fmt: skip
    return table
