"""The classroom's server: two pages in two languages, and the questions that their scripts ask.

Everything comes from this package and this machine. What a viewer types reaches `door` alone: it is
never executed, stored or sent back.
"""

from collections.abc import Callable
from pathlib import Path
from typing import Annotated, Any, Literal

from anyio import CapacityLimiter, to_thread
from fastapi import FastAPI, Header, Query, Request
from fastapi.exceptions import RequestValidationError
from fastapi.middleware.gzip import GZipMiddleware
from fastapi.responses import JSONResponse, RedirectResponse, Response
from fastapi.staticfiles import StaticFiles

from sim.classroom.change import compared, resting
from sim.classroom.door import Ask, CompareAsk, Refusal, RunAsk, listed
from sim.classroom.language import LANGUAGES, N_, catalogue, messages, preferred
from sim.classroom.pages import CLOSED, FULL, TOO_MUCH, Pages
from sim.classroom.seats.web import STATUS as OF_SEATS
from sim.classroom.seats.web import Seats, few_threads, serve_seats
from sim.classroom.showing import show
from sim.classroom.watch import positions, watched

HERE = Path(__file__).parent
HEADERS = {
    "Content-Security-Policy": "default-src 'none'; script-src 'self'; style-src 'self'; "
    "img-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'self'; "
    "frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",  # with none, a browser's form says nothing of its origin
    "Cache-Control": "no-cache",
}
STATUS = {FULL: 503, CLOSED: 410, TOO_MUCH: 429} | OF_SEATS
OUT_OF_RANGE = {
    "run": N_("The run must be a whole number from 0 to 99,999,999."),
    "seed": N_("The seed must be a whole number from 0 to 9,223,372,036,854,775,807."),
}
NOT_UNDERSTOOD = N_("This link asks for something that the classroom doesn't know.")

Language = Literal["en", "es"]
View = Literal["watch", "change"]
PageId = Annotated[str, Header(alias="X-Page")]


def classroom(most_pages: int, seats: Seats | None = None) -> FastAPI:
    """The application, for at most so many open pages; with `seats`, a play's rooms too."""
    app = FastAPI(docs_url=None, redoc_url=None, openapi_url=None, lifespan=few_threads)
    pages = Pages(most_pages)
    app.add_middleware(GZipMiddleware, minimum_size=2000)
    app.mount("/static", StaticFiles(directory=HERE / "static"), name="static")
    _guard(app)
    if seats:
        serve_seats(app, seats)
    _serve_pages(app, pages)
    _answer_questions(app, pages)
    return app


def _serve_pages(app: FastAPI, pages: Pages) -> None:
    @app.get("/")
    async def home(request: Request) -> Response:
        return RedirectResponse(f"/{preferred(request.headers.get('accept-language', ''))}/watch")

    @app.get("/{language}/words.json")
    async def words(language: Language) -> Response:
        return JSONResponse(messages(language))

    @app.get("/{language}/{view}")
    async def page(language: Language, view: View) -> Response:
        try:
            opened = pages.open()
        except Refusal as refusal:
            return show("full.html", language, 503, view=view, why=_told(refusal, language))
        return show(f"{view}.html", language, view=view, page=opened, scenarios=listed())

    @app.post("/page")
    async def stay(x_page: PageId) -> Response:
        pages.stay(x_page)
        return Response(status_code=204)

    @app.post("/page/{page}/closed")
    async def close(page: str) -> Response:
        pages.close(page)
        return Response(status_code=204)


def _answer_questions(app: FastAPI, pages: Pages) -> None:
    # A thread for what a viewer waits for, one for the rest: more would only keep more memory, as
    # the model takes all cores anyway.
    soon, later = CapacityLimiter(1), CapacityLimiter(1)

    async def answer(
        page: str, question: Callable[[Any], dict], ask: Any, turn: CapacityLimiter
    ) -> Response:
        with pages.asking(page):
            return JSONResponse(await to_thread.run_sync(question, ask, limiter=turn))

    @app.get("/{language}/ask/run")
    async def run(language: Language, x_page: PageId, ask: Annotated[RunAsk, Query()]) -> Response:
        return await answer(x_page, watched, ask, soon)

    @app.get("/{language}/ask/positions")
    async def where(language: Language, x_page: PageId, ask: Annotated[Ask, Query()]) -> Response:
        return await answer(x_page, positions, ask, soon)

    @app.get("/{language}/ask/compare")
    async def compare(language: Language, x_page: PageId, ask: Annotated[CompareAsk, Query()]):
        return await answer(x_page, compared, ask, soon)

    @app.get("/{language}/ask/resting")
    async def rests(language: Language, x_page: PageId, ask: Annotated[CompareAsk, Query()]):
        return await answer(x_page, resting, ask, later)


def _guard(app: FastAPI) -> None:
    """Headers on every answer; refusals and bad questions told in the page's language."""

    @app.middleware("http")
    async def headers(request: Request, answer: Callable) -> Response:
        response = await answer(request)
        response.headers.update(HEADERS)
        return response

    @app.exception_handler(Refusal)
    async def refused(request: Request, refusal: Refusal) -> Response:
        known = request.path_params.get("language")
        language = known if known in LANGUAGES else "en"
        message, status = _told(refusal, language), STATUS.get(refusal.message, 422)
        if "text/html" in request.headers.get("accept", ""):
            return show("refused.html", language, status, view="refused", why=message)
        return JSONResponse({"message": message}, status)

    @app.exception_handler(RequestValidationError)
    async def misasked(request: Request, error: RequestValidationError) -> Response:
        language = request.path_params.get("language", "en")
        key = error.errors()[0]["loc"][-1]
        message = OUT_OF_RANGE.get(str(key), NOT_UNDERSTOOD)
        known = language if language in LANGUAGES else "en"
        return JSONResponse({"message": _told(Refusal(message), known)}, 422)


def _told(refusal: Refusal, language: str) -> str:
    return catalogue(language).gettext(refusal.message).format(**refusal.values)
