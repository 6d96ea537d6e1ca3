"""Templates in a language: words from its catalogue, numbers and dates as it writes them."""

from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from babel.dates import format_date
from babel.numbers import format_decimal, format_percent
from fastapi.responses import HTMLResponse
from jinja2 import Environment, FileSystemLoader, select_autoescape

from sim.classroom.language import LANGUAGES, catalogue

LEAST = 0.001  # the smallest share that is shown as a number
TEMPLATES = Path(__file__).parent / "templates"


def show(name: str, language: str, status: int = 200, **values: Any) -> HTMLResponse:
    """A template as a page in this language; whatever values hold is escaped."""
    context = {
        "_": catalogue(language).gettext,
        "language": language,
        "languages": LANGUAGES,
        **_written_in(language),
        **values,
    }
    return HTMLResponse(_templates().get_template(name).render(context), status)


@cache
def _templates() -> Environment:
    return Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=select_autoescape(),
        trim_blocks=True,
        lstrip_blocks=True,
    )


@cache
def _written_in(language: str) -> dict[str, Any]:
    """number(1.5, 2), signed_number(1.5), percent(.031) and day(date) of a language."""

    def number(value: float, digits: int = 0) -> str:
        places = f"#,##0.{'0' * digits}" if digits else "#,##0"
        return format_decimal(value, places, locale=language).replace("-", "−")

    def signed(value: float, digits: int = 2) -> str:
        near = round(value, digits)
        return ("+" if near > 0 else "") + number(near or 0.0, digits)

    def percent(share: float) -> str:
        if 0 < share < LEAST:
            return "< " + percent(LEAST)
        small = 0 < abs(share) < 0.1
        return format_percent(share, "0.0 %" if small else "0 %", locale=language)

    def day(value: date) -> str:
        return format_date(value, "long", locale=language)

    return {"number": number, "signed_number": signed, "percent": percent, "day": day}
