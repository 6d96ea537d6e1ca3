"""What an outside hand adds to a member's disposition, and the frame it leaves in the room."""

from sim.rules.compiler import rule


@rule
def pressure(sensitivity, sovereignty, dependence, credibility, publicity, legitimacy, p):
    """What an outside hand adds to a member's disposition, towards what the sender wants.

    sensitivity  how strongly outside pressure moves it, >= 0
    sovereignty  its weight on non-intervention, >= 0
    dependence   on the sender's aid or oil, 0..1
    credibility, publicity, legitimacy   of the sender's move, 0..1
    p            coefficients: compliance, private_share, backlash
    Returns half log-odds of Yes against No.

    Works on the dependent, backfires on the sovereign; both vanish for the insensitive. In private
    there is no backlash, by construction.
    Source: sign change after Lektzian and Biglaiser (2023); publicity after Kurizaki (2007);
    MODEL.md, Pressure.
    """
    heard = p.private_share + (1.0 - p.private_share) * publicity
    comply = p.compliance * credibility * dependence * heard
    resent = p.backlash * publicity * (1.0 - legitimacy) * sovereignty
    return sensitivity * (comply - resent)


@rule
def inducement(amount, p):
    """What an offer adds to a member's disposition towards what the sender wants, >= 0.

    amount  of the offer, 0..1
    p       coefficients: inducement
    Source: aid for votes, Kuziemko and Werker (2006).
    """
    return p.inducement * amount


@rule
def dependence(sender, aid, patronage):
    """A member's dependence on the sender of a lever, 0..1.

    sender  0 the United States, 1 Venezuela, 2 any other member, on whom nobody depends
    """
    if sender == 0:
        return aid
    if sender == 1:
        return patronage
    return 0.0


@rule
def affront(publicity, legitimacy, threatened, members, unit):
    """How much one threat feeds the sovereignty frame: 1 for an illegitimate public one at `unit`.

    threatened, members  counts: the members aimed at, and all members
    unit                 the share of members threatened on 28 March 2017, 3 of 34
    """
    return publicity * (1.0 - legitimacy) * threatened / (members * unit)


@rule
def frame(affronts, p):
    """Salience of the sovereignty frame at the opening, >= 0.

    affronts  the sum of `affront` over the levers since the last session
    p         coefficients: frame_threat
    What earlier sessions left adds to it, from `lasting_frame`.
    Source: foreign-hand accusations, Chow and Levin (2024); MODEL.md, Frame.
    """
    return p.frame_threat * affronts


@rule
def lasting_frame(before, led, insults, p):
    """The frame that the last session leaves to the next.

    before   the frame at its opening
    led      how far the United States carried its motion, 0..1, from `led`
    insults  share of the members that were insulted, in units of five of 34
    p        coefficients: frame_persistence, frame_led, frame_insult
    """
    return p.frame_persistence * before + p.frame_led * led + p.frame_insult * insults


@rule
def led(leadership):
    """How far the United States carried a motion: 1 if alone, 0 from a leadership of 1/2 on."""
    return max(0.0, 1.0 - 2.0 * leadership)


@rule
def cross_pressure(aid, patronage, venezuelan, exposed):
    """How far a member stands between two patrons, >= 0: the cause to abstain or stay away.

    aid, patronage  dependence on either side, 0..1
    venezuelan      1 if the government concerned is Venezuela's, else 0
    exposed         sum over levers aimed at it of publicity times dependence on the sender
    Source: abstention under cross-pressure, Morse and Coggins (2024).
    """
    return venezuelan * min(aid, patronage) + exposed
