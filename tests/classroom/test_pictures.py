"""The README's pictures, taken from the running classroom: `make pictures` writes them anew."""

import io
import os

import pytest
from PIL import Image

from sim.session import SESSION
from sim.words import ROOT

FOLDER = ROOT / "sim" / "classroom" / "pictures"
LAST = len(SESSION)
PICTURES = {
    "watch": (f"/en/watch?scenario=march-28&run=4711&step={LAST}&at=HTI", 1600, 900),
    "change": ("/es/change?scenario=march-28&base=march-28&publicity=0&leadership=0.1", 1600, 900),
    "phone": ("/es/watch?scenario=march-28&run=4711&step=1&at=HTI", 360, 740),
}
LARGEST = 150_000  # bytes


@pytest.mark.parametrize("name", PICTURES)
def test_a_picture_of_the_classroom(visit, name, tmp_path):
    """It is a picture of the whole view, small enough for a page that shows it."""
    path, width, height = PICTURES[name]
    page = visit(path, width=width, height=height)
    page.wait_for_selector("#without tbody tr" if "/change" in path else "#arguments tr")
    if name == "phone":
        page.locator("#room-title").evaluate("heading => heading.scrollIntoView()")
    target = (FOLDER if os.environ.get("COUNCIL_PICTURES") else tmp_path) / f"{name}.png"
    target.parent.mkdir(exist_ok=True)
    taken = Image.open(io.BytesIO(page.screenshot(animations="disabled")))
    taken.convert("RGB").quantize(256, Image.Quantize.MAXCOVERAGE).save(target, optimize=True)
    assert taken.size == (width, height)
    assert 10_000 < target.stat().st_size < LARGEST
