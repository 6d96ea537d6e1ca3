"""How members move one another: Friedkin and Johnsen's linear social influence."""

from sim.rules.compiler import rule


@rule
def heard(attention, dispositions):
    """What a member hears: the dispositions of the others, weighed by its attention.

    attention     (member,), >= 0, sums to 1 or, for one who heeds nobody, to 0
    dispositions  (member,), as they stand before this round
    """
    total = 0.0
    for j in range(len(attention)):  # in fixed order: the same last bit in every driver
        total += attention[j] * dispositions[j]
    return total


@rule
def debate(opening, current, heard, heeds, susceptibility):
    """A member's disposition after one round of debate.

    opening         its disposition at the opening, to which it stays tied
    current         its disposition now, kept if it heeds nobody
    heard           what it hears, from `heard`
    heeds           1 if its attention sums to 1, 0 if it heeds nobody
    susceptibility  the pull of what it hears, 0..1
    Source: Friedkin and Johnsen (1990), y <- (1 - omega) y0 + omega W y.
    """
    if heeds == 0:
        return current
    return (1.0 - susceptibility) * opening + susceptibility * heard
