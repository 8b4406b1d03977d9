"""The report as a page: complete, self-contained, safe."""

from __future__ import annotations

import re
from html import unescape
from html.parser import HTMLParser

import pytest

import cunwu
from cunwu.report.page import framed, page, procedures_of
from tests.cunwu.conftest import AS_OF, RULES

VOID = {"meta", "br", "col", "hr", "img", "input", "link"}


class Checker(HTMLParser):
    """Checks that tags are balanced, and notes what could fetch or run something."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.suspicious: list[str] = []
        self.text: list[str] = []

    def handle_starttag(self, tag, attrs):
        if tag in ("script", "link", "img", "iframe", "object", "embed", "form"):
            self.suspicious.append(tag)
        for name, value in attrs:
            if name.startswith("on") or (name in ("href", "src", "xlink:href") and not (value or "").startswith("#")):
                self.suspicious.append(f"{name}={value}")
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag, attrs):
        pass

    def handle_endtag(self, tag):
        if tag not in VOID:
            assert self.open.pop() == tag

    def handle_data(self, data):
        self.text.append(data)


def parsed(document: str) -> Checker:
    checker = Checker()
    checker.feed(document)
    assert checker.open == []
    return checker


@pytest.mark.parametrize("name", ["compliant", "violating", "incomplete", "pending"])
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_pages_are_well_formed_and_fetch_nothing(results, name, lang):
    document = results[name].html(lang)
    assert parsed(document).suspicious == []
    assert "@import" not in document
    assert "url(" not in document
    assert "@page" in document


def test_the_page_says_what_the_report_says(results):
    text = "".join(parsed(results["violating"].html()).text)
    for sign in ("不合规", "五议决策法·决议·到会", "第二十六条第二款", "重新召集村民代表会议", "只核对程序", "流程图"):
        assert sign in text
    assert "36.5万元" in text
    assert "组成人员 48人（第5行）" in text


def test_the_map_shows_where_the_case_stands(results):
    document = results["violating"].html()
    assert document.count("<svg") == 1
    svg = document[document.index("<svg") : document.index("</svg>")]
    assert "违规" in svg
    assert "五议决策法" not in "".join(re.findall("<text[^>]*>(.*?)</text>", svg, re.DOTALL))


def test_only_procedures_that_the_case_follows_are_drawn(results):
    assert [one.name for one in procedures_of(results["violating"])] == ["五议决策法"]
    assert procedures_of(results["pending"]) == ()


def test_the_record_is_listed_in_order_of_days_with_lines(results):
    text = " ".join(unescape("\n".join(parsed(results["compliant"].html()).text)).split())
    events = text[text.index("步骤 日期 内容 行") :]
    places = [
        events.index(step) for step in ("商议", "方案公示 2024年1月15日至2024年2月2日", "决议", "决议公示 2024年3月6日")
    ]
    assert places == sorted(places)


def test_what_a_record_says_cannot_become_markup():
    evil = "<script>alert(1)</script>\"'&"
    result = cunwu.check(
        {"标题": evil, "来源": evil, "说明": evil, "程序": "五议决策法", "经过": [{"步骤": evil, "说明": evil}]},
        rules=RULES,
        as_of=AS_OF,
    )
    checker = parsed(result.html())
    assert checker.suspicious == []
    assert "".join(checker.text).count("<script>alert(1)</script>") >= 4


def test_several_records_in_one_page(results):
    document = page(list(results.values()))
    assert document.count('<section class="case">') == 4
    assert parsed(document).suspicious == []


def test_a_page_in_a_notebook_is_kept_apart(results):
    frame = framed(results["violating"].html())
    inner = re.fullmatch(r'<iframe srcdoc="([^"]*)".*></iframe>', frame, re.DOTALL)
    assert inner
    assert unescape(inner[1]) == results["violating"].html()
    assert " sandbox " in frame
