"""The Pygments lexer: found by its name, true to the text, and safe to show."""

from __future__ import annotations

import re
import tomllib
from html import unescape
from importlib import import_module
from pathlib import Path
from random import Random

import pytest
from pygments import highlight as in_colour
from pygments.formatters import NullFormatter
from pygments.styles import get_style_by_name
from pygments.token import STANDARD_TYPES, Error, Keyword

from dsl.highlight import TYPES, CunwuLexer, CunwuStyle, css, html, terminal
from dsl.surface.parts import Part
from tests.dsl.test_drafts import FILES, PIECES, spoiled, window

ANSI = re.compile(r"\x1b\[[0-9;]*m")
TAG = re.compile(r"<[^>]*>")
RULE = "规则 甲\n  应当 已载明 理由 # <b>&amp;</b>\n"


def test_it_is_registered_for_rule_files() -> None:
    project = tomllib.loads((Path(__file__).parents[2] / "pyproject.toml").read_text("utf-8"))["project"]
    module, _, name = project["entry-points"]["pygments.lexers"]["cunwu"].partition(":")
    assert getattr(import_module(module), name) is CunwuLexer
    assert "cunwu" in CunwuLexer.aliases
    assert CunwuLexer.filenames == ["*.cunwu"]
    assert any(one.startswith("pygments") for one in project["dependencies"])


@pytest.mark.parametrize("name", FILES)
def test_tokens_join_to_the_text(name: str) -> None:
    for text in (FILES[name], FILES[name].replace("\n", "\r\n")):
        assert "".join(value for _, _, value in CunwuLexer().get_tokens_unprocessed(text)) == text
    assert in_colour(FILES[name], CunwuLexer(), NullFormatter()) == FILES[name]


@pytest.mark.parametrize("number", range(60))
def test_nothing_breaks_it(number: int) -> None:
    chance = Random(f"highlight {number}")
    text = spoiled(chance, window(chance, chance.choice(list(FILES.values())), 20)) + "".join(
        chance.choices((*PIECES, "\x1b[31m", "\U0001f600", "<script>", "&"), k=20)
    )
    for literate in (False, True):
        lexer = CunwuLexer(literate=literate)
        assert "".join(value for _, _, value in lexer.get_tokens_unprocessed(text)) == text
    name = chance.choice(("", "甲.cunwu.md"))
    assert "<script>" not in html(text, name)
    terminal(text, name)


def test_every_part_has_a_type_that_styles_know() -> None:
    assert set(TYPES) == set(Part)
    default = get_style_by_name("default")
    for part, kind in TYPES.items():
        assert kind in STANDARD_TYPES, part
        default.style_for_token(kind)
    assert dict(CunwuLexer().get_tokens("应当")) == {Keyword.Reserved: "应当"}


def test_every_colour_can_be_read_on_white() -> None:
    for kind in TYPES.values():
        assert contrast_to_white(CunwuStyle.style_for_token(kind)["color"] or "000000") >= 4.5, kind


def contrast_to_white(colour: str) -> float:
    parts = [int(colour[n : n + 2], 16) / 255 for n in (0, 2, 4)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 1.05 / (0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05)


def test_html_holds_the_text_and_nothing_else() -> None:
    for name in FILES:
        assert unescape(TAG.sub("", html(FILES[name]))) == FILES[name]
    made = html(RULE)
    assert "<b>" not in made
    assert unescape(TAG.sub("", made)) == RULE
    assert 'style="' in made


def test_html_with_classes_uses_the_style_sheet() -> None:
    made = html(RULE, classes=True)
    used = {name for names in re.findall(r'<span class="([^"]+)">', made) for name in names.split()}
    assert {"kd", "nc", "kr", "err"} <= used
    for name in ("kd", "nc", "kr", "err"):
        assert f".cunwu-source .{name} " in css()


def test_a_terminal_gets_colours_and_no_codes_of_the_file() -> None:
    made = terminal("规则 甲\r\n  应当 乙 \x1b]0;x\x07\x9b31m\n")
    assert "\x1b[" in made
    assert ANSI.sub("", made) == "规则 甲\n  应当 乙 ␛]0;x␇\ufffd31m\n"
    assert made.count("\x1b") == len(ANSI.findall(made))


@pytest.mark.parametrize("sign", [chr(code) for code in (*range(0x80, 0xA0), 0x200B, 0x2028, 0x202E, 0x2066, 0xFEFF)])
def test_no_sign_that_a_terminal_acts_upon_reaches_it(sign: str) -> None:
    made = terminal(f"规则 甲\n\t# 例外{sign}乙\n说明：“{sign}丙”\n", "甲.cunwu")
    assert ANSI.sub("", made) == "规则 甲\n\t# 例外\ufffd乙\n说明：“\ufffd丙”\n"


def test_an_option_is_read_as_pygments_reads_options() -> None:
    assert [CunwuLexer(literate=said).literate for said in ("false", "0", "no", "true", "1", False, True)] == [
        False, False, False, True, True, False, True,
    ]  # fmt: skip
    assert not CunwuLexer().literate


def test_wrong_characters_are_errors() -> None:
    kinds = [(kind, value) for kind, value in CunwuLexer().get_tokens("金额 # 超过") if kind in Error]
    assert kinds == [(Error, "# 超过")]
