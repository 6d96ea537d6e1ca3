"""The table of all shipped counterfactuals: none is missing, each stands against its base."""

import json

from calibration.counterfactuals import KEPT, LIBRARY, MAIN, SETS, tables_of
from calibration.method import METHOD
from calibration.report import filled
from sim.assumptions import ASIDE
from sim.reading import read_text, read_toml
from sim.words import SCENARIOS


def test_every_scenario_that_extends_another_stands_against_that_one():
    """And no other stands against anything."""
    against = {name: base for base, *others in LIBRARY for name in others}
    extends = {}
    for path in SCENARIOS.glob("*.toml"):
        base = read_toml(path).tables.get("extends")
        if base:
            extends[path.stem] = base
    assert extends == against


def test_the_tables_are_those_of_the_committed_answers():
    """Made again from report/counterfactuals.json, no table of METHOD.md changes."""
    answers, text = json.loads(read_text(KEPT)), read_text(METHOD)
    tables = tables_of(answers)
    assert filled(text, tables, "compare") == text
    assert all(table in text for table in tables.values())
    assert tables["library"].count("\n") == 1 + sum(len(names) - 1 for names in LIBRARY)
    assert all(assumption in tables["library"] for assumption in ASIDE)
    assert tables["samplers"].count("\n") == 1 + len(MAIN)
    assert len(answers["samplers"]) == len(SETS)
