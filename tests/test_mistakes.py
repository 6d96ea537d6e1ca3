"""Every mistake that a user can make has its message: where, what, the rule, the likely fix.

Each case goes through the command line's real entry. None may leave a file behind, print to
standard output, show a traceback or the wording of a library.
"""

import io
import json
import re
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import pytest

from sim.draws import digest_of_draws
from sim.fitted import ABOUT, DRAWS, read_posterior
from sim.procedure import ACCEPTED, ACCEPTED_ABOUT
from sim.words import DATA, FITTED, SCENARIOS

SCENARIO = """question = "What if?"
council  = "oas-2017"
motion   = "agenda-2017-03-28"
"""
LEVER = """
[[lever]]
kind        = "threat"
sender      = "USA"
targets     = ["HTI", "SLV"]
credibility = "senator"
publicity   = 1.0
"""
MOTION = """title = "A motion"
topic = "VEN"
camp = 1
direction = 0.5
intrusiveness = 0.3
leadership = 0.5
severity = 0.5
threshold = 18
"""


@dataclass(frozen=True)
class Case:
    """Command line words, the files that lie in the folder, what the message must say."""

    words: str
    says: tuple[str, ...]
    files: dict[str, object] = field(default_factory=dict)
    code: int = 1


def run(text: str | bytes, *says: str, **files: str) -> Case:
    """A scenario file that is run, with others beside it by their stems."""
    beside = {f"{stem}.toml": other for stem, other in files.items()}
    return Case("run x.toml --runs 10 --json", says, {"x.toml": text} | beside)


def lever(old: str, new: str, *says: str) -> Case:
    """The scenario of a threat with one line of its lever changed."""
    assert old in LEVER
    return run(SCENARIO + LEVER.replace(old, new), "[[lever]] 1", *says)


def override(text: str, *says: str) -> Case:
    """A scenario with something overridden, from line 5 on."""
    return run(SCENARIO + "\n" + text, *says)


def motion(old: str, new: str, *says: str) -> Case:
    """A motion file of the user's own with one line changed."""
    assert old in MOTION
    scenario = SCENARIO.replace("agenda-2017-03-28", "m.toml")
    files = {"x.toml": scenario, "m.toml": MOTION.replace(old, new)}
    return Case("run x.toml --runs 10 --json", ("m.toml", *says), files)


def records(file: str, old: str, new: str, *says: str) -> Case:
    """The shipped records with one place of one table changed."""
    text = (DATA / file).read_text()
    assert old in text, (file, old)
    tables = {name: (DATA / name).read_text() for name in ("rollcalls.csv", "votes.csv")}
    tables[file] = text.replace(old, new, 1)
    files = {f"d/{name}": table for name, table in tables.items()}
    return Case("calibrate --data d --out fit", (file, *says), files)


def draws(change, *says: str) -> Case:
    """The shipped draws, changed: `change(names, draws, about)` returns the three."""
    shipped = read_posterior()
    names, table, about = change(
        list(shipped.names), shipped.draws.astype(np.float32), dict(shipped.about)
    )
    packed = io.BytesIO()
    np.savez_compressed(packed, names=np.array(names), draws=table)
    return fit({DRAWS: packed.getvalue(), ABOUT: json.dumps(about)}, *says)


def fit(files: dict[str, object], *says: str) -> Case:
    """A set of draws with these files in place of the shipped ones; None leaves one out."""
    shipped = {name: (FITTED / "records" / name).read_bytes() for name in (DRAWS, ABOUT)}
    files = {f"fit/{name}": part for name, part in (shipped | files).items() if part is not None}
    return Case("run march-28 --runs 10 --json --fitted fit", ("fit", *says), files)


def beside(names, table, **about) -> dict[str, object]:
    """Accepted draws, for a set's folder."""
    packed = io.BytesIO()
    np.savez_compressed(packed, names=np.array(names), draws=table)
    about = {"digest": digest_of_draws(names, table)} | about
    return {ACCEPTED: packed.getvalue(), ACCEPTED_ABOUT: json.dumps(about)}


def signed(names, table, about):
    """The three, with a digest that fits them."""
    return names, table, about | {"digest": digest_of_draws(tuple(names), table)}


def with_nan(names, table, about):
    table[3, 5] = np.nan
    return signed(names, table, about)


def accepted(**about) -> Case:
    """A set with the shipped accepted draws beside it that say something else of themselves."""
    told = json.loads((FITTED / ACCEPTED_ABOUT).read_text()) | about
    text = json.dumps({key: value for key, value in told.items() if value is not None})
    files = {ACCEPTED: (FITTED / ACCEPTED).read_bytes(), ACCEPTED_ABOUT: text}
    return fit(files, "fit/accepted.json: is damaged", "council narrow")


def quantiles(prior, after) -> dict:
    return {"quantiles": {"denial": {"prior": prior, "accepted": after}}}


def grid(text: str, *says: str, base: str = SCENARIO) -> Case:
    """A grid of the user's own over a scenario."""
    files = {"g.toml": f'question = "{{who}}"\nextends = "x.toml"\n{text}', "x.toml": base}
    return Case("run g.toml --runs 10 --json", says, files)


def axis(name: str, **choices: str) -> str:
    """An axis of a grid, its choices with what they set."""
    listed = (f'[axis.choice."{c}"]\nwords = "w"\n{one}\n' for c, one in choices.items())
    return f'[[axis]]\nname = "{name}"\n{"".join(listed)}'


MARCH = "2017-03-28-PC-VEN-agenda"
NPZ = (FITTED / "records" / DRAWS).read_bytes()
ASK_AGAIN = "Write the set again with `council calibrate --out`."

CASES = {
    # names
    "scenario that does not exist": Case(
        "run march-82", ("march-82", "no scenario of this name", 'Did you mean "march-28"?')
    ),
    "scenario asked for twice": Case("compare march-28 march-28", ("asked for twice", "once")),
    "scenario file that does not exist": Case("run y.toml", ("y.toml: there is no such file",)),
    "scenario that a grid does not have": Case(
        "run pressure-executive-pubic-us-agenda",
        ('Did you mean "pressure-executive-public-us-agenda"?', "`council show pressure`"),
    ),
    "name that show does not know": Case(
        "show oas-2071", ("no scenario, campaign, grid, council or motion", 'Did you mean "oas-2017"?')
    ),
    # grids
    "choice named as a folder": grid(
        axis("who", **{"b/c": ""}), "g.toml line 5", 'key "b/c": must be a name of letters'
    ),
    "choice named as a folder above": grid(
        axis("who", **{"../../d": ""}), 'key "../../d": must be a name of letters'
    ),
    "combinations of one name": grid(
        axis("who", **{"a": "", "a-b": ""}) + axis("how", **{"c": "", "b-c": ""}),
        "g.toml: two of its scenarios are called g-a-b-c: that of a, b-c and a-b, c",
        "another name",
    ),
    "lever of a choice that is a number": grid(
        axis("who", a="set.lever = 5"), "g.toml line 7", "lever must be a table, or a list"
    ),
    "levers of a choice that are no tables": grid(
        axis("who", a='set.lever = ["x"]'), "lever must be a table, or a list of tables"
    ),
    "grid over a scenario whose lever is no list": grid(
        axis("who", a="set.lever.publicity = 0.0"), "x.toml line 4: lever = 5: must be a list",
        base=SCENARIO + "lever = 5",
    ),
    "grid over a scenario whose levers are no tables": grid(
        axis("who", a="set.lever.publicity = 0.0"), "x.toml line 4: lever 1 = ",
        "must be a table", base=SCENARIO + 'lever = ["x"]',
    ),
    "grid that extends itself": Case(
        "run g.toml", ("a circle: g extends g",),
        {"g.toml": 'question = "?"\nextends = "g.toml"\n' + axis("who", a="")},
    ),
    "grid in place of one scenario": Case(
        "replay pressure",
        ("pressure: is a grid, not a scenario", "Name one of its scenarios: `council show pressure`"),
    ),
    "file of a grid in place of one scenario": Case(
        "replay g.toml", ("g.toml: is a grid, not a scenario", "`council run`"),
        {"g.toml": 'question = "?"\nextends = "march-28"\n' + axis("who", a="", b="")},
    ),
    "grid among the sessions of a campaign": Case(
        "run c.toml", ("pressure: is a grid, not a scenario", "`council show pressure`"),
        {"c.toml": 'question = "?"\nsessions = ["pressure"]'},
    ),
    "council in place of a scenario": Case(
        "run oas-2017", ("oas-2017: is a council, not a scenario",)
    ),
    "extends a grid": run('extends = "pressure"', 'extends = "pressure": is a grid, not a scenario'),
    "extends a file of a grid": run(
        'extends = "g.toml"', "g.toml: is a grid, not a scenario", "by its name one of a shipped",
        g='question = "?"\nextends = "march-28"\n' + axis("who", a=""),
    ),
    "extends a file of a campaign": run(
        'extends = "c.toml"', "c.toml: is a campaign, not a scenario", "take it whole",
        c='question = "?"\nsessions = ["march-28"]',
    ),
    "chair that is not who suspends": run(
        'extends = "april-3"\nchair = "BLZ"', 'chair = "BLZ": BOL presides', "name the same"
    ),
    "text on the menu about another government": run(
        'extends = "march-28"\nmenu = ["m.toml"]', "m.toml is about NIC, and the motion about VEN",
        m=(SCENARIOS / "motions" / "dialogue-2017.toml").read_text().replace('"VEN"', '"NIC"'),
    ),
    "leadership of nobody and of no level": run(
        'extends = "march-28"\n[[lever]]\nkind = "leadership"', "names neither sender nor level"
    ),
    "grid and campaign, one session twice": Case(
        "run pressure spring-2017 spring-2017", ("spring-2017-1-march-28: is asked for twice",)
    ),
    "council that does not exist": run(
        SCENARIO.replace("oas-2017", "oas-2107"), "line 2", "no council", 'Did you mean "oas-2017"?'
    ),
    "motion that does not exist": run(
        SCENARIO.replace("agenda-2017", "agenda-2107"), "line 3", "no motion", "Did you mean"
    ),
    "name with a slash": run(
        SCENARIO.replace("oas-2017", "../oas"), 'council = "../oas": must be a name of letters'
    ),
    # files
    "folder in place of a file": Case("run y.toml", ("is a folder",), {"y.toml/z": "x"}),
    "device in place of a file": Case("run y.toml", ("is not a file",), {"y.toml": Path("/dev/null")}),
    "file below a file": Case("run y/x.toml", ("can't be read: Not a directory",), {"y": "x"}),
    "link to itself": Case("run y.toml", ("can't be read",), {"y.toml": Path("y.toml")}),
    "name too long": Case(f"run {'y' * 300}.toml", ("can't be read: File name too long",)),
    "name with a zero byte": run('extends = "a\\u0000.toml"', "is no name of a file"),
    "empty file": run("", "x.toml: is empty"),
    "blank file": run(" \n\t\n", "x.toml: is empty"),
    "binary file": run(b"\x7fELF\x00\x00\x01", "is not text: it holds a zero byte"),
    "file that is not UTF-8": run("question = 'é'".encode("latin-1"), "is not UTF-8 text (byte 13)"),
    "huge file": run("#" * 1024 * 1025, "is larger than 1 MiB"),
    "TOML grammar": run('question = What\ncouncil = "a"', "line 1", "Invalid value: question = What"),
    "TOML that ends early": run('question = "a', "line 1: is not TOML: Unterminated string"),
    "TOML array without an end": run("lever = [", "line 1: is not TOML: Invalid value"),
    "TOML nested too deeply": run("a = " + "[" * 5000, "is not TOML"),
    "TOML number too long": run("a = " + "1" * 5000, "is not TOML"),
    # keys and values
    "unknown key": run(SCENARIO + "leaver = 1", "line 4", 'key "leaver" is not known', '"lever"?'),
    "missing key": run(SCENARIO.replace("question", "# "), 'key "question" is missing'),
    "two motions": run(
        SCENARIO + 'motion = "suspend-2017"', "line 4", "a key stands a second time: motion"
    ),
    "two motions in a list": run(
        SCENARIO.replace('"agenda-2017-03-28"', '["a", "b"]'),
        "line 3", 'motion = ["a", "b"]: must be one text in quotes',
    ),
    "misspelt lever kind": lever(
        '"threat"', '"threath"', "line 6", 'kind = "threath" is not known', 'Did you mean "threat"?'
    ),
    "unknown key of a lever": lever("publicity", "publicity  = 1\nfrom", "line 11", 'key "from" is not known'),
    "missing key of a lever": lever("publicity   = 1.0", "", "line 5", 'key "publicity" is missing'),
    "number out of range": lever(
        "1.0", "1.4", "line 10", "publicity = 1.4: must be at least 0 and at most 1"
    ),
    "number not finite": lever("1.0", "nan", "line 10", "publicity = NaN: must be a finite number"),
    "text in place of a number": lever("1.0", '"1.0"', 'publicity = "1.0": must be a number'),
    "true in place of a number": lever("1.0", "true", "publicity = true: must be a number"),
    "rank of a sender that nobody holds": lever(
        '"senator"', '"senater"', "line 9", 'credibility = "senater"', '"senator" or "executive"',
        "or must be a number", 'Did you mean "senator"?',
    ),
    "credibility out of range": lever('"senator"', "3", "credibility = 3", "at most 1"),
    "no target": lever('"HTI", "SLV"', "", "targets = []: must be a list with something in it"),
    "target that is no code": lever('"SLV"', '"slv"', 'targets 2 = "slv": must be three capital'),
    "target that is no list": lever('["HTI", "SLV"]', '"HTI"', 'targets = "HTI": must be a list'),
    "unknown member": lever('"SLV"', '"SVL"', "line 8", 'member "SVL" is not known', '"SLV"?'),
    "target twice": lever('"SLV"', '"HTI"', "targets", "names a member twice"),
    "sender among the targets": lever('"SLV"', '"USA"', "USA is both sender and target"),
    "target without a vote": Case(
        "run x.toml --json", ("x.toml line 8 [[lever]] 1", "HND has no vote on 2010-01-01"),
        {"x.toml": (SCENARIO + LEVER).replace("oas-2017", "c.toml").replace("SLV", "HND"),
         "c.toml": 'title = "c"\ndate = 2010-01-01\nmotion = "agenda-2017-03-28"'},
    ),
    "instrument of another": lever(
        "publicity", 'instrument = "oil"\npublicity', "oil is VEN's instrument, not USA's"
    ),
    "lever that is no list": run(SCENARIO + "lever = 3", "lever = 3: must be a list"),
    "lever that is no table": run(SCENARIO + "lever = [3]", "lever 1 = 3: must be a table"),
    "script of a vote that is none": run(
        SCENARIO + '[script]\nHTI = "maybe"', "line 5 [script]", '"maybe" is not known', "yes"
    ),
    "script of an unknown member": run(SCENARIO + '[script]\nCUB = "no"', "line 5", '"CUB" is not'),
    # overrides
    "trait that is not known": override(
        "[override.members.HTI]\nsovereinty = 1", "line 6 [override.members.HTI]", '"sovereignty"?'
    ),
    "trait out of range": override(
        "[override.members.HTI]\naid_dependence = -1", "line 6", "must be at least 0 and at most 1"
    ),
    "member that is no code": override(
        "[override.members.Haiti]\npatronage = 1", "line 5", 'key "Haiti": must be three capital'
    ),
    "member that is not known": override(
        "[override.members.CUB]\npatronage = 1", "line 5", 'member "CUB" is not known'
    ),
    "motion coordinate out of range": override(
        "[override.motion]\nleadership = -0.1", "line 6 [override.motion]", "leadership = -0.1"
    ),
    "parameter that is not known": override(
        "[override.parameters]\nbackslash = 0", "line 6", 'Did you mean "backlash"?'
    ),
    "parameter out of range": override(
        "override.parameters.lapse = 2", "line 5", "lapse = 2: must be at least 0 and at most 1"
    ),
    "threshold that no one can reach": override(
        "[override.motion]\nthreshold = 35", "line 6", "threshold = 35: the council has 34 seats",
        "No vote could ever carry it.",
    ),
    "threshold of a motion file that no one can reach": Case(
        "run x.toml --json", ("motion m.toml: threshold = 99: the council has 34 seats",),
        {"x.toml": SCENARIO.replace("agenda-2017-03-28", "m.toml"),
         "m.toml": MOTION.replace("18", "99")},
    ),
    "threshold 0": override("[override.motion]\nthreshold = 0", "threshold = 0: must be at least 1"),
    "threshold in part": override("[override.motion]\nthreshold = 18.5", "must be a whole number"),
    "topic that is no code": motion('"VEN"', '"Venezuela"', "line 2", "must be the code of the gov"),
    "camp that is none": motion("camp = 1", "camp = 2", "line 3", 'camp = 2: must be -1, 0 or 1'),
    "date in quotes": Case(
        "run x.toml", ("c.toml line 2", 'date = "2017-03-28": must be a date such as 2017-03-28'),
        {"x.toml": SCENARIO.replace("oas-2017", "c.toml"),
         "c.toml": 'title = "c"\ndate = "2017-03-28"\nmotion = "suspend-2017"'},
    ),
    # extends
    "extends a circle": Case(
        "run x.toml", ("a circle: x extends y extends x", "stand alone"),
        {"x.toml": 'extends = "y.toml"', "y.toml": 'extends = "x.toml"'},
    ),
    "extends itself": run('extends = "x.toml"', "a circle: x extends x"),
    "extends a list": run('\nextends = ["a", "b"]', "line 2", "must be the name of one scenario"),
    "extends a scenario that does not exist": run('extends = "march-82"', "line 1", '"march-28"?'),
    "mistake in the file that is extended": Case(
        "run x.toml", ("y.toml line 10 [[lever]] 1: publicity = 7",),
        {"x.toml": 'extends = "y.toml"', "y.toml": SCENARIO + LEVER.replace("1.0", "7")},
    ),
    # fitted draws
    "fitted folder that does not exist": Case(
        "run march-28 --fitted recrods", ("recrods", "holds no fitted draws", '"records"?')
    ),
    "draws cut short": fit({DRAWS: NPZ[:-5000]}, "is damaged: it can't be read", ASK_AGAIN),
    "draws that are empty": fit({DRAWS: b""}, "is damaged", ASK_AGAIN),
    "draws missing": fit({DRAWS: None}, DRAWS, "there is no such file"),
    "draws overwritten inside": fit({DRAWS: NPZ[:9000] + bytes(500) + NPZ[9500:]}, "is damaged"),
    "draws of another kind": fit({DRAWS: b"run,yes\n1,20\n"}, "is damaged"),
    "draws without a name": draws(lambda n, d, a: signed(n[1:], d, a), "is damaged", ASK_AGAIN),
    "draws of another model": draws(
        lambda n, d, a: signed([*n[:-1], "magic[HTI]"], d, a), "holds other parameters", ASK_AGAIN
    ),
    "accepted draws of other parameters": fit(
        beside(("magic",), np.ones((2, 1), np.float32)), "accepted.npz",
        "holds other parameters than facts speak of", "council narrow",
    ),
    "accepted draws without what they rest on": fit(
        beside(("magic",), np.ones((2, 1), np.float32), digest="other"), "accepted.npz",
        "does not belong to the accepted.json beside it", "council narrow",
    ),
    "accepted draws alone": fit(
        {ACCEPTED: (FITTED / ACCEPTED).read_bytes()}, "accepted.json: there is no such file"
    ),
    "accepted.json alone": fit(
        {ACCEPTED_ABOUT: (FITTED / ACCEPTED_ABOUT).read_text()}, "accepted.npz: there is no such file"
    ),
    "accepted draws without their share": accepted(share=None),
    "accepted draws of no share": accepted(share="all"),
    "accepted draws of another share": accepted(share=1.5),
    "accepted draws without their priors": accepted(priors=None),
    "accepted draws without quantiles": accepted(quantiles=None),
    "quantiles that are a list": accepted(quantiles=[1, 2]),
    "quantiles that are texts": accepted(**quantiles(["0", "1", "2"], [0, 1, 2])),
    "quantiles that are too few": accepted(**quantiles([0.0, 1.0, 2.0], [0.0, 1.0])),
    "quantiles of a prior without width": accepted(**quantiles([1.0, 1.0, 1.0], [0.0, 1.0, 2.0])),
    "quantiles that fall": accepted(**quantiles([0.0, 1.0, 2.0], [2.0, 1.0, 0.0])),
    "draws with NaN": draws(with_nan, "not a table of finite numbers", ASK_AGAIN),
    "draws of whole numbers": draws(lambda n, d, a: (n, d.astype(int), a), "is damaged"),
    "no draw": draws(lambda n, d, a: signed(n, d[:0], a), "is damaged"),
    "about of another set": fit(
        {ABOUT: (FITTED / "without-2017-03-28" / ABOUT).read_bytes()},
        f"does not belong to the {ABOUT}", ASK_AGAIN,
    ),
    "about that is no JSON": fit({ABOUT: '{"digest": '}, ABOUT, "is damaged: it is not JSON"),
    "about that is a list": fit({ABOUT: "[]"}, "does not belong"),
    "about missing": fit({ABOUT: None}, ABOUT, "there is no such file"),
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
    # other verbs
    "name that is taken": Case("new march-28", ("march-28", "shipped", "give another")),
    "name of a new scenario with a slash": Case("new a/b", ("must be a name of letters",)),
    "file that is there already": Case("new y", ("y.toml", "is there already"), {"y.toml": "x"}),
    "results of nothing": Case("results nothing", ("nothing", "no such folder or scenario")),
    "run to replay below 0": Case("replay march-28 --run -1", ("--run", "-1"), code=2),
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


def lay(files: dict[str, object], folder: Path) -> None:
    """Put these files below a folder; a path stands for a link to it."""
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        if isinstance(content, Path):
            path.symlink_to(content)
        elif isinstance(content, bytes):
            path.write_bytes(content)
        else:
            path.write_text(str(content))


def lying(folder: Path) -> list[str]:
    """Every file and folder below a folder."""
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*"))


@pytest.mark.parametrize(
    "name", ["scenario that does not exist", "binary file", "draws cut short", "negative runs"]
)
def test_a_mistake_is_told_by_a_process_of_its_own(name, plain, tmp_path):
    """The installed command, as a shell sees it."""
    case, installed = CASES[name], Path(sys.executable).with_name("council")
    lay(case.files, tmp_path)
    before = lying(tmp_path)
    done = subprocess.run(
        [installed, *case.words.split()], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stdout) == (case.code, "")
    assert all(part in done.stderr for part in case.says) and plain(done.stderr)
    assert lying(tmp_path) == before


@pytest.mark.parametrize("name", CASES)
def test_a_mistake_is_told(name, council, plain, tmp_path, monkeypatch):
    """Exit code, where, what and fix; nothing on standard output, nothing left behind."""
    case = CASES[name]
    lay(case.files, tmp_path)
    monkeypatch.chdir(tmp_path)
    before = lying(tmp_path)
    answer = council(*case.words.split())
    assert answer.code == case.code, answer.err
    for part in case.says:
        assert part in answer.err
    assert plain(answer.err), answer.err
    assert answer.out == "" and lying(tmp_path) == before
    if case.code == 1:
        assert re.search(r"^council: .+\n?.*\n$", answer.err, re.MULTILINE)
