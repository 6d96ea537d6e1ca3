"""The threat of March 2017: withheld votes, the frame, what the adversary made of it."""

import numpy as np

from sim.facts.played import THREATENED, Fact, Played, entry
from sim.parameters import BY_NAME
from sim.words import AGENDA_REFUSED, CITED, YES

WITH, WITHOUT = "march-28", "march-28-no-threat"
ENOUGH = 2  # of the three
Z95 = np.array(1.6448536)  # of a standard normal
SWING = 0.1  # a swing member votes Yes neither less often than this nor more often than 1 less it


def withheld(played: Played) -> Fact:
    """The threatened withhold their Yes; the same without each half of the mechanism."""
    high = float(BY_NAME["compliance"].prior.at(Z95))

    def share(name: str, **parameters: float) -> float:
        yes = played.yes_of(played.of(name, **parameters), *THREATENED).sum(axis=1)
        return float((yes <= len(THREATENED) - ENOUGH).mean())

    threat, none = share(WITH), share(WITHOUT)
    meek = share(WITH, backlash=0.0, compliance=high)
    return Fact(
        "threat-withheld", "A", "all three voted No",
        f"two of three withhold their Yes in {threat:.1%}; without the threat in {none:.1%}, so "
        f"this is no evidence for a mechanism; with backlash 0 and compliance {high:.1f}, its "
        f"95 % prior value, in {meek:.1%}. The sign of the threat rests on priors",
        "left out: in at least 80 %, with backlash 0 and high compliance too (else the prior is "
        "refuted)", threat >= 0.8 and meek >= 0.8,
    )  # fmt: skip


def senator(played: Played) -> Fact:
    """A senator's threat moves the three little."""
    means = [played.yes_of(played.of(name), *THREATENED).mean() for name in (WITH, WITHOUT)]
    change = float(means[0] - means[1])
    return Fact(
        "threat-senator", "A", "no vote changed",
        f"mean change of their Yes {change:+.3f}; its sign rests on priors",
        "left out: within +-.10", abs(change) <= 0.10,
    )  # fmt: skip


def frame(played: Played) -> Fact:
    """The threat feeds the frame: a gift to the adversary."""
    rise = played.of(WITH).frame_r > played.of(WITHOUT).frame_r
    return Fact(
        "threat-frame", "A", "a gift to the adversary", f"the frame rises in {rise.mean():.1%}",
        "in at least 95 %; by construction, as its prior is above 0", bool(rise.mean() >= 0.95),
    )  # fmt: skip


def cited(played: Played) -> Fact:
    """Venezuela cites the threat, where the session is held and there is a speech to cite it in."""
    shares = []
    for name in (WITH, WITHOUT):
        runs = played.of(name)
        shares.append(float(entry(runs, CITED)[runs.outcome_r != AGENDA_REFUSED].mean()))
    return Fact(
        "threat-cited", "A", "cited again and again",
        f"cited in {shares[0]:.1%} of sessions held under a threat, in {shares[1]:.1%} of others",
        "at least 80 %; at most 20 %", shares[0] >= 0.8 and shares[1] <= 0.2,
    )  # fmt: skip


def bystanders(played: Played) -> Fact:
    """Swing members that nobody threatened do not gain a Yes."""
    with_i, without_i = ((played.of(name).vote_ri == YES).mean(axis=0) for name in (WITH, WITHOUT))
    swing_i = (without_i > SWING) & (without_i < 1.0 - SWING)
    swing_i[played.seats(*THREATENED)] = False
    change = float((with_i - without_i)[swing_i].sum() / max(1, swing_i.sum()))
    return Fact(
        "threat-bystanders", "A", "no swing member gained by it",
        f"mean change of the Yes of {swing_i.sum()} swing members not threatened {change:+.4f}",
        "left out: not above 0", change <= 0.0,
    )  # fmt: skip
