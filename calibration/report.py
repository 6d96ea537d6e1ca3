"""Everything that validation shows, as plain values, and as the tables of METHOD.md.

The tables are made from the values alone: a test compares those in METHOD.md with those made from
the committed `report/validation.json`.
"""

import json
import re
from pathlib import Path
from typing import Any

import numpy as np

from calibration.breakdowns import acts_of, counts_of, parts_of, under_other_codes
from calibration.ladder import ladder
from calibration.records import Records
from calibration.rolling import Told
from calibration.scores import central_interval
from calibration.specification import specification_digest
from calibration.validate import MODEL, Validation, answer_of
from sim.tables import Tables, concerned
from sim.words import LETTERS, YES
from sim.writing import write_whole, writing

Report = dict[str, Any]


def report_of(
    validation: Validation,
    tables: Tables,
    told: Told = lambda rollcall, rounds: None,
    leave_out: tuple[str, ...] = (),
) -> Report:
    """The scores, taken apart and under other codes."""
    return {
        "specification": specification_digest(),
        "data": validation.records.digest,
        **answer_of(validation),
        "adoption": adoption_of(validation, tables),
        "parts": parts_of(validation, tables),
        "acts": acts_of(validation),
        "counts": counts_of(validation),
        "other_codes": under_other_codes(tables, told, leave_out),
        "ladder": ladder(validation, told),
        "costliest": costliest_of(validation),
    }


def write_report(report: Report, folder: Path) -> Path:
    """Write the report to `folder`/validation.json; returns the file. Raises Mistake."""
    path = folder / "validation.json"
    with writing(folder):
        folder.mkdir(parents=True, exist_ok=True)
        write_whole(path, json.dumps(report, indent=1) + "\n")
    return path


def adoption_of(validation: Validation, tables: Tables) -> list[dict[str, Any]]:
    """For each roll call the 80 % interval of Yes and the chance of adoption, and what came.

    Members that follow a script are given the votes that they cast.
    """
    calls = {call.rollcall_id: call for call in tables.rollcalls}
    rows = []
    for at in validation.calls:
        call = calls[validation.records.rollcalls[at]]
        count_k = validation.forecasts[MODEL][at].count_k
        needed = call.threshold - _scripted_yes(validation.records, at, call.topic)
        low, high = central_interval(count_k)
        rows.append(
            {
                "id": call.rollcall_id,
                "interval80": [low, high],
                "adoption": float(count_k[max(needed, 0) :].sum()),
                "adopted": call.yes >= call.threshold,
            }
        )
    return rows


def _scripted_yes(records: Records, call: int, topic: str) -> int:
    arrays = records.arrays
    scripted = [records.members.index(m) for m in concerned(topic) if m in records.members]
    return int((arrays.vote_ci[call, scripted] == YES).sum())


def costliest_of(validation: Validation, most: int = 12) -> list[dict[str, Any]]:
    """The votes that cost the model most, dearest first."""
    votes, records = validation.votes, validation.records
    chance_nv = validation.chances(MODEL)
    given = chance_nv[np.arange(len(votes.vote_n)), votes.vote_n]
    return [
        {
            "id": records.rollcalls[votes.call_n[n]],
            "iso3": records.members[votes.member_n[n]],
            "vote": LETTERS[votes.vote_n[n]],
            "chance": float(given[n]),
            "log": float(-np.log(given[n])),
        }
        for n in np.argsort(given, kind="stable")[:most]
    ]


def tables_of(report: Report) -> dict[str, str]:
    """The tables of METHOD.md by the names of their blocks, in Markdown."""
    return {name: markdown(*make(report)) for name, make in TABLES.items()}


def filled(text: str, tables: dict[str, str], verb: str = "validate") -> str:
    """A text with these tables between `<!-- VERB: NAME -->` and `<!-- end -->`."""

    def block(found: re.Match) -> str:
        return f"{found[1]}\n{tables[found[2]]}\n{found[3]}"

    place = rf"(<!-- {verb}: ([a-z ]+) -->).*?(<!-- end -->)"
    return re.sub(place, block, text, flags=re.S)


def markdown(head: list[str], rows: list[list[str]]) -> str:
    """A table: words in the first column, numbers in the others."""
    rule = ["---"] + ["--:"] * (len(head) - 1)
    return "\n".join(f"| {' | '.join(cells)} |" for cells in (head, rule, *rows))


def _word(name: str) -> str:
    return name.replace("_", " ")


def _interval(pair: list[float] | None) -> str:
    return f"{pair[0]:+.3f} to {pair[1]:+.3f}" if pair else ""


def _scores(report: Report):
    head = ["forecaster", "log", "Brier", "right", "yes/not log", "yes/not right", "PRE",
            "model's log less this", "90 % interval"]  # fmt: skip
    ranked = sorted(report["forecasters"].items(), key=lambda item: item[1]["log"])
    rows = []
    for name, s in ranked:
        gap = report["difference"].get(name)
        rows.append(
            [
                _word(name), f"{s['log']:.3f}", f"{s['brier']:.3f}", f"{s['accuracy']:.1%}",
                f"{s['yes_log']:.3f}", f"{s['yes_accuracy']:.1%}", f"{s['pre']:.2f}",
                f"{gap['log']:+.3f}" if gap else "", _interval(gap and gap["ci90"]),
            ]
        )  # fmt: skip
    return head, rows


def _rollcalls(report: Report):
    head = ["roll call", "log", "Yes expected", "80 %", "Yes cast", "chance of adoption", "adopted"]
    rows = []
    for one, more in zip(report["rollcalls"], report["adoption"], strict=True):
        low, high = more["interval80"]
        rows.append(
            [
                one["id"], f"{one['log']:.3f}", f"{one['expected_yes']:.1f}", f"{low}-{high}",
                str(one["yes"]), f"{more['adoption']:.2f}", "yes" if more["adopted"] else "no",
            ]
        )  # fmt: skip
    return head, rows


def _parts(report: Report):
    shown = [MODEL, "blend", "decayed_frequencies", "last_vote_taken_part", "covariates"]
    head = ["part", "votes", *(_word(name) for name in shown)]
    rows = [
        [part, str(one["n"]), *(f"{one['forecasters'][name]['log']:.3f}" for name in shown)]
        for part, one in report["parts"].items()
    ]
    return head, rows


def _acts(report: Report):
    head = ["forecaster", "Yes", "No", "Abstain", "Absent", "switches found", "false alarms"]
    rows = []
    for name, one in report["acts"].items():
        recall = ["-" if share is None else f"{share:.0%}" for share in one["recall"].values()]
        found = f"{one['found']} of {one['switches']}"
        alarms = f"{one['false_alarms']} of {one['stays']}"
        rows.append([_word(name), *recall, found, alarms])
    return head, rows


def _counts(report: Report):
    head = ["forecaster", "CRPS", "80 % interval holds", "its mean width"]
    ranked = sorted(report["counts"].items(), key=lambda item: item[1]["crps"])
    rows = [
        [_word(name), f"{c['crps']:.2f}", f"{c['coverage80']:.0%}", f"{c['width80']:.1f}"]
        for name, c in ranked
    ]
    return head, rows


def _other_codes(report: Report):
    head = ["codes", "log", "Brier", "yes/not log", "right"]
    under = {"as shipped": report["forecasters"][MODEL]} | report["other_codes"]
    rows = [
        [
            name,
            f"{s['log']:.3f}",
            f"{s['brier']:.3f}",
            f"{s['yes_log']:.3f}",
            f"{s['accuracy']:.1%}",
        ]
        for name, s in under.items()
    ]
    return head, rows


def _ladder(report: Report):
    head = ["rung", "log", "Brier", "yes/not log", "log less that of the rung below",
            "90 % interval"]  # fmt: skip
    rows = [
        [
            one["rung"], f"{one['log']:.3f}", f"{one['brier']:.3f}", f"{one['yes_log']:.3f}",
            "" if one["gain"] is None else f"{one['gain']:+.3f}", _interval(one["ci90"]),
        ]
        for one in report["ladder"]
    ]  # fmt: skip
    return head, rows


def _costliest(report: Report):
    head = ["roll call", "member", "vote", "chance given", "cost (log)"]
    rows = [
        [one["id"], one["iso3"], one["vote"], f"{one['chance']:.3f}", f"{one['log']:.2f}"]
        for one in report["costliest"]
    ]
    return head, rows


TABLES = {
    "scores": _scores,
    "roll calls": _rollcalls,
    "parts": _parts,
    "acts": _acts,
    "counts": _counts,
    "other codes": _other_codes,
    "costliest": _costliest,
    "ladder": _ladder,
}
