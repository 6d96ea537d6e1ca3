"""Mistakes in a scenario's or a motion's own file: names, text, keys, values, overrides."""

from pathlib import Path

from tests.mistakes.case import LEVER, SCENARIO, Case, run

MOTION = """title = "A motion"
topic = "VEN"
camp = 1
direction = 0.5
intrusiveness = 0.3
leadership = 0.5
severity = 0.5
threshold = 18
"""


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


CASES = {
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
    "misspelt extends": run('extend = "march-28"', "line 1", 'key "extend"', 'mean "extends"?'),
    "extends with a capital": run('Extends = "march-28"', "line 1", 'Did you mean "extends"?'),
    "misspelt sessions": run(
        'question = "?"\nsesions = ["march-28"]', "line 2", 'key "sesions"', 'mean "sessions"?'
    ),
    "misspelt keys of a motion": motion(
        'title = "A motion"', 'titel = "A motion"', "line 1", 'key "titel" is not known', '"title"?'
    ),
    "campaign with an override": Case(
        "run c.toml", ('c.toml line 3: key "override" is not known', "Known: lever, question, ses"),
        {"c.toml": 'question = "?"\nsessions = ["march-28"]\n[override.motion]\nseverity = 1.0'},
    ),
    "misspelt kind of a lever": lever("kind ", "kund ", "line 6", 'key "kund"', 'mean "kind"?'),
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
    "topic of no member": motion('"VEN"', '"VNE"', "line 2", '"VNE" is not known', 'mean "VEN"?'),
    "topic of a dispute with no member": motion('"VEN"', '"COL-VNE"', "line 2", 'mean "VEN"?'),
    "dispute the other way round": motion(
        '"VEN"', '"VEN-COL"', "line 2", 'topic = "VEN-COL": this dispute is on record as "COL-VEN"'
    ),
    "record that is none": motion(
        'topic', 'record = "2017-03-28-PC-VEN-agneda"\ntopic', "line 2", "is not known",
        'Did you mean "2017-03-28-PC-VEN-agenda"?', "--fitted",
    ),
    "record that is none, in a motion alone": Case(
        "forecast m.toml --runs 10 --json", ('m.toml line 9: record = "zzz" is not known',),
        {"m.toml": MOTION + 'record = "zzz"\n'},
    ),
    "record that is none, of the agenda item": run(
        f'{SCENARIO}agenda = "m.toml"', 'm.toml line 10: record = "zzz" is not known',
        m=MOTION + 'kind = "agenda"\nrecord = "zzz"\n',
    ),
    "record of another topic": motion(
        'topic', 'record = "2018-09-12-PC-NIC"\ntopic', "line 3",
        "2018-09-12-PC-NIC is about NIC, and the motion about VEN", "leaves `record` out",
    ),
    "record overridden by none": override(
        '[override.motion]\nrecord = "zzz"', "x.toml line 6 [override.motion]: record = "
    ),
    "topic overridden, of a recorded motion": override(
        '[override.motion]\ntopic = "NIC"', "line 6", "is about VEN, and the motion about NIC"
    ),
    "topic that is no code": motion('"VEN"', '"Venezuela"', "line 2", "must be the code of the gov"),
    "camp that is none": motion("camp = 1", "camp = 2", "line 3", 'camp = 2: must be -1, 0 or 1'),
    "date in quotes": Case(
        "run x.toml", ("c.toml line 2", 'date = "2017-03-28": must be a date such as 2017-03-28'),
        {"x.toml": SCENARIO.replace("oas-2017", "c.toml"),
         "c.toml": 'title = "c"\ndate = "2017-03-28"\nmotion = "suspend-2017"'},
    ),
}  # fmt: skip
