"""A mistake told on the command line, and a scenario that most of them are made in."""

from dataclasses import dataclass, field

SCENARIO = """question = "What if?"
council  = "oas-2017"
motion   = "agenda-2017-03-28"
"""
LEVER = """
[[lever]]
kind        = "threat"
sender      = "USA"
targets     = ["HTI", "SLV"]
credibility = "senator"
publicity   = 1.0
"""


@dataclass(frozen=True)
class Case:
    """Command line words, the files that lie in the folder, what the message must say."""

    words: str
    says: tuple[str, ...]
    files: dict[str, object] = field(default_factory=dict)
    code: int = 1


def run(text: str | bytes, *says: str, **files: str) -> Case:
    """A scenario file that is run, with others beside it by their stems."""
    beside = {f"{stem}.toml": other for stem, other in files.items()}
    return Case("run x.toml --runs 10 --json", says, {"x.toml": text} | beside)
