"""Every picture in a real browser: no text is wider than the room that it was given."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from cunwu.work import opened
from visualize import MapOptions, draw

_OVERFLOWING = """() => {
    const found = [];
    for (const group of document.querySelectorAll('.map-step, .map-label, .map-terminal, .map-decision, .map-lane')) {
        const room = group.querySelector('rect').getBBox();
        for (const text of group.querySelectorAll(':scope > text')) {
            const box = text.getBBox();
            const over = Math.max(room.x - box.x, box.x + box.width - room.x - room.width);
            found.push([over, text.textContent]);
        }
    }
    return found;
}"""
"""By how much each text stands out of its box, in pixels of the drawing."""


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    opened = browser.new_page(viewport={"width": 1280, "height": 800})
    yield opened
    opened.close()


PROCEDURES = [procedure for ruleset in opened(()).rulesets for procedure in ruleset.procedures]


@pytest.mark.slow
@pytest.mark.parametrize("lanes", [True, False], ids=["lanes", "narrow"])
def test_no_text_of_a_bundled_procedure_stands_out_of_its_box(page, lanes):
    texts, over = 0, []
    for procedure in PROCEDURES:
        page.set_content(draw(procedure, options=MapOptions(lanes=lanes)))
        for out, told in page.evaluate(_OVERFLOWING):
            texts += 1
            if out > 0:
                over.append((procedure.name, told, out))
    print(f"{len(PROCEDURES)} procedures, {texts} texts, {len(over)} out of their box")
    assert not over and texts > 100
