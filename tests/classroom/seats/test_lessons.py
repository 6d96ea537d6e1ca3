"""Lessons: fifty minutes each, the same in both languages, printable, on what is shipped."""

import pytest

from sim.classroom.seats import lessons
from sim.classroom.seats.lessons import FOLDER, LESSONS, lesson_of
from sim.classroom.seats.shown import role_sheets
from sim.mistake import Mistake
from sim.named import shipped


@pytest.mark.parametrize("name", LESSONS)
def test_a_lesson_is_fifty_minutes_in_both_languages(name):
    """The plan's minutes sum to 50 exactly; Spanish has the same steps, questions and tasks."""
    english, spanish = (lesson_of(name, language) for language in ("en", "es"))
    assert sum(step.minutes for step in english.step) == 50
    assert [step.minutes for step in spanish.step] == [step.minutes for step in english.step]
    assert [task.lines for task in spanish.task] == [task.lines for task in english.task]
    assert english.scenario == spanish.scenario and english.scenario in shipped()
    for part in ("aims", "materials", "background", "discuss", "model_can", "model_cannot"):
        assert len(getattr(english, part)) == len(getattr(spanish, part)) >= 2
    assert english.title != spanish.title


def test_every_file_of_a_lesson_is_a_lesson():
    """Three lessons in two languages, and nothing else lies there."""
    expected = {f"{name}.{language}.toml" for name in LESSONS for language in ("en", "es")}
    assert {path.name for path in FOLDER.iterdir()} == expected


def test_a_lesson_that_breaks_a_rule_is_told(tmp_path, monkeypatch):
    """A step of no minutes: the file, the line and the rule."""
    text = (FOLDER / "march-28.en.toml").read_text()
    (tmp_path / "march-28.en.toml").write_text(text.replace("minutes = 7", "minutes = 0", 1))
    monkeypatch.setattr(lessons, "FOLDER", tmp_path)
    with pytest.raises(Mistake, match=r"line \d+ .*minutes = 0: must be at least 1"):
        lesson_of.__wrapped__("march-28", "en")


def test_there_is_a_role_sheet_for_every_seat():
    """Thirty-four, from the records; one alone if it is asked for."""
    assert len(role_sheets("march-28", "")["briefs_of"]) == 34
    (haiti,) = role_sheets("march-28", "HTI")["briefs_of"]
    assert haiti.name == "Haiti"


@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize("name", LESSONS)
def test_a_lesson_is_served_and_prints(plays, browser, language, name):
    """Notes, worksheet and a role sheet, each a page that fits the paper, without the menus."""
    lesson, address = lesson_of(name, language), plays.address
    context = browser.new_context(viewport={"width": 794, "height": 1123})
    session = plays.teacher().cookies["teacher"]
    context.add_cookies([{"name": "teacher", "value": session, "url": address}])
    page = context.new_page()
    for part, words in (("notes", lesson.discuss[0].answer), ("worksheet", lesson.task[0].text)):
        page.goto(f"{address}/{language}/teach/lessons/{name}/{part}")
        page.emulate_media(media="print")
        assert words in page.inner_text("article")
        assert not page.locator("header.top").is_visible()
        assert page.evaluate("document.documentElement.scrollWidth") <= 794
    page.goto(f"{address}/{language}/teach/lessons/{name}/roles?member=BRB")
    assert page.locator("article").count() == 1
    assert "Barbados" in page.inner_text("article h1")
    context.close()
