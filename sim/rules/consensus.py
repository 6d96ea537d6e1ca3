"""Consensus: nobody objects. It is not a roll call."""

from sim.rules.compiler import rule


@rule
def objects(disposition, p):
    """Whether a member breaks a consensus: it is disposed against by more than the threshold.

    disposition  to the text, half log-odds
    p            coefficients: objection, > 0
    """
    return disposition < -p.objection
