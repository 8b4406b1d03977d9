"""The pages of the rules: complete, true in their examples, and published as they are."""

from __future__ import annotations

from pathlib import Path

import pytest

from dsl.lint.pages import BAD, GOOD, HEADINGS, main, markdown, pages, read_page
from dsl.lint.rules import RULES

ROOT = Path(__file__).parents[3]
PUBLISHED = ROOT / "docs" / "lint.zh.md"
RULE_FILES = {path.stem for path in (ROOT / "dsl" / "lint" / "rules").glob("*.py")} - {"__init__"}
PAGES = pages()


def by_code(page):
    return page.code


def test_every_rule_is_listed_once_under_the_code_of_its_page():
    assert [code for code, _ in RULES] == [page.code for page in PAGES[: len(RULES)]]
    assert [code for code, _ in RULES] == sorted({code for code, _ in RULES})
    assert {check.__module__.rpartition(".")[2] for _, check in RULES} == RULE_FILES


@pytest.mark.parametrize("page", PAGES, ids=by_code)
def test_a_page_has_its_sections_in_order(page):
    headings = [heading for heading, _ in page.sections]
    assert headings in (list(HEADINGS), list(HEADINGS[:-1]))
    assert page.title and not page.title.endswith("。")
    for heading, text in page.sections:
        assert text.strip(), heading
        assert heading in (BAD, GOOD) or text.rstrip().endswith("。"), text


@pytest.mark.parametrize("page", PAGES, ids=by_code)
def test_the_bad_example_gives_the_finding_and_the_good_one_does_not(page, linted):
    also = {"W701"} if page.code.startswith("W9") else set()
    bad = linted(page.example(BAD), page.code, *also)
    assert [one.code for one in bad] == [page.code]
    assert not linted(page.example(GOOD), page.code, *also)


def test_the_published_pages_are_those_of_the_rules():
    assert PUBLISHED.read_text("utf-8") == markdown(), "python -m dsl.lint.pages docs/lint.zh.md"


def test_the_command_writes_them(tmp_path, capsys):
    assert main([str(tmp_path / "lint.zh.md")]) == 0
    assert (tmp_path / "lint.zh.md").read_text("utf-8") == markdown()
    assert main([]) == 2
    assert "FILE" in capsys.readouterr().err


def test_a_docstring_is_read_as_a_page():
    page = read_page("W999 名目\n\n查什么：甲。\n\n例：\n\n    规则 甲\n      应当 乙\n\n说明：丙，\n丁。\n")
    assert (page.code, page.title) == ("W999", "名目")
    assert page.section(BAD) == "规则 甲\n  应当 乙\n"
    assert page.section("说明") == "丙，\n丁。"
    assert page.section(GOOD) == ""
