"""Driver 2: the council as a Mesa model, one phase a step, every agent open to view.

    >>> model = CouncilModel("march-28", seed=1, run=4711)
    >>> model.run_model()
    >>> model.datacollector.get_agent_vars_dataframe()

The agents call the same rules as the batch driver, on the same luck: run 4,711 here is run 4,711
there, to the last bit.
"""

from collections.abc import Iterator
from pathlib import Path

import mesa

from sim.council import council_at, seated
from sim.fitted import STANDARD, Fitted, read_fitted
from sim.forced import Acts, force
from sim.luck import luck_of
from sim.past import NO_PAST, Past, blank_past, inherit, leave
from sim.scenario import Scenario, read_scenario
from sim.session import SESSIONS, Phase
from sim.stage import Stage, own_columns, room_of, set_stage
from sim.tables import read_tables
from sim.words import LEDGER, OUTCOMES, UNSCRIPTED, VOTES


def _trait(name: str, meaning: str) -> property:
    """A member's own cell of one of the room's columns: read it, or set it before the next step."""

    def read(member: "Member") -> float:
        return float(getattr(member.model.room, name)[member.seat])

    def write(member: "Member", value: float) -> None:
        getattr(member.model.room, name)[member.seat] = value

    return property(read, write, doc=meaning)


class Member(mesa.Agent):
    """A state on the council.

    iso3, name, government   its code, its name, the leader of its government at the date
    seat                     its place in the room's columns
    """

    recognition = _trait("recognition", "How far it sees a crisis, half log-odds.")
    sovereignty = _trait("sovereignty", "Its weight on a motion's intrusiveness, >= 0.")
    aid_dependence = _trait("aid_dependence", "Dependence on US aid, 0..1.")
    pressure_sensitivity = _trait("pressure_sensitivity", "How strongly pressure moves it, > 0.")
    patronage = _trait("patronage", "Dependence on Venezuela's oil, 0..1.")
    abstention = _trait("abstention", "Utility of abstaining, half log-odds.")
    absence = _trait("absence", "Utility of staying away, half log-odds.")
    memory = _trait(
        "memory", "Pull of its earlier votes towards a text that faults, half log-odds."
    )
    pressure = _trait("pressure", "What outside hands add to its disposition, half log-odds.")
    cross_pressure = _trait("cross", "How far it stands between two patrons, >= 0.")
    opening = _trait("opening", "Its disposition at the opening, half log-odds.")
    disposition = _trait("disposition", "Its disposition now, half log-odds of Yes against No.")

    def __init__(self, model: "CouncilModel", seat: int, iso3: str, name: str, leader: str) -> None:
        super().__init__(model)
        self.seat, self.iso3, self.name, self.government = seat, iso3, name, leader

    def take_turn(self, phase: Phase) -> None:
        """Do what this phase asks of each member, by the compiled rule."""
        phase.turn(self.model.room, self.seat, self.model.luck)

    @property
    def scripted(self) -> bool:
        """Whether its vote is a script's and not the model's."""
        return bool(self.model.room.script[self.seat] != UNSCRIPTED)

    @property
    def attention(self) -> dict[str, float]:
        """How far it heeds each other member; sums to 1, or to 0 for one who heeds nobody."""
        row = self.model.room.attention[self.seat]
        return {other.iso3: float(row[other.seat]) for other in self.model.agents}

    @property
    def chances(self) -> dict[str, float]:
        """The chance of each act, all 0 before the roll call."""
        return dict(zip(VOTES, map(float, self.model.room.chance[self.seat]), strict=True))

    @property
    def vote(self) -> str | None:
        """ "yes", "no", "abstain" or "absent"; None before the roll call."""
        return VOTES[self.model.room.vote[self.seat]] if self.model.voted else None


class CouncilModel(mesa.Model):
    """One run of a scenario's session.

    scenario  a shipped name, a path that ends in `.toml`, or a `Scenario`
    seed      of the luck, 0 .. 2**63 - 1; 0 is a seed
    run       which run of the batch, from 0
    fitted    a shipped set of draws by name, a folder, or a `Fitted`
    past      of one run: what earlier sessions of a campaign left
    sitting   which session of a campaign this is, from 0
    forced    acts that a person decides in members' places, as `sim.forced.force` takes them

    A step is a phase of `sim.session.SESSIONS`; after the last one `running` is False.
    Raises Mistake.
    """

    def __init__(
        self,
        scenario: str | Path | Scenario = "march-28",
        seed: int = 0,
        run: int = 0,
        fitted: str | Path | Fitted = STANDARD,
        past: Past = NO_PAST,
        sitting: int = 0,
        forced: Acts | None = None,
    ) -> None:
        super().__init__(rng=seed)  # Mesa's own generators: no rule of ours draws from them
        # not `scenario`: Mesa 3.5 has a property of that name
        self.declaration = scenario if isinstance(scenario, Scenario) else read_scenario(scenario)
        draws = fitted if isinstance(fitted, Fitted) else read_fitted(fitted)
        stage, seats = _stage_and_seats(self.declaration, draws)
        stage = force(stage, tuple(names[0] for names in seats), forced or {})
        self.room = own_columns(room_of(stage, run))
        self.past, self.attacked = past, stage.attacked_i
        inherit(self.room, past, 0, stage.signed_i, stage.abstained_i, stage.set_ti)
        self.luck = luck_of(seed, run, len(stage.script_i), sitting)
        self.phases, self.phase, self._done = SESSIONS[self.declaration.session], None, 0
        self.voted = False  # whether the roll call is over
        for seat, names in enumerate(seats):
            Member(self, seat, *names)
        self.datacollector = mesa.DataCollector(
            model_reporters={
                "phase": lambda model: model.phase.name if model.phase else "before",
                "frame": lambda model: float(model.room.frame[0]),
                "outcome": "outcome",
                **{
                    vote: lambda model, v=v: int(model.room.tally[v])
                    for v, vote in enumerate(VOTES)
                },
            },
            agent_reporters={
                "iso3": "iso3",
                "pressure": "pressure",
                "disposition": "disposition",
                "vote": "vote",
            },
        )
        self.datacollector.collect(self)

    def step(self) -> None:
        """One phase: it begins, every member takes its turn, it ends."""
        if not self.running:
            return
        self.phase = self.phases[self._done]
        self._done += 1
        self.phase.begin(self.room, self.luck)
        self.agents.do("take_turn", self.phase)
        self.phase.end(self.room, self.luck)
        self.voted = int(self.room.tally.sum()) == len(self.agents)
        self.running = self._done < len(self.phases)
        self.datacollector.collect(self)

    def stepped(self) -> Iterator[Phase]:
        """Step to the end, and yield each phase when it is over."""
        while self.running:
            self.step()
            yield self.phase

    @property
    def outcome(self) -> str | None:
        """One of `words.OUTCOMES`; None before the end."""
        return None if self.running else OUTCOMES[self.room.outcome[0]]

    @property
    def left(self) -> Past:
        """What this session leaves to the next one of its campaign: that model's `past`."""
        left = blank_past(1, len(self.room.vote))
        leave(self.room, self.past, left, 0, self.attacked)
        return left

    @property
    def ledger(self) -> dict[str, int]:
        """What the session has counted so far beyond the votes, by `words.LEDGER`."""
        return dict(zip(LEDGER, map(int, self.room.ledger), strict=True))

    def member(self, iso3: str) -> Member:
        """The member with this code. Raises KeyError."""
        for member in self.agents:
            if member.iso3 == iso3:
                return member
        raise KeyError(iso3)


def _stage_and_seats(
    scenario: Scenario, fitted: Fitted
) -> tuple[Stage, list[tuple[str, str, str]]]:
    """The stage, and of each seated member the code, the name, the leader of its government.

    Kept for the scenarios last asked for: a stage holds every draw, and a model needs one of them.
    """
    key = (scenario.digest, fitted.digest)
    if key not in _kept:
        while len(_kept) >= KEPT:
            del _kept[next(iter(_kept))]
        council = council_at(read_tables(), scenario.council.date)
        everyone = zip(council.iso3, council.names, council.leader, strict=True)
        present = seated(council)
        _kept[key] = (
            set_stage(scenario, fitted),
            [names for names in everyone if names[0] in present],
        )
    return _kept[key]


KEPT = 4  # stages, of about 2 MB each
_kept: dict[tuple[str, str], tuple[Stage, list[tuple[str, str, str]]]] = {}
