"""From disposition to one of four acts: a multinomial logit with a lapse."""

import math

from sim.rules.compiler import rule


@rule
def chances(disposition, abstention, absence, cross, p):
    """The chance of each act (yes, no, abstain, absent), each > 0, summing to 1.

    disposition  half log-odds of Yes against No
    abstention   inclination to abstain, the motion's own pull included
    absence      inclination to stay away
    cross        cross-pressure, >= 0
    p            coefficients: cross_abstain, cross_absent, lapse
    Source: random utility, McFadden (1974); absence as an act, Morse and Coggins (2024).
    """
    abstain = abstention + p.cross_abstain * cross
    absent = absence + p.cross_absent * cross
    top = max(abs(disposition), max(abstain, absent))  # no exponent above 0: none overflows
    yes, no = math.exp(disposition - top), math.exp(-disposition - top)
    shy, away = math.exp(abstain - top), math.exp(absent - top)
    scale = (1.0 - p.lapse) / (yes + no + shy + away)
    slip = 0.25 * p.lapse
    return yes * scale + slip, no * scale + slip, shy * scale + slip, away * scale + slip


@rule
def cast(yes, abstain, absent, luck):
    """The act that luck, uniform in (0, 1), picks: 0 yes, 1 no, 2 abstain, 3 absent.

    The acts lie along the unit interval as Yes, Abstain, Absent, No, so that under the same luck a
    lower disposition never turns another act into Yes nor No into another act.
    """
    if luck < yes:
        return 0
    if luck < yes + abstain:
        return 2
    if luck < yes + abstain + absent:
        return 3
    return 1


@rule
def tipping(luck, abstention, absence, cross, p):
    """The dispositions above which a member votes Yes, and below which it votes No, under a luck.

    Arguments as `chances` and `cast`, which this is read backwards: with the chance of Yes
    x / (x + 1/x + e^abstain + e^absent), x = e^disposition, the edge solves a quadratic. Both are
    the member's own whatever the text, so one pair answers for a whole menu. -inf or inf where a
    lapse decides.
    """
    others = math.exp(abstention + p.cross_abstain * cross) + math.exp(
        absence + p.cross_absent * cross
    )
    slip = 0.25 * p.lapse
    yes = (luck - slip) / (1.0 - p.lapse)
    no = (1.0 - luck - slip) / (1.0 - p.lapse)
    return edge(yes, others), -edge(no, others)


@rule
def edge(chance, others):
    """The log of the x at which x / (x + 1/x + others) is this chance; beyond (0, 1) infinite."""
    if chance <= 0.0:
        return -math.inf
    if chance >= 1.0:
        return math.inf
    half = chance * others
    return math.log((half + math.sqrt(half * half + 4.0 * chance * (1.0 - chance)))
                    / (2.0 * (1.0 - chance)))  # fmt: skip
