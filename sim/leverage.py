"""What a scenario's levers leave before the first phase: pushes, insults, turned attention."""

import numpy as np

from sim.council import Council
from sim.levers import Lever
from sim.levers.base import Push
from sim.parameters import ASSUMED, ROW
from sim.scenario import Scenario
from sim.words import sender_code

INSULT_UNIT = ASSUMED["insult_unit"]


def pushes_of(
    scenario: Scenario, rows: np.ndarray, members: tuple[str, ...]
) -> dict[str, np.ndarray]:
    """The levers that press on their targets, one row each."""
    pressing = pressing_of(scenario)
    target = np.zeros((len(pressing), len(members)), dtype=np.int64)
    for number, (lever, _) in enumerate(pressing):
        for member in lever.whom:
            target[number, members.index(member)] = 1
    return {
        "sender_l": np.array([sender_code(lever.who) for lever, _ in pressing], dtype=np.int64),
        "wish_l": np.array([push.wish for _, push in pressing]),
        "credibility_dl": credibility_of(scenario, rows),
        "publicity_l": np.array([push.publicity for _, push in pressing], dtype=np.float64),
        "legitimacy_l": np.array([push.legitimacy for _, push in pressing]),
        "offer_l": np.array([push.offer for _, push in pressing], dtype=np.float64),
        "target_li": target,
    }


def pressing_of(scenario: Scenario) -> list[tuple[Lever, Push]]:
    """The levers that press, each with its push."""
    pushes = [(lever, lever.push(scenario.motion)) for lever in scenario.levers]
    return [(lever, push) for lever, push in pushes if push is not None]


def credibility_of(scenario: Scenario, rows: np.ndarray) -> np.ndarray:
    """(draw, lever) the credibility of each that presses: a rank's is a parameter of the draw."""
    given = [push.credibility for _, push in pressing_of(scenario)]
    credibility = np.empty((len(rows), len(given)))
    for number, value in enumerate(given):
        credibility[:, number] = rows[:, ROW.index(value)] if isinstance(value, str) else value
    return credibility


def attacked(scenario: Scenario, council: Council) -> np.ndarray:
    """(member,) how often levers have insulted each since the last session, seated or not."""
    insulted = [m for lever in scenario.levers for m in lever.insulted()]
    return np.array([insulted.count(member) for member in council.iso3])


def insult(
    attacked_i: np.ndarray, rows: np.ndarray, council: Council, recognition_di: np.ndarray
) -> np.ndarray:
    """(draw,) the frame that insults since the last session leave; recognition is set in place."""
    recognition_di += np.outer(rows[:, ROW.index("resentment")], attacked_i)
    share = attacked_i.sum() / council.seated.sum() / INSULT_UNIT
    return rows[:, ROW.index("frame_insult")] * share


def persuade(scenario: Scenario, members: tuple[str, ...], attention: np.ndarray) -> None:
    """Turn, in place, a share of the attention of those persuaded to who persuades them."""
    for lever in scenario.levers:
        for target in lever.whom if lever.heeded() else ():
            row = attention[members.index(target)]
            row *= 1.0 - lever.heeded()
            row[members.index(lever.who)] += lever.heeded()
