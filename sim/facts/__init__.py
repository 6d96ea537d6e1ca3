"""Facts of 2016 and 2017 that the model must show, each with its criterion: `council facts`."""

from collections.abc import Callable

from sim.facts import caribbean, march, procedure, recorded, spring, threat
from sim.facts.played import Fact, Played

FACTS: tuple[Callable[[Played], Fact], ...] = (
    march.count, march.statement, march.subscribers, march.suspension,
    threat.withheld, threat.senator, threat.frame, threat.cited, threat.bystanders,
    march.path, caribbean.drift, caribbean.split, recorded.put_in_2018,
    spring.leadership, spring.walkout,
    spring.put("april-3", "declared adopted by those present"),
    spring.put("april-26", "put to the vote and adopted"),
    spring.cancun, procedure.bunching, procedure.consensus, spring.cool_heads,
)  # fmt: skip


def check_facts(played: Played) -> list[Fact]:
    """Every fact, in order."""
    return [fact(played) for fact in FACTS]
