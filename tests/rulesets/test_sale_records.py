"""The same sale of collective property under the law of four years: examples/records/sale-*.yaml."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import pytest

import cunwu
from cunwu.result import CheckResult
from engine.findings.nodes import Finding, Overall, Verdict
from rulesets.loader import ROOT

RECORDS = ROOT.parent / "examples" / "records"
YEARS = (2014, 2018, 2024, 2026)
ASSETS, COOPERATIVE = "浙江省农村集体资产管理条例", "浙江省村经济合作社组织条例"
NATIONAL, OF_ALL = "中华人民共和国农村集体经济组织法", "成员代表大会·通过"
TWO_THIRDS, PRESENT, MAJORITY = "重大资产事项·代表会议通过", "社员代表大会·到会", "社员代表大会·通过"


def path(year: int) -> Path:
    return RECORDS / f"sale-{year}.yaml"


@cache
def checked(year: int) -> CheckResult:
    return cunwu.check(path(year), as_of="2026-11-22")


def finding(year: int, norm: str) -> Finding:
    (found,) = [one for one in checked(year).findings if one.norm.name == norm]
    return found


def test_only_the_days_differ() -> None:
    facts = set()
    for year in YEARS:
        text = path(year).read_text("utf-8")
        facts.add(re.sub(rf"\b{year}-", "YYYY-", text[text.index("规则:") :]))
    assert len(facts) == 1


@pytest.mark.parametrize(
    ("year", "overall"),
    [(2014, Overall.COMPLIANT), (2018, Overall.VIOLATED), (2024, Overall.VIOLATED), (2026, Overall.VIOLATED)],
)
def test_the_overall_verdict(year: int, overall: Overall) -> None:
    assert checked(year).overall is overall


@pytest.mark.parametrize(
    ("year", "norm", "verdict", "title", "edition"),
    [
        (2014, TWO_THIRDS, Verdict.NOT_APPLICABLE, "", ""),
        (2014, PRESENT, Verdict.COMPLIANT, COOPERATIVE, ""),
        (2014, MAJORITY, Verdict.COMPLIANT, COOPERATIVE, ""),
        (2018, TWO_THIRDS, Verdict.VIOLATED, ASSETS, ""),
        (2018, MAJORITY, Verdict.COMPLIANT, COOPERATIVE, ""),
        (2024, TWO_THIRDS, Verdict.VIOLATED, ASSETS, "2020年修正"),
        (2024, MAJORITY, Verdict.COMPLIANT, COOPERATIVE, "2020年修正"),
        (2024, OF_ALL, Verdict.NOT_APPLICABLE, "", ""),
        (2026, TWO_THIRDS, Verdict.NOT_APPLICABLE, "", ""),
        (2026, MAJORITY, Verdict.NOT_APPLICABLE, "", ""),
        (2026, OF_ALL, Verdict.VIOLATED, NATIONAL, ""),
    ],
)
def test_the_law_of_the_day(year: int, norm: str, verdict: Verdict, title: str, edition: str) -> None:
    found = finding(year, norm)
    assert found.verdict is verdict
    if title:
        assert found.citation is not None
        assert title in found.citation.title and edition in found.citation.title
        assert bool(found.citation.caveat) is (title != NATIONAL and not edition)
