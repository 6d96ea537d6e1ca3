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
    "--method", type=click.Choice(["hmc", "laplace", "nuts"]), default="hmc", show_default=True,
    help="Hamiltonian Monte Carlo samples the exact posterior in half a minute. Laplace's Gaussian "
    "takes seconds and is too narrow. NUTS is exact, takes minutes and needs the extra [bayes].",
)  # fmt: skip
@click.option("--chains", type=click.IntRange(2, 64), help="Of hmc (16 unless said) and nuts (4).")
@click.option(
    "--draws", type=click.IntRange(100, 100_000),
    help="Of each chain (300 by hmc, 2,500 by nuts); 500 of all are kept for scenarios.",
)  # fmt: skip
@click.option(
    "--seed", type=click.IntRange(0, 2**31 - 1), default=1, show_default=True,
    help="Of hmc and nuts.",
)  # fmt: skip
def calibrate(data, out, leave_out, method, chains, draws, seed) -> None:
    """Fit the model to recorded votes: draws from its posterior.

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
        settings = {"chains": chains, "draws": draws, "seed": seed}
        settings = {name: value for name, value in settings.items() if value is not None}
        line = METHODS[method](records, priors, label, folder, leave_out, settings)
        votes = int(records.arrays.scored_ci.sum())
        answers.print(f"{votes} votes in {len(records.rollcalls)} roll calls, {label}:\n  {line}")
    answers.print(f"Folder: {place(out)}", soft_wrap=True)


def _by_laplace(records, priors, label, folder, leave_out, settings) -> str:
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


def _by_hmc(records, priors, label, folder, leave_out, settings) -> str:
    from calibration.hmc import MOVES, TUNING, sample
    from calibration.publish import publish
    from sim.commands.printing import notices

    moves = settings.pop("draws", MOVES)
    with notices.status(f"Sampling {len(records.rollcalls)} roll calls, {label} ...") as status:
        drawn = sample(
            records, priors, moves=moves, **settings,
            told=lambda done: status.update(
                f"Sampling, {label}: {done:,} moves of {TUNING + moves:,}"
            ),
        )  # fmt: skip
        about = publish(drawn, records, folder, leave_out)
    return (
        f"{about['draws']} draws of {about['chains']} x {about['draws_a_chain']}, highest R-hat "
        f"{about['rhat']}, {about['divergences']} divergences; log evidence (Laplace) "
        f"{about['log_evidence']}"
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


METHODS = {"hmc": _by_hmc, "laplace": _by_laplace, "nuts": _by_nuts}
