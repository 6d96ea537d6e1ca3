"""The rivals: simple forecasters that the model must beat, each from earlier dates only.

A rival looks at a `Past` and answers (member, act) chances for the roll call to come. Nothing in
it was chosen by its score; the few numbers are conventions, named here once.
"""

from collections.abc import Callable
from typing import NamedTuple

import numpy as np

from calibration.covariates import covariate_chances
from calibration.ideal_points import ideal_chances
from calibration.records import Records
from calibration.rolling import Forecast, earlier, forecast_calls, independent
from sim.words import ABSENT, VOTES, YES

ACTS = len(VOTES)
JEFFREYS = 0.5  # votes added to each cell of a transition matrix
OWN_STRENGTH = 1.0  # votes that the shares of all weigh against a member's own
HALF_LIFE = 2.0  # a member's own votes after which an older one counts half
BLEND_STRENGTH = 20.0  # votes that the even blend weighs against what was learnt


class Past(NamedTuple):
    """What a forecaster may look at: the roll call to come, and the votes of earlier dates."""

    records: Records
    call: int
    before: list[int]

    def votes(self, member: int) -> np.ndarray:
        """A member's scored votes, oldest first."""
        arrays = self.records.arrays
        return arrays.vote_ci[self.before, member][arrays.scored_ci[self.before, member]]

    def shares(self) -> np.ndarray:
        """(act,) shares of all scored votes, one added to each act."""
        arrays = self.records.arrays
        votes = arrays.vote_ci[self.before][arrays.scored_ci[self.before]]
        counts = np.bincount(votes, minlength=ACTS) + 1.0
        return counts / counts.sum()

    def before_that(self, call: int) -> "Past":
        """The past as it stood before an earlier roll call."""
        return Past(self.records, call, earlier(self.records, call))

    @property
    def members(self) -> range:
        return range(len(self.records.members))


def past_of(records: Records, call: int) -> Past:
    """What may be looked at before `call`."""
    return Past(records, call, earlier(records, call))


def past_counts(past: Past) -> np.ndarray:
    """Every member alike: the shares of all votes so far."""
    return np.tile(past.shares(), (len(past.members), 1))


def majority(past: Past) -> np.ndarray:
    """The act most often cast so far, with its share of all votes; the others evenly."""
    shares = past.shares()
    chances = np.full(ACTS, (1.0 - shares.max()) / (ACTS - 1))
    chances[shares.argmax()] = shares.max()
    return np.tile(chances, (len(past.members), 1))


def own_frequencies(past: Past, half_life: float = np.inf) -> np.ndarray:
    """A member's own shares, drawn towards those of all by `OWN_STRENGTH` votes."""
    towards, chance_iv = OWN_STRENGTH * past.shares(), []
    for member in past.members:
        votes = past.votes(member)
        age = np.arange(len(votes))[::-1]
        counts = np.bincount(votes, weights=0.5 ** (age / half_life), minlength=ACTS) + towards
        chance_iv.append(counts / counts.sum())
    return np.array(chance_iv)


def decayed_frequencies(past: Past) -> np.ndarray:
    """A member's own shares, a vote counting half after `HALF_LIFE` later ones."""
    return own_frequencies(past, HALF_LIFE)


def last_vote(past: Past) -> np.ndarray:
    """What followed, among all members so far, on an act like this member's last on record."""
    return _after_acts(past, _last_on_record)


def last_taken_part(past: Past) -> np.ndarray:
    """The same for the last vote taken part in: on this topic, else on any."""
    return _after_acts(past, _last_part_taken)


def _last_on_record(past: Past, member: int) -> int | None:
    votes = past.votes(member)
    return int(votes[-1]) if len(votes) else None


def _last_part_taken(past: Past, member: int) -> int | None:
    arrays = past.records.arrays
    taken = [
        call
        for call in past.before
        if arrays.scored_ci[call, member] and arrays.vote_ci[call, member] != ABSENT
    ]
    on_topic = [call for call in taken if arrays.topic_c[call] == arrays.topic_c[past.call]]
    return int(arrays.vote_ci[(on_topic or taken)[-1], member]) if taken else None


def _after_acts(past: Past, last: Callable[[Past, int], int | None]) -> np.ndarray:
    """Chances of each act after each last act, from a transition matrix learnt on the past."""
    arrays, follows = past.records.arrays, np.full((ACTS, ACTS), JEFFREYS)
    for call in past.before:
        then = past.before_that(call)
        for member in np.flatnonzero(arrays.scored_ci[call]):
            act = last(then, member)
            if act is not None:
                follows[act, arrays.vote_ci[call, member]] += 1.0
    follows /= follows.sum(axis=1, keepdims=True)
    lasts = [last(past, member) for member in past.members]
    return np.array([past.shares() if act is None else follows[act] for act in lasts])


def ideal_points_1(past: Past) -> np.ndarray:
    """A spatial model with one dimension."""
    return ideal_chances(past.records, past.call, past.before, 1)


def ideal_points_2(past: Past) -> np.ndarray:
    """A spatial model with two dimensions."""
    return ideal_chances(past.records, past.call, past.before, 2)


def covariates_only(past: Past) -> np.ndarray:
    """A logit on what is on record about members and motions, without memory or member effects."""
    return covariate_chances(past.records, past.call, past.before)


Rival = Callable[[Past], np.ndarray]

RIVALS: dict[str, Rival] = {
    "majority": majority,
    "past_counts": past_counts,
    "own_frequencies": own_frequencies,
    "decayed_frequencies": decayed_frequencies,
    "last_vote": last_vote,
    "last_vote_taken_part": last_taken_part,
    "ideal_points_1d": ideal_points_1,
    "ideal_points_2d": ideal_points_2,
    "covariates": covariates_only,
}
BLEND = "blend"  # of all of these, by what each was worth so far


def rival_forecasts(records: Records) -> dict[str, dict[int, Forecast]]:
    """Every rival's forecast of each roll call, and their blend's, by rival and roll call."""
    scored_ci = records.arrays.scored_ci
    forecasts: dict[str, dict[int, Forecast]] = {name: {} for name in (*RIVALS, BLEND)}
    for call in forecast_calls(records):
        past = past_of(records, call)
        for name, rival in RIVALS.items():
            forecasts[name][call] = independent(rival(past), scored_ci[call])
        known = [k for k in past.before if k in forecasts[BLEND]]
        chance_iv = blended([forecasts[name] for name in RIVALS], records, call, known)
        forecasts[BLEND][call] = independent(chance_iv, scored_ci[call])
        count_k = _past_count(past, int(scored_ci[call].sum()))
        forecasts["past_counts"][call] = forecasts["past_counts"][call]._replace(count_k=count_k)
    return forecasts


def _past_count(past: Past, members: int) -> np.ndarray:
    """The numbers of Yes of earlier roll calls as chances, each as likely; even without any."""
    arrays = past.records.arrays
    yes = (arrays.vote_ci == YES) & arrays.scored_ci
    counts = np.minimum(yes[past.before].sum(axis=1), members)
    if not len(counts):
        return np.full(members + 1, 1.0 / (members + 1))
    return np.bincount(counts, minlength=members + 1) / len(counts)


def blended(
    forecasts: list[dict[int, Forecast]], records: Records, call: int, known: list[int]
) -> np.ndarray:
    """A weighed mean of forecasts; the weights fit the votes of `known` roll calls best.

    Weights by expectation-maximisation of the mixture's likelihood, under a Dirichlet prior worth
    `BLEND_STRENGTH` evenly blended votes.
    """
    weights = _blend_weights(np.array([_given(made, records, known) for made in forecasts]))
    return np.tensordot(weights, [made[call].chance_iv for made in forecasts], axes=1)


def _given(made: dict[int, Forecast], records: Records, known: list[int]) -> np.ndarray:
    """(vote,) the chances that a forecaster gave to the votes that came in these roll calls."""
    arrays, given = records.arrays, [np.zeros(0)]
    for call in known:
        members = np.flatnonzero(arrays.scored_ci[call])
        given.append(made[call].chance_iv[members, arrays.vote_ci[call, members]])
    return np.concatenate(given)


def _blend_weights(chance_fn: np.ndarray) -> np.ndarray:
    """(forecaster,) weights from the chances that each gave to the votes that came."""
    count = len(chance_fn)
    weights = np.full(count, 1.0 / count)
    for _ in range(200):
        credit = weights[:, None] * chance_fn
        votes = (credit / credit.sum(axis=0)).sum(axis=1) + BLEND_STRENGTH / count
        weights = votes / votes.sum()
    return weights
