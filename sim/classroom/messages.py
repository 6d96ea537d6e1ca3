"""Every message that the catalogues must hold, gathered from where it is said.

    python -m sim.classroom.messages

adds those that a catalogue lacks, and drops those that nobody says any more. The Spanish of a new
message is left empty: a test names it until somebody has written it.
"""

from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po

from sim.assumptions import ASIDE
from sim.classroom.door import listed, shipped_scenario
from sim.classroom.language import CATALOGUES, LANGUAGES
from sim.classroom.seats.brief import told_before
from sim.session import SESSIONS
from sim.tables import read_tables
from sim.telling import WORDS

HERE = Path(__file__).parent
METHODS = [("templates/**.html", "jinja2"), ("static/**.js", "javascript"), ("**.py", "python")]
HEADER = """\
# The classroom's messages. `python -m sim.classroom.messages` adds new ones.
msgid ""
msgstr ""
"Language: {language}\\n"
"Content-Type: text/plain; charset=UTF-8\\n"
"Content-Transfer-Encoding: 8bit\\n"

"""
KEYWORDS = {"_": None, "N_": None, "say": None}


def said() -> dict[str, str]:
    """Each message with where it is said: a file of this folder, or a part of the model."""
    found: dict[str, str] = {}
    for file, _, message, *_ in extract_from_dir(HERE, METHODS, keywords=KEYWORDS):
        found.setdefault(message, file)
    for message, where in _of_the_model():
        found.setdefault(message, where)
    return found


def _of_the_model() -> Iterator[tuple[str, str]]:
    """What the pages show of scenarios, members, phases, what they did, and assumptions."""
    yield from ((question, f"scenario {name}") for name, question in listed().items())
    yield from ((member.name, "members.csv") for member in read_tables().members)
    for phase in {phase: None for phases in SESSIONS.values() for phase in phases}:
        yield phase.name, "a phase's name"
        yield phase.summary, "a phase's summary"
    yield from ((words, "what a phase did") for words in WORDS.values())
    yield from ((name, "an assumption taken away") for name in ASIDE)
    for name in listed():
        scenario = shipped_scenario(name)
        yield scenario.motion.title, "a motion's title"
        yield from ((text.title, "a text's title") for _, text in scenario.texts)
    yield from told_before(max(shipped_scenario(name).council.date for name in listed()))


def brought_up_to_date(language: str) -> Catalog:
    """The catalogue of a language with exactly the messages that are said."""
    path = CATALOGUES / f"{language}.po"
    with path.open("rb") as file:
        old = read_po(file, locale=language)
    new = Catalog(locale=language)
    for message, where in said().items():
        known = old.get(message)
        english = message if language == "en" else ""
        new.add(message, known.string if known and known.string else english, auto_comments=[where])
    return new


def write(language: str) -> None:
    """Write the catalogue of a language as its translator reads it."""
    catalogue = brought_up_to_date(language)
    with (CATALOGUES / f"{language}.po").open("wb") as target:
        target.write(HEADER.format(language=language).encode())
        write_po(target, catalogue, width=100, omit_header=True)


if __name__ == "__main__":
    for each in LANGUAGES:
        write(each)
