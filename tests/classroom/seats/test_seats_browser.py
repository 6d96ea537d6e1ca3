"""A class at its play in a real browser: several students at once, each in her own language."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from sim.classroom.seats.debrief import debrief_of, distribution_of
from sim.classroom.seats.play import play_in, result_of
from sim.classroom.seats.store import Store
from sim.classroom.seats.words import PHASES

PHONE, WALL = {"width": 360, "height": 740}, {"width": 1920, "height": 1080}
LOOKS = 1600  # milliseconds: a page looks at its room every 1,500
STUDENTS = {"HTI": "es", "USA": "en", "MEX": "es", "VEN": "en"}


@pytest.fixture
def desk(browser, plays):
    """Open pages by window and language; at the end none may have failed or asked elsewhere."""
    contexts, wrong = [], []

    def opened(language, viewport, path):
        context = browser.new_context(viewport=viewport, locale=language)
        contexts.append(context)
        context.clock.install()  # a page looks at its room when the test says so: see `look`
        page = context.new_page()
        page.on("console", lambda said: wrong.append(said.text) if said.type == "error" else None)
        page.on("pageerror", lambda error: wrong.append(str(error)))
        page.on(
            "request",
            lambda asked: None if asked.url.startswith(plays.address) else wrong.append(asked.url),
        )
        page.goto(plays.address + path)
        return page

    yield opened
    for context in contexts:
        context.close()
    assert wrong == []


def usable(page):
    """Nothing wider than its window, no fault that axe finds."""
    width = page.viewport_size["width"]
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    found = Axe().run(page).response["violations"]
    assert not [(v["id"], [n["html"] for n in v["nodes"]]) for v in found]


def look(*pages):
    """Each page looks at its room now, without a wait until the next time that it would."""
    for page in pages:
        page.clock.fast_forward(LOOKS)


class Class:
    """A teacher's page and those of her students."""

    def __init__(self, desk, plays, language):
        self.language, self.desk = language, desk
        self.teacher = desk(language, WALL, f"/{language}/teach")
        self.teacher.fill("#key", plays.key)
        self.press(self.teacher, "form")
        self.teacher.select_option("#scenario", "march-28")
        self.press(self.teacher, "form[action$=rooms]")
        self.code = self.teacher.inner_text(".bigcode")
        self.students = {}

    def join(self, member, language):
        page = self.desk(language, PHONE, f"/{language}/join")
        page.fill("#code", self.code.lower())
        page.fill("#nickname", f"{member} {language}")
        self.press(page, "form")
        page.select_option("#member", member)
        self.press(page, "form[action$=take]")
        self.students[member] = page
        return page

    def on(self, phase):
        """The teacher goes on; every page follows by itself."""
        self.press(self.teacher, "form[action$=move]")
        look(*self.students.values())
        for page in (self.teacher, *self.students.values()):
            shown = f"#live[data-phase='{PHASES.index(phase)}']"
            page.wait_for_selector(shown, state="attached", timeout=20_000)
        usable(self.students["HTI"])
        if phase in ("opening", "debate", "result"):  # between them the teacher's page is the same
            usable(self.teacher)

    def choose(self, member, kind, value, name="value"):
        page = self.students[member]
        page.check(f"form[action$='{kind}'] input[name={name}][value={value}]")
        self.press(page, f"form[action$='{kind}']")

    @staticmethod
    def press(page, form):
        with page.expect_navigation():
            page.locator(f"main {form} button").first.click()


def numbers(text):
    """The signed decimals of a text, in either language."""
    found = re.findall(r"[+−]?\d+[.,]\d\d", text)
    return [float(n.replace("−", "-").replace(",", ".")) for n in found]


@pytest.mark.slow
@pytest.mark.parametrize("language", ["en", "es"])
def test_a_class_plays_a_session(desk, plays, language):
    """From the key to the debrief: what each page shows is what the model says of these acts, and
    in every phase each page fits its window and can be used by all."""
    room = Class(desk, plays, language)
    size = room.teacher.locator(".bigcode").evaluate("e => getComputedStyle(e).fontSize")
    assert float(size.removesuffix("px")) >= 60  # to be read from the last row
    for member, own in STUDENTS.items():
        room.join(member, own)
    look(room.teacher)
    expect(room.teacher.locator(".class tbody tr")).to_have_count(4)
    haiti = room.students["HTI"]
    for name in ("rule", "abstention", "reactance", "evidence"):
        haiti.check(f"form[action$=before] input[name={name}][value='0']")
    room.press(haiti, "form[action$=before]")
    room.on("opening")
    usable(room.students["USA"])
    lever = room.students["USA"].locator("input[type=radio]").first
    lever.focus()
    room.students["USA"].keyboard.press("Space")
    assert lever.is_checked()
    room.choose("USA", "threat", "private")
    room.choose("USA", "lead", "yes")
    room.choose("MEX", "lead", "no")
    room.on("request")
    room.choose("MEX", "sign", "yes")
    look(room.teacher)
    expect(room.teacher.locator(".class .done")).to_have_count(1)
    room.on("debate")
    listed = haiti.locator("#live h3", has_text="En la lista").inner_text()
    assert 1 < int(re.search(r"\d+", listed)[0]) < 34
    assert "México" in haiti.locator("#live").inner_text()
    expect(haiti.locator("#live .private")).to_have_count(1)
    expect(room.students["VEN"].locator("#live .private")).to_have_count(0)
    room.students["VEN"].fill("textarea", "¡Esto es injerencia!")
    room.choose("VEN", "speak", "path", name="reason")
    look(haiti)
    expect(haiti.locator("#live")).to_contain_text("¡Esto es injerencia!")
    room.on("prediction")
    for name, value in (("yes", 19), ("no", 11), ("abstain", 3)):
        haiti.fill(f"#{name}", str(value))
    room.press(haiti, "form[action$=predict]")
    room.on("roll call")
    room.choose("HTI", "vote", "abstain")
    room.choose("MEX", "vote", "no")
    room.on("result")

    store = Store(plays.rooms)
    play = play_in(store, store.room(room.code))
    store.close()
    result, distribution = result_of(play), distribution_of(play)
    tally = [int(n) for n in room.teacher.locator(".tallies b").all_inner_texts()]
    assert tally == list(result.tally.values()) and sum(tally) == 34
    for page in (room.teacher, *room.students.values()):
        verdict = page.locator(".verdict").get_attribute("class")
        assert verdict.endswith("carried" if result.carried else "lost")
        assert page.locator(".story li").count() == len(result.story)
    effects = [debrief_of(play, m).effect["yes"] for m in STUDENTS]
    shown = room.teacher.locator(".class td.value:nth-child(4)").all_inner_texts()
    assert [numbers(text)[0] for text in shown] == pytest.approx(effects, abs=0.0051)
    own = haiti.locator(".effect").inner_text()
    assert numbers(own)[0] == pytest.approx(effects[0], abs=0.0051)
    (signed,) = room.students["MEX"].locator(".changes li", has_text="Firmaste").all_inner_texts()
    others = debrief_of(play, "MEX").each["signature"].others
    assert float(re.search(r"[+−]?\d,\d{3}", signed)[0].replace("−", "-").replace(",", ".")) == (
        pytest.approx(others, abs=0.0006)
    )
    assert [len(room.students[m].locator(".changes li").all()) for m in STUDENTS] == [1, 1, 3, 1]
    guess = haiti.locator("section[aria-labelledby=guess-title] > p").first.inner_text()
    assert f"19 a favor; fueron {result.tally['yes']}" in guess
    assert f"entre {distribution.yes['q05']} y {distribution.yes['q95']}" in guess
    assert haiti.locator(".histogram .guess").count() == 1
    for name, option in (("rule", 1), ("abstention", 0), ("reactance", 1), ("evidence", 1)):
        haiti.check(f"form[action$=after] input[name={name}][value='{option}']")
    room.press(haiti, "form[action$=after]")
    assert "Aciertos antes: 1; después: 4, de 4." in haiti.inner_text("main")
    with room.teacher.expect_download() as download:
        room.teacher.locator("a[href$='results.csv']").click()
    table = download.value.path().read_text()
    assert len(table.splitlines()) == 5 and "HTI es" not in table


def test_a_reconnected_student_keeps_her_seat(desk, plays):
    """The page loaded again, and a new window of the same browser, show the same seat; another
    student can't have it; in both languages."""
    room = Class(desk, plays, "en")
    for member, name, language in (("BRB", "Barbados", "en"), ("BRA", "Brasil", "es")):
        page = room.join(member, language)
        seat = page.inner_text("h1")
        page.reload()
        assert page.inner_text("h1") == seat and name in seat
        another = page.context.new_page()
        another.goto(f"{plays.address}/{language}/seat")
        assert another.inner_text("h1") == seat
    other = desk("es", PHONE, "/es/join")
    other.fill("#code", room.code)
    other.fill("#nickname", "late")
    room.press(other, "form")
    for member in ("BRB", "BRA"):
        assert other.locator(f"#member option[value={member}]").count() == 0
        assert room.students[member].locator(f"#member option[value={member}]").count() == 1
