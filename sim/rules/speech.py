"""What is said on the floor: reasons, the threat cited, insults."""

from sim.rules.compiler import rule


@rule
def denies_facts(bearing, recognition, intrusion, sovereignty, p):
    """Whether a member that withholds its Yes denies the facts; else its reason is the path.

    bearing, intrusion        of the motion
    recognition, sovereignty  of the member, after the debate
    p                         coefficients: denial
    To deny a crisis in public costs credit: one does so only if what it fails to see outweighs
    what it holds against the path by more than `denial`. Source: MODEL.md, Speeches.
    """
    return -bearing * recognition > intrusion * sovereignty + p.denial


@rule
def cites(affront, luck, p):
    """Whether the government concerned cites a threat as proof of coercion.

    affront  the strongest threat's publicity times its want of legitimacy, 0..1
    luck     uniform in (0, 1)
    p        coefficients: citing
    """
    return luck < p.citing * affront


@rule
def insults(signed, luck, p):
    """Whether the government concerned attacks a member in its speech: only signatories.

    signed  1 for a signatory
    luck    uniform in (0, 1)
    p       coefficients: insult
    """
    return signed == 1 and luck < p.insult
