"""A student's pages: join a room, take a seat, act in each phase, read the debrief."""

from typing import Annotated, Any, Literal

from fastapi import Cookie, FastAPI, Request
from fastapi.responses import JSONResponse, RedirectResponse, Response

from sim.classroom.door import Refusal
from sim.classroom.language import N_, preferred
from sim.classroom.seats import forms
from sim.classroom.seats.keys import Limit
from sim.classroom.seats.play import play_in
from sim.classroom.seats.posts import Fields, Language, through
from sim.classroom.seats.shown import seat_page
from sim.classroom.seats.store import NO_ROOM, Store
from sim.classroom.showing import show

Token = Annotated[str | None, Cookie(alias="seat", max_length=64)]
Kind = Literal["before", "threat", "lead", "sign", "speak", "predict", "vote", "after"]
KEEP = 30 * 24 * 3600  # seconds that a browser keeps its seat
NOT_A_MEMBER = N_("Choose one of the members that have a seat.")
TOO_MANY = N_("The votes predicted are more than the members.")


def serve_students(app: FastAPI, store: Store, joins: Limit, misses: Limit) -> None:
    """Add a student's routes.

    joins, misses  how often one address may join, and may try a code that is none
    """
    _join(app, store, joins, misses)
    _sit(app, store)
    _act(app, store)


def _join(app: FastAPI, store: Store, joins: Limit, misses: Limit) -> None:
    @app.get("/join")
    def short(request: Request) -> Response:
        return RedirectResponse(f"/{preferred(request.headers.get('accept-language', ''))}/join")

    @app.get("/{language}/join")
    def form(language: Language, seat: Token = None) -> Response:
        try:
            room = store.whose(seat)[1]
        except Refusal:
            room = None
        return show("join.html", language, view="join", room=room)

    @app.post("/{language}/join")
    def join(request: Request, language: Language, fields: Fields) -> Response:
        address = request.client.host if request.client else ""
        joins.check(address)
        misses.check(address)
        asked = through(forms.Joining, fields)
        try:
            token = store.join(asked.code, asked.nickname)
        except Refusal as refusal:
            if refusal.message == NO_ROOM:
                misses.count(address)
            raise
        joins.count(address)
        response = RedirectResponse(f"/{language}/seat", 303)
        response.set_cookie("seat", token, max_age=KEEP, httponly=True, samesite="strict")
        return response


def _sit(app: FastAPI, store: Store) -> None:
    @app.get("/{language}/seat")
    def page(language: Language, seat: Token = None) -> Response:
        try:
            student, room = store.whose(seat)
        except Refusal:
            return RedirectResponse(f"/{language}/join", 303)
        return show("seat.html", language, view="join", **seat_page(play_in(store, room), student))

    @app.get("/seat/state")
    def state(seat: Token = None) -> Response:
        _, room = store.whose(seat)
        return JSONResponse({"version": room.version, "phase": room.phase})

    @app.post("/{language}/seat/take")
    def take(language: Language, fields: Fields, seat: Token = None) -> Response:
        asked = through(forms.Seat, fields)
        _, room = store.whose(seat)
        if asked.member and asked.member not in play_in(store, room).members:
            raise Refusal(NOT_A_MEMBER)
        store.take(seat, asked.member or None)
        return _back(language)


def _act(app: FastAPI, store: Store) -> None:
    @app.post("/{language}/seat/act/{kind}")
    def act(language: Language, kind: Kind, fields: Fields, seat: Token = None) -> Response:
        asked = through(forms.FORMS[kind], fields).model_dump()
        if kind == "predict":
            _check_sum(store, seat, asked)
        store.act(seat, kind, asked)
        return _back(language)

    @app.post("/{language}/seat/note")
    def note(language: Language, fields: Fields, seat: Token = None) -> Response:
        asked = through(forms.Note, fields)
        _, room = store.whose(seat)
        if asked.addressee != "all" and asked.addressee not in play_in(store, room).seated:
            raise Refusal(NOT_A_MEMBER)
        store.write(seat, asked.addressee, asked.text)
        return _back(language)


def _check_sum(store: Store, seat: str | None, tally: dict[str, Any]) -> None:
    """Raises Refusal if more votes are predicted than there are members."""
    _, room = store.whose(seat)
    if sum(tally.values()) > len(play_in(store, room).members):
        raise Refusal(TOO_MANY)


def _back(language: str) -> Response:
    return RedirectResponse(f"/{language}/seat", 303)
