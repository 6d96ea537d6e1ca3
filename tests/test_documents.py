"""What the documents tell a reader to type works: commands, scenarios, Python, links."""

import re
import shlex

import click
import pytest

from sim.commands import council as verbs
from sim.words import ROOT

DOCUMENTS = sorted(
    path.relative_to(ROOT)
    for path in ROOT.rglob("*.md")
    if not any(part.startswith(".") or part == "results" for part in path.relative_to(ROOT).parts)
)
BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
LINK = re.compile(r"\]\(([^)#:]+)(?:#[^)]*)?\)")
LONG = {"validate", "forecast", "classroom", "recover"}  # minutes, or until stopped: options only
FEW = {  # with few runs, or short chains
    "run": ["--runs", "200"],
    "compare": ["--runs", "200", "--no-figures"],
    "calibrate": ["--chains", "2", "--draws", "100"],
}


def blocks(document, *kinds):
    """The fenced blocks of these kinds."""
    return [text for kind, text in BLOCK.findall((ROOT / document).read_text()) if kind in kinds]


def commands(document):
    """Every line of a console block, without its comment and its prompt."""
    lines = "\n".join(blocks(document, "console", "bash", "sh")).replace("\\\n", " ").splitlines()
    return [words for line in lines if (words := shlex.split(line.lstrip("$ "), comments=True))]


def is_council(words):
    return words[0].rsplit("/", 1)[-1] == "council"


@pytest.mark.parametrize("document", DOCUMENTS, ids=str)
def test_the_commands_of_a_document_run(document, council, tmp_path, monkeypatch):
    """In their order, in one folder, where the document's own scenario lies as mine.toml."""
    monkeypatch.chdir(tmp_path)
    for number, text in enumerate(blocks(document, "toml")):
        (tmp_path / ("mine.toml" if number == 0 else f"mine-{number}.toml")).write_text(text)
    for _, verb, *rest in filter(is_council, commands(document)):
        if verb in LONG:
            verbs.commands[verb].make_context(verb, rest)  # parses, or raises
            continue
        few = FEW.get(verb, []) if "--runs" not in rest else []
        answer = council(verb, *rest, *few)
        assert answer.code == 0, (verb, rest, answer.err)


def test_the_readme_has_what_this_test_needs():
    """Commands, a scenario and Python: an empty page would pass all the rest."""
    readme = ROOT / "README.md"
    assert sum(map(is_council, commands(readme))) >= 6
    assert blocks(readme, "toml") and blocks(readme, "python")


@pytest.mark.parametrize("document", DOCUMENTS, ids=str)
def test_the_scenarios_of_a_document_are_read(document, council, tmp_path, monkeypatch):
    """Each TOML block that asks a question is a scenario or a campaign, as it stands."""
    monkeypatch.chdir(tmp_path)
    for text in blocks(document, "toml"):
        if text.startswith("question"):
            (tmp_path / "mine.toml").write_text(text)
            assert council("check", "mine.toml").code == 0


@pytest.mark.parametrize("document", DOCUMENTS, ids=str)
def test_the_python_of_a_document_runs(document, capsys, tmp_path, monkeypatch):
    """One block after another, in one namespace, in a folder of their own."""
    names, document = {}, ROOT / document
    monkeypatch.chdir(tmp_path)
    for text in blocks(document, "python"):
        exec(compile(text, str(document), "exec"), names)


@pytest.mark.parametrize("document", DOCUMENTS, ids=str)
def test_what_a_document_points_to_is_there(document):
    """Files that it links to, and targets of make that it names."""
    folder = (ROOT / document).parent
    links = LINK.findall((ROOT / document).read_text())
    missing = [at for at in links if not (folder / at).exists()]
    assert missing == []
    makefile = (ROOT / "Makefile").read_text()
    for words in commands(document):
        assert words[0] != "make" or re.search(rf"^{words[1]}:", makefile, re.MULTILINE), words


def test_every_verb_and_option_says_what_it_does(council):
    """A line for each in its help, by walking the verbs; `--help` ends well everywhere."""
    for name, verb in verbs.commands.items():
        assert verb.get_short_help_str(), name
        for option in verb.params:
            assert not isinstance(option, click.Option) or option.help, (name, option.name)
        answer = council(name, "--help")
        assert answer.code == 0 and "Usage: " in answer.out
