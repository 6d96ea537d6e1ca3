"""What a member brings into the room: recognition, sovereignty, sensitivity, dependence, habits."""

import math

from sim.rules.compiler import rule


@rule
def recognition(
    intercept, solidarity, alba, orientation, alignment, camp, severity, patronage, venezuelan, p
):
    """How far a member sees a crisis for which the government concerned answers.

    intercept    its own level, its government's and its level on the topic, summed
    solidarity   of its government with the Bolivarian camp, 0..1
    alba         1 if it is a member of ALBA at that date, else 0
    orientation  of its government, -1 (left) .. 1 (right)
    alignment    its UN ideal point, standardised, higher towards the West
    camp         +1 if the government concerned is of the Bolivarian camp, -1 its adversary, or 0
    severity     of the crisis, 0..1
    patronage    dependence on Venezuela's oil, 0..1
    venezuelan   1 if the government concerned is Venezuela's, else 0
    p            coefficients: solidarity, alba, orientation, alignment, severity,
                 patronage_pull
    Returns half log-odds. Source: MODEL.md, Recognition.
    """
    kinship = p.solidarity * solidarity + p.alba * alba + p.orientation * orientation
    kinship += p.alignment * alignment
    oil = p.patronage_pull * patronage * venezuelan
    return intercept + camp * kinship + p.severity * severity - oil


@rule
def softplus(x):
    """log(1 + e^x), which stays finite for any x."""
    return max(x, 0.0) + math.log1p(math.exp(-abs(x)))


@rule
def raw_sovereignty(refusal, deviation, p):
    """A member's preference for non-intervention before scaling, > 0; 1 for the average refuser.

    refusal    standardised share of refusals of country-naming UN votes
    deviation  the member's own, unit of `refusal`'s coefficient
    p          coefficients: refusal
    """
    return softplus(math.log(math.e - 1.0) + p.refusal * refusal + deviation)


@rule
def sovereignty(raw, mean_raw, p):
    """The weight a member puts on intrusiveness, >= 0: its raw preference scaled to the slope.

    The mean over the council is p.sovereignty_slope. Source: MODEL.md, Sovereignty.
    """
    return p.sovereignty_slope * raw / mean_raw


@rule
def sensitivity(small, deviation, p):
    """How strongly outside pressure of either sign moves a member, > 0, around 1.

    small      1 for a small state (fewer than 1.5 million people), else 0
    deviation  the member's own, log units
    p          coefficients: smallness (log units)
    """
    return math.exp(p.smallness * small + deviation)


@rule
def aid_dependence(share, half):
    """Dependence on the sender's aid, 0..1: the share of income, saturating; 1/2 at `half`."""
    return share / (share + half)


@rule
def wane(year, start, stop):
    """What is left of Venezuela's oil financing: 1 up to `start`, 0 from `stop`, linear between."""
    return min(1.0, max(0.0, (stop - year) / (stop - start)))


@rule
def abstention(abstained, deviation, p):
    """A member's inclination to abstain: its habit, and whether it did so the last time.

    abstained  1 if the last vote it took part in on the topic was an abstention, else 0
    p          coefficients: abstention, abstain_again
    Source: state dependence beside lasting differences, Heckman (1981).
    """
    return p.abstention + p.abstain_again * abstained + deviation


@rule
def absence(capacity, deviation, p):
    """A member's inclination to stay away: its habit less its (standardised) capacity to attend.

    p  coefficients: absence, capacity
    """
    return p.absence - p.capacity * capacity + deviation


@rule
def memory(same, last, signed, p):
    """The pull of earlier votes, the last on the same topic and the last on any, and signatures.

    same, last   -1..1: the earlier act, signed by direction and camp then and now; 0 if none
    signed       -1..1: more (or less) of what was signed on the topic than the members on average
    p            coefficients: memory_topic, memory_any, signature
    """
    return p.memory_topic * same + p.memory_any * last + p.signature * signed
