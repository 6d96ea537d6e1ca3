"""council calibrate"""

from pathlib import Path

import click

from sim.commands import options


@click.command()
@options.data
@click.option(
    "--out", type=click.Path(path_type=Path), required=True, metavar="DIR",
    help="Folder for the draws; `--fitted DIR` uses them.",
)  # fmt: skip
@options.leave_out
@click.option(
    "--method", type=click.Choice(["laplace", "nuts"]), default="laplace", show_default=True,
    help="Laplace takes seconds; NUTS is exact, takes minutes and needs the extra [bayes].",
)  # fmt: skip
@click.option("--chains", type=click.IntRange(2, 64), default=4, show_default=True, help="Of NUTS.")
@click.option(
    "--draws", type=click.IntRange(100, 100_000), default=2500, show_default=True,
    help="Of each chain of NUTS; 500 of all are kept for scenarios.",
)  # fmt: skip
@click.option(
    "--seed", type=click.IntRange(0, 2**31 - 1), default=1, show_default=True, help="Of NUTS."
)
def calibrate(data, out, leave_out, method, chains, draws, seed) -> None:
    """Fit the model to recorded votes and keep 500 draws from the posterior.

    Beside the draws, `flat-sovereignty` holds those under a flat prior of the sovereignty slope.
    NUTS also writes every draw as ArviZ InferenceData, `posterior.nc`.
    """
    from calibration.posterior import FLAT
    from calibration.records import read_folder
    from sim.commands.printing import answers, place
    from sim.fitted import FLAT_SET
    from sim.words import DATA

    records = read_folder(data or DATA, leave_out)
    for folder, priors, label in (
        (out, {}, "declared priors"),
        (out / FLAT_SET, FLAT, "flat sovereignty"),
    ):
        if method == "laplace":
            line = _by_laplace(records, priors, label, folder, leave_out)
        else:
            settings = {"chains": chains, "draws": draws, "seed": seed}
            line = _by_nuts(records, priors, label, folder, leave_out, settings)
        votes = int(records.arrays.scored_ci.sum())
        answers.print(f"{votes} votes in {len(records.rollcalls)} roll calls, {label}:\n  {line}")
    answers.print(f"Folder: {place(out)}", soft_wrap=True)


def _by_laplace(records, priors, label, folder, leave_out) -> str:
    from calibration.posterior import fit
    from calibration.publish import publish
    from sim.commands.printing import notices

    with notices.status(f"Fitting {len(records.rollcalls)} roll calls, {label} ...") as status:
        posterior = fit(
            records, priors,
            lambda rounds, change: status.update(
                f"Fitting, {label}: round {rounds}, largest change of a spread {change:.4f}"
            ),
        )  # fmt: skip
        about = publish(posterior, records, folder, leave_out)
    return (
        f"{about['draws']} draws after {about['rounds']} rounds, "
        f"log evidence {about['log_evidence']}"
    )


def _by_nuts(records, priors, label, folder, leave_out, settings) -> str:
    from calibration.netcdf import write_netcdf
    from calibration.nuts import sample
    from calibration.publish import publish
    from sim.commands.printing import notices

    with notices.status(f"Sampling {len(records.rollcalls)} roll calls, {label}: minutes ..."):
        drawn = sample(records, priors, **settings)
        write_netcdf(drawn, records, folder)
        about = publish(drawn, records, folder, leave_out)
    for shortfall in drawn.shortfalls():
        notices.print(f"council: note: {shortfall}; more --draws may cure it")
    return (
        f"{about['draws']} draws of {about['chains']} x {about['draws_a_chain']}, "
        f"highest R-hat {about['rhat']}, smallest effective sizes {about['ess_bulk']} (bulk) and "
        f"{about['ess_tail']} (tail), {about['divergences']} divergences"
    )
