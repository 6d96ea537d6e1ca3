"""What the shipped draws say, as tables: every counterfactual, and three ways to draw side by side.

`python -m calibration.counterfactuals` simulates them, keeps what it found as
`report/counterfactuals.json` and fills the tables of METHOD.md that are marked `compare`.
"""

import json
from pathlib import Path
from typing import Any

import numpy as np

from calibration.coordinates import slices_of
from calibration.method import METHOD
from calibration.posterior import fit
from calibration.records import read_folder
from calibration.report import filled, markdown
from sim.archive import Shelf
from sim.assumptions import ASIDE
from sim.compare import compare
from sim.fitted import STANDARD, read_fitted, read_flat, read_posterior
from sim.play import Terms
from sim.reading import read_text
from sim.report import compare_answer
from sim.scenario import read_scenario
from sim.words import DATA
from sim.writing import write_whole

KEPT = METHOD.parent / "report" / "counterfactuals.json"
# Base and what differs from it: each scenario's file names the base as the one that it extends.
LIBRARY = (
    ("march-28", "march-28-no-threat", "march-28-executive-threat", "march-28-private-pressure",
     "march-28-us-leads", "march-28-petrocaribe-restored", "march-28-insults",
     "march-28-milder-path", "march-28-asks-put"),
    ("march-28-no-threat", "march-28-harsher-text", "march-28-inducement",
     "march-28-mexico-alone", "march-28-new-government", "march-28-persuasion"),
    ("march-28-executive-threat", "march-28-us-leads-and-threatens"),
    ("suspend-us-leads", "suspend-mexico-leads"),
)  # fmt: skip
MAIN = ("march-28", "march-28-no-threat", "march-28-us-leads")
SETS = (STANDARD, "nuts")
RUNS, SEED = 10_000, 1

Answer = dict[str, Any]


def answer_of(names: tuple[str, ...], fitted: str, out: Path) -> Answer:
    """What `council compare` answers for these scenarios under a set of draws, the base first."""
    terms = Terms(read_fitted(fitted), SEED, RUNS)
    scenarios = [read_scenario(name) for name in names]
    [comparison] = compare(scenarios, terms, read_flat(fitted), Shelf(out))
    answer = compare_answer(comparison, SEED, 0.0)
    for part in answer["scenarios"].values():  # what members do stays in the run folders
        del part["members"]
        if part["effect"]:
            part["effect"].pop("members")
    return answer


def methods_of() -> list[dict[str, Any]]:
    """One row a declared parameter: mean and sd by NUTS, how far the others are from those.

    away   root mean square, over its numbers, of the difference of means in sds of NUTS
    ratio  mean of their sds over those of NUTS
    """
    records, exact = read_folder(DATA), read_posterior("nuts").draws
    others = {"quick": fit(records).draws(), "hmc": read_posterior(STANDARD).draws}
    rows = []
    for name, part in slices_of(records).items():
        mean, sd = exact[:, part].mean(axis=0), exact[:, part].std(axis=0)
        row = {"parameter": name, "numbers": len(mean), "mean": float(mean[0]), "sd": float(sd[0])}
        for method, draws in others.items():
            away = (draws[:, part].mean(axis=0) - mean) / sd
            ratio = draws[:, part].std(axis=0) / sd
            row[method] = {
                "away": float(away[0] if len(away) == 1 else np.sqrt((away**2).mean())),
                "ratio": float(ratio.mean()),
            }
        rows.append(row)
    return rows


def found(out: Path) -> dict[str, list[Answer]]:
    """The answers for the library, for the main scenarios under each of `SETS`, and parameters."""
    return {
        "library": [answer_of(names, STANDARD, out) for names in LIBRARY],
        "samplers": [answer_of(MAIN, fitted, out) for fitted in SETS],
        "parameters": methods_of(),
    }


def tables_of(answers: dict[str, list[Answer]]) -> dict[str, str]:
    """The tables of METHOD.md by the names of their blocks, in Markdown."""
    return {
        "library": markdown(*_library(answers["library"])),
        "samplers": markdown(*_samplers(answers["samplers"])),
        "parameters": markdown(*_parameters(answers["parameters"])),
    }


def _library(answers: list[Answer]):
    head = ["scenario", "against", "carried", "effect on Yes, 95 %", "on priors", *ASIDE]
    rows = [
        [
            name, answer["base"], f"{part['carried']:.1%}", _effect(part["effect"]),
            f"{part['effect']['prior_share']:.0%}",
            *(_effect(part["aside"][assumption]) for assumption in ASIDE),
        ]
        for answer in answers
        for name, part in answer["scenarios"].items()
        if part["effect"]
    ]  # fmt: skip
    return head, rows


def _samplers(answers: list[Answer]):
    head = ["scenario"] + [f"{what}, {fitted}" for what in ("carried", "Yes", "effect on Yes, 95 %")
                           for fitted in ("hmc", "nuts")]  # fmt: skip
    rows = []
    for name in MAIN:
        parts = [answer["scenarios"][name] for answer in answers]
        rows.append(
            [
                name,
                *(f"{part['carried']:.1%}" for part in parts),
                *(f"{part['yes']['mean']:.2f}" for part in parts),
                *(_effect(part["effect"]) if part["effect"] else "base" for part in parts),
            ]
        )
    return head, rows


def _parameters(rows: list[dict[str, Any]]):
    head = ["parameter", "NUTS mean", "sd", "quick: away", "sd ratio", "hmc: away", "sd ratio"]
    cells = []
    for row in rows:
        one = row["numbers"] == 1
        shown = (_number(row["mean"]), _number(row["sd"])) if one else ("", "")
        sign = "+.2f" if one else ".2f"
        cells.append(
            [
                row["parameter"] if one else f"{row['parameter']} ({row['numbers']})", *shown,
                *(text for method in ("quick", "hmc")
                  for text in (f"{row[method]['away']:{sign}}", f"{row[method]['ratio']:.2f}")),
            ]
        )  # fmt: skip
    return head, cells


def _number(value: float) -> str:
    """Two places, more for what would else be 0."""
    return f"{value:.2f}" if abs(value) >= 0.05 else f"{value:.4f}"


def _effect(effect: dict[str, Any]) -> str:
    low, high = effect["ci95"]
    return f"{effect['yes']:+.2f} ({low:+.2f} to {high:+.2f})"


def take_over(out: Path) -> None:
    """Find all answers, keep them, and make METHOD.md's tables from them."""
    answers = found(out)
    write_whole(KEPT, json.dumps(answers, indent=1) + "\n")
    write_whole(METHOD, filled(read_text(METHOD), tables_of(answers), "compare"))


if __name__ == "__main__":
    take_over(Path("results"))
