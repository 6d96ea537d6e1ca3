"""April to June 2017: the walk-out, texts put to the vote, Cancun; leadership and cool heads."""

from collections.abc import Callable

import numpy as np

from sim.facts.played import (
    ALL,
    WITHOUT_JUNE,
    WITHOUT_MARCH,
    Fact,
    Played,
    between,
    called,
)
from sim.measure import mean_by_draw
from sim.parameters import BY_NAME
from sim.words import ABSENT, AGENDA_REFUSED, NO, SUBSCRIBERS, YES

OFTEN = 100  # times the runs: with 200 a draw luck hides the sign of a tenth of a signature
WORST = BY_NAME["resentment"].low  # each insult lowers recognition as far as it may
NOTHING = 1e-12  # a chance that rises by less has not risen: sums of 34 chances are rounded


def leadership(played: Played) -> Fact:
    """Less legitimate leadership gains nothing."""
    ours, theirs = played.of("march-28"), played.of("march-28-us-leads")
    draws = len(played.draws_of(WITHOUT_MARCH).draws)
    yes = mean_by_draw(theirs.expected_r - ours.expected_r, draws)
    led = ("march-28-us-leads", "march-28")
    fewer_d = np.subtract(*(played.expected(name, SUBSCRIBERS, OFTEN) for name in led))
    fewer = float((fewer_d < 0).mean())
    return Fact(
        "leadership", "T", "the region's lead, not Washington's",
        f"led by the United States, expected Yes rises in {(yes > NOTHING).mean():.1%} of draws "
        f"(mean change {yes.mean():+.2f}), expected subscribers fall in {fewer:.1%} "
        f"({fewer_d.mean():+.1f})", "left out: never; in at least 90 % of draws. "
        "A weak test: as relief by leadership is never below 0, Yes can't rise, and subscribers "
        "read the same sign through luck",
        bool((yes <= NOTHING).all() and fewer >= 0.9),
    )  # fmt: skip


def walkout(played: Played) -> Fact:
    """Those opposed left the room on 3 April."""
    tally = played.of("april-3", ALL).tally_rv
    absent, no = tally[:, ABSENT], tally[:, NO]
    share = float(((absent >= 10) & (absent <= 14) & (no <= 1)).mean())
    return Fact(
        "april-3-walkout", "A", "21 or 23 of 34 in the room, nobody against",
        f"10 to 14 absent and 0 or 1 No in {share:.1%}; {absent.mean():.1f} absent and "
        f"{no.mean():.1f} No on average",
        "in at least 70 %; not a test: the prior of the walk-out was set from it", share >= 0.7,
    )  # fmt: skip


def put(name: str, observed: str, leaning_on: str, source: str) -> Callable[[Played], Fact]:
    """The fact that a session of April 2017 ended in a vote or a declared adoption.

    leaning_on, source   the parameter of procedure whose prior it leans on, and where that is from
    """

    def fact(played: Played) -> Fact:
        share, without = (
            float(called(played.of(name, ALL, **parameters)).mean())
            for parameters in ({}, {leaning_on: 0.0})
        )
        return Fact(
            f"{name}-put", "T", observed,
            f"a vote or declared adoption in {share:.1%}; with {leaning_on} 0 in {without:.1%}",
            f"in at least 60 %; no clean test: it leans on the prior of {leaning_on}, {source}",
            share >= 0.6,
        )  # fmt: skip

    return fact


def cancun(played: Played) -> Fact:
    """The ministers' declaration of 19 June fell short."""
    yes = played.of("june-19", WITHOUT_JUNE).tally_rv[:, YES]
    enough, close = float((yes >= 23).mean()), between(yes, 18, 22)
    return Fact(
        "june-19", "T", "20 Yes of the 23 needed", f"23 in {enough:.1%}; 18 to 22 in {close:.1%}",
        "left out: at most 10 %; at least 60 %. A clean test: nothing was set by that session",
        enough <= 0.1 and close >= 0.6,
    )  # fmt: skip


def cool_heads(played: Played) -> Fact:
    """Insults towards five members break no agenda."""
    plain = played.of("march-28", ALL)
    kept, hated = (
        float(np.mean((runs.outcome_r != AGENDA_REFUSED) | (plain.outcome_r == AGENDA_REFUSED)))
        for runs in (
            played.of("march-28-insults", ALL),
            played.of("march-28-insults", ALL, resentment=WORST),
        )
    )
    return Fact(
        "cool-heads", "T", "most stayed cool",
        f"insults towards five members break no agenda in {kept:.1%}; with resentment {WORST:g}, "
        f"the end of its range, in {hated:.1%}",
        "in at least 80 %. It can hardly fail: five members don't break an agenda", kept >= 0.8,
    )  # fmt: skip
