"""The page's languages: gettext catalogues, read as they are written.

`catalogues/es.po` is what a translator edits; nothing has to be compiled. A message without a
translation stands in English, the language of the sources.
"""

import gettext
import io
from functools import cache
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

CATALOGUES = Path(__file__).parent / "catalogues"
LANGUAGES = {"en": "English", "es": "Español"}


def N_(message: str) -> str:
    """The message itself: marks it for the catalogues where it is translated later."""
    return message


@cache
def catalogue(language: str) -> gettext.NullTranslations:
    """The messages of a language of `LANGUAGES`."""
    with (CATALOGUES / f"{language}.po").open("rb") as file:
        messages = read_po(file, locale=language)
    compiled = io.BytesIO()
    write_mo(compiled, messages)
    compiled.seek(0)
    return gettext.GNUTranslations(compiled)


@cache
def messages(language: str) -> dict[str, str]:
    """Every message of the catalogue with its translation, for the page's scripts."""
    with (CATALOGUES / f"{language}.po").open("rb") as file:
        return {m.id: m.string or m.id for m in read_po(file, locale=language) if m.id}


def preferred(accept: str) -> str:
    """The first of our languages in a browser's Accept-Language header, else English."""
    for part in accept.lower().split(","):
        if (short := part.strip()[:2]) in LANGUAGES:
            return short
    return "en"
