"""The likelihood of the recorded votes: the model read backwards, with its analytic gradient.

The forward pass calls the rules that cast votes. The backward pass is the chain rule by hand, one
block for each rule, in reverse order; a test checks it against differences.

All that is compiled stands in this one file. numba asks a kernel's own file alone whether its code
on disk is still good, and `sim.rules.compiler` looks after edits below `sim` alone: after an edit
to a rule in another file of this room, a kernel here would go on with the old one.
"""

import math
from typing import NamedTuple

import numba
import numpy as np

from calibration.records import Records
from sim.parameters import ASSUMED, COUNCIL_WIDE, PARAMETERS
from sim.room import coefficients_of
from sim.rules.choice import chances
from sim.rules.compiler import kernel, rule
from sim.rules.debate import debate, heard
from sim.rules.disposition import bearing, disposition, intrusion
from sim.rules.pressure import affront, cross_pressure, dependence, frame, pressure
from sim.rules.traits import (
    absence,
    abstention,
    memory,
    raw_sovereignty,
    recognition,
    sensitivity,
    sovereignty,
    wane,
)
from sim.words import ABSENT, ABSTAIN, NO, YES

FRAME_UNIT = ASSUMED["frame_unit"]
START = ASSUMED["patronage_start"]
ROUNDS = int(ASSUMED["debate_rounds"])


class Layout(NamedTuple):
    """Where each kind of parameter begins in theta; the council-wide ones come first.

    own_recognition, own_sovereignty, own_sensitivity, own_abstention, own_absence   one a member
    government  one a spell
    on_topic    one a member and topic, topics fastest
    topic_shock   one a topic
    own_shock, own_pull   one a roll call
    size        the length of theta
    """

    own_recognition: int
    government: int
    on_topic: int
    own_sovereignty: int
    own_sensitivity: int
    own_abstention: int
    own_absence: int
    topic_shock: int
    own_shock: int
    own_pull: int
    size: int


def labels_of(records: Records) -> dict[str, tuple[str, ...]]:
    """The labels of each parameter that is more than one number, in the order of theta."""
    kinds = {
        "member": records.members,
        "spell": records.spells,
        "topic": records.topics,
        "member_topic": tuple(f"{m}:{topic}" for m in records.members for topic in records.topics),
        "rollcall": records.rollcalls,
    }
    return {p.name: kinds[p.per] for p in PARAMETERS if p.per != "council"}


def layout_of(records: Records) -> Layout:
    """The layout of theta for these records."""
    starts, size = {}, len(COUNCIL_WIDE)
    for name, labels in labels_of(records).items():
        starts[name], size = size, size + len(labels)
    return Layout(**starts, size=size)


def names_of(records: Records) -> tuple[str, ...]:
    """A name for each number in theta: "compliance", "own_recognition[HTI]"."""
    own = [f"{name}[{label}]" for name, labels in labels_of(records).items() for label in labels]
    return COUNCIL_WIDE + tuple(own)


_AT = {name: COUNCIL_WIDE.index(name) for name in COUNCIL_WIDE}
_SOLIDARITY, _ALBA, _ORIENTATION = _AT["solidarity"], _AT["alba"], _AT["orientation"]
_ALIGNMENT, _AGAIN = _AT["alignment"], _AT["abstain_again"]
_SEVERITY, _PULL, _STOP = _AT["severity"], _AT["patronage_pull"], _AT["patronage_stop"]
_SLOPE, _REFUSAL, _RELIEF = _AT["sovereignty_slope"], _AT["refusal"], _AT["leadership_relief"]
_TOPIC, _ANY, _SIGNED = _AT["memory_topic"], _AT["memory_any"], _AT["signature"]
_COMPLIANCE, _BACKLASH, _PRIVATE = _AT["compliance"], _AT["backlash"], _AT["private_share"]
_SENATOR, _EXECUTIVE, _SMALLNESS = _AT["senator"], _AT["executive"], _AT["smallness"]
_FRAME, _SUSCEPTIBILITY = _AT["frame_threat"], _AT["susceptibility"]
_ABSTENTION, _ABSENCE, _CAPACITY = _AT["abstention"], _AT["absence"], _AT["capacity"]
_CROSS_ABSTAIN, _CROSS_ABSENT = _AT["cross_abstain"], _AT["cross_absent"]
_LAPSE, _SHOCK = _AT["lapse"], _AT["shock"]


@rule
def members_at(theta, layout, a, p):
    """Each member's sovereignty and pressure sensitivity, and its sovereignty before scaling."""
    members = len(a.aid_i)
    raw, sigma, nerve = np.empty(members), np.empty(members), np.empty(members)
    for i in range(members):
        raw[i] = raw_sovereignty(a.refusal_i[i], theta[layout.own_sovereignty + i], p)
        nerve[i] = sensitivity(a.small_i[i], theta[layout.own_sensitivity + i], p)
    mean = raw.sum() / members
    for i in range(members):
        sigma[i] = sovereignty(raw[i], mean, p)
    return raw, sigma, nerve


@rule
def openings_at(c, theta, layout, a, p, sigma, nerve):
    """Dispositions at the opening of roll call c, and the cross-pressure on each member."""
    members = len(a.aid_i)
    topics = (layout.own_sovereignty - layout.on_topic) // members
    pushed, exposed, affronts = np.zeros(members), np.zeros(members), 0.0
    waned = wane(a.year_c[c], START, p.patronage_stop)
    for k in range(len(a.lever_call_l)):
        if a.lever_call_l[k] == c:
            i, publicity = a.lever_target_l[k], a.lever_publicity_l[k]
            legitimacy = a.lever_legitimacy_l[k]
            on = dependence(a.lever_sender_l[k], a.aid_i[i], a.financing_ci[c, i] * waned)
            credibility = p.senator if a.lever_rank_l[k] == 0 else p.executive
            pushed[i] += a.lever_wish_l[k] * pressure(
                nerve[i], sigma[i], on, credibility, publicity, legitimacy, p
            )
            exposed[i] += publicity * on
            affronts += affront(publicity, legitimacy, 1, a.lever_members_l[k], FRAME_UNIT)
    felt = intrusion(
        a.direction_c[c], a.intrusiveness_c[c], frame(affronts, p), a.leadership_c[c], p
    )
    opening, cross = np.zeros(members), np.zeros(members)
    for i in range(members):
        if a.scored_ci[c, i]:
            patronage = a.financing_ci[c, i] * waned
            intercept = (
                theta[layout.own_recognition + i]
                + theta[layout.government + a.spell_ci[c, i]]
                + theta[layout.on_topic + i * topics + a.topic_c[c]]
            )
            kappa = recognition(
                intercept, a.solidarity_ci[c, i], a.alba_ci[c, i], a.orientation_ci[c, i],
                a.alignment_i[i], a.camp_c[c], a.severity_c[c], patronage, a.venezuelan_c[c], p,
            )  # fmt: skip
            opening[i] = disposition(
                kappa, sigma[i], bearing(a.direction_c[c]), felt,
                memory(a.same_ci[c, i], a.last_ci[c, i], a.signed_ci[c, i], p), pushed[i],
                p.shock + theta[layout.topic_shock + a.topic_c[c]] + theta[layout.own_shock + c],
            )  # fmt: skip
            cross[i] = cross_pressure(a.aid_i[i], patronage, a.venezuelan_c[c], exposed[i])
    return opening, cross, felt, affronts, waned


@rule
def after_debate(opening, attention, scored, p):
    """(round, member) dispositions: the opening, then after each round."""
    said = np.zeros((ROUNDS + 1, len(opening)))
    said[0] = opening
    for r in range(ROUNDS):
        for i in range(len(opening)):
            if scored[i]:
                said[r + 1, i] = debate(
                    opening[i], said[r, i], heard(attention[i], said[r]),
                    heeds(attention[i]), p.susceptibility,
                )  # fmt: skip
    return said


@rule
def heeds(attention):
    """1 if this member heeds anybody, else 0."""
    for j in range(len(attention)):
        if attention[j] > 0.0:
            return 1
    return 0


@rule
def chances_at(c, i, disposition, cross, abstained, capacity, theta, layout, p):
    """(yes, no, abstain, absent) of member i in roll call c."""
    shy = abstention(abstained, theta[layout.own_abstention + i], p) + theta[layout.own_pull + c]
    away = absence(capacity, theta[layout.own_absence + i], p)
    return chances(disposition, shy, away, cross, p)


@rule
def log_likelihood(theta, layout, a, gradient):
    """Sum of log chances of the scored votes; its gradient is added to `gradient` (theta,)."""
    p = coefficients_of(theta)
    raw, sigma, nerve = members_at(theta, layout, a, p)
    d_sigma, total = np.zeros(len(sigma)), 0.0
    for c in range(len(a.topic_c)):
        opening, cross, felt, affronts, waned = openings_at(c, theta, layout, a, p, sigma, nerve)
        said = after_debate(opening, a.attention_cij[c], a.scored_ci[c], p)
        d_said, d_cross = np.zeros(len(sigma)), np.zeros(len(sigma))
        for i in range(len(sigma)):
            if a.scored_ci[c, i]:
                at = chances_at(
                    c, i, said[ROUNDS, i], cross[i], a.abstained_ci[c, i], a.capacity_i[i], theta,
                    layout, p,
                )  # fmt: skip
                total += math.log(at[a.vote_ci[c, i]])
                d_said[i], d_cross[i] = _choice_back(
                    c, i, a.vote_ci[c, i], at, cross[i], a.abstained_ci[c, i], a.capacity_i[i],
                    layout, p, gradient,
                )  # fmt: skip
        d_opening = _debate_back(d_said, said, a.attention_cij[c], a.scored_ci[c], p, gradient)
        _opening_back(
            c, d_opening, d_cross, layout, a, p, sigma, nerve, felt, affronts, waned,
            gradient, d_sigma,
        )  # fmt: skip
    _members_back(d_sigma, raw, sigma, theta, layout, a, p, gradient)
    return total


@rule
def chances_in(c, theta_dp, layout, a):
    """(draw, member, act) chances in roll call c under each draw; 0 for a member not scored."""
    members = len(a.aid_i)
    chance_div = np.zeros((len(theta_dp), members, 4))
    for d in range(len(theta_dp)):
        theta = theta_dp[d]
        p = coefficients_of(theta)
        _, sigma, nerve = members_at(theta, layout, a, p)
        opening, cross, _, _, _ = openings_at(c, theta, layout, a, p, sigma, nerve)
        said = after_debate(opening, a.attention_cij[c], a.scored_ci[c], p)
        for i in range(members):
            if a.scored_ci[c, i]:
                at = chances_at(
                    c, i, said[ROUNDS, i], cross[i], a.abstained_ci[c, i], a.capacity_i[i], theta,
                    layout, p,
                )  # fmt: skip
                for v in range(4):
                    chance_div[d, i, v] = at[v]
    return chance_div


@rule
def _choice_back(c, i, vote, at, cross, abstained, capacity, layout, p, gradient):
    """From the chance of the vote cast to disposition and cross-pressure (returned) and habits."""
    keep = 1.0 - p.lapse
    share = ((at[0] - p.lapse / 4) / keep, (at[1] - p.lapse / 4) / keep,
             (at[2] - p.lapse / 4) / keep, (at[3] - p.lapse / 4) / keep)  # fmt: skip
    own = keep * share[vote] / at[vote]
    d_yes = own * ((1.0 if vote == YES else 0.0) - share[YES])
    d_no = own * ((1.0 if vote == NO else 0.0) - share[NO])
    d_abstain = own * ((1.0 if vote == ABSTAIN else 0.0) - share[ABSTAIN])
    d_absent = own * ((1.0 if vote == ABSENT else 0.0) - share[ABSENT])
    gradient[_LAPSE] += (0.25 - share[vote]) / at[vote]
    gradient[_ABSTENTION] += d_abstain
    gradient[_AGAIN] += d_abstain * abstained
    gradient[layout.own_abstention + i] += d_abstain
    gradient[layout.own_pull + c] += d_abstain
    gradient[_ABSENCE] += d_absent
    gradient[layout.own_absence + i] += d_absent
    gradient[_CAPACITY] -= d_absent * capacity
    gradient[_CROSS_ABSTAIN] += d_abstain * cross
    gradient[_CROSS_ABSENT] += d_absent * cross
    return d_yes - d_no, d_abstain * p.cross_abstain + d_absent * p.cross_absent


@rule
def _debate_back(d_said, said, attention, scored, p, gradient):
    """From dispositions after the debate to those at the opening: the transpose of each round."""
    members = len(d_said)
    omega, d_opening = p.susceptibility, np.zeros(members)
    for r in range(ROUNDS - 1, -1, -1):
        d_before = np.zeros(members)
        for i in range(members):
            if scored[i] and heeds(attention[i]) == 1:
                gradient[_SUSCEPTIBILITY] += d_said[i] * (heard(attention[i], said[r]) - said[0, i])
                d_opening[i] += (1.0 - omega) * d_said[i]
                for j in range(members):
                    d_before[j] += omega * attention[i, j] * d_said[i]
            else:
                d_before[i] += d_said[i]
        d_said = d_before
    return d_opening + d_said


@rule
def _opening_back(
    c, d_opening, d_cross, layout, a, p, sigma, nerve, felt, affronts, waned, gradient, d_sigma
):
    """From dispositions at the opening to recognition, sovereignty, memory, shock and pressure."""
    members = len(d_opening)
    topics = (layout.own_sovereignty - layout.on_topic) // members
    leaning, d_felt = bearing(a.direction_c[c]), 0.0
    d_patronage = np.zeros(members)
    for i in range(members):
        if not a.scored_ci[c, i]:
            continue
        patronage = a.financing_ci[c, i] * waned
        d_v, d_kappa = d_opening[i], d_opening[i] * leaning
        gradient[layout.own_recognition + i] += d_kappa
        gradient[layout.government + a.spell_ci[c, i]] += d_kappa
        gradient[layout.on_topic + i * topics + a.topic_c[c]] += d_kappa
        gradient[_SOLIDARITY] += d_kappa * a.camp_c[c] * a.solidarity_ci[c, i]
        gradient[_ALBA] += d_kappa * a.camp_c[c] * a.alba_ci[c, i]
        gradient[_ORIENTATION] += d_kappa * a.camp_c[c] * a.orientation_ci[c, i]
        gradient[_ALIGNMENT] += d_kappa * a.camp_c[c] * a.alignment_i[i]
        gradient[_SEVERITY] += d_kappa * a.severity_c[c]
        gradient[_PULL] -= d_kappa * patronage * a.venezuelan_c[c]
        d_patronage[i] = -d_kappa * p.patronage_pull * a.venezuelan_c[c]
        if patronage < a.aid_i[i]:
            d_patronage[i] += d_cross[i] * a.venezuelan_c[c]
        d_sigma[i] -= d_v * felt
        d_felt -= d_v * sigma[i]
        gradient[_TOPIC] += d_v * a.same_ci[c, i]
        gradient[_ANY] += d_v * a.last_ci[c, i]
        gradient[_SIGNED] += d_v * a.signed_ci[c, i]
        gradient[_SHOCK] += d_v
        gradient[layout.topic_shock + a.topic_c[c]] += d_v
        gradient[layout.own_shock + c] += d_v
    if a.direction_c[c] > 0.0:
        q, leading = a.intrusiveness_c[c], a.leadership_c[c] - 0.5
        gradient[_RELIEF] -= d_felt * q * (1.0 + frame(affronts, p)) * leading
        gradient[_FRAME] += d_felt * q * affronts * (1.0 - p.leadership_relief * leading)
    _levers_back(
        c, d_opening, d_cross, d_patronage, layout, a, p, sigma, nerve, waned, gradient, d_sigma
    )
    if 0.0 < waned < 1.0:
        d_waned = (d_patronage * a.financing_ci[c]).sum()
        length = p.patronage_stop - START
        gradient[_STOP] += d_waned * (a.year_c[c] - START) / (length * length)


@rule
def _levers_back(
    c, d_opening, d_cross, d_patronage, layout, a, p, sigma, nerve, waned, gradient, d_sigma
):
    """From pressure to compliance, backlash, credibility, sensitivity and dependence."""
    for k in range(len(a.lever_call_l)):
        i = a.lever_target_l[k]
        if a.lever_call_l[k] != c or not a.scored_ci[c, i]:
            continue
        publicity, sender = a.lever_publicity_l[k], a.lever_sender_l[k]
        on = dependence(sender, a.aid_i[i], a.financing_ci[c, i] * waned)
        who = _SENATOR if a.lever_rank_l[k] == 0 else _EXECUTIVE
        credibility = p.senator if a.lever_rank_l[k] == 0 else p.executive
        told = p.private_share + (1.0 - p.private_share) * publicity
        harsh = publicity * (1.0 - a.lever_legitimacy_l[k])
        d_sum = d_opening[i] * a.lever_wish_l[k]
        d_inner = d_sum * nerve[i]
        whole = nerve[i] * (p.compliance * credibility * on * told - p.backlash * harsh * sigma[i])
        gradient[layout.own_sensitivity + i] += d_sum * whole  # nerve is an exponential
        gradient[_SMALLNESS] += d_sum * whole * a.small_i[i]
        gradient[_COMPLIANCE] += d_inner * credibility * on * told
        gradient[who] += d_inner * p.compliance * on * told
        gradient[_PRIVATE] += d_inner * p.compliance * credibility * on * (1.0 - publicity)
        gradient[_BACKLASH] -= d_inner * harsh * sigma[i]
        d_sigma[i] -= d_inner * p.backlash * harsh
        if sender == 1:
            d_patronage[i] += d_inner * p.compliance * credibility * told + d_cross[i] * publicity


@rule
def _members_back(d_sigma, raw, sigma, theta, layout, a, p, gradient):
    """From sovereignty to its slope, the proxy's coefficient and each member's own."""
    members = len(raw)
    mean = raw.sum() / members
    common = (d_sigma * raw).sum() / (mean * members)
    for i in range(members):
        gradient[_SLOPE] += d_sigma[i] * raw[i] / mean
        d_raw = p.sovereignty_slope / mean * (d_sigma[i] - common)
        d_inside = d_raw * -math.expm1(-raw[i])  # softplus' = 1 - e^-softplus
        gradient[layout.own_sovereignty + i] += d_inside
        gradient[_REFUSAL] += d_inside * a.refusal_i[i]


@kernel
def _gradients(theta_kp, layout: Layout, arrays):
    """(point,) log-likelihoods and their (point, parameter) gradients."""
    total_k, gradient_kp = np.zeros(len(theta_kp)), np.zeros(theta_kp.shape)
    for k in numba.prange(len(theta_kp)):
        total_k[k] = log_likelihood(theta_kp[k], layout, arrays, gradient_kp[k])
    return total_k, gradient_kp


def log_likelihoods(theta_kp: np.ndarray, records: Records) -> tuple[np.ndarray, np.ndarray]:
    """(point,) log-likelihoods of the records at many theta (natural units, `names_of`), and their
    (point, parameter) gradients."""
    return _gradients(theta_kp, layout_of(records), records.arrays)


def second_derivatives(theta: np.ndarray, records: Records, step_p: np.ndarray) -> np.ndarray:
    """(parameter, parameter) of the log-likelihood: differences of its gradient over `step_p`."""
    _, gradient_kp = log_likelihoods(np.vstack([theta, theta + np.diag(step_p)]), records)
    hessian = (gradient_kp[1:] - gradient_kp[0]) / step_p[:, None]
    return 0.5 * (hessian + hessian.T)


def log_likelihood_and_gradient(theta: np.ndarray, records: Records) -> tuple[float, np.ndarray]:
    """The log-likelihood of the records at theta (natural units, `names_of`), and its gradient."""
    gradient = np.zeros(len(theta))
    total = log_likelihood(theta, layout_of(records), records.arrays, gradient)
    return float(total), gradient
