"""Who may do what, tried against the running server."""

import re
import threading

import pytest

from sim.classroom.app import classroom
from sim.classroom.seats.keys import ALPHABET, Teacher, new_code, new_key
from sim.classroom.seats.store import Store
from sim.classroom.seats.web import ENTRIES, JOINS, MISSES, Seats

PHASE = {"opening": 1, "request": 2, "debate": 3, "prediction": 4, "roll call": 5, "result": 6}
NASTY = '<script>alert(1)</script>"&'
QUIZ = {"rule": 1, "abstention": 0, "reactance": 1, "evidence": 1}


@pytest.fixture(scope="module")
def teachers_routes(tmp_path_factory):
    """Method and path of every route below /teach/, from the application itself."""
    store = Store(tmp_path_factory.mktemp("routes") / "rooms.sqlite")
    app = classroom(2, Seats(store, Teacher(new_key())))
    store.close()
    return [
        (method, route.path)
        for route in app.routes
        if "/teach/" in getattr(route, "path", "")
        for method in route.methods & {"GET", "POST"}
    ]


def test_every_teachers_page_needs_the_key(plays, room, teachers_routes):
    """Each route, for nobody, for a student, for a made-up session: 403, and nothing happens."""
    teacher, code, students = room
    places = {"language": "en", "code": code, "name": "march-28", "part": "notes"}
    before = teacher.get(f"/en/teach/rooms/{code}").text
    assert len(teachers_routes) >= 8
    made_up = plays.client(cookies={"teacher": "x" * 32})
    for client in (plays.client(), students["USA"], made_up):
        for method, path in teachers_routes:
            fields = {"scenario": "march-28", "before": 0, "to": 1, "student": 1, "away": True}
            answer = client.request(
                method, path.format(**places), data=fields if method == "POST" else None
            )
            assert answer.status_code == 403, (method, path)
            assert code not in answer.text and "Haiti" not in answer.text
    assert teacher.get(f"/en/teach/rooms/{code}").text == before


def test_a_wrong_key_opens_nothing_and_can_be_tried_ten_times(plays):
    """403 each; then 429 from that address, even for the right key; other addresses may."""
    client = plays.client("127.0.0.9")
    for number in range(ENTRIES):
        answer = client.post("/en/teach", data={"key": f"AAAA-BBBB-{number:04}"})
        assert answer.status_code == 403 and "teacher" not in client.cookies
    assert client.post("/en/teach", data={"key": plays.key}).status_code == 429
    assert plays.client("127.0.0.10").post("/en/teach", data={"key": plays.key}).status_code == 200


def test_no_secret_lies_on_disk(plays, room):
    """Neither the teacher's key nor any seat's token is in the file of rooms."""
    _, _, students = room
    kept = b"".join(path.read_bytes() for path in plays.rooms.parent.iterdir())
    assert b"for HTI" in kept
    for secret in (plays.key, plays.key.replace("-", ""), students["HTI"].cookies["seat"]):
        assert secret.encode() not in kept


def test_codes_cannot_be_guessed(plays, room):
    """Over 39 bits, never twice, and after ten misses in a minute not even the right one works."""
    _, code, _ = room
    assert len(ALPHABET) ** len(code) > 2**39
    assert len({new_code() for _ in range(2000)}) == 2000
    client = plays.client("127.0.0.11")
    for _ in range(MISSES):
        missed = client.post("/en/join", data={"code": new_code(), "nickname": "guess"})
        assert missed.status_code == 404
    right = client.post("/en/join", data={"code": code, "nickname": "guess"})
    assert right.status_code == 429 and "seat" not in client.cookies


def test_joins_are_limited_in_rate(plays):
    """Sixty in a minute from one address, the next is refused; another address still may."""
    teacher = plays.teacher()
    codes = [plays.open(teacher) for _ in range(2)]
    client = plays.client("127.0.0.12", follow_redirects=False)
    for number in range(JOINS):
        form = {"code": codes[number % 2], "nickname": f"n{number}"}
        assert client.post("/en/join", data=form).status_code == 303
    more = {"code": codes[0], "nickname": "one more"}
    assert client.post("/en/join", data=more).status_code == 429
    plays.student(codes[0], "from elsewhere", address="127.0.0.13")
    for code in codes:
        teacher.post(f"/en/teach/rooms/{code}/delete")


def test_a_student_cannot_act_for_another(plays, room):
    """No field names another seat, another's levers are refused, and so is a made-up token."""
    teacher, code, students = room
    haiti = students["HTI"]
    plays.move(teacher, code, PHASE["opening"])
    assert haiti.post("/en/seat/act/threat", data={"value": "public"}).status_code == 403
    assert haiti.post("/en/seat/act/lead", data={"value": "yes"}).status_code == 403
    plays.move(teacher, code, PHASE["roll call"])
    for field in ("member", "student", "seat", "room"):
        form = {"value": "yes", field: "USA"}
        assert haiti.post("/en/seat/act/vote", data=form).status_code == 422
        assert haiti.post(f"/en/seat/act/vote?{field}=USA", data={"value": "no"}).status_code == 200
    nobody = plays.client(cookies={"seat": "x" * 32})
    for client in (plays.client(), nobody, plays.client(cookies={"seat": "1"})):
        assert client.post("/en/seat/act/vote", data={"value": "yes"}).status_code == 401
        assert client.get("/seat/state").status_code == 401
    rows = teacher.get(f"/en/teach/rooms/{code}/results.csv").text.splitlines()
    assert ",no," in rows[1] and ",yes," not in rows[2]


def test_a_seat_is_not_taken_twice_not_even_at_once(plays, room):
    """Ten students ask for Brazil in the same moment: one has it, the others are told."""
    _, code, _ = room
    students = [plays.student(code, f"s{k}") for k in range(10)]
    told = []

    def take(student):
        told.append(student.post("/en/seat/take", data={"member": "BRA"}).status_code)

    threads = [threading.Thread(target=take, args=(student,)) for student in students]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(told) == [200] + [409] * 9
    assert sum("You sit for Brazil" in s.get("/en/seat").text for s in students) == 1


def test_a_seat_shows_nothing_of_another(plays, room):
    """A private threat and note reach their seats alone; no page shows another's brief."""
    teacher, code, students = room
    jamaica = plays.student(code, "for JAM", "JAM")
    plays.move(teacher, code, PHASE["opening"])
    assert students["USA"].post("/en/seat/act/threat", data={"value": "private"}).is_success
    plays.move(teacher, code, PHASE["debate"])
    secret = "meet us at nine"
    note = {"addressee": "HTI", "text": secret}
    assert students["USA"].post("/en/seat/note", data=note).status_code == 200
    threatened = "In private, from Washington"
    for member in ("HTI", "USA"):
        page = students[member].get("/en/seat").text
        assert threatened in page and secret in page
    board = teacher.get(f"/en/teach/rooms/{code}").text
    other = jamaica.get("/en/seat").text
    for page in (other, board):
        assert threatened not in page and secret not in page
    assert "Jovenel Moise" in students["HTI"].get("/en/seat").text  # of Haiti's brief
    assert "Jovenel Moise" not in other
    for path in ("/en/teach/lessons/march-28/roles?member=HTI", "/en/seat?member=HTI"):
        assert "Jovenel Moise" not in jamaica.get(path).text


def test_what_is_typed_is_only_ever_text(plays):
    """A nickname, a speech and a note of markup are shown as they were typed."""
    teacher = plays.teacher()
    code = plays.open(teacher)
    student = plays.student(code, NASTY[:24], "HTI")
    plays.move(teacher, code, PHASE["debate"])
    student.post("/en/seat/act/speak", data={"reason": "path", "text": NASTY})
    student.post("/en/seat/note", data={"addressee": "all", "text": NASTY})
    for client, path in ((student, "/en/seat"), (teacher, f"/es/teach/rooms/{code}")):
        page = client.get(path).text
        assert "alert(1)" not in re.findall(r"<script.*?</script>", page, re.S).__str__()
        assert "<script>alert" not in page and "&lt;script&gt;alert(1)" in page
    formula = plays.client()
    formula.post("/en/join", data={"code": code, "nickname": "=HYPERLINK(1)"})
    table = teacher.get(f"/en/teach/rooms/{code}/results.csv?names=true").text
    assert "'=HYPERLINK(1)" in table and ",=HYPERLINK" not in table
    without = teacher.get(f"/en/teach/rooms/{code}/results.csv").text
    assert "HYPERLINK" not in without and "name" not in without.splitlines()[0].split(",")
    teacher.post(f"/en/teach/rooms/{code}/delete")


@pytest.mark.parametrize("origin", [None, "null", "http://elsewhere.example", "http://127.0.0.1:1"])
def test_another_site_can_do_nothing(plays, room, origin):
    """A POST from another origin, or of none, is refused even with the right cookies."""
    teacher, code, students = room
    elsewhere = plays.client(
        headers={"Origin": origin} if origin else {},
        cookies={"seat": students["HTI"].cookies["seat"], "teacher": teacher.cookies["teacher"]},
    )
    for path, form in (
        ("/en/seat/act/before", QUIZ),
        ("/en/seat/take", {"member": "CAN"}),
        (f"/en/teach/rooms/{code}/move", {"before": 0, "to": 1}),
        (f"/en/teach/rooms/{code}/delete", {}),
        ("/en/teach", {"key": plays.key}),
        ("/en/join", {"code": code, "nickname": "x"}),
    ):
        assert elsewhere.post(path, data=form).status_code == 403
    assert "You sit for Haiti" in students["HTI"].get("/en/seat").text
    assert 'data-phase="0"' in teacher.get(f"/en/teach/rooms/{code}").text


def test_nothing_changes_by_a_link_and_cookies_stay_at_home(plays, room):
    """What changes a room is a POST; cookies are out of scripts' reach and never sent across."""
    teacher, code, _ = room
    for path in ("/en/seat/act/vote?value=yes", "/en/seat/note", f"/en/teach/rooms/{code}/delete"):
        assert teacher.get(path).status_code in (404, 405)
    client = plays.client(follow_redirects=False)
    for path, form in (
        ("/en/join", {"code": code, "nickname": "cookie"}),
        ("/en/teach", {"key": plays.key}),
    ):
        cookie = client.post(path, data=form).headers["set-cookie"].lower()
        assert "httponly" in cookie and "samesite=strict" in cookie


@pytest.mark.parametrize(
    ("path", "form", "status"),
    [
        ("join", {"code": "{code}", "nickname": "n" * 25}, 422),
        ("join", {"code": "{code}", "nickname": "   "}, 422),
        ("join", {"code": "{code}", "nickname": "a\u202eb"}, 422),
        ("join", {"code": "{code}", "nickname": "n" * 20_000}, 413),
        ("join", {"code": "{code}", "nickname": "FOR hti"}, 409),
        ("join", {"code": "X" * 33, "nickname": "n"}, 422),
        ("join", {f"f{k}": 1 for k in range(20)}, 422),
        ("seat/take", {"member": "XXX"}, 422),
        ("seat/take", {"member": "Haiti"}, 422),
        ("seat/note", {"addressee": "USA", "text": "t" * 281}, 422),
        ("seat/note", {"addressee": "CHL", "text": "nobody there"}, 422),
        ("seat/act/before", {"rule": 3, "abstention": 0, "reactance": 0, "evidence": 0}, 422),
        ("seat/act/before", {"rule": 1}, 422),
        ("seat/act/vote", {"value": "yes"}, 409),
        ("seat/act/vote", {"value": "perhaps"}, 422),
        ("seat/act/bribe", {"value": "yes"}, 422),
    ],
)
def test_a_form_that_breaks_a_rule_is_told_and_does_nothing(plays, room, path, form, status):
    """A status that fits, a page in the student's language, and the seat as it was."""
    _, code, students = room
    form = {k: v.format(code=code) if isinstance(v, str) else v for k, v in form.items()}
    before = students["HTI"].get("/es/seat").text
    refused = students["HTI"].post(f"/es/{path}", data=form, headers={"Accept": "text/html"})
    assert refused.status_code == status
    if "bribe" not in path:
        assert "Eso no se puede hacer" in refused.text
    assert students["HTI"].get("/es/seat").text == before


def test_predictions_cannot_be_more_than_the_members(plays, room):
    """20 + 10 + 5 of 34 members is refused; 20 + 10 + 4 is kept."""
    teacher, code, students = room
    plays.move(teacher, code, PHASE["prediction"])
    for abstain, status in ((5, 422), (4, 200)):
        form = {"yes": 20, "no": 10, "abstain": abstain}
        assert students["HTI"].post("/en/seat/act/predict", data=form).status_code == status


def test_who_left_is_stood_in_for_and_may_come_back(plays, room):
    """While the model acts for a seat its student can't; given back, she can; seats don't change
    hands by accident, and a second press of a button moves nothing."""
    teacher, code, students = room
    plays.move(teacher, code, PHASE["request"])
    page = teacher.get(f"/en/teach/rooms/{code}").text
    haiti = re.search(r'name="student" value="(\d+)"', page)[1]
    for away, status in ((True, 409), (False, 200)):
        form = {"student": haiti, "away": away}
        teacher.post(f"/en/teach/rooms/{code}/stand-in", data=form)
        signed = students["HTI"].post("/en/seat/act/sign", data={"value": "yes"})
        assert signed.status_code == status
        note = {"addressee": "all", "text": "hello"}
        assert students["HTI"].post("/en/seat/note", data=note).status_code == status
    assert students["HTI"].post("/en/seat/take", data={"member": "CAN"}).status_code == 409
    again = teacher.post(f"/en/teach/rooms/{code}/move", data={"before": 1, "to": 2})
    assert again.status_code == 409
    watcher = plays.student(code, "watches")
    assert watcher.post("/en/seat/take", data={"member": "CAN"}).status_code == 409  # too late
    assert "You watch" in watcher.get("/en/seat").text
    assert watcher.post("/en/seat/act/sign", data={"value": "yes"}).status_code == 403
    assert watcher.post("/en/seat/note", data=note).status_code == 403


def test_a_room_deleted_is_gone(plays):
    """Its code opens nothing, its students have no seat, its names are no longer in the file."""
    teacher = plays.teacher()
    code = plays.open(teacher)
    student = plays.student(code, "Zebulon", "HTI")
    teacher.post(f"/en/teach/rooms/{code}/delete")
    assert student.get("/seat/state").status_code == 401
    assert student.get("/en/seat").url.path == "/en/join"
    assert plays.client("127.0.0.14").post(
        "/en/join", data={"code": code, "nickname": "x"}
    ).status_code == 404  # fmt: skip
    assert teacher.get(f"/en/teach/rooms/{code}").status_code == 404
