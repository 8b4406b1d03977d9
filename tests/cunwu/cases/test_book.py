"""``cunwu.casebook``, as a notebook uses it."""

from __future__ import annotations

import pytest

import cunwu
from engine.findings.nodes import Overall
from tests.cunwu.cases.conftest import OPENING, RULES


@pytest.fixture
def book(tmp_path):
    with cunwu.casebook(tmp_path / "台账.db", rules=RULES, who="王会计") as opened:
        yield opened


def test_a_case_from_its_opening_to_its_deadlines(book):
    assert book.open(OPENING, as_of="2024-03-01").standing.case == "2024-0001"
    answer = book.add("2024-0001", {"步骤": "决议", "日期": "2024-03-05", "实到": 31}, as_of="2024-03-05")
    assert answer.standing.result.overall is Overall.VIOLATED
    assert str(answer).startswith("2024-0001 第2号 登记：决议（2024-03-05），实到 31人")
    assert answer._repr_mimebundle_()["text/plain"] == str(answer)
    book.add("2024-0001", {"成年村民": 900}, as_of="2024-03-05")
    book.fix("2024-0001", 2, {"attended": 32}, as_of="2024-03-06")
    book.fix("2024-0001", 2, {"attended": None, "步骤": "决议公示"}, as_of="2024-03-06")
    assert book.record("2024-0001")["经过"] == [{"步骤": "决议公示", "日期": "2024-03-05"}]
    book.withdraw("2024-0001", 5, "写错了", as_of="2024-03-06")
    assert [(one.case, one.days) for one in book.due(as_of="2024-03-06")] == [("2024-0001", 9)]
    assert book.status("2024-0001", as_of="2024-03-16").text().startswith("2024-0001 修村道\n结论：✗ 不合规")
    assert len(book.history("2024-0001")) == 6 and book.verify() == ()
    assert book.status("2024-0001", as_of="2024-03-16").to_dict()["case"] == "2024-0001"


def test_a_record_file_is_a_case(book, tmp_path):
    (tmp_path / "件.yaml").write_text("标题: 修渠\n经过:\n  - 步骤: 商议\n    日期: 2024-03-01\n", encoding="utf-8")
    assert [one.kind for one in book.open(tmp_path / "件.yaml", "渠-1", as_of="2024-03-02").new] == ["opened", "added"]


def test_a_register_that_must_be_there(tmp_path):
    with pytest.raises(cunwu.RegisterError, match="没有台账"):
        cunwu.casebook(tmp_path / "台账.db", create=False)


def test_rules_with_mistakes_let_go_of_the_register(tmp_path):
    with pytest.raises(cunwu.RulesError):
        cunwu.casebook(tmp_path / "台账.db", rules="没有这个规则集")
