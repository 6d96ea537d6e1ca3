"""Mistakes in what a file or the command line names: grids, campaigns, what is extended."""

from sim.words import SCENARIOS
from tests.mistakes.case import LEVER, SCENARIO, Case, run


def grid(text: str, *says: str, base: str = SCENARIO) -> Case:
    """A grid of the user's own over a scenario."""
    files = {"g.toml": f'question = "{{who}}"\nextends = "x.toml"\n{text}', "x.toml": base}
    return Case("run g.toml --runs 10 --json", says, files)


def without_record(motion: str) -> str:
    """A shipped motion as a file of the user's own, without its roll call."""
    text = (SCENARIOS / "motions" / f"{motion}.toml").read_text()
    return "".join(line for line in text.splitlines(True) if not line.startswith("record"))


def axis(name: str, **choices: str) -> str:
    """An axis of a grid, its choices with what they set."""
    listed = (f'[axis.choice."{c}"]\nwords = "w"\n{one}\n' for c, one in choices.items())
    return f'[[axis]]\nname = "{name}"\n{"".join(listed)}'


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
    "session of a scenario": Case(
        "replay march-28 --session 1", ("march-28: is one session, no campaign", "--session out")
    ),
    "campaign to replay without a session": Case(
        "replay spring-2017", ("spring-2017: is a campaign", "--session 1 to 5")
    ),
    "session that a campaign has not": Case(
        "replay spring-2017 --session 6", ("spring-2017: has no session 6", "--session 1 to 5")
    ),
    "campaign to replay with a change": Case(
        "replay spring-2017 --session 1 --vary motion.leadership=0", ("a campaign can't be varied",)
    ),
    "session of a campaign by the name of its answer": Case(
        "replay spring-2017-without-mexico-3-april-26",
        ("session 3 of the campaign spring-2017-without-mexico",
         "`council replay spring-2017-without-mexico --session 3`"),
    ),
    "grid among the sessions of a campaign": Case(
        "run c.toml", ('c.toml line 2: sessions = "pressure": is a grid', "`council show pressure`"),
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
    "persuasion by a member without a vote": run(
        'extends = "march-28"\ndate = 2010-01-15\n[[lever]]\nkind = "persuasion"\n'
        'sender = "HND"\ntargets = ["JAM"]\nheed = 0.5', "HND has no vote on 2010-01-15",
    ),
    "chair without a vote": run(
        'extends = "march-28"\ndate = 2010-01-15\nchair = "HND"\nlever = []',
        'chair = "HND": has no vote on 2010-01-15', "leave the chair out",
    ),
    "persuasion by a member that votes by script": run(
        'extends = "march-28"\n[[lever]]\nkind = "persuasion"\nsender = "VEN"\n'
        'targets = ["BOL"]\nheed = 0.9', "VEN persuades others, and its vote is a script's",
        "has a disposition",
    ),
    "persuasion of a member that votes by script": run(
        'extends = "march-28"\n[[lever]]\nkind = "persuasion"\nsender = "MEX"\n'
        'targets = ["BOL"]\nheed = 0.9\n[script]\nBOL = "no"',
        "BOL is persuaded, and its vote is a script's",
    ),
    "agenda item on the menu": run(
        'extends = "march-28"\nmenu = ["asks-2017", "agenda-2017-03-28"]',
        'agenda-2017-03-28 has kind = "agenda"; "text" is needed here', "opens a session",
    ),
    "text as the agenda item": run(
        'extends = "suspend-us-leads"\nagenda = "asks-2017"',
        'the agenda item has kind = "text"; "agenda" is needed here', "opens a session",
    ),
    "text on the menu twice": run(
        'extends = "march-28"\nmenu = ["asks-2017", "asks-2017"]', "asks-2017 stands on the menu twice"
    ),
    "text on the menu that nobody could carry": run(
        'extends = "march-28"\nmenu = ["m.toml"]', "m.toml has threshold = 90: the council has 34",
        m=(SCENARIOS / "motions" / "asks-2017.toml").read_text().replace("= 18", "= 90"),
    ),
    "agenda item about another government": run(
        'extends = "suspend-us-leads"\nagenda = "m.toml"',
        "the agenda item is about NIC, and the motion about VEN", "on one government",
        m=without_record("agenda-2017-03-28").replace('"VEN"', '"NIC"'),
    ),
    "text on the menu of another camp": run(
        'extends = "march-28"\nmenu = ["m.toml"]', "m.toml has camp = -1, and the motion camp = 1",
        "of one camp", m=without_record("dialogue-2017").replace("camp          = 1", "camp = -1"),
    ),
    "camp that --vary sets apart from the menu's": Case(
        "run march-28 --vary motion.camp=-1", ("dialogue-2017 has camp = 1, and the motion camp = -1",)
    ),
    "motion in place of a scenario": Case(
        "run m.toml", ("m.toml: is a motion, not a scenario", "`council forecast` takes it"),
        {"m.toml": without_record("dialogue-2017")},
    ),
    "scenario in place of a motion": Case(
        "forecast x.toml", ("x.toml: is a scenario, not a motion", "`council run`"),
        {"x.toml": SCENARIO},
    ),
    "file of a council in place of a scenario": Case(
        "replay c.toml", ("c.toml: is a council, not a scenario", "names it as its `council`"),
        {"c.toml": (SCENARIOS / "councils" / "oas-2017.toml").read_text()},
    ),
    "file of a scenario in place of a council": run(
        SCENARIO.replace("oas-2017", "y.toml"), "y.toml: is a scenario, not a council", y=SCENARIO
    ),
    "new government of a member that votes by script": run(
        'extends = "march-28"\n[[lever]]\nkind = "government"\nsender = "VEN"\norientation = 1.0\n'
        "solidarity = 0.0", "VEN changes its government, and its vote is a script's", "[script]",
    ),
    "oil of a member that has none to give": run(
        'extends = "march-28"\n[[lever]]\nkind = "patronage"\nsender = "PER"\ntargets = ["HTI"]\n'
        "level = 0.5", 'sender = "PER" is not known', "Known: VEN",
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
        SCENARIO.replace("oas-2017", "../oas"), 'council = "../oas": must be a name of letters',
        "or a path that ends in .toml",
    ),
    "comparison of dates with other seats": Case(
        "compare march-28 x.toml", ("x: has other seats than march-28: NIC votes in one of them alone",),
        {"x.toml": 'extends = "march-28"\ndate = 2024-01-01'},
    ),
    "sessions with other seats": Case(
        "run c.toml", ("c.toml line 2 x: has other seats than c-1-march-28", "NIC votes in one"),
        {"x.toml": 'extends = "march-28"\ndate = 2024-01-01',
         "c.toml": 'question = "?"\nsessions = ["march-28", "x.toml"]'},
    ),
    "session at a path that is none": Case(
        "run sub/c.toml", ("sub/no/s.toml: there is no such file",),
        {"sub/c.toml": 'question = "?"\nsessions = ["march-28", "no/s.toml"]', "sub/no/t": ""},
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
}  # fmt: skip
