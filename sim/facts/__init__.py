"""Facts of 2016 to 2018 that the model must show, each with its criterion: `council facts`."""

from collections.abc import Callable

from sim.facts import caribbean, march, procedure, recorded, spring, threat
from sim.facts.played import Fact, Played

FACTS: tuple[Callable[[Played], Fact], ...] = (
    march.count, march.statement, march.subscribers, march.suspension,
    threat.withheld, threat.senator, threat.frame, threat.cited, threat.bystanders,
    march.path, caribbean.drift, caribbean.split, recorded.put_in_2018,
    spring.leadership, spring.walkout,
    spring.put(
        "april-3", "declared adopted by those present", "walkout", "set from that day"),
    spring.put(
        "april-26", "put to the vote and adopted", "manoeuvre", "read off that month"),
    spring.cancun, procedure.bunching, procedure.consensus, spring.cool_heads,
)  # fmt: skip


BEGIN, END = "<!-- council facts --markdown: begin -->", "<!-- end -->"


def markdown_table(facts: list[Fact]) -> str:
    """The facts as they stand in sim/MODEL.md, between the page's two marks."""
    lines = ["| fact | | on record | simulated | asked | |", "|" + " --- |" * 6]
    for fact in facts:
        verdict = "holds" if fact.holds else "**fails**"
        cells = (fact.id, fact.kind, fact.observed, fact.simulated, fact.criterion, verdict)
        lines.append(f"| {' | '.join(cells)} |")
    return "\n".join([BEGIN, *lines, END, ""])


def check_facts(played: Played) -> list[Fact]:
    """Every fact, in order."""
    return [fact(played) for fact in FACTS]
