"""Both languages are complete: nothing is said that a catalogue lacks, nothing kept that isn't."""

import re

import pytest
from babel.messages.pofile import read_po

from sim.classroom.language import CATALOGUES, LANGUAGES, catalogue, preferred
from sim.classroom.messages import said
from sim.classroom.showing import _written_in


def messages_of(language):
    with (CATALOGUES / f"{language}.po").open("rb") as file:
        return {message.id: message for message in read_po(file, locale=language) if message.id}


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_catalogue_holds_exactly_what_is_said(language):
    """Scripts, pages, server, scenarios, members, phases and assumptions, in every language."""
    known, needed = messages_of(language), said()
    advice = "run `python -m sim.classroom.messages` and translate what it leaves empty"
    assert not {m: where for m, where in needed.items() if m not in known}, advice
    assert not known.keys() - needed.keys(), advice
    assert not [m for m, entry in known.items() if not entry.string], f"empty in {language}.po"
    assert not [m for m, entry in known.items() if entry.fuzzy]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_translation_keeps_every_place(language):
    """A value that a message tells is told in its translation too."""
    for message, entry in messages_of(language).items():
        assert sorted(re.findall(r"\{\w+\}", message)) == sorted(
            re.findall(r"\{\w+\}", entry.string)
        )


def test_spanish_is_translated_and_english_is_itself():
    """Few words are the same in both; a copied catalogue would have them all."""
    spanish, english = messages_of("es"), messages_of("en")
    same = [m for m, entry in spanish.items() if entry.string == m]
    assert len(same) < len(spanish) / 6
    assert all(entry.string == m for m, entry in english.items())
    assert catalogue("es").gettext("roll call") == "votación nominal"


@pytest.mark.parametrize(
    ("accept", "language"),
    [("es-CO,es;q=0.9", "es"), ("fr,es;q=0.5,en;q=0.3", "es"), ("de", "en"), ("", "en")],
)
def test_a_browser_gets_its_own_language(accept, language):
    """The first language of the header that we have, else English."""
    assert preferred(accept) == language


def test_a_share_is_never_shown_as_less_than_it_is_or_as_none():
    """1 in 2,000 is not "0.0 %"; nothing is 0 %; each in its language's own way."""
    of = {language: _written_in(language)["percent"] for language in LANGUAGES}
    assert [of["en"](share).replace("\xa0", " ") for share in (0, 0.0005, 0.054, 0.5, 1)] == [
        "0 %", "< 0.1 %", "5.4 %", "50 %", "100 %",
    ]  # fmt: skip
    signed = _written_in("es")["signed_number"]
    assert [signed(v) for v in (-0.004, 0.004, 0.006, -1.0)] == ["0,00", "0,00", "+0,01", "−1,00"]
    assert of["es"](0.0005).replace("\xa0", " ") == "< 0,1 %"
