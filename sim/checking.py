"""Whether a declaration can be used: what `council check` asks of each file."""

from collections import Counter
from pathlib import Path

from pydantic import BaseModel

from sim.campaign import CampaignText, read_campaign
from sim.grid import GridText, shipped_cells
from sim.mistake import Mistake, did_you_mean
from sim.named import shipped
from sim.reading import read_declaration, read_toml
from sim.scenario import council_scenario, read_cells, read_scenario
from sim.shapes import CouncilText, MotionText, ScenarioText
from sim.words import SCENARIOS

KINDS: dict[str, type[BaseModel]] = {
    "": ScenarioText,
    "councils": CouncilText,
    "motions": MotionText,
    "campaigns": CampaignText,
    "grids": GridText,
}


def shipped_files() -> list[Path]:
    """Every shipped declaration: scenarios, councils, motions, campaigns, grids."""
    return [path for kind in KINDS for path in shipped(kind).values()]


def check_names(paths: list[Path]) -> None:
    """Raises Mistake if two declarations have one name."""
    count = Counter(path.stem for path in paths) + Counter(shipped_cells().keys())
    for name, times in count.items():
        if times > 1:
            raise Mistake(SCENARIOS, f'the name "{name}" stands {times} times', "Rename one.")


def check_file(file: str | Path) -> str:
    """What a file, or the shipped one of this name, declares, in a line. Raises Mistake."""
    if str(file) in shipped_cells():
        return _scenario(str(file))
    path = _path(str(file))
    kind = kind_of(path)
    if kind == "":
        return _scenario(str(path))
    if kind == "campaigns":
        return f"a campaign of {len(read_campaign(str(path)))} sessions"
    if kind == "grids":
        return f"a grid of {len(read_cells(path))} scenarios"
    text = read_declaration(path, KINDS[kind])
    if kind == "councils":
        scenario = council_scenario(str(path))
        return f"a council, {text.title}, before {scenario.motion_name}"
    return f"a motion, {text.threshold} votes needed: {text.title}"


def kind_of(path: Path) -> str:
    """Which of `KINDS` a file means to be: the one that knows most of its keys."""
    keys = set(read_toml(path).tables)

    def strange(kind: str) -> int:
        known = set(KINDS[kind].model_fields) | ({"extends"} if kind == "" else set())
        return len(keys - known) - len(keys & known)

    return min(KINDS, key=strange)


def _path(name: str) -> Path:
    if name.endswith(".toml"):
        return Path(name)
    known = {path.stem: path for path in shipped_files()}
    if name not in known:
        what = "there is no scenario, grid, campaign, council or motion of this name"
        raise Mistake(name, what, did_you_mean(name, known))
    return known[name]


def _scenario(name: str) -> str:
    scenario = read_scenario(name)
    levers = Counter(lever.kind for lever in scenario.levers)
    told = ", ".join(f"{times} {kind}" for kind, times in levers.items()) or "no lever"
    return f"a scenario, {scenario.motion_name} in {scenario.council_name}, {told}"
