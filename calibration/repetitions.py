"""Many imagined councils fitted in turn: where does the truth lie among the draws?

If parameters come from their priors and votes from the model, the rank of the truth among draws
from the exact posterior is uniform, for every parameter, however little the votes say (Talts et
al. 2018; Cook, Gelman and Rubin 2006). With 99 draws ranks run from 0 to 99, and the truth lies in
the central 90 % interval when its rank is 5 to 94.
"""

import hashlib
import inspect
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from itertools import count
from multiprocessing import get_context
from pathlib import Path

import numpy as np
import pandas as pd

from calibration import hmc, nuts, posterior
from calibration.coordinates import Coordinates
from calibration.imagined import imagine
from calibration.publish import Fit
from calibration.records import Records
from calibration.specification import specification_digest
from sim.draws import DAMAGED
from sim.fitted import priors_digest
from sim.mistake import Mistake
from sim.parameters import BY_NAME
from sim.tables import Tables
from sim.writing import keeping, replace_whole, writing

FITS: dict[str, Callable[[Records], Fit]] = {
    "hmc": partial(hmc.sample, moves=50, tuning=60),
    "laplace": posterior.fit,
    "nuts": partial(nuts.sample, draws=300, tuning=300),
}  # shorter chains than for draws to keep: 99 of them are ranked
DRAWS = 99
LOWEST, HIGHEST = 5, 94  # ranks inside the central 90 %
BINS = 10


@dataclass
class Trials:
    """Repetitions done so far: (repetition, parameter) truths, their ranks, means of the draws."""

    truth: np.ndarray
    rank: np.ndarray
    mean: np.ndarray


def invented(at: Coordinates, count: int) -> np.ndarray:
    """(repetition, parameter) in natural units, each repetition a draw from the priors."""
    return at.theta(
        np.array([np.random.default_rng([0, r]).normal(size=at.size) for r in range(count)])
    )


def repeat(
    records: Records,
    tables: Tables,
    truth_rp: np.ndarray,
    fitted: Callable[[Records], Fit],
    kept: Path | None = None,
    told: Callable[[int], None] = lambda done: None,
    workers: int = 1,
) -> Trials:
    """Imagine votes under each truth and fit them as if they were recorded.

    truth_rp  (repetition, parameter) invented parameters in natural units
    fitted    from records to a fit
    kept      a file written after each repetition; if it holds some of these, by the same fit
              to the same records, they are not redone
    told      is called with 1 after each repetition
    workers   processes that share the repetitions; with more than one, `fitted` is to be pickled
    Raises Mistake if `kept` is damaged.
    """
    rests_on = digest_of_proof(records, tables, fitted)
    trials = _read(kept, truth_rp, rests_on)
    done = len(trials.rank)
    with keeping(kept is not None), _shared(workers) as over:
        found = over(partial(_one, records, tables, fitted), count(done), truth_rp[done:])
        for r, (rank, mean) in enumerate(found, done):
            trials = Trials(
                truth_rp[: r + 1], np.vstack([trials.rank, rank]), np.vstack([trials.mean, mean])
            )
            if kept is not None:
                _write(kept, trials, rests_on)
            told(1)
    return trials


def _one(
    records: Records, tables: Tables, fitted: Callable[[Records], Fit], r: int, truth: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """(parameter,) ranks of the truth of repetition r among draws, and their means."""
    draws = fitted(imagine(records, tables, truth, np.random.default_rng(r))).draws(DRAWS)
    return (draws < truth).sum(axis=0), draws.mean(axis=0)


@contextmanager
def _shared(workers: int) -> Iterator[Callable]:
    """`map`, or the same over this many processes with a thread each; results keep their order."""
    if workers == 1:
        yield map
        return
    # a process of its own from the start: one forked after threads have run may hang
    pool = ProcessPoolExecutor(workers, get_context("spawn"), initializer=_alone)
    with pool:
        try:
            yield pool.map
        finally:
            pool.shutdown(cancel_futures=True)


def _alone() -> None:
    import numba

    numba.set_num_threads(1)


def digest_of_proof(records: Records, tables: Tables, fitted: Callable[[Records], Fit]) -> str:
    """sha256 of what ranks rest on: records, model, the fit with its settings and source."""
    function, settings = getattr(fitted, "func", fitted), getattr(fitted, "keywords", {})
    rests_on = (
        records.digest, tables.digest, specification_digest(), priors_digest(),
        function.__qualname__, sorted(settings.items()),
        inspect.getsource(inspect.getmodule(function)),
    )  # fmt: skip
    return hashlib.sha256(repr(rests_on).encode()).hexdigest()


def _read(kept: Path | None, truth_rp: np.ndarray, rests_on: str) -> Trials:
    """The first of these repetitions, as far as the file holds them. Raises Mistake."""
    if kept is not None and kept.exists():
        try:
            with np.load(kept) as saved:
                held = {name: saved[name] for name in saved.files}
                truth, rank, mean = held["truth"], held["rank"], held["mean"]
                done = min(len(truth), len(rank), len(mean), len(truth_rp))
                same = truth.shape[1] == truth_rp.shape[1] and str(held.get("digest")) == rests_on
        except DAMAGED:
            fix = "Remove it: the repetitions are done again."
            raise Mistake(kept, "is damaged: it can't be read", fix) from None
        if same and np.array_equal(truth[:done], truth_rp[:done]):
            return Trials(truth_rp[:done], rank[:done], mean[:done])
    empty = np.empty((0, truth_rp.shape[1]))
    return Trials(empty, empty.astype(int), empty)


def _write(kept: Path, trials: Trials, rests_on: str) -> None:
    def save(beside: Path) -> None:
        with beside.open("wb") as file:
            np.savez_compressed(file, **vars(trials), digest=rests_on)

    with writing(kept.parent):
        kept.parent.mkdir(parents=True, exist_ok=True)
        replace_whole(kept, save)


def by_parameter(slices: dict[str, slice], trials: Trials) -> pd.DataFrame:
    """One row a declared parameter: coverage of 90 % intervals, recovery, uniformity of ranks.

    coverage     share of truths inside their interval, over repetitions and labels
    error        its standard error, repetitions being what is independent
    correlation  of truth and posterior mean
    p            chi-squared test of uniform ranks, one label a repetition, in 10 bins
    """
    rows = []
    for name, part in slices.items():
        rank = trials.rank[:, part]
        inside = (rank >= LOWEST) & (rank <= HIGHEST)
        each = inside.mean(axis=1)
        rows.append(
            {
                "parameter": name,
                "by_votes": BY_NAME[name].by_votes,
                "coverage": inside.mean(),
                "error": each.std() / np.sqrt(max(len(each) - 1, 1)),
                "correlation": _correlation(trials.truth[:, part], trials.mean[:, part]),
                "p": uniform_p(one_each(rank)),
            }
        )
    return pd.DataFrame(rows)


def ranks_of(slices: dict[str, slice], trials: Trials) -> pd.DataFrame:
    """One row a declared parameter and repetition: the rank of one label's truth."""
    return pd.concat(
        [
            pd.DataFrame({"parameter": name, "rank": one_each(trials.rank[:, part])})
            for name, part in slices.items()
        ],
        ignore_index=True,
    )


def one_each(rank_rl: np.ndarray) -> np.ndarray:
    """One label's rank a repetition, in turn: labels share a spread, repetitions nothing."""
    turn = np.arange(len(rank_rl))
    return rank_rl[turn, turn % rank_rl.shape[1]]


def uniform_p(ranks: np.ndarray) -> float:
    """The p-value of the chi-squared test that ranks 0..99 are uniform."""
    from scipy.stats import chisquare

    counts = np.bincount(ranks * BINS // (DRAWS + 1), minlength=BINS)
    return float(chisquare(counts).pvalue)


def _correlation(truth: np.ndarray, mean: np.ndarray) -> float:
    if truth.size < 2 or mean.std() == 0.0:
        return float("nan")
    return float(np.corrcoef(truth.ravel(), mean.ravel())[0, 1])
