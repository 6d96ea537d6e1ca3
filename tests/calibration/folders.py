"""Folders of records for tests: other councils and more roll calls, in the shipped format."""

import csv
from datetime import date, timedelta
from pathlib import Path

import numpy as np

from sim.words import DATA

COLUMNS = [
    "rollcall_id", "date", "topic", "camp", "description", "threshold", "direction",
    "intrusiveness", "leadership", "severity", "yes", "no", "abstain", "absent",
]  # fmt: skip


def shipped_rows(name: str) -> list[dict[str, str]]:
    """The rows of a shipped table."""
    with (DATA / name).open(newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def write_rows(path: Path, rows: list[dict]) -> None:
    """A table of these rows."""
    with path.open("w", newline="", encoding="utf-8") as file:
        table = csv.DictWriter(file, list(rows[0]))
        table.writeheader()
        table.writerows(rows)


def write_records(folder: Path, calls: list[dict], votes: list[dict]) -> Path:
    """A folder with rollcalls.csv and votes.csv; the totals are counted from the votes."""
    for call in calls:
        cast = [row["vote"] for row in votes if row["rollcall_id"] == call["rollcall_id"]]
        for letter, name in zip("YNAX", ("yes", "no", "abstain", "absent"), strict=True):
            call[name] = cast.count(letter)
    folder.mkdir(parents=True, exist_ok=True)
    write_rows(folder / "rollcalls.csv", calls)
    write_rows(folder / "votes.csv", votes)
    return folder


def another_council(folder: Path, members: int = 8, calls: int = 8, seed: int = 0) -> Path:
    """Invented members, governments and roll calls; two calls on the last day; rows unsorted."""
    rng = np.random.default_rng(seed)
    codes = [f"{letter}{letter}A" for letter in "BCDFGHJKLM"[:members]]
    columns = shipped_rows("members.csv")[0]
    blank = dict.fromkeys(columns, "")
    folder.mkdir(parents=True, exist_ok=True)
    write_rows(folder / "members.csv", [blank | {"iso3": c, "name": c.title()} for c in codes])
    (folder / "unga_agreement.csv").write_text("iso3,XXA\nXXA,1\n", encoding="utf-8")
    lean = dict(zip(codes, rng.normal(size=members), strict=True))
    rollcalls, votes = [], []
    for k in range(calls):
        day = date(2020, 1, 1) + timedelta(days=40 * min(k, calls - 2))
        topic = ("BBA", "BBA-CCA", "ZZZ")[k % 3]
        name = f"{day}-{topic}-{k}"
        rollcalls.append(
            {
                "rollcall_id": name, "date": day, "topic": topic, "camp": 1, "description": "x",
                "threshold": members // 2 + 1, "direction": 1 if k % 2 else 0.5,
                "intrusiveness": 0.4, "leadership": 0.5, "severity": 0.5,
            }
        )  # fmt: skip
        for code in codes:
            yes = lean[code] + 0.4 * rng.normal() > 0
            vote = "X" if rng.random() < 0.1 else "Y" if yes else rng.choice(["N", "A"])
            votes.append({"rollcall_id": name, "iso3": code, "vote": vote})
    rng.shuffle(rollcalls)
    rng.shuffle(votes)
    return write_records(folder, rollcalls, votes)
