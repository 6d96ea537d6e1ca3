"""Every free number of the model, declared once: unit, range, prior, source.

Scenarios, the fit, the tables that `council show` prints and MODEL.md read these declarations.
`by_votes` says whether recorded votes can move the number; where they can't, results rest on its
prior and say so. `calibration` measures this afresh at every fit.
"""

from collections import namedtuple
from dataclasses import dataclass
from typing import Literal

from sim.priors import Beta, HalfNormal, Normal, PositiveNormal, Prior, Spread

Kind = Literal["council", "member", "spell", "topic", "member_topic", "rollcall"]


@dataclass(frozen=True)
class Parameter:
    """A free number, or one number for each of a kind.

    name      its word in scenarios, draws and code
    symbol    its sign in MODEL.md
    meaning   what it does
    unit      of the number; "lo" is half log-odds of Yes against No
    low, high the range outside which a scenario's value is refused
    prior     its distribution before any vote
    by_votes  whether recorded votes can move it
    source    where the prior comes from
    per       one for the council, or for each member, spell, topic, member and topic, roll call
    """

    name: str
    symbol: str
    meaning: str
    unit: str
    low: float
    high: float
    prior: Prior
    by_votes: bool
    source: str
    per: Kind = "council"


_WIDE = "weakly informative"
_DESIGN = "structural prior of the model"

PARAMETERS = (
    Parameter("solidarity", "gamma_1", "recognition of a government in solidarity with the Bolivarian camp", "lo", -10, 10, Normal(-1, 1), True, _WIDE),
    Parameter("alba", "gamma_2", "recognition of a member of ALBA", "lo", -10, 10, Normal(-1, 1), True, _WIDE),
    Parameter("orientation", "gamma_3", "recognition per unit of orientation to the right", "lo", -10, 10, Normal(0, 1), True, _WIDE),
    Parameter("alignment", "gamma_4", "recognition per standard deviation of the UN ideal point towards the West", "lo", -10, 10, Normal(0, 1), True, "weakly informative; ideal points 2010-13, Bailey, Strezhnev and Voeten (2017)"),
    Parameter("severity", "beta_S", "recognition per unit of severity", "lo", 0, 10, HalfNormal(0.5), True, _DESIGN),
    Parameter("patronage_pull", "beta_V", "recognition lost to full oil patronage", "lo", 0, 10, HalfNormal(1), True, "oil diplomacy, Carvalho and Lopes (2022)"),
    Parameter("patronage_stop", "t_V", "when Venezuela's oil financing had ended", "year", 2015, 2025, Normal(2018.5, 0.5), False, "deliveries dwindled from 2016-18 and stopped 2018-19 (blocs.csv); no time series"),
    Parameter("sovereignty_slope", "s", "mean weight on intrusiveness", "lo", 0, 10, PositiveNormal(1, 0.3), False, _DESIGN),
    Parameter("refusal", "eta", "sovereignty per standard deviation of refusals at the UN", "1", -5, 5, Normal(0.5, 0.25), False, "refusal to support country-naming UN human-rights votes 2010-13 as proxy"),
    Parameter("leadership_relief", "mu", "share of intrusion that regional leadership takes away", "1", 0, 1, Beta(2, 4), False, _DESIGN),
    Parameter("memory_topic", "lambda_1", "pull of the last vote on the same topic", "lo", -5, 5, Normal(0.5, 0.5), True, _WIDE),
    Parameter("memory_any", "lambda_2", "pull of the last vote on any topic", "lo", -5, 5, Normal(0.25, 0.5), True, _WIDE),
    Parameter("signature", "lambda_S", "pull of having signed, in the year before, all that was signed on the topic", "lo", -10, 10, Normal(0, 1), True, _WIDE),
    Parameter("compliance", "beta_C", "what a fully credible public threat gains from a fully dependent member", "lo", 0, 20, HalfNormal(2.2), False, "aid for votes, Dreher, Nunnenkamp and Thiele (2008), Kuziemko and Werker (2006), Carter and Stone (2015); scale widened from .8 so that the sign stays open for each threatened member"),
    Parameter("backlash", "beta_R", "what a wholly illegitimate public threat loses of a member of sovereignty 1", "lo", 0, 20, HalfNormal(0.5), False, "shaming by adversaries, Terman (2023); sign change, Lektzian and Biglaiser (2023)"),
    Parameter("private_share", "c_0", "share of compliance that needs no publicity", "1", 0, 1, Beta(6, 4), False, "private threats, Kurizaki (2007)"),
    Parameter("senator", "cred_s", "credibility of a senator's threat", "1", 0, 1, Beta(3, 7), False, _DESIGN),
    Parameter("executive", "cred_x", "credibility of the executive's threat", "1", 0, 1, Beta(7, 3), False, _DESIGN),
    Parameter("smallness", "beta_p", "pressure sensitivity of a small state", "log", -5, 5, Normal(0.25, 0.25), False, "small open economies: fewer than 1.5 million people (Commonwealth definition)"),
    Parameter("frame_threat", "phi_T", "frame that a threat like that of March 2017 leaves", "1", 0, 10, HalfNormal(0.2), False, "foreign-hand accusations, Chow and Levin (2024)"),
    Parameter("susceptibility", "omega", "pull of what a member hears in debate", "1", 0, 1, Beta(2, 8), True, "social influence, Friedkin and Johnsen (1990)"),
    Parameter("abstention", "a_A", "utility of abstaining", "lo", -10, 10, Normal(-1, 1), True, _WIDE),
    Parameter("abstain_again", "lambda_A", "abstaining after an abstention on the same topic", "lo", -10, 10, Normal(0, 1), True, "weakly informative; state dependence, Heckman (1981)"),
    Parameter("absence", "a_X", "utility of staying away", "lo", -10, 10, Normal(-2, 1), True, _WIDE),
    Parameter("cross_abstain", "chi", "abstention under full cross-pressure", "lo", 0, 10, HalfNormal(1), False, "Morse and Coggins (2024)"),
    Parameter("cross_absent", "chi_X", "absence under full cross-pressure", "lo", 0, 10, HalfNormal(1), False, "Morse and Coggins (2024)"),
    Parameter("capacity", "xi", "absence avoided per standard deviation of UN participation", "lo", 0, 10, HalfNormal(0.5), True, "capacity of small missions, Panke"),
    Parameter("lapse", "epsilon", "chance of an act at random, or of an error in the record", "1", 0, 1, Beta(1, 99), True, _DESIGN),
    Parameter("shock", "delta_0", "mean of the motions' shocks", "lo", -10, 10, Normal(0, 1), True, _WIDE),
    Parameter("recognition_scale", "s_e", "spread of recognition over members", "lo", 0, 10, HalfNormal(1), True, _WIDE),
    Parameter("spell_scale", "s_zeta", "spread of recognition over governments of a member", "lo", 0, 10, HalfNormal(1), True, _WIDE),
    Parameter("topic_scale", "s_tau", "spread of recognition over topics", "lo", 0, 10, HalfNormal(1), True, _WIDE),
    Parameter("abstention_scale", "s_u", "spread of the habit of abstaining", "lo", 0, 10, HalfNormal(1), True, _WIDE),
    Parameter("absence_scale", "s_w", "spread of the habit of staying away", "lo", 0, 10, HalfNormal(1), True, _WIDE),
    Parameter("topic_shock_scale", "s_t", "spread of the topics' shocks", "lo", 0, 10, HalfNormal(1), True, _WIDE),
    Parameter("shock_scale", "tau_d", "spread of the motions' shocks within a topic", "lo", 0, 10, HalfNormal(1), True, _WIDE),
    Parameter("pull_scale", "s_alpha", "spread of the motions' own pull to abstain", "lo", 0, 10, HalfNormal(1), True, _WIDE),
    Parameter("own_recognition", "e_i", "a member's own recognition", "lo", -20, 20, Spread("recognition_scale"), True, "partial pooling", "member"),
    Parameter("government", "zeta_i", "recognition of one of its governments", "lo", -20, 20, Spread("spell_scale"), True, "partial pooling", "spell"),
    Parameter("on_topic", "tau_i", "recognition on one topic", "lo", -20, 20, Spread("topic_scale"), True, "partial pooling", "member_topic"),
    Parameter("own_sovereignty", "f_i", "a member's own sovereignty, before scaling", "1", -5, 5, Normal(0, 0.5), False, _DESIGN, "member"),
    Parameter("own_sensitivity", "p_i", "a member's own pressure sensitivity", "log", -5, 5, Normal(0, 0.5), False, _DESIGN, "member"),
    Parameter("own_abstention", "u_i", "a member's habit of abstaining", "lo", -10, 10, Spread("abstention_scale"), True, "partial pooling", "member"),
    Parameter("own_absence", "w_i", "a member's habit of staying away", "lo", -10, 10, Spread("absence_scale"), True, "partial pooling", "member"),
    Parameter("topic_shock", "delta_t", "a topic's shock about their mean", "lo", -10, 10, Spread("topic_shock_scale"), True, "partial pooling", "topic"),
    Parameter("own_shock", "delta_m", "a motion's shock about its topic's", "lo", -10, 10, Spread("shock_scale"), True, "partial pooling", "rollcall"),
    Parameter("own_pull", "alpha_m", "a motion's own pull to abstain", "lo", -10, 10, Spread("pull_scale"), True, "partial pooling", "rollcall"),
)  # fmt: skip

# Of procedure and of campaigns: no roll call says anything of them, so no fit has them; each run
# draws them beside its posterior draw (`sim.procedure`).
PROCEDURE = (
    Parameter("frame_persistence", "rho_F", "share of the frame that lasts to the next session", "1", 0, 1, Beta(5, 5), False, _DESIGN),
    Parameter("frame_led", "phi_L", "frame left by a motion that the United States carried", "1", 0, 10, HalfNormal(0.2), False, _DESIGN),
    Parameter("frame_insult", "phi_W", "frame left by insults towards five members", "1", -2, 2, Normal(0, 0.1), False, _DESIGN),
    Parameter("resentment", "beta_W", "recognition that an insult adds to a member's", "lo", -5, 5, Normal(0, 0.2), False, _DESIGN),
    Parameter("inducement", "beta_I", "what a full inducement adds", "lo", 0, 10, HalfNormal(0.5), False, "aid for votes, Kuziemko and Werker (2006)"),
    Parameter("signing_cost", "b_0", "how much lower a disposition must still give a Yes to sign", "lo", 0, 10, HalfNormal(0.5), False, _DESIGN),
    Parameter("herd", "b_1", "cost of signing that a full list takes away", "lo", 0, 10, HalfNormal(0.5), False, _DESIGN),
    Parameter("objection", "o", "disposition against, from which a member breaks a consensus", "lo", 0, 20, PositiveNormal(2, 0.5), False, "an act far rarer than a No: at 2, a No is e^4 times as likely as a Yes"),
    Parameter("misreading", "nu", "chance that the sponsors misread a member", "1", 0, 0.5, Beta(2, 28), False, _DESIGN),
    Parameter("urgency", "u", "log gain from adoption per unit of severity", "log", 0, 20, HalfNormal(2), False, _DESIGN),
    Parameter("risk_aversion", "k_L", "cost of a vote lost, in gains of a text of intrusiveness 1", "1", 0, 20, HalfNormal(1), False, _DESIGN),
    Parameter("dividing", "k_D", "cost of a vote with every member against, in the same unit", "1", 0, 20, HalfNormal(1), False, _DESIGN),
    Parameter("statement", "k_S", "worth of a majority's statement as a share of adoption", "1", 0, 1, Beta(2, 2), False, _DESIGN),
    Parameter("manoeuvre", "m", "chance that a chair opposed to a motion suspends the session", "1", 0, 1, Beta(2, 4), False, "one of the two Venezuelan sessions under an opposed chair in April 2017"),
    Parameter("walkout", "w", "worth of leaving a contested session beyond that of a No, for one opposed", "lo", 0, 20, PositiveNormal(6, 1), False, "set from 3 April 2017: ten or more left, none or one voted against"),
    Parameter("denial", "d", "cost of denying the facts in public", "lo", 0, 20, HalfNormal(2), False, _DESIGN),
    Parameter("citing", "c", "chance that a wholly public and illegitimate threat is cited", "1", 0, 1, Beta(8, 2), False, _DESIGN),
    Parameter("insult", "j", "chance that a signatory is attacked in the closing speech", "1", 0, 1, Beta(2, 8), False, _DESIGN),
)  # fmt: skip

BY_NAME = {parameter.name: parameter for parameter in PARAMETERS + PROCEDURE}
COUNCIL_WIDE = tuple(p.name for p in PARAMETERS if p.per == "council")
# The head of a row as rules read it: a posterior draw's council-wide parameters, then procedure's.
ROW = COUNCIL_WIDE + tuple(p.name for p in PROCEDURE)
# Of pressure and procedure, those that the facts marked A of `sim.facts` bear on: which is all that
# acts in a session like that of 28 March 2017, but for how a small state is pressed.
BY_FACTS = (
    "compliance", "backlash", "senator", "frame_threat", "signing_cost", "herd", "objection",
    "misreading", "urgency", "risk_aversion", "dividing", "statement", "denial", "citing",
)  # fmt: skip
SCALES = tuple(p.name for p in PARAMETERS if p.per == "council" and p.name.endswith("_scale"))

Coefficients = namedtuple("Coefficients", ROW)
Coefficients.__doc__ = (
    "The council-wide parameters and procedure's of one draw, handed to the rules."
)


@dataclass(frozen=True)
class Assumption:
    """A number that is set, not free: no prior, no draw."""

    name: str
    value: float
    unit: str
    source: str


ASSUMPTIONS = (
    Assumption("aid_half", 0.004, "share of GDP", "US aid share at which dependence is 1/2"),
    Assumption("patronage_full", 0.07, "share of GDP", "Petrocaribe financing at which patronage is 1: the largest on record, Nicaragua 2012"),
    Assumption("patronage_start", 2014.5, "year", "the oil price fell from the middle of 2014"),
    Assumption("small_population", 1.5e6, "people", "the Commonwealth's definition of a small state"),
    Assumption("hearing_floor", 0.1, "agreement", "in one room every member is heard a little: without it the United States would heed Canada for 56 %"),
    Assumption("abstain_memory", -0.3, "1", "an abstention leaves a memory a third as strong as a No"),
    Assumption("signatures_last", 365, "days", "a signature speaks for a year: governments and matters change"),
    Assumption("frame_unit", 3 / 34, "share of members", "the share threatened in March 2017"),
    Assumption("debate_rounds", 2, "rounds", "two rounds of speeches"),
)  # fmt: skip
# Of procedure and of campaigns: no fit rests on them.
SET_FOR_PROCEDURE = (
    Assumption("insult_unit", 5 / 34, "share of members", "five members insulted, in which the effect of insults is stated"),
    Assumption("circulations", 2, "rounds", "how often a draft goes round for co-sponsors"),
)  # fmt: skip
ASSUMED = {assumption.name: assumption.value for assumption in ASSUMPTIONS + SET_FOR_PROCEDURE}
