"""The chair's move: suspending a session, being overruled, and who walks out then."""

from sim.rules.compiler import rule


@rule
def suspends(opposed, luck, p):
    """Whether the chair suspends the session: only one that would vote No, and not always.

    opposed  whether the chair's own member means to vote No
    luck     uniform in (0, 1)
    p        coefficients: manoeuvre
    """
    return opposed and luck < p.manoeuvre


@rule
def overruled(insisting, members):
    """Whether a third of the members insist, and another presides in the chair's place."""
    return 3 * insisting >= members


@rule
def walkout(opposed, disposition, p):
    """What a contested session adds to the inclination to stay away of one that would vote No.

    opposed      whether the member means to vote No
    disposition  to the motion, half log-odds
    p            coefficients: walkout
    Leaving is the stronger No: a vote against would grant that there is a session. So leaving is
    worth to the member what its No is worth, -disposition, and `walkout` more.
    Source: 3 April 2017, when those opposed left the room and no vote was cast against.
    """
    return p.walkout - disposition if opposed else 0.0
