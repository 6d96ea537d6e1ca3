"""Whether a declaration can be used: what `council check` asks of each file."""

from collections import Counter
from collections.abc import Container
from pathlib import Path

from sim.campaign import read_campaign
from sim.grid import guess, shipped_cells
from sim.kinds import KINDS, kind_of
from sim.mistake import Mistake, did_you_mean
from sim.motions import motion_in, raise_doubts
from sim.named import shipped
from sim.reading import read_toml
from sim.scenario import Scenario, council_scenario, read_cells, read_scenario
from sim.words import SCENARIOS


def shipped_files() -> list[Path]:
    """Every shipped declaration: scenarios, councils, motions, campaigns, grids."""
    return [path for kind in KINDS for path in shipped(kind).values()]


def check_names(paths: list[Path]) -> None:
    """Raises Mistake if two declarations have one name."""
    count = Counter(path.stem for path in paths) + Counter(shipped_cells().keys())
    for name, times in count.items():
        if times > 1:
            raise Mistake(SCENARIOS, f'the name "{name}" stands {times} times', "Rename one.")


def kind_named(name: str) -> str:
    """Which of `KINDS` a shipped name or a path that ends in `.toml` means. Raises Mistake."""
    return "" if name in shipped_cells() else kind_of(read_toml(_path(name)))


def check_file(file: str | Path, known: Container[str] = ()) -> str:
    """What a file, or the shipped one of this name, declares, in a line. Raises Mistake.

    known  names of parameters of draws that may know roll calls beyond the shipped ones
    """
    name = str(file)
    kind, doubts = kind_named(name), {}
    path = name if name in shipped_cells() else str(_path(name))
    if kind == "motions":
        motion, scenarios = motion_in(Path(path), doubts), []
        what = f"a motion, {motion.threshold} votes needed: {motion.title}"
    elif kind == "councils":
        scenarios = [council_scenario(path)]
        what = f"a council, {scenarios[0].question}, before {scenarios[0].motion_name}"
    elif kind == "campaigns":
        scenarios = read_campaign(path)
        what = f"a campaign of {len(scenarios)} sessions"
    elif kind == "grids":
        scenarios = read_cells(Path(path))
        what = f"a grid of {len(scenarios)} scenarios"
    else:
        scenarios = [read_scenario(path)]
        what = _scenario(scenarios[0])
    for scenario in scenarios:
        doubts |= scenario.doubts
    raise_doubts(doubts, known)
    return what


def _path(name: str) -> Path:
    if name.endswith(".toml"):
        return Path(name)
    known = {path.stem: path for path in shipped_files()}
    if name not in known:
        what = "there is no scenario, campaign, grid, council or motion of this name"
        raise Mistake(name, what, guess(name) or did_you_mean(name, known))
    return known[name]


def _scenario(scenario: Scenario) -> str:
    levers = Counter(lever.kind for lever in scenario.levers)
    told = ", ".join(f"{times} {kind}" for kind, times in levers.items()) or "no lever"
    return f"a scenario, {scenario.motion_name} in {scenario.council_name}, {told}"
