"""The declared parameters as the tables of MODEL.md: the page can't differ from the code."""

from sim.parameters import ASSUMPTIONS, BY_FACTS, PARAMETERS, PROCEDURE, SET_FOR_PROCEDURE

BEGIN, END = "<!-- council parameters --markdown: begin -->", "<!-- end -->"


def in_digits(value: float) -> str:
    """A set number for the eye: five digits, or a whole number of more."""
    return f"{value:.5g}" if abs(value) < 1e5 else f"{value:,.0f}"


def markdown_tables() -> str:
    """One table of the free numbers and one of what is set, between the page's two marks."""
    free = [
        "| parameter | | meaning | unit | range | prior | votes tell | source |",
        "|" + " --- |" * 8,
    ]
    for p in PARAMETERS + PROCEDURE:
        many = "" if p.per == "council" else f"; one a {p.per.replace('_', ' and ')}"
        tell = (
            "yes" if p.by_votes else "**no: prior**" + ", narrowed by facts" * (p.name in BY_FACTS)
        )
        cells = (f"`{p.name}`", p.symbol, p.meaning + many, p.unit, f"{p.low:g} .. {p.high:g}")
        free.append(f"| {' | '.join(cells)} | {p.prior} | {tell} | {p.source} |")
    fixed = ["| set, not free | value | unit | source |", "|" + " --- |" * 4]
    fixed += [
        f"| `{a.name}` | {in_digits(a.value)} | {a.unit} | {a.source} |"
        for a in ASSUMPTIONS + SET_FOR_PROCEDURE
    ]
    return "\n".join([BEGIN, *free, "", *fixed, END, ""])
