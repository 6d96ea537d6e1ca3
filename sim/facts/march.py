"""28 March 2017: the count, the statement, suspension out of reach, the path."""

from sim.facts.played import Fact, Played, between, called, ends, entry, inside, scenario_of
from sim.words import (
    ABSENT,
    ABSTAIN,
    DENY_FACTS,
    DENY_PATH,
    NO,
    STATEMENT_ONLY,
    SUBSCRIBERS,
    TEXT,
    YES,
)


def count(played: Played) -> Fact:
    """The roll call on the agenda."""
    tally = played.of("march-28").tally_rv
    yes, no, other = tally[:, YES], tally[:, NO], tally[:, ABSTAIN] + tally[:, ABSENT]
    return Fact(
        "march-28-count", "A", "20 Yes, 11 No, 2 Abstain, 1 Absent",
        f"Yes {ends(yes, 0.8)} (80 %), No {ends(no, 0.9)} (90 %), Abstain and Absent "
        f"{ends(other, 0.9)} (90 %)",
        "left out: Yes inside the central 80 %, No and the others inside 90 %",
        inside(20, yes, 0.8) and inside(11, no, 0.9) and inside(3, other, 0.9),
    )  # fmt: skip


def statement(played: Played) -> Fact:
    """No vote beyond the agenda."""
    share = float((played.of("march-28").outcome_r == STATEMENT_ONLY).mean())
    return Fact(
        "march-28-statement", "A", "a statement and no vote", f"statement only in {share:.1%}",
        "left out: in at least 60 %", share >= 0.6,
    )  # fmt: skip


def subscribers(played: Played) -> Fact:
    """How many subscribed."""
    share = between(entry(played.of("march-28"), SUBSCRIBERS), 18, 22)
    return Fact(
        "march-28-subscribers", "A", "20 subscribers", f"18 to 22 in {share:.1%} of all sessions",
        "left out, Mexico leading: in at least 50 %", share >= 0.5,
    )  # fmt: skip


def suspension(played: Played) -> Fact:
    """Suspension was out of reach, and nobody pushed for it."""
    runs = played.of("march-28")
    names = [name for name, _ in scenario_of("march-28").texts]
    put = float(((entry(runs, TEXT) == names.index("suspend-2017")) & called(runs)).mean())
    votes = float((played.of("suspend-mexico-leads").tally_rv[:, YES] >= 24).mean())
    return Fact(
        "march-28-suspension", "A", "not put; 24 votes out of reach",
        f"put to a vote in {put:.2%}; 24 votes in {votes:.2%}", "left out: each in at most 1 %",
        put <= 0.01 and votes <= 0.01,
    )  # fmt: skip


def path(played: Played) -> Fact:
    """The quarrel was about the path, not about the facts."""
    runs = played.of("march-28")
    on_path, on_facts = int(entry(runs, DENY_PATH).sum()), int(entry(runs, DENY_FACTS).sum())
    share = on_path / max(1, on_path + on_facts)
    return Fact(
        "path-not-facts", "A", "most spoke of sovereignty, hardly anyone denied the crisis",
        f"{share:.1%} of the reasons for withholding a Yes are about the path",
        "left out: at least 75 %", share >= 0.75,
    )  # fmt: skip
