"""council calibrate"""

from pathlib import Path

import click

from sim.commands import options


@click.command()
@options.data
@click.option(
    "--out",
    type=click.Path(path_type=Path),
    required=True,
    metavar="DIR",
    help="Folder for the draws; `--fitted DIR` uses them.",
)
@options.leave_out
def calibrate(data, out, leave_out) -> None:
    """Fit the model to recorded votes: maximum a posteriori, Laplace, 500 draws.

    Beside the draws, `flat-sovereignty` holds those under a flat prior of the sovereignty slope.
    """
    from calibration.posterior import FLAT, fit
    from calibration.publish import publish
    from calibration.records import read_folder
    from sim.commands.printing import answers, notices, place
    from sim.fitted import FLAT_SET
    from sim.words import DATA

    records = read_folder(data or DATA, leave_out)
    for folder, priors, label in (
        (out, {}, "declared priors"),
        (out / FLAT_SET, FLAT, "flat sovereignty"),
    ):
        with notices.status(f"Fitting {len(records.rollcalls)} roll calls, {label} ...") as status:
            posterior = fit(
                records, priors,
                lambda rounds, change, label=label: status.update(
                    f"Fitting, {label}: round {rounds}, largest change of a spread {change:.4f}"
                ),
            )  # fmt: skip
        about = publish(posterior, records, folder, leave_out)
        answers.print(
            f"{about['votes']} votes in {about['rollcalls']} roll calls, {label}: "
            f"{about['draws']} draws after {about['rounds']} rounds, "
            f"log evidence {about['log_evidence']}"
        )
    answers.print(f"Folder: {place(out)}", soft_wrap=True)
