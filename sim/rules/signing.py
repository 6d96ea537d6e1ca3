"""Whether a member puts its name to a request, a draft or a statement."""

from sim.rules.compiler import rule


@rule
def signing_bar(signed, members, p):
    """How much lower a disposition must still give a Yes for the member to sign, >= 0.

    signed, members  counts: the signatures seen so far, and all members
    p                coefficients: signing_cost, herd
    A signature is a Yes given in advance and in the open; each name already on the list makes the
    next one cheaper. As the bar is never below 0, whoever signs a motion votes for it (97 of 97 on
    record). Source: MODEL.md, Signatures.
    """
    return max(0.0, p.signing_cost - p.herd * signed / members)
