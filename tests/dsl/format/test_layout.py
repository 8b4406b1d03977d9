"""The canonical layout, text by text: each file holds a text and, below the line, what it becomes."""

from __future__ import annotations

from pathlib import Path

import pytest

from dsl.compile import compile_ruleset
from dsl.format.layout import lay_out
from tests.dsl.format.meaning import ROOT, meaning

LINE = "--------\n"
CASES = sorted((Path(__file__).parent / "cases").iterdir())


@pytest.mark.parametrize("path", CASES, ids=lambda p: p.stem)
def test_the_text_gets_its_layout(path: Path) -> None:
    before, after = path.read_text("utf-8").split(LINE)
    assert lay_out(before, path.name).text == after


@pytest.mark.parametrize("path", CASES, ids=lambda p: p.stem)
def test_what_has_its_layout_stays(path: Path) -> None:
    _, after = path.read_text("utf-8").split(LINE)
    assert lay_out(after, path.name).text == after


@pytest.mark.parametrize("path", CASES, ids=lambda p: p.stem)
def test_the_text_means_the_same(path: Path) -> None:
    before, after = path.read_text("utf-8").split(LINE)
    first, second = (compile_ruleset(text, path.name, "t", ()) for text in (before, after))
    assert meaning(first) == meaning(second)


def test_the_example_of_the_documentation_is_real() -> None:
    page = (ROOT / "docs" / "format.zh.md").read_text("utf-8")
    before, after = (page.split(f"{when}：\n\n```text\n")[1].split("```")[0] for when in ("排之前", "排之后"))
    made = lay_out(before, "t")
    assert made.text == after
    assert not made.diagnostics
