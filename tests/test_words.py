"""The documents say what the code says."""

from sim.declarations import BEGIN, END, markdown_tables
from sim.words import ROOT


def test_the_parameter_table_of_the_model_page_is_the_declaration():
    """`council parameters --markdown` stands in sim/MODEL.md to the letter."""
    page = (ROOT / "sim" / "MODEL.md").read_text()
    begin = page.index(BEGIN)
    stands = page[begin : page.index(END, begin) + len(END)] + "\n"
    assert stands == markdown_tables()


def test_the_table_marks_what_facts_narrowed_and_loses_no_digit_of_what_is_set():
    """Fourteen priors were narrowed; oil fell from the middle of 2014, a half that must show."""
    rows = markdown_tables().splitlines()
    assert sum("**no: prior**, narrowed by facts |" in row for row in rows) == 14
    assert all("| yes |" not in row for row in rows if "narrowed by facts" in row)
    assert any(row.startswith("| `patronage_start` | 2014.5 |") for row in rows)
