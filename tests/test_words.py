"""The documents say what the code says."""

from sim.declarations import BEGIN, END, markdown_tables
from sim.words import ROOT


def test_the_parameter_table_of_the_model_page_is_the_declaration():
    """`council parameters --markdown` stands in sim/MODEL.md to the letter."""
    page = (ROOT / "sim" / "MODEL.md").read_text()
    begin = page.index(BEGIN)
    stands = page[begin : page.index(END, begin) + len(END)] + "\n"
    assert stands == markdown_tables()
