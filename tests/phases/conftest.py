"""What tests of the phases share: a small room in which only what a test sets is not 0."""

import numpy as np
import pytest

from sim.luck import Luck
from sim.parameters import ROW
from sim.scenario import read_scenario
from sim.stage import own_columns, room_of, set_stage
from sim.words import FREE, UNSCRIPTED

GROUPS = ("p", "motion", "floor", "texts", "levers")  # tuples within the room


@pytest.fixture(scope="session")
def shipped_stage(fitted):
    """The stage of a shipped scenario, for the form of its arrays."""
    return set_stage(read_scenario("march-28"), fitted)


@pytest.fixture
def room_with(shipped_stage):
    """`room_with(3, disposition=[2, 0, -2], p={"walkout": 6}, ledger={SUSPENDED: 1})`.

    So many members, of whom nobody is scripted, forced or in the chair; two texts, one lever.
    Columns of the room are set by name, and fields of the tuples in it; the rest is 0, so that a
    member votes Yes above a disposition of 0 and No below it.
    """

    def room(members, ledger=None, **changes):
        stage = bare(shipped_stage, {"i": members, "j": members, "k": 2, "l": 1, "d": 1})
        room = own_columns(room_of(stage, 0))
        for entry, value in (ledger or {}).items():
            room.ledger[entry] = value
        for name in changes.keys() & set(GROUPS):
            room = room._replace(**{name: group_with(getattr(room, name), changes.pop(name))})
        for name, values in changes.items():
            getattr(room, name)[:] = values
        return room

    return room


def bare(stage, sizes):
    """The stage with axes of these lengths by the last letters of its names, and nothing on it."""

    def emptied(name, part):
        if not isinstance(part, np.ndarray):
            return type(part)(0)
        axes = zip(name.rsplit("_", 1)[-1], part.shape, strict=True)
        return np.zeros([sizes.get(axis, length) for axis, length in axes], part.dtype)

    empty = type(stage)(*(emptied(*item) for item in stage._asdict().items()))
    assert empty.row_dp.shape == (1, len(ROW))
    empty.script_i[:], empty.forced_ai[:] = UNSCRIPTED, FREE
    return empty._replace(chair=-1)


def group_with(group, values):
    """A tuple of the room with these fields set."""
    arrays = {name for name in values if isinstance(getattr(group, name), np.ndarray)}
    for name in arrays:
        getattr(group, name)[:] = values[name]
    plain = values.keys() - arrays
    return group._replace(**{name: type(getattr(group, name))(values[name]) for name in plain})


@pytest.fixture
def luck_with():
    """`luck_with(3, chair=0.1)`: every other uniform is a half, every normal 0."""

    def luck(members, **changes):
        calm = Luck(
            vote=np.full(members, 0.5), mood=np.zeros(members), shock=0.0, pull=0.0, chair=0.5,
            cite=0.5, sight=np.full(members, 0.5), insult=np.full(members, 0.5),
        )  # fmt: skip
        arrays = {k: np.array(v) if isinstance(v, list) else v for k, v in changes.items()}
        return calm._replace(**arrays)

    return luck
