"""Counting: what carries a motion. Abstaining and staying away count against."""

from sim.rules.compiler import rule


@rule
def absolute_majority(members):
    """The fewest votes that are more than half of the full membership."""
    return members // 2 + 1


@rule
def carried(yes, needed):
    """Whether a motion has the votes it needs of the full membership; no quorum helps it."""
    return yes >= needed
