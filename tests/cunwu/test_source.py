"""``cunwu show`` and ``cunwu.source``: the text of a rule file, as it is."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path

import pytest

import cunwu
from cunwu.cli import show
from rulesets.loader import ROOT

TEXT = (ROOT / "ninghai" / "power_list.cunwu").read_text("utf-8")


def test_show_prints_the_text_as_it_is(cli):
    ran = cli("show", "ninghai/power_list")
    assert (ran.code, ran.out, ran.err) == (0, TEXT, "")


def test_show_takes_a_path(cli, data):
    assert cli("show", data / "village.cunwu").out == (data / "village.cunwu").read_text("utf-8")


def test_a_terminal_gets_colour(cli, monkeypatch):
    monkeypatch.setattr(show, "wants_colour", lambda stream: True)
    ran = cli("show", "ninghai/power_list")
    assert "\x1b[" in ran.out
    assert re.sub(r"\x1b\[[0-9;]*m", "", ran.out) == TEXT


@pytest.mark.parametrize(("lang", "said"), [("zh", "找不到规则文件“没有这个”"), ("en", "There is no rule file")])
def test_show_says_what_is_not_there(cli, lang, said):
    ran = cli("show", "没有这个", "--lang", lang)
    assert (ran.code, ran.out) == (3, "")
    assert ran.err.startswith(said)
    assert "ninghai/power_list" in ran.err


def test_show_refuses_what_is_no_text(cli, tmp_path):
    path = tmp_path / "甲.cunwu"
    path.write_bytes(b"\xff\xfe\x00")
    assert cli("show", path).code == 3
    assert "UTF-8" in cli("show", path).err


def test_a_notebook_shows_it_in_colour():
    text = cunwu.source("ninghai/power_list")
    assert (text.name, str(text)) == ("ninghai/power_list.cunwu", TEXT)
    page = text._repr_html_()
    assert page.startswith("<div")
    assert unescape(re.sub(r"<[^>]*>", "", page)) == TEXT


def test_a_literate_file_shows_its_prose(tmp_path: Path):
    path = tmp_path / "甲.cunwu.md"
    path.write_text("# 应当\n\n```cunwu\n规则 甲\n```\n", "utf-8")
    page = cunwu.source(str(path)).html()
    assert page.count("font-weight: bold") == 2  # 规则 and 甲


def test_what_is_not_there_raises():
    with pytest.raises(cunwu.RulesError, match="没有这个"):
        cunwu.source("没有这个")
