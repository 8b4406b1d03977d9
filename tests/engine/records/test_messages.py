"""Every message keeps to the style: one sentence, both languages, quoted input, help apart."""

from __future__ import annotations

import re
from pathlib import Path
from string import Formatter

import pytest

import cunwu
import engine
from dsl.diagnostics.nodes import Span
from engine.records.messages import MESSAGES, Problem, diagnostic, shown

SOURCES = {
    path: path.read_text("utf-8")
    for package in (engine, cunwu)
    for path in Path(package.__file__ or "").parent.rglob("*.py")
}


def names(template: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(template) if name}


@pytest.mark.parametrize("code", MESSAGES)
def test_the_style_of_messages(code: str) -> None:
    message = MESSAGES[code]
    assert re.fullmatch(r"R\d{3}", code)
    assert message.chinese
    assert message.english
    for text in (message.chinese, message.english, *(part for both in message.helps.values() for part in both)):
        assert text
        assert not text.endswith(("。", ".", "！", "!"))
        assert "\n" not in text
    assert "。" not in message.chinese
    assert re.search("[\u4e00-\u9fff]", message.chinese)
    assert not re.search("[\u4e00-\u9fff]", re.sub("“.*?”", "", message.english))


@pytest.mark.parametrize("code", MESSAGES)
def test_both_languages_tell_the_same(code: str) -> None:
    message = MESSAGES[code]
    optional = {"type", "named"}
    assert names(message.english) - names(message.chinese) <= optional
    assert names(message.chinese) - names(message.english) <= optional


@pytest.mark.parametrize("code", MESSAGES)
def test_every_message_is_in_use(code: str) -> None:
    uses = [path for path, text in SOURCES.items() if path.name != "messages.py" and f'"{code}"' in text]
    assert uses or code == "R016"  # R016 is made where trees are


def test_no_other_code_is_in_use() -> None:
    used = {code for text in SOURCES.values() for code in re.findall(r'Problem\(\s*"(R\d+)"', text)}
    assert used == set(MESSAGES)


def test_user_input_is_shown_on_one_short_line() -> None:
    assert shown("甲\n  乙\x1b[31m") == "甲 乙\ufffd[31m"
    assert shown("长" * 1000) == "长" * 39 + "…"
    assert shown("{braces}") == "{braces}"


def test_a_diagnostic_has_all_parts() -> None:
    span = Span("案", 0, 1, 1, 1)
    found = diagnostic(Problem("R021", "near", {"key": "{0}", "near": "金额"}), span, related=[(span, "这里")])
    assert found.message == "没有“{0}”这个栏目"
    assert found.english == "there is no field “{0}”"
    assert found.help == "是不是“金额”？"
    assert found.english_help == "did you mean “金额”?"
    assert (found.span, found.related) == (span, ((span, "这里"),))
