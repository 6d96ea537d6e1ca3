"""Luck: uniforms that are a function of (seed, stream, run, member), and of nothing else.

Counter-based Philox 4x32-10 (Salmon, Moraes, Dror and Shaw 2011): no state, so the order of runs,
threads and chunks can't matter, and scenarios that share a seed share their luck.
"""

import math
from typing import NamedTuple

import numpy as np

from sim.rules.compiler import rule

# one stream per decision: a new one never shifts the others
VOTE, SHOCK, PULL, MOOD, CHAIR, SIGHT, CITE, INSULT = range(8)
STREAMS = 32  # set aside for one sitting of a campaign; the next begins where they end

_LOW = np.uint64(0xFFFFFFFF)
_32 = np.uint64(32)
_MULTIPLY_0, _MULTIPLY_1 = np.uint64(0xD2511F53), np.uint64(0xCD9E8D57)
_WEYL_0, _WEYL_1 = np.uint64(0x9E3779B9), np.uint64(0xBB67AE85)


class Luck(NamedTuple):
    """The luck of one run, handed to the phases as values.

    vote   (member,) uniforms in (0, 1): the roll call
    mood   (member,) standard normals: what is new about a government that no record shows
    shock  standard normal: a new motion's common shock
    pull   standard normal: a new motion's own pull to abstain
    chair, cite     uniforms in (0, 1): the chair's move, the threat cited
    sight, insult   (member,) uniforms in (0, 1): a member misread in the head count, insulted
    """

    vote: np.ndarray
    mood: np.ndarray
    shock: float
    pull: float
    chair: float
    cite: float
    sight: np.ndarray
    insult: np.ndarray


@rule
def philox(c0, c1, c2, c3, k0, k1):
    """Four words of 32 bits (as uint64) from a counter of four and a key of two such words."""
    for _ in range(10):
        p0 = _MULTIPLY_0 * c0
        p1 = _MULTIPLY_1 * c2
        c0, c1, c2, c3 = (p1 >> _32) ^ c1 ^ k0, p1 & _LOW, (p0 >> _32) ^ c3 ^ k1, p0 & _LOW
        k0 = (k0 + _WEYL_0) & _LOW
        k1 = (k1 + _WEYL_1) & _LOW
    return c0, c1, c2, c3


@rule
def uniform(seed, stream, run, member):
    """A uniform strictly between 0 and 1, with 52 random bits.

    seed, run       0 .. 2**64 - 1
    stream, member  0 .. 2**32 - 1
    """
    seed, run = np.uint64(seed), np.uint64(run)
    a, b, _, _ = philox(
        run & _LOW, run >> _32, np.uint64(member), np.uint64(stream), seed & _LOW, seed >> _32
    )
    whole = (a >> np.uint64(5)) * np.uint64(1 << 26) + (b >> np.uint64(6))
    # 52 bits and half a step: with 53 the last value would round up to 1
    return (np.float64(whole >> np.uint64(1)) + 0.5) * 2.0**-52


@rule
def normal(u):
    """The standard normal quantile of u in (0, 1), to about 1e-15.

    Source: Wichura (1988), algorithm AS 241 (PPND16).
    """
    q = u - 0.5
    if abs(q) <= 0.425:
        r = 0.180625 - q * q
        return q * _horner(_CENTRE_ABOVE, r) / _horner(_CENTRE_BELOW, r)
    r = math.sqrt(-math.log(min(u, 1.0 - u)))
    if r <= 5.0:
        size = _horner(_MIDDLE_ABOVE, r - 1.6) / _horner(_MIDDLE_BELOW, r - 1.6)
    else:
        size = _horner(_TAIL_ABOVE, r - 5.0) / _horner(_TAIL_BELOW, r - 5.0)
    return size if q > 0.0 else -size


@rule
def _horner(coefficients, x):
    """The polynomial with these coefficients, the constant first."""
    total = 0.0
    for k in range(len(coefficients) - 1, -1, -1):
        total = total * x + coefficients[k]
    return total


# fmt: off
_CENTRE_ABOVE = (3.3871328727963666080e0, 1.3314166789178437745e2, 1.9715909503065514427e3,
                 1.3731693765509461125e4, 4.5921953931549871457e4, 6.7265770927008700853e4,
                 3.3430575583588128105e4, 2.5090809287301226727e3)
_CENTRE_BELOW = (1.0, 4.2313330701600911252e1, 6.8718700749205790830e2, 5.3941960214247511077e3,
                 2.1213794301586595867e4, 3.9307895800092710610e4, 2.8729085735721942674e4,
                 5.2264952788528545610e3)
_MIDDLE_ABOVE = (1.42343711074968357734e0, 4.63033784615654529590e0, 5.76949722146069140550e0,
                 3.64784832476320460504e0, 1.27045825245236838258e0, 2.41780725177450611770e-1,
                 2.27238449892691845833e-2, 7.74545014278341407640e-4)
_MIDDLE_BELOW = (1.0, 2.05319162663775882187e0, 1.67638483018380384940e0,
                 6.89767334985100004550e-1, 1.48103976427480074590e-1, 1.51986665636164571966e-2,
                 5.47593808499534494600e-4, 1.05075007164441684324e-9)
_TAIL_ABOVE = (6.65790464350110377720e0, 5.46378491116411436990e0, 1.78482653991729133580e0,
               2.96560571828504891230e-1, 2.65321895265761230930e-2, 1.24266094738807843860e-3,
               2.71155556874348757815e-5, 2.01033439929228813265e-7)
_TAIL_BELOW = (1.0, 5.99832206555887937690e-1, 1.36929880922735805310e-1,
               1.48753612908506148525e-2, 7.86869131145613259100e-4, 1.84631831751005468180e-5,
               1.42151175831644588870e-7, 2.04426310338993978564e-15)
# fmt: on


@rule
def luck_of(seed, run, members, sitting=0):
    """The luck of run `run` of a batch with this seed, for a room of `members`.

    sitting  which session of a campaign, from 0: each has its own luck, but for the mood, which
             belongs to a government and lasts
    """
    vote, mood = np.empty(members), np.empty(members)
    sight, insult = np.empty(members), np.empty(members)
    first = STREAMS * sitting
    for i in range(members):
        vote[i] = uniform(seed, first + VOTE, run, i)
        mood[i] = normal(uniform(seed, MOOD, run, i))
        sight[i] = uniform(seed, first + SIGHT, run, i)
        insult[i] = uniform(seed, first + INSULT, run, i)
    return Luck(
        vote, mood, normal(uniform(seed, first + SHOCK, run, 0)),
        normal(uniform(seed, first + PULL, run, 0)), uniform(seed, first + CHAIR, run, 0),
        uniform(seed, first + CITE, run, 0), sight, insult,
    )  # fmt: skip
