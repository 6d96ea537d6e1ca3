"""Counting: what carries a motion. Abstaining and staying away count against."""

from sim.rules.compiler import rule


@rule
def carried(yes, needed):
    """Whether a motion has the votes it needs of the full membership; no quorum helps it."""
    return yes >= needed
