"""A teacher's pages: enter the key, open rooms, start phases, read results, print lessons."""

from typing import Annotated, Literal

from fastapi import Cookie, Depends, FastAPI, Request
from fastapi.responses import JSONResponse, RedirectResponse, Response

from sim.classroom.door import Refusal, listed, shipped_scenario
from sim.classroom.language import N_
from sim.classroom.seats import forms
from sim.classroom.seats.keys import Limit, Teacher
from sim.classroom.seats.lessons import LESSONS, lesson_of
from sim.classroom.seats.play import play_in
from sim.classroom.seats.posts import Fields, Language, through
from sim.classroom.seats.results import results_csv
from sim.classroom.seats.shown import role_sheets, room_page
from sim.classroom.seats.store import Store
from sim.classroom.showing import show

Session = Annotated[str | None, Cookie(alias="teacher", max_length=64)]
Part = Literal["notes", "worksheet", "roles"]
WRONG_KEY = N_("This isn't the key. It is printed where the classroom was started.")
NO_TEACHER = N_("This needs the teacher's key.")


def serve_teachers(app: FastAPI, store: Store, teacher: Teacher, entries: Limit) -> None:
    """Add a teacher's routes; each but the door asks for a session opened with the key.

    entries  how often one address may try a wrong key
    """

    def known(teacher_session: Session = None) -> None:
        if not teacher.knows(teacher_session):
            raise Refusal(NO_TEACHER)

    _door(app, store, teacher, entries)
    _rooms(app, store, [Depends(known)])
    _lessons(app, [Depends(known)])


def _door(app: FastAPI, store: Store, teacher: Teacher, entries: Limit) -> None:
    @app.get("/{language}/teach")
    def desk(language: Language, session: Session = None) -> Response:
        if not teacher.knows(session):
            return show("key.html", language, view="teach")
        lessons = {name: lesson_of(name, language) for name in LESSONS}
        rooms = store.rooms()
        return show(
            "desk.html", language, view="teach", rooms=rooms, scenarios=listed(), lessons=lessons
        )

    @app.post("/{language}/teach")
    def enter(request: Request, language: Language, fields: Fields) -> Response:
        address = request.client.host if request.client else ""
        entries.check(address)
        session = teacher.enter(through(forms.Key, fields).key)
        if session is None:
            entries.count(address)
            raise Refusal(WRONG_KEY)
        response = RedirectResponse(f"/{language}/teach", 303)
        response.set_cookie("teacher", session, httponly=True, samesite="strict")
        return response


def _rooms(app: FastAPI, store: Store, guarded: list) -> None:
    @app.post("/{language}/teach/rooms", dependencies=guarded)
    def open_room(language: Language, fields: Fields) -> Response:
        name = through(forms.Opening, fields).scenario
        shipped_scenario(name)
        return _to(language, store.open_room(name).code)

    @app.get("/{language}/teach/rooms/{code}", dependencies=guarded)
    def page(request: Request, language: Language, code: str) -> Response:
        address = f"{request.url.scheme}://{request.headers.get('host', '')}/join"
        shown = room_page(play_in(store, store.room(code)))
        return show("room.html", language, view="teach", address=address, **shown)

    @app.get("/teach/rooms/{code}/state", dependencies=guarded)
    def state(code: str) -> Response:
        room = store.room(code)
        return JSONResponse({"version": room.version, "phase": room.phase})

    @app.post("/{language}/teach/rooms/{code}/move", dependencies=guarded)
    def move(language: Language, code: str, fields: Fields) -> Response:
        asked = through(forms.Move, fields)
        store.move(store.room(code), asked.before, asked.to)
        return _to(language, code)

    @app.post("/{language}/teach/rooms/{code}/stand-in", dependencies=guarded)
    def stand_in(language: Language, code: str, fields: Fields) -> Response:
        asked = through(forms.StandIn, fields)
        store.stand_in(store.room(code), asked.student, asked.away)
        return _to(language, code)

    @app.post("/{language}/teach/rooms/{code}/delete", dependencies=guarded)
    def delete(language: Language, code: str, fields: Fields) -> Response:
        store.delete(store.room(code))
        return RedirectResponse(f"/{language}/teach", 303)

    @app.get("/{language}/teach/rooms/{code}/results.csv", dependencies=guarded)
    def results(language: Language, code: str, names: bool = False) -> Response:
        room = store.room(code)
        kept = {"Content-Disposition": f'attachment; filename="council-{room.code}.csv"'}
        return Response(
            results_csv(play_in(store, room), names), media_type="text/csv", headers=kept
        )


def _lessons(app: FastAPI, guarded: list) -> None:
    @app.get("/{language}/teach/lessons/{name}/{part}", dependencies=guarded)
    def lesson(
        language: Language, name: Literal[LESSONS], part: Part, member: str = ""
    ) -> Response:
        read = lesson_of(name, language)
        sheets = role_sheets(read.scenario, member) if part == "roles" else {}
        return show(f"lesson-{part}.html", language, view="teach", lesson=read, **sheets)


def _to(language: str, code: str) -> Response:
    return RedirectResponse(f"/{language}/teach/rooms/{code}", 303)
