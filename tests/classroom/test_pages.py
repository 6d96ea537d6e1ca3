"""Open pages are counted, and forgotten; one page can't ask too much at once."""

import pytest

from sim.classroom.door import Refusal
from sim.classroom.pages import AT_ONCE, FIRST_SIGN, SILENCE, Pages


class Clock:
    now = 0.0

    def __call__(self):
        return self.now


@pytest.fixture
def clock():
    return Clock()


def test_a_full_room_lets_nobody_in_until_one_leaves(clock):
    """Two of two are open: the third is refused, and let in when one has closed."""
    pages = Pages(2, clock)
    first, second = pages.open(), pages.open()
    assert first != second
    with pytest.raises(Refusal, match="full"):
        pages.open()
    pages.close(first)
    assert pages.open() not in (first, second)
    assert len(pages) == 2


def test_a_page_that_never_spoke_is_forgotten_soon_and_a_silent_one_later(clock):
    """Served without a script, 20 seconds; after a sign of life, a minute."""
    pages = Pages(5, clock)
    mute, alive = pages.open(), pages.open()
    pages.stay(alive)
    clock.now = FIRST_SIGN + 1
    assert len(pages) == 1
    with pytest.raises(Refusal, match="silent"):
        pages.stay(mute)
    pages.stay(alive)
    clock.now += SILENCE + 1
    assert len(pages) == 0


def test_one_page_cant_ask_without_end(clock):
    """Three questions at once, and no fourth; an answered one makes room."""
    pages = Pages(5, clock)
    page, other = pages.open(), pages.open()
    under_way = [pages.asking(page) for _ in range(AT_ONCE)]
    for question in under_way:
        question.__enter__()
    with pytest.raises(Refusal, match="too much"), pages.asking(page):
        pass
    with pages.asking(other):
        pass
    under_way[0].__exit__(None, None, None)
    with pages.asking(page):
        pass


def test_a_stranger_cant_ask():
    """An id that no page was given is refused."""
    with pytest.raises(Refusal, match="silent"), Pages(5).asking("guessed"):
        pass
