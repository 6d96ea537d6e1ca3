"""The pages in a real browser, in both languages: watched, changed, by keyboard, on a phone."""

import re
import time

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from sim.assumptions import ASIDE
from sim.batch import run_batch
from sim.classroom.change import compared
from sim.classroom.door import CompareAsk
from sim.fitted import read_fitted
from sim.scenario import read_scenario
from sim.session import SESSION
from sim.stage import members_of, set_stage
from sim.words import VOTES

WORDS = {
    "en": {"yes": "Yes", "no": "No", "abstain": "Abstain", "absent": "Absent", "play": "Play",
           "pause": "Pause", "agenda vote": "Agenda vote", "full": "full", "wrong": "whole number"},
    "es": {"yes": "A favor", "no": "En contra", "abstain": "Abstención", "absent": "Ausente",
           "play": "Reproducir", "pause": "Pausa", "agenda vote": "Votación del orden del día",
           "wrong": "número entero"},
}  # fmt: skip
LAST = len(SESSION)
PHASE = 700  # milliseconds that the fastest play gives to a phase
both = pytest.mark.parametrize("language", ["en", "es"])


def number(text):
    """The first number of a text, written in English or in Spanish."""
    found = re.search(r"[+−-]?\d+(?:[.,]\d+)?", text)[0]
    return float(found.replace("−", "-").replace(",", "."))


@pytest.fixture(scope="module")
def run_4711():
    """The votes of run 4,711 of a batch of 28 March with seed 1, by member."""
    scenario = read_scenario("march-28")
    batch = run_batch(set_stage(scenario, read_fitted()), 1, 0, 4712)
    return dict(zip(members_of(scenario), (VOTES[v] for v in batch.vote_ri[4711]), strict=True))


@both
def test_stepping_through_run_4711(visit, language, run_4711):
    """Each step is a phase; at the end every member's vote is the batch's, and so is the tally."""
    words = WORDS[language]
    page = visit(f"/{language}/watch?scenario=march-28&run=4711&seed=1")
    assert page.evaluate("document.documentElement.lang") == language
    for step in range(1, LAST + 1):
        page.click("#step")
        assert page.locator("#phases [aria-current=step]").inner_text().startswith(f"{step}.")
        assert page.locator("#told").inner_text()
    for iso3, vote in run_4711.items():
        page.select_option("#member", iso3)
        assert page.locator("#arguments .state").inner_text().strip().startswith(words[vote])
    listed = page.locator("#members small").all_inner_texts()
    assert [t.split(",")[0] for t in listed] == [words[vote] for vote in run_4711.values()]
    yes = list(run_4711.values()).count("yes")
    told = page.locator("#told").inner_text()
    assert f"{words['yes']} {yes}" in told
    assert words["agenda vote"] in page.locator("#phases").inner_text()
    assert page.locator("#hemicycle .count").text_content() == str(yes)
    assert page.locator("#map .land path").count() == 34


DECIDED = {
    "en": ("put “Declare a grave alteration", "22 yes, 7 no, 5 abstain, 0 absent",
           "No: Antigua and"),
    "es": ("votación «Declarar una grave", "a favor 22, en contra 7, abstenciones 5, ausencias 0",
           "En contra: Antigua y"),
}  # fmt: skip
SIGNED = {"en": "signed by 22: Argentina, Bahamas", "es": "solicitud 22: Argentina, Bahamas"}
MORE = {"en": " and 10 more.", "es": " y 10 más."}


@both
def test_each_phase_is_told_in_the_pages_language(visit, language):
    """Who signs, of 22 twelve by name; what is put, with its votes; every place has its value."""
    page = visit(f"/{language}/watch?scenario=march-28&run=4711&seed=1")
    told = []
    for _ in range(LAST):
        page.click("#step")
        told.append(page.locator("#happening").inner_text())
    assert SIGNED[language] in told[3] and told[3].endswith(MORE[language])
    assert all(words in told[10] for words in DECIDED[language])
    assert not any("{" in text or "undefined" in text for text in told)


@both
def test_arguments_add_up_on_the_page(visit, language):
    """The terms that the page shows of a member sum, to their rounding, to what it shows below."""
    page = visit(f"/{language}/watch?scenario=march-28&step=2&at=HTI")
    rows = page.locator("#arguments tr").all()
    values = [number(row.locator(".value").inner_text()) for row in rows]
    assert len(values) > 5
    assert sum(values[:-1]) == pytest.approx(values[-1], abs=0.005 * len(values))


def test_playing_pausing_and_the_speed(visit):
    """Play goes through every phase by itself, Pause stops it, the start leads back."""
    page = visit("/en/watch?scenario=march-28")
    now = page.locator("#phases [aria-current]")
    page.clock.install()  # the page's time goes on when the test says so
    page.locator("#speed").press("End")
    page.click("#play")
    expect(page.locator("#play")).to_have_text("Pause")
    page.clock.run_for(PHASE)
    expect(now).to_have_text(re.compile("^1"))
    page.click("#play")
    stopped = now.inner_text()
    page.clock.run_for(2 * PHASE)
    assert now.inner_text() == stopped
    page.click("#play")
    page.clock.run_for(LAST * PHASE)
    expect(now).to_have_text(re.compile(f"^{LAST}"))
    expect(page.locator("#play")).to_have_text("Play")
    page.click("#start")
    assert page.locator("#phases button").first.get_attribute("aria-current") == "step"


@both
def test_the_link_shows_the_same_again(visit, language):
    """Another viewer who opens the link sees the same phase, member and votes."""
    page = visit(f"/{language}/watch?scenario=suspend-us-leads&run=99&seed=7&leadership=0.5")
    page.click("#step")
    page.click("#step")
    page.locator("#members button").nth(4).click()
    link = page.locator("#link").input_value()
    other = visit(link[link.index(f"/{language}/") :])
    for place in ("#told", "#arguments", "#members", "#phases", "#changes"):
        assert other.locator(place).inner_text() == page.locator(place).inner_text()


def test_the_hemicycle_by_keyboard(visit):
    """One tab stop; arrows move among the seats and the arguments follow; focus can be seen."""
    page = visit("/en/watch?scenario=march-28&step=1")
    assert page.locator("#hemicycle [tabindex='0']").count() == 1
    page.locator("#hemicycle [tabindex='0']").focus()
    page.keyboard.press("ArrowRight")
    second = page.locator("#hemicycle .seat").nth(1)
    assert second.get_attribute("aria-pressed") == "true"
    assert page.evaluate("document.activeElement.getAttribute('aria-label')").startswith(
        "Argentina"
    )
    assert page.locator("#member").input_value() == "ARG"
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("ArrowLeft")
    assert page.locator("#member").input_value() == "VEN"


@both
def test_the_effect_on_the_page_is_the_models(visit, language):
    """Switching the threat off shows the paired effect and interval of 2,000 runs."""
    page = visit(f"/{language}/change?base=march-28&scenario=march-28")
    page.locator("#threat").uncheck()
    expect(page.locator(".big")).not_to_have_text(re.compile("^0"))
    effect = compared(CompareAsk(base="march-28", scenario="march-28-no-threat"))["effect"]
    assert number(page.locator(".big").inner_text()) == pytest.approx(effect["yes"], abs=0.0051)
    low, high = re.findall(r"[+−]?\d[.,]\d\d", page.locator(".range").inner_text())
    assert [number(low), number(high)] == pytest.approx(effect["ci95"], abs=0.0051)
    page.wait_for_selector("#without tbody tr")
    assert page.locator("#without tbody tr").count() == len(ASIDE)
    assert "%" in page.locator("#resting").inner_text()


def test_a_slider_answers_in_half_a_second(visit):
    """From the key to the new distribution over 2,000 runs: the median of seven under 0.5 s."""
    page = visit("/en/change?base=march-28&scenario=march-28")
    page.locator("#leadership").focus()
    took = []
    for _ in range(7):
        before = page.locator("#pair").inner_html()
        began = time.perf_counter()
        page.keyboard.press("PageDown")
        page.wait_for_function("b => document.getElementById('pair').innerHTML !== b", arg=before)
        took.append(time.perf_counter() - began)
    assert sorted(took)[3] < 0.5, took


def test_traits_belong_to_one_member_and_all_can_be_undone(visit):
    """Another member's sliders start where it stands; undo gives back the scenario."""
    page = visit("/en/change?base=march-28&scenario=march-28&member=HTI&sovereignty=3")
    assert page.locator("#member").input_value() == "HTI"
    assert float(page.locator("#sovereignty").input_value()) == 3
    page.select_option("#member", "SLV")
    assert float(page.locator("#sovereignty").input_value()) < 3
    page.click("#undo")
    expect(page.locator(".big")).to_have_text(re.compile("^0"))
    assert "sovereignty" not in page.locator("#link").input_value()


def test_a_bar_leads_to_a_run_that_had_it(visit):
    """The run behind the bar of 20 Yes ends with 20 Yes."""
    page = visit("/en/change?base=march-28&scenario=march-28&leadership=0.25")
    bar = page.locator("#pair figure:nth-of-type(2) a[aria-label^='20 Yes']")
    other = visit(bar.get_attribute("href"))
    assert other.locator("#hemicycle .count").text_content() == "20"
    assert "0.25" in other.locator("#changes").inner_text()


@both
def test_nothing_typed_is_executed(visit, language):
    """Markup in every field and in the link is told as a mistake and never becomes an element."""
    nasty = "<img src=x onerror=alert(1)>"
    page = visit(f"/{language}/watch?scenario=march-28")
    page.on("dialog", lambda dialog: visit.wrong.append(dialog.message))
    page.locator("#run").evaluate("field => field.removeAttribute('maxlength')")
    page.fill("#run", nasty)
    with page.expect_response(lambda answer: answer.status == 422):
        page.click("#choice [type=submit]")
    page.wait_for_selector("#trouble:not([hidden])")
    assert WORDS[language]["wrong"] in page.locator("#trouble").inner_text()
    assert page.locator("main img").count() == 0
    assert [w for w in visit.wrong if "422" not in w] == []
    visit.wrong.clear()  # the browser notes the refused question itself


VIEWS = (
    f"watch?scenario=march-28&step={LAST}",
    "watch?step=1",
    "change?scenario=march-28&base=march-28&threat=false",
)
EVERY = [(lang, view, width) for lang in WORDS for view in VIEWS for width in (360, 1920)]
FEW = {("es", VIEWS[0], 1920), ("en", VIEWS[1], 360), ("es", VIEWS[2], 360)}


@pytest.mark.parametrize(
    ("language", "view", "width"),
    [pytest.param(*each, marks=[] if each in FEW else pytest.mark.slow) for each in EVERY],
)
def test_accessible_by_the_rules_of_wcag(visit, language, view, width):
    """axe finds no violation of WCAG 2.1 A and AA: names, roles, contrast, order, language."""
    page = visit(f"/{language}/{view}", width=width, height=900)
    rules = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "best-practice"]}
    found = Axe().run(page, options=rules)
    assert found.violations_count == 0, found.generate_report()


@both
@pytest.mark.parametrize("view", ["watch?step=1", "change"])
def test_a_phone_360_pixels_wide(visit, language, view):
    """Nothing scrolls sideways; what a finger must hit is 44 pixels high."""
    page = visit(f"/{language}/{view}", width=360, height=740, has_touch=True)
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    targets = page.locator("main button:visible, main select:visible, .top a:visible, .lever input")
    heights = [box["height"] for box in (t.bounding_box() for t in targets.all()) if box]
    assert heights and min(heights) >= 44


def test_on_a_projector_the_room_needs_no_scrolling(visit):
    """At 1920 x 1080 room, map, arguments and tally are all in view."""
    page = visit(f"/es/watch?step={LAST - 1}&at=HTI", width=1920, height=1080)
    for place in ("#hemicycle", "#map", "#tally", "#arguments"):
        box = page.locator(place).bounding_box()
        assert box["y"] + box["height"] <= 1080, place


def test_votes_differ_by_shape_as_well_as_colour(visit, run_4711):
    """Four votes, four outlines on the seats and four patterns on the map."""
    page = visit(f"/en/watch?scenario=march-28&run=4711&step={LAST}")
    looks = {}
    for i, vote in enumerate(run_4711.values()):
        seat = page.locator("#hemicycle .seat").nth(i).locator(".body")
        outline = seat.evaluate("e => e.tagName + (e.getAttribute('stroke-dasharray') || '')")
        pattern = page.locator("#map .land path").nth(i).get_attribute("fill")
        looks.setdefault(vote, set()).add((outline, pattern))
    assert len(looks) == 4 and all(len(look) == 1 for look in looks.values())
    outlines = {next(iter(look))[0] for look in looks.values()}
    assert len(outlines) == 4
