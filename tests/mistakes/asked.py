"""Mistakes in what is asked of a verb: its words, its options, the folder to write to."""

from sim.words import SCENARIOS
from tests.mistakes.case import Case

CASES = {
    # other verbs
    "name that is taken": Case("new march-28", ("march-28", "shipped", "give another")),
    "name of a new scenario with a slash": Case("new a/b", ("must be a name of letters",)),
    "file that is there already": Case("new y", ("y.toml", "is there already"), {"y.toml": "x"}),
    "results of nothing": Case("results nothing", ("nothing", "no such folder or scenario")),
    "run to replay below 0": Case("replay march-28 --run -1", ("--run", "-1"), code=2),
    "session to replay below 1": Case(
        "replay spring-2017 --session 0", ("--session", "0"), code=2
    ),
    "change that varies nothing": Case(
        "run march-28 --vary leadership", ("--vary leadership", "motion.COORDINATE=VALUE"), code=2
    ),
    "change of an unknown coordinate": Case(
        "run march-28 --vary motion.leadershp=0", ('Did you mean "leadership"?',), code=2
    ),
    "change out of range": Case(
        "compare march-28 march-28-no-threat --vary parameters.lapse=2",
        ("--vary parameters.lapse=2", "must be at least 0 and at most 1"), code=2,
    ),
    "change of an unknown member": Case(
        "run march-28 --vary members.CUB.patronage=1", ('member "CUB" is not known',), code=2
    ),
    "key that is varied twice": Case(
        "run march-28 --vary motion.leadership=0.2 --vary motion.leadership=0.3",
        ("--vary motion.leadership=0.3: motion.leadership is changed a second time", "each key once"),
        code=2,
    ),
    "narrowing beside no draws": Case(
        "narrow --out nodir", ("nodir/about.json: there is no such file", "`council calibrate --out`")
    ),
    "topic of no member, by --vary": Case(
        "run march-28 --vary motion.topic=VNE", ("--vary motion.topic=VNE", 'mean "VEN"?'), code=2
    ),
    "record that is none, by --vary": Case(
        "run march-28 --runs 10 --json --vary motion.record=zzz",
        ('--vary motion.record=zzz [override.motion]: record = "zzz" is not known',),
    ),
    "record that is none, checked": Case(
        "show m.toml", ('m.toml line 2: record = "zzz" is not known',),
        {"m.toml": (SCENARIOS / "motions" / "dialogue-2017.toml").read_text().replace(
            "title ", 'record = "zzz"\ntitle ', 1)},
    ),
    "records to validate that do not exist": Case("validate --data nowhere", ("no such folder",)),
    "narrowing into a file": Case(
        "narrow --out y/z", ("y/z", "can't be written: Not a directory", "--out"), {"y": "x"}
    ),
    "forecasts that are binary": Case(
        "prove reliability --forecasts f.csv", ("f.csv: is not UTF-8 text",), {"f.csv": b"\xff\xfe"}
    ),
    "forecasts without a column": Case(
        "prove reliability --forecasts f.csv", ("f.csv line 1: has no column forecaster",),
        {"f.csv": "rollcall_id,p_yes\na,0.5\n"},
    ),
    "forecast that is no chance": Case(
        "prove reliability --forecasts f.csv", ("f.csv line 2: p_yes = ", "at most 1"),
        {"f.csv": "forecaster,p_yes,vote\nmodel,1.5,Y\n"},
    ),
    "forecast of no vote": Case(
        "prove reliability --forecasts f.csv", ('f.csv line 2: vote = "Q" is not known',),
        {"f.csv": "forecaster,p_yes,vote\nmodel,0.5,Q\n"},
    ),
    "forecasts of others alone": Case(
        "prove reliability --forecasts f.csv", ("holds no forecast of the model", "council validate"),
        {"f.csv": "forecaster,p_yes,vote\nmajority,0.5,Y\n"},
    ),
    # options
    "negative runs": Case("run march-28 --runs -1", ("--runs", "-1"), code=2),
    "no runs": Case("run march-28 --runs 0", ("--runs",), code=2),
    "runs that are no number": Case("run march-28 --runs many", ("--runs", "many"), code=2),
    "negative seed": Case("run march-28 --seed -1", ("--seed",), code=2),
    "no threads": Case("run march-28 --threads 0", ("--threads",), code=2),
    "option that does not exist": Case("run march-28 --rnus 10", ("--rnus", "--runs"), code=2),
    "verb that does not exist": Case("runn march-28", ("runn",), code=2),
    "nothing to run": Case("run", ("SCENARIO",), code=2),
    "calibrate without a folder": Case("calibrate", ("--out",), code=2),
    # folders that can't be written
    "results in a file": Case(
        "run march-28 --runs 10 --json --out y/z",
        ("y/z", "can't be written: Not a directory", "--out"), {"y": "x"},
    ),
    "results where nothing can be made": Case(
        "compare march-28 march-28-no-threat --runs 10 --json --out /proc/x",
        ("/proc/x", "can't be written", "--out"),
    ),
}  # fmt: skip
