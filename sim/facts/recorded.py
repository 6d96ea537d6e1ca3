"""Recorded texts as sessions of their day: those that came to a vote."""

from sim.facts.played import WITHOUT_MARCH, Fact, Played, called, scenario_of
from sim.scenario import Scenario, read_motion
from sim.shapes import MotionText
from sim.tables import RollcallRow, read_tables

# The first text put on each topic after 2017.
PUT = ("2018-02-23-PC-VEN-elections", "2018-07-18-PC-NIC-violence")


def put_in_2018(played: Played) -> Fact:
    """The sponsors put the texts of 2018 to the vote."""
    shares = [
        float(called(played.of_scenario(session_of(name), WITHOUT_MARCH)).mean()) for name in PUT
    ]
    told = ", ".join(f"{name} in {share:.1%}" for name, share in zip(PUT, shares, strict=True))
    return Fact(
        "put-in-2018", "A", "both came to a vote", f"put to the vote: {told}",
        "each in at least 50 %", min(shares) >= 0.5,
    )  # fmt: skip


def session_of(name: str) -> Scenario:
    """The session of a recorded text, with a call for dialogue beside it on the menu."""
    call = next(call for call in read_tables().rollcalls if call.rollcall_id == name)
    base = scenario_of("march-28-no-threat")
    mild = read_motion("dialogue-2017").model_copy(
        update={"topic": call.topic, "severity": call.severity, "leadership": call.leadership}
    )
    return base.changed(
        name=name, council=base.council.model_copy(update={"date": call.date}), motion_name=name,
        motion=motion_of(call), menu=(("dialogue", mild),), agenda=None, chair=None,
    )  # fmt: skip


def motion_of(call: RollcallRow) -> MotionText:
    """A recorded roll call's motion."""
    return MotionText(
        title=call.description, record=call.rollcall_id, topic=call.topic, camp=int(call.camp),
        direction=call.direction, intrusiveness=call.intrusiveness, leadership=call.leadership,
        severity=call.severity, threshold=call.threshold,
    )  # fmt: skip
