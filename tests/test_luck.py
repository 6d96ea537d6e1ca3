"""Luck: published answers, the uniform law, and independence of everything but its four keys."""

import numpy as np
import pytest
from scipy.special import ndtri
from scipy.stats import kstest

from sim.luck import MOOD, VOTE, Luck, luck_of, normal, philox, uniform
from sim.model import CouncilModel

# Random123's kat_vectors, philox4x32 with 10 rounds: counter, key, answer
PUBLISHED = [
    ("00000000 00000000 00000000 00000000", "00000000 00000000",
     "6627e8d5 e169c58d bc57ac4c 9b00dbd8"),
    ("ffffffff ffffffff ffffffff ffffffff", "ffffffff ffffffff",
     "408f276d 41c83b0e a20bc7c6 6d5451fd"),
    ("243f6a88 85a308d3 13198a2e 03707344", "a4093822 299f31d0",
     "d16cfe09 94fdcceb 5001e420 24126ea1"),
]  # fmt: skip


def words(text):
    return [np.uint64(int(word, 16)) for word in text.split()]


@pytest.mark.parametrize(("counter", "key", "answer"), PUBLISHED)
def test_philox_gives_the_published_answers(counter, key, answer):
    """All zeros, all ones, and the digits of pi (Salmon, Moraes, Dror and Shaw 2011)."""
    assert list(philox(*words(counter), *words(key))) == words(answer)


def test_uniforms_are_uniform():
    """Kolmogorov and Smirnov find nothing over runs, over members, over seeds, over streams."""
    sweeps = {
        "run": [uniform(1, VOTE, run, 0) for run in range(20_000)],
        "member": [uniform(1, VOTE, 0, member) for member in range(20_000)],
        "seed": [uniform(seed, VOTE, 0, 0) for seed in range(20_000)],
        "stream": [uniform(1, stream, 0, 0) for stream in range(20_000)],
    }
    for name, sample in sweeps.items():
        assert kstest(sample, "uniform").pvalue > 1e-3, name
        assert abs(np.corrcoef(sample[:-1], sample[1:])[0, 1]) < 4 / 20_000**0.5, name


def test_a_uniform_is_never_0_nor_1():
    """52 bits and half a step: the ends of the interval are out of reach, 2^-53 from them."""
    lowest, highest = 0.5 * 2.0**-52, (2.0**52 - 1 + 0.5) * 2.0**-52
    assert lowest > 0.0 and highest < 1.0
    drawn = np.array([uniform(0, VOTE, run, 7) for run in range(1000)])
    steps = drawn * 2.0**52 - 0.5
    assert (steps == np.floor(steps)).all() and steps.min() >= 0 and steps.max() <= 2.0**52 - 1


def test_every_key_matters_and_seed_0_is_a_seed():
    """Another seed, stream, run or member is another number, beyond 32 bits too."""
    keys = [(0, 0, 0, 0), (1, 0, 0, 0), (0, 1, 0, 0), (0, 0, 1, 0), (0, 0, 0, 1),
            (1 << 32, 0, 0, 0), (0, 0, 1 << 32, 0), (2**63 - 1, 0, 0, 0)]  # fmt: skip
    assert len({uniform(*key) for key in keys}) == len(keys)
    assert 0.0 < uniform(0, 0, 0, 0) < 1.0


def test_normal_is_the_inverse_of_the_normal_law():
    """Against scipy from the middle to 1e-300: to 1e-14 of its size."""
    tails = 10.0 ** -np.arange(1, 300)
    u = np.concatenate([tails, 1 - tails[:16], np.linspace(0.001, 0.999, 1999)])
    u = u[(u > 0) & (u < 1)]
    mine = np.array([normal(x) for x in u])
    assert mine == pytest.approx(ndtri(u), rel=1e-13, abs=1e-14)


def test_scenarios_share_their_luck(fitted):
    """With a lever or without, with one text or another: run 5 has the same luck in each."""
    first, *others = [
        CouncilModel(name, seed=3, run=5, fitted=fitted).luck
        for name in ("march-28", "march-28-no-threat", "suspend-us-leads")
    ]
    for luck in others:
        for one, other in zip(first, luck, strict=True):
            assert np.array_equal(one, other)


def test_luck_does_not_depend_on_the_order_asked():
    """Run 5 is the same before and after run 4, alone or among others, for few members or many."""
    first = luck_of(3, 5, 34)
    luck_of(3, 4, 34)
    again, few = luck_of(3, 5, 34), luck_of(3, 5, 10)
    for one, other in zip(first, again, strict=True):
        assert np.array_equal(one, other)
    assert np.array_equal(first.vote[:10], few.vote) and first.shock == few.shock
    assert first.mood[4] == normal(uniform(3, MOOD, 5, 4))
    assert first.vote[4] == uniform(3, VOTE, 5, 4)


def test_each_sitting_of_a_campaign_has_luck_of_its_own():
    """Votes, shocks, chair, head count, speeches: all but the mood of a government, which lasts."""
    first, second = (luck_of(3, 5, 34, sitting) for sitting in (0, 1))
    shared = [
        name for name in Luck._fields if np.any(getattr(first, name) == getattr(second, name))
    ]
    assert shared == ["mood"] and np.array_equal(first.mood, second.mood)
