"""Decision tables as their readers see them: ``cunwu rules`` and the handbook."""

from __future__ import annotations

import re

import pytest

import cunwu
from cunwu.errors import UsageError
from cunwu.report.handbook import handbook
from dsl.describe.context import Context
from dsl.describe.tables import describe_table
from tests.cunwu.conftest import DATA
from tests.cunwu.test_page import parsed

FILE = DATA / "tables.cunwu"


@pytest.fixture(scope="module")
def catalogue():
    return cunwu.rules([FILE])


@pytest.fixture(scope="module")
def told(catalogue):
    """What is said of the table of a name, in Chinese."""
    program = catalogue.programs[-1]
    context = Context.of(catalogue.programs, catalogue.rulesets)
    return lambda name: describe_table(catalogue.table(name), program, context)


def test_a_row_tells_all_that_its_norm_needs_and_asks(told) -> None:
    small, middle, large = told("采购方式").rows
    assert small.norm.norm.name == "采购方式·小额"
    assert small.when == "组成人员不少于3人，并且金额少于1万元"
    assert small.asks == "要求：本案有村委会审批。"
    assert "金额不少于1万元，并且金额少于5万元" in middle.when
    assert large.asks.startswith("适用于：每一次询价。要求：本次以前有过公开招标")
    assert "例外：“抢险”：“紧急”为是的，不适用这一条。" in large.asks
    assert ("第三条" in small.cited, "第四条" in large.cited) == (True, True)


def test_a_later_row_needs_that_no_earlier_one_holds_where_the_first_counts(told) -> None:
    first, second = told("用途").rows
    assert (first.when, second.when) == ("金额少于1万元", "金额不少于1万元")
    assert told("用途").hit != told("采购方式").hit


def test_rules_shows_the_rows_of_a_table_together(cli) -> None:
    ran = cli("rules", "采购方式", "--rules", FILE)
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.startswith("采购方式  采购规定（tables）\n  按金额分三档\n  一件事最多符合其中一档\n\n")
    assert "采购方式·小额\n  当 组成人员不少于3人，并且金额少于1万元 → 要求：本案有村委会审批。\n" in ran.out
    assert [line for line in ran.out.splitlines() if re.fullmatch("采购方式·..", line)] == [
        "采购方式·小额", "采购方式·中额", "采购方式·大额"
    ]  # fmt: skip
    assert "采购方式·中额" not in cli("rules", "用途", "--rules", FILE).out
    assert cli("rules", "tables:采购方式", "--rules", FILE).out == ran.out
    english = cli("rules", "用途", "--rules", FILE, "--lang", "en").out
    assert "when 金额 is less than 10,000 yuan → Required: there is 村委会审批." in english


def test_a_ruleset_lists_its_tables_and_a_row_is_still_a_norm(cli) -> None:
    assert "【分档（2）】\n  采购方式（3档）\n  用途（2档）\n" in cli("rules", FILE).out
    assert cli("rules", "采购方式·小额", "--rules", FILE).out.startswith("采购方式·小额\n")


def test_a_table_that_is_not_there(catalogue) -> None:
    with pytest.raises(UsageError, match="没有叫“采购方法”的分档。是不是“采购方式”？"):
        catalogue.table("采购方法")


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_handbook_has_each_table_before_the_norms(catalogue, lang) -> None:
    page = handbook(catalogue, ["tables"], lang)
    assert parsed(page).suspicious == []
    tables = re.findall(r'<table class="rows">.*?</table>', page, re.DOTALL)
    assert [one.count("<tr>") - 1 for one in tables] == [3, 2]
    assert page.index(tables[1]) < page.index('<article class="norm"')
    ids = set(re.findall(r' id="([^"]+)"', page))
    linked = dict(re.findall(r'<a href="#([^"]+)">([^<]+)</a>', "".join(tables)))
    assert set(linked) <= ids and next(iter(linked.values())) == "采购方式·小额"
    for anchor, name in linked.items():
        assert f'<article class="norm" id="{anchor}">\n<h4>{name}' in page
    cells = re.findall(r"<td[^>]*>(.*?)</td>", tables[0])[:4]
    if lang == "zh":
        assert cells[1:] == [
            "组成人员不少于3人，并且金额少于1万元", "要求：本案有村委会审批。", "《某村采购规定》第三条（村规民约）"
        ]  # fmt: skip
