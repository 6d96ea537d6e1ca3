"""The sponsors' head count: what they see, and what each course is worth to them.

The unit of worth is the gain from the adoption of a text of intrusiveness 1 in a crisis of severity
1/2. Source: MODEL.md, Head count.
"""

import math

from sim.rules.compiler import rule


@rule
def seen(does, luck, p):
    """Whether the sponsors count a member as one that does it: right, unless they misread it.

    does  whether the member means to
    luck  uniform in (0, 1), the member's own
    p     coefficients: misreading
    """
    return does != (luck < p.misreading)


@rule
def chance_of(needed, counted, members, p):
    """The sponsors' chance that at least `needed` do, having counted so many among `members`.

    Each member may have been misread, independently; a normal tail with a correction for whole
    numbers, 0 or 1 if they never misread.
    """
    mean = counted * (1.0 - p.misreading) + (members - counted) * p.misreading
    sd = math.sqrt(members * p.misreading * (1.0 - p.misreading))
    if sd == 0.0:
        return 1.0 if counted >= needed else 0.0
    return 0.5 * math.erfc((needed - 0.5 - mean) / (sd * math.sqrt(2.0)))


@rule
def gain(intrusiveness, severity, p):
    """What the adoption of a text is worth: what it asks for, the more in a graver crisis.

    intrusiveness, severity   0..1
    p                         coefficients: urgency (log units per unit of severity)
    """
    return intrusiveness * math.exp(p.urgency * (severity - 0.5))


@rule
def worth_of_vote(gain, chance, opposed, p):
    """What calling a vote is worth: the gain, the risk of losing, the cost of dividing.

    gain     of the text's adoption
    chance   that it passes
    opposed  share of the members seen against it, 0..1
    p        coefficients: risk_aversion, dividing
    """
    return gain * chance - p.risk_aversion * (1.0 - chance) - p.dividing * opposed


@rule
def worth_of_statement(gain, chance, p):
    """What a statement open to subscription is worth, >= 0: a share of the gain, if enough sign.

    gain    of the adoption of a text in the same words
    chance  that as many subscribe as its adoption would need: fewer show weakness
    p       coefficients: statement, 0..1
    """
    return p.statement * gain * chance
