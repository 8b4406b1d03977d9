"""Each rule on a file that it must find fault with, and on one that looks like it and is right.

``注：期望 第N行 …`` at the head of a file: the findings in order, word for word.
A rule that mends has a third file: the bad one after ``--fix``.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from dsl.diagnostics.nodes import Severity
from dsl.lint.fix import mend, same_meaning
from dsl.lint.pages import pages

FOLDER = Path(__file__).parent / "rules"
CODES = [page.code for page in pages()]
FIXED = sorted(FOLDER.glob("*/fixed.cunwu"))
EXPECTED = re.compile(r"^注：期望 第(\d+)行 (.*)$", re.MULTILINE)
NOTHING = "注：期望 没有\n"
SILENCED = ("W101", "W102", "W701")
"""The rules that the files on silencing comments silence; they must run for those to be judged."""

ERRORS = ("W203",)
"""The rules of which a finding leaves no doubt."""


def also(code: str) -> tuple[str, ...]:
    return SILENCED if code.startswith("W9") else ()


def findings(linted, text: str, code: str):
    return [one for one in linted(text, code, *also(code)) if one.code == code]


def test_every_rule_has_its_files():
    assert sorted(path.name for path in FOLDER.iterdir()) == sorted(CODES)
    assert all({"bad.cunwu", "good.cunwu"} <= {p.name for p in (FOLDER / code).iterdir()} for code in CODES)


@pytest.mark.parametrize("code", CODES)
def test_the_bad_file_gives_these_findings(code, linted):
    text = (FOLDER / code / "bad.cunwu").read_text("utf-8")
    expected = EXPECTED.findall(text)
    assert expected
    assert [(str(one.span.line), one.message) for one in findings(linted, text, code)] == expected


@pytest.mark.parametrize("code", CODES)
def test_the_good_file_gives_none(code, linted):
    text = (FOLDER / code / "good.cunwu").read_text("utf-8")
    assert text.startswith(NOTHING)
    assert findings(linted, text, code) == []


@pytest.mark.parametrize("code", CODES)
def test_a_message_is_one_plain_sentence_with_its_place_and_its_english(code, linted):
    text = (FOLDER / code / "bad.cunwu").read_text("utf-8")
    for one in findings(linted, text, code):
        assert not one.message.endswith("。") and "\n" not in one.message
        assert 0 < len(one.message) < 60
        assert one.english and not re.match(r"[A-Z].*\.$", one.english)
        assert bool(one.help) == bool(one.english_help)
        assert one.span.end > one.span.start
        shown = one.diagnostic
        severity = Severity.ERROR if code in ERRORS else Severity.WARNING
        assert (shown.code, shown.severity, shown.span) == (code, severity, one.span)


@pytest.mark.parametrize("path", FIXED, ids=lambda path: path.parent.name)
def test_the_mended_file_is_this_one_and_means_the_same(path, linted, compile_below):
    code = path.parent.name
    bad = compile_below((path.parent / "bad.cunwu").read_text("utf-8"))
    mended = mend(bad, lambda made: linted(made.source.text, code), compile_below)
    assert mended.text == path.read_text("utf-8")
    assert mended.count + len(mended.left) == len(linted(bad.source.text, code))
    assert not any(one.fix for one in linted(mended.text, code))
    assert same_meaning(bad, compile_below(mended.text))


def test_every_rule_that_offers_an_edit_has_a_mended_file(linted):
    offering = set()
    for code in CODES:
        text = (FOLDER / code / "bad.cunwu").read_text("utf-8")
        offering |= {one.code for one in findings(linted, text, code) if one.fix}
    assert offering == {path.parent.name for path in FIXED}
