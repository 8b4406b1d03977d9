"""Which rules a record's region brings in, however it is written."""

from __future__ import annotations

import pytest

from cunwu.catalogue import full_region
from cunwu.work import Work
from tests.cunwu.cases.conftest import day

KNOWN = ["浙江省", "浙江省宁波市", "浙江省宁波市宁海县"]
DIRECT = {
    "类别": "工程建设",
    "金额": "80万元",
    "经过完整": "是",
    "经过": [{"步骤": "发包", "日期": "2024-03-01", "发包方式": "直接发包"}],
}


@pytest.mark.parametrize(
    ("written", "full"),
    [
        ("宁海县", "浙江省宁波市宁海县"),
        ("宁波市宁海县", "浙江省宁波市宁海县"),
        ("宁海县长街镇", "浙江省宁波市宁海县长街镇"),
        ("宁波市鄞州区", "浙江省宁波市鄞州区"),
        ("浙江省宁波市宁海县", "浙江省宁波市宁海县"),
        ("浙江省余姚市", "浙江省余姚市"),
        ("浙江宁海", "浙江宁海"),
        ("山东省宁津县", "山东省宁津县"),
        ("", ""),
    ],
)
def test_a_region_is_written_in_full(written, full):
    assert full_region(written, KNOWN) == full


def test_a_place_that_is_in_two_is_left():
    assert full_region("鼓楼区", ["江苏省南京市鼓楼区", "福建省福州市鼓楼区"]) == "鼓楼区"


@pytest.fixture(scope="module")
def work():
    return Work.open([], day("6-1"), {})


def codes(result) -> list[str]:
    return [one.code for one in result.diagnostics]


@pytest.mark.parametrize("region", ["浙江省宁波市宁海县", "宁波市宁海县", "宁海县", "宁海县长街镇"])
def test_the_same_rules_apply(work, region):
    result = work.check_mapping({"地区": region, **DIRECT})
    assert len(result.findings) == len(work.check_mapping({"地区": "浙江省宁波市宁海县", **DIRECT}).findings)
    assert [one.norm.name for one in result.findings if one.verdict.chinese == "违规"] == ["工程公开招标"]
    assert "R094" not in codes(result)


def test_a_place_without_rules_of_its_own_is_told(work):
    result = work.check_mapping({"地区": "浙江宁海", **DIRECT})
    (found,) = [one for one in result.diagnostics if one.code == "R094"]
    assert found.message == "没有地区“浙江宁海”的规则，只按全国的规则核对"
    assert "没有地区“山东省宁津县”的规则" in work.check_mapping({"地区": "山东省宁津县", **DIRECT}).text()


def test_nothing_is_said_where_rules_were_chosen_or_no_region_is_told(work):
    chosen = Work.open(["national/organic_law"], day("6-1"), {})
    elsewhere = {"地区": "山东省宁津县", "标题": "修路"}
    told = (chosen.check_mapping(elsewhere), work.check_mapping({"规则": "national/organic_law", **elsewhere}))
    assert not [one for result in (*told, work.check_mapping(DIRECT)) for one in codes(result) if one == "R094"]
