"""Whether a scenario is what happened, or asks a what-if; which ask one and the same."""

from functools import cache

from sim.named import shipped
from sim.reading import read_toml
from sim.scenario import Scenario, read_scenario


def as_it_was(scenario: Scenario) -> bool:
    """Whether it, and each session before it, is one that is declared whole, without another's.

    What extends another scenario asks a what-if.
    """
    alone = scenario.changed(before=(), remembers=None)
    return alone.digest in _declared_whole() and all(map(as_it_was, scenario.before))


def alike(scenarios: list[Scenario]) -> dict[str, str]:
    """By the name of each that differs in nothing from an earlier one: the first such one's."""
    first: dict[str, str] = {}
    return {
        scenario.name: one
        for scenario in scenarios
        if (one := first.setdefault(scenario.digest, scenario.name)) != scenario.name
    }


@cache
def _declared_whole() -> frozenset[str]:
    """The digests of the shipped scenarios that extend no other."""
    return frozenset(
        read_scenario(name).digest
        for name, path in shipped().items()
        if "extends" not in read_toml(path).tables
    )
