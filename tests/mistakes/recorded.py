"""Mistakes in the tables of recorded votes."""

from sim.words import DATA
from tests.mistakes.case import Case

MARCH = "2017-03-28-PC-VEN-agenda"


def records(file: str, old: str, new: str, *says: str) -> Case:
    """The shipped records with one place of one table changed."""
    text = (DATA / file).read_text()
    assert old in text, (file, old)
    tables = {name: (DATA / name).read_text() for name in ("rollcalls.csv", "votes.csv")}
    tables[file] = text.replace(old, new, 1)
    files = {f"d/{name}": table for name, table in tables.items()}
    return Case("calibrate --data d --out fit", (file, *says), files)


CASES = {
    # records
    "folder of records that does not exist": Case(
        "calibrate --data nowhere --out fit", ("nowhere: there is no such folder",)
    ),
    "folder without votes": Case(
        "calibrate --data d --out fit", ("d/votes.csv: there is no such file",),
        {"d/rollcalls.csv": (DATA / "rollcalls.csv").read_text()},
    ),
    "roll call to leave out that does not exist": Case(
        "calibrate --out fit --leave-out 2017-03-28", ("--leave-out", '"2017-03-28"', MARCH)
    ),
    "member twice": records(
        "votes.csv", f"{MARCH},ATG", f"{MARCH},ARG", "line 172", f"ARG votes a second time in {MARCH}"
    ),
    "total that doesn't add up": records(
        "votes.csv", f"{MARCH},ARG,Y", f"{MARCH},ARG,N", MARCH,
        "counts 19 yes; the official total is 20", "One of rollcalls.csv and votes.csv is wrong.",
    ),
    "vote that is none": records(
        "votes.csv", f"{MARCH},ARG,Y", f"{MARCH},ARG,Q", "line 171", 'vote = "Q" is not known', "Known"
    ),
    "vote of an unknown roll call": records(
        "votes.csv", f"{MARCH},ARG", "2017-03-28,ARG", "line 171", "is not in rollcalls.csv", MARCH
    ),
    "vote of an unknown member": records(
        "votes.csv", f"{MARCH},ARG", f"{MARCH},AGR", "line 171", '"AGR" is not known', "Did you mean"
    ),
    "vote of a member that is no code": records(
        "votes.csv", f"{MARCH},ARG", f"{MARCH},Arg", "line 171", 'iso3 = "Arg": must be three'
    ),
    "vote of a member not seated": records(
        "votes.csv", "2011-06-01-GA-HND-return,ARG,Y",
        "2011-06-01-GA-HND-return,HND,Y\n2011-06-01-GA-HND-return,ARG,Y",
        "2011-06-01-GA-HND-return", "HND has a vote, but on 2011-06-01 its seat was: suspended",
    ),
    "missing member": records(
        "votes.csv", f"{MARCH},ARG,Y\n", "", MARCH, "ARG was seated on 2017-03-28 and has no row",
        "Absent is X.",
    ),
    "row with too few cells": records(
        "votes.csv", f"{MARCH},ARG,Y", f"{MARCH},ARG", "line 171", "has 2 cells; the header has 3"
    ),
    "empty cell": records("votes.csv", f"{MARCH},ARG,Y", f"{MARCH},ARG,", "line 171", "vote is empty"),
    "missing column": records("votes.csv", "iso3,vote", "iso3,voted", "line 1", "has no column vote"),
    "column twice": records("votes.csv", "iso3,vote", "vote,vote", "line 1", "iso3"),
    "another column twice": records(
        "rollcalls.csv", "body,document", "date,document", "line 1", "has the column date twice"
    ),
    "quotes that don't close": records("votes.csv", f"{MARCH},ARG", f'"{MARCH},ARG', "is not CSV"),
    "header alone": records(
        "rollcalls.csv", (DATA / "rollcalls.csv").read_text().split("\n", 1)[1], "",
        "holds no roll call",
    ),
    "roll call twice": records(
        "rollcalls.csv", "\n2011-06-01-GA-HND-return,", "\n2009-07-04-GA-HND-suspend,",
        "line 3", "2009-07-04-GA-HND-suspend stands a second time",
    ),
    "date that is none": records(
        "rollcalls.csv", ",2017-03-28,", ",28.3.2017,", 'date = "28.3.2017": must be a date such as'
    ),
    "date not in the calendar": records(
        "rollcalls.csv", ",2017-03-28,", ",2017-02-30,", 'date = "2017-02-30": must be a date'
    ),
    "agreement of no member": records(
        "unga_agreement.csv", "iso3,ATG", "iso3,Antigua", "line 1", 'column "Antigua" must be three'
    ),
    "agreement that is no number": records(
        "unga_agreement.csv", "ATG,1.0", "ATG,all", "line 2", 'ATG = "all": must be a number'
    ),
}  # fmt: skip
