"""The model against the rivals on roll calls that neither had seen."""

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, Literal

import numpy as np
import pandas as pd

from calibration import scores
from calibration.records import Records
from calibration.rivals import rival_forecasts
from calibration.rolling import Forecast, Told, model_forecasts
from sim.mistake import Mistake
from sim.priors import Prior
from sim.reading import Row, read_rows
from sim.tables import Share
from sim.words import LETTERS, NOT_SEATED, VOTES, YES
from sim.writing import write_whole, writing

MODEL = "model"


@dataclass(frozen=True)
class Scored:
    """The votes that are scored, in order of roll call and member.

    call_n, member_n   places in the records
    vote_n             act
    date_n             one number a date
    last_n             the member's last earlier act on the topic, NOT_SEATED for none
    """

    call_n: np.ndarray
    member_n: np.ndarray
    vote_n: np.ndarray
    date_n: np.ndarray
    last_n: np.ndarray

    def only(self, keep_n: np.ndarray) -> "Scored":
        """Some of the votes."""
        return Scored(*(part[keep_n] for part in vars(self).values()))


def scored_votes(records: Records, calls: list[int]) -> Scored:
    """The scored votes of these roll calls."""
    arrays = records.arrays
    call_n, member_n = (part.ravel() for part in np.nonzero(arrays.scored_ci))
    here = np.isin(call_n, calls)
    call_n, member_n = call_n[here], member_n[here]
    days = np.array([day.toordinal() for day in records.dates])
    return Scored(
        call_n=call_n,
        member_n=member_n,
        vote_n=arrays.vote_ci[call_n, member_n],
        date_n=days[call_n],
        last_n=np.array([_last_act(records, c, i) for c, i in zip(call_n, member_n, strict=True)]),
    )


def _last_act(records: Records, call: int, member: int) -> int:
    arrays = records.arrays
    for k in range(call - 1, -1, -1):
        same = arrays.topic_c[k] == arrays.topic_c[call] and arrays.scored_ci[k, member]
        if same and records.dates[k] < records.dates[call]:
            return int(arrays.vote_ci[k, member])
    return NOT_SEATED


@dataclass(frozen=True)
class Validation:
    """Every forecaster's forecasts of the roll calls from the fifth on."""

    records: Records
    forecasts: dict[str, dict[int, Forecast]]

    @cached_property
    def calls(self) -> list[int]:
        return list(self.forecasts[MODEL])

    @cached_property
    def votes(self) -> Scored:
        """What was forecast."""
        return scored_votes(self.records, self.calls)

    @property
    def rivals(self) -> list[str]:
        return [name for name in self.forecasts if name != MODEL]

    def chances(self, forecaster: str, votes: Scored | None = None) -> np.ndarray:
        """(vote, act) chances."""
        votes, made = votes or self.votes, self.forecasts[forecaster]
        return np.array(
            [made[c].chance_iv[i] for c, i in zip(votes.call_n, votes.member_n, strict=True)]
        )

    def yes(self, call: int) -> int:
        """Yes among the scored members."""
        arrays = self.records.arrays
        return int((arrays.vote_ci[call][arrays.scored_ci[call]] == YES).sum())


def validate(
    records: Records,
    priors: dict[str, Prior] | None = None,
    told: Told = lambda rollcall, rounds: None,
) -> Validation:
    """The model's and the rivals' rolling forecasts.

    Raises Mistake for fewer than five roll calls.
    """
    made = {MODEL: model_forecasts(records, priors, told)}
    return Validation(records, made | rival_forecasts(records))


def scores_of(validation: Validation, forecaster: str) -> dict[str, float]:
    """The scores of one forecaster over all that was forecast."""
    votes, chance_nv = validation.votes, validation.chances(forecaster)
    made, right = validation.forecasts[forecaster], chance_nv.argmax(axis=1) == votes.vote_n
    said_yes = chance_nv[:, YES] >= 0.5
    crps = [scores.count_score(made[c].count_k, validation.yes(c)) for c in validation.calls]
    return {
        "log": float(scores.vote_losses(chance_nv, votes.vote_n).mean()),
        "brier": float(scores.brier(chance_nv, votes.vote_n).mean()),
        "accuracy": float(right.mean()),
        "yes_log": float(scores.yes_losses(chance_nv, votes.vote_n).mean()),
        "yes_accuracy": float((said_yes == (votes.vote_n == YES)).mean()),
        "pre": scores.proportional_reduction(right, votes.vote_n, votes.call_n),
        "count_crps": float(np.mean(crps)),
    }


def differences_of(validation: Validation) -> dict[str, dict[str, Any]]:
    """The model's log score less each rival's, with its 90 % interval over dates."""
    votes = validation.votes
    own = scores.vote_losses(validation.chances(MODEL), votes.vote_n)
    found = {}
    for rival in validation.rivals:
        less = own - scores.vote_losses(validation.chances(rival), votes.vote_n)
        interval = scores.interval_over_dates(less, votes.date_n)
        found[rival] = {"log": float(less.mean()), "ci90": interval}
    return found


def rollcalls_of(validation: Validation) -> list[dict[str, Any]]:
    """Each roll call: the model's mean log score, the Yes it expected and those that came."""
    votes = validation.votes
    loss = scores.vote_losses(validation.chances(MODEL), votes.vote_n)
    rows = []
    for call in validation.calls:
        count_k = validation.forecasts[MODEL][call].count_k
        rows.append(
            {
                "id": validation.records.rollcalls[call],
                "log": float(loss[votes.call_n == call].mean()),
                "expected_yes": float(count_k @ np.arange(len(count_k))),
                "yes": validation.yes(call),
            }
        )
    return rows


def answer_of(validation: Validation) -> dict[str, Any]:
    """The JSON of `council validate`."""
    return {
        "n": len(validation.votes.vote_n),
        "forecasters": {name: scores_of(validation, name) for name in validation.forecasts},
        "difference": differences_of(validation),
        "rollcalls": rollcalls_of(validation),
    }


def ranking_of(answer: dict[str, Any]) -> pd.DataFrame:
    """One row a forecaster: its log score, the model's less its own, and that one's interval."""
    rows = []
    for name, scored in answer["forecasters"].items():
        gap = answer["difference"].get(name, {"log": None, "ci90": (None, None)})
        low, high = gap["ci90"]
        shown = name.replace("_", " ")
        rows.append((shown, scored["log"], gap["log"], low, high))
    table = pd.DataFrame(rows, columns=["forecaster", "log", "gap", "low", "high"])
    return table.astype({"gap": float, "low": float, "high": float})


def calls_of(validation: Validation) -> pd.DataFrame:
    """One row a roll call: log score of the model, Yes expected, 80 % interval, Yes cast."""
    table = pd.DataFrame(rollcalls_of(validation)).rename(
        columns={"id": "rollcall", "expected_yes": "expected"}
    )
    made = validation.forecasts[MODEL]
    bounds = [scores.central_interval(made[call].count_k) for call in validation.calls]
    return table.assign(low=[low for low, _ in bounds], high=[high for _, high in bounds])


def write_forecasts(validation: Validation, folder: Path) -> Path:
    """Write every forecast to `folder`/forecasts.csv; returns the file. Raises Mistake."""
    path, text = folder / "forecasts.csv", io.StringIO()
    table = csv.writer(text, lineterminator="\n")
    table.writerow(["rollcall_id", "iso3", "vote", "forecaster", *(f"p_{vote}" for vote in VOTES)])
    table.writerows(_forecast_rows(validation))
    with writing(folder):
        folder.mkdir(parents=True, exist_ok=True)
        write_whole(path, text.getvalue())
    return path


class ForecastRow(Row):
    """A line of forecasts.csv: who forecast which chance of Yes, and the vote that came."""

    forecaster: str
    p_yes: Share
    vote: Literal[tuple(LETTERS)]


def read_forecasts(path: Path, forecaster: str) -> pd.DataFrame:
    """One row a vote that this one forecast: p_yes, vote. Raises Mistake."""
    rows = [row for row in read_rows(path, ForecastRow) if row.forecaster == forecaster]
    if not rows:
        raise Mistake(
            path, f"holds no forecast of the {forecaster}", "`council validate` writes it."
        )
    return pd.DataFrame([row.model_dump(exclude={"forecaster"}) for row in rows])


def _forecast_rows(validation: Validation) -> Iterator[list[str]]:
    records, votes = validation.records, validation.votes
    for name in validation.forecasts:
        chance_nv = validation.chances(name)
        for c, i, vote, chances in zip(
            votes.call_n, votes.member_n, votes.vote_n, chance_nv, strict=True
        ):
            cells = (f"{chance:.6f}" for chance in chances)
            yield [records.rollcalls[c], records.members[i], LETTERS[vote], name, *cells]
