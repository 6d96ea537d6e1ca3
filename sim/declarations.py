"""The declared parameters as the tables of MODEL.md: the page can't differ from the code."""

from sim.parameters import ASSUMPTIONS, PARAMETERS, PROCEDURE, SET_FOR_PROCEDURE

BEGIN, END = "<!-- council parameters --markdown: begin -->", "<!-- end -->"


def markdown_tables() -> str:
    """One table of the free numbers and one of what is set, between the page's two marks."""
    free = [
        "| parameter | | meaning | unit | range | prior | votes tell | source |",
        "|" + " --- |" * 8,
    ]
    for p in PARAMETERS + PROCEDURE:
        many = "" if p.per == "council" else f"; one a {p.per.replace('_', ' and ')}"
        tell = "yes" if p.by_votes else "**no: prior**"
        cells = (f"`{p.name}`", p.symbol, p.meaning + many, p.unit, f"{p.low:g} .. {p.high:g}")
        free.append(f"| {' | '.join(cells)} | {p.prior} | {tell} | {p.source} |")
    fixed = ["| set, not free | value | unit | source |", "|" + " --- |" * 4]
    fixed += [
        f"| `{a.name}` | {a.value:.4g} | {a.unit} | {a.source} |"
        for a in ASSUMPTIONS + SET_FOR_PROCEDURE
    ]
    return "\n".join([BEGIN, *free, "", *fixed, END, ""])
