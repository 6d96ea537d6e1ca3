"""What a page posts: from this very site, of a limited size, through a form's model."""

from typing import Annotated, Any, Literal, TypeVar
from urllib.parse import parse_qsl, urlsplit

from fastapi import Depends, Request
from pydantic import BaseModel, ValidationError

from sim.classroom.door import Refusal
from sim.classroom.language import N_

LARGEST = 16 * 1024  # bytes of a form; the longest speech takes 7 KiB
MOST_FIELDS = 12
ELSEWHERE = N_("This came from another page than the classroom's. Nothing was done.")
TOO_LARGE = N_("This form is too long.")
NO_FORM = N_("This form can't be read. Load the page again.")
FIELDS = {
    "nickname": N_("A name has 1 to 24 letters."),
    "text": N_("The text is too long, or holds signs that can't be shown."),
    "code": NO_FORM,
    "yes": N_("Each number lies between 0 and the number of members."),
    "no": N_("Each number lies between 0 and the number of members."),
    "abstain": N_("Each number lies between 0 and the number of members."),
    "rule": N_("Answer every question."),
    "abstention": N_("Answer every question."),
    "reactance": N_("Answer every question."),
    "evidence": N_("Answer every question."),
}
STATUS = {ELSEWHERE: 403, TOO_LARGE: 413}

Language = Literal["en", "es"]
Model = TypeVar("Model", bound=BaseModel)


async def posted(request: Request) -> dict[str, str]:
    """The fields of a form that a page of this site posted. Raises Refusal."""
    origin = urlsplit(request.headers.get("origin", "")).netloc
    if not origin or origin != request.headers.get("host"):
        raise Refusal(ELSEWHERE)
    body = bytearray()
    async for part in request.stream():
        body += part
        if len(body) > LARGEST:
            raise Refusal(TOO_LARGE)
    try:
        pairs = parse_qsl(body.decode(), keep_blank_values=True, max_num_fields=MOST_FIELDS)
    except ValueError:
        raise Refusal(NO_FORM) from None
    fields = dict(pairs)
    if len(fields) != len(pairs):
        raise Refusal(NO_FORM)
    return fields


Fields = Annotated[dict[str, str], Depends(posted)]


def through(model: type[Model], fields: dict[str, Any]) -> Model:
    """The fields as a form. Raises Refusal with the rule of the first that breaks one."""
    try:
        return model.model_validate(fields)
    except ValidationError as error:
        field = str(error.errors()[0]["loc"][0]) if error.errors()[0]["loc"] else ""
        raise Refusal(FIELDS.get(field, NO_FORM)) from None
