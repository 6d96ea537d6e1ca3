"""Social influence: its fixed point, its anchors, and that names don't matter."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sim.rules.debate import debate, heard


def rounds(attention, opening, susceptibility, count):
    """The dispositions after so many rounds, all members changing together."""
    current = opening.copy()
    heeds = (attention.sum(axis=1) > 0).astype(int)
    for _ in range(count):
        current = np.array([
            debate(opening[i], current[i], heard(attention[i], current), heeds[i], susceptibility)
            for i in range(len(opening))
        ])  # fmt: skip
    return current


def some_attention(rng, members):
    """Rows sum to 1, none heeds itself."""
    attention = rng.random((members, members))
    np.fill_diagonal(attention, 0.0)
    return attention / attention.sum(axis=1, keepdims=True)


@settings(max_examples=20)
@given(st.integers(2, 8), st.floats(0.0, 0.9), st.integers(0, 1000))
def test_the_fixed_point_of_friedkin_and_johnsen(members, susceptibility, seed):
    """Many rounds end at (I - omega W)^-1 (1 - omega) v0."""
    rng = np.random.default_rng(seed)
    attention, opening = some_attention(rng, members), rng.normal(size=members)
    inverse = np.linalg.inv(np.eye(members) - susceptibility * attention)
    expected = inverse @ ((1 - susceptibility) * opening)
    assert rounds(attention, opening, susceptibility, 400) == pytest.approx(expected, abs=1e-9)


def test_two_members_by_hand():
    """omega 1/2, each hears the other, openings 1 and -1: after a round 0 and 0, then 1/2, -1/2."""
    attention = np.array([[0.0, 1.0], [1.0, 0.0]])
    opening = np.array([1.0, -1.0])
    assert list(rounds(attention, opening, 0.5, 1)) == [0.0, 0.0]
    assert list(rounds(attention, opening, 0.5, 2)) == [0.5, -0.5]


def test_no_attention_leaves_a_member_where_it_is():
    """One who heeds nobody keeps its disposition, even a susceptible one."""
    attention = np.array([[0.0, 0.0], [1.0, 0.0]])
    after = rounds(attention, np.array([0.7, -0.3]), 0.8, 5)
    assert after[0] == 0.7 and after[1] != -0.3


def test_without_susceptibility_nobody_moves():
    """omega 0: the opening stands."""
    rng = np.random.default_rng(3)
    opening = rng.normal(size=5)
    assert list(rounds(some_attention(rng, 5), opening, 0.0, 3)) == list(opening)


def test_agreement_is_a_fixed_point():
    """Where all say the same, a debate changes nothing."""
    attention = some_attention(np.random.default_rng(4), 6)
    assert rounds(attention, np.full(6, 0.4), 0.7, 10) == pytest.approx(np.full(6, 0.4))


def test_relabelling_members_relabels_the_result():
    """A debate does not know who sits where."""
    rng = np.random.default_rng(5)
    attention, opening = some_attention(rng, 7), rng.normal(size=7)
    order = rng.permutation(7)
    relabelled = rounds(attention[np.ix_(order, order)], opening[order], 0.6, 2)
    assert relabelled == pytest.approx(rounds(attention, opening, 0.6, 2)[order])
