"""How much of the statutes the bundled rules account for: no fewer articles than before, in the end all of them."""

from __future__ import annotations

import pytest

import cunwu
from cunwu.statute_coverage import StatuteCoverage, coverages, statutes_meant
from rulesets.statutes import statutes

FLOORS = {
    ("村民委员会组织法", "2025"): 50,
    ("重大行政决策程序暂行条例", ""): 44,
    ("农村集体经济组织法", ""): 67,
    ("招标投标法", "2017"): 68,
    ("招标投标法实施条例", "2019"): 84,
    ("浙江省社会救助条例", ""): 63,
    ("浙江省村民委员会选举办法", ""): 46,
    ("浙江省农村集体资产管理条例", "2020"): 53,
    ("浙江省村经济合作社组织条例", "2020"): 45,
}
"""The articles that are accounted for today; whoever writes rules raises them, in the end to all."""


@pytest.mark.parametrize(("title", "edition"), FLOORS)
def test_as_many_articles_as_before_are_accounted_for(title: str, edition: str) -> None:
    found = coverage_of(title, edition)
    left = [article.number for article in found.articles if not article.accounted]
    assert found.accounted >= FLOORS[title, edition], f"open: {left}"


@pytest.mark.parametrize(("title", "edition"), FLOORS)
def test_the_text_of_the_statute_is_known_whole(title: str, edition: str) -> None:
    statute = coverage_of(title, edition).statute
    assert statute.complete
    assert sorted(statute.articles) == list(range(1, statute.last + 1))


def coverage_of(title: str, edition: str) -> StatuteCoverage:
    catalogue, index = cunwu.rules(), statutes()
    (statute,) = statutes_meant(title, edition, catalogue, index)
    (found,) = coverages(catalogue, (statute,), index)
    return found
