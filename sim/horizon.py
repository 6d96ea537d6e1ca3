"""From when to when the record speaks: a date beyond is no mistake, but it is told."""

import warnings
from datetime import date

from sim.mistake import Note
from sim.tables import Tables


def tell_if_beyond(tables: Tables, day: date) -> None:
    """Warn, by a `Note`, of a session before the first roll call or after the last government."""
    calls = [call.date for call in tables.rollcalls]
    changes = [row.start for row in tables.governments] + [row.date for row in tables.realignments]
    if day < min(calls):
        warnings.warn(
            f"a session is dated before the first roll call on record, {min(calls)}: there are no "
            f"votes to remember, and before {_all_known(tables)} not every government is known",
            Note,
            stacklevel=2,
        )
    if day > max(changes):
        warnings.warn(
            f"a session is dated after the last change of government on record, {max(changes)}: "
            "later ones are not known, and the last known are taken to go on; roll calls end on "
            f"{max(calls)}",
            Note,
            stacklevel=2,
        )


def _all_known(tables: Tables) -> date:
    """The first day on which the government of every member is on record."""
    first: dict[str, date] = {}
    for row in tables.governments:
        first[row.iso3] = min(first.get(row.iso3, row.start), row.start)
    return max(first.values())
