"""A member's net inclination to a motion: half the log-odds of Yes against No."""

from sim.rules.compiler import rule


@rule
def bearing(direction):
    """How a motion's direction weighs recognition: its sign times (1/2 + half its size), -1..1."""
    if direction > 0.0:
        return 0.5 + 0.5 * direction
    if direction < 0.0:
        return -0.5 + 0.5 * direction
    return 0.0


@rule
def intrusion(direction, intrusiveness, frame, leadership, p):
    """Intrusiveness as it is felt, >= 0: the frame raises it, regional leadership lowers it.

    direction      -1..1; a motion that shields the government concerned does not intrude
    intrusiveness  0..1
    frame          salience of the sovereignty frame, >= 0
    leadership     1 carried by the region's own leaders .. 0 by the United States alone
    p              coefficients: leadership_relief, in 0..1
    """
    if direction <= 0.0:
        return 0.0
    return intrusiveness * (1.0 + frame) * (1.0 - p.leadership_relief * (leadership - 0.5))


@rule
def disposition(recognition, sovereignty, bearing, intrusion, memory, pressure, shock):
    """A member's inclination at the opening, half log-odds of Yes against No.

    shock  what is particular to the motion and common to all members
    The rest as the functions of the same names return them. Source: MODEL.md, Disposition.
    """
    return bearing * recognition - intrusion * sovereignty + memory + pressure + shock


@rule
def restated(disposition, bearing, recognition, intrusion, sovereignty, sign, memory):
    """A member's disposition to another text of the same session, half log-odds.

    disposition  to the motion, after the debate
    bearing, intrusion, sign   how much larger each is for the other text than for the motion
    recognition, sovereignty, memory   the member's, after the same debate
    Debate is linear, so that of a sum is the sum of the debates: no text needs one of its own.
    """
    return disposition + bearing * recognition - intrusion * sovereignty + sign * memory
