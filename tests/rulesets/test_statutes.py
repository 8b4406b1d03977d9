"""The index of the statutes: counts that were made by hand, how texts are counted, and no text in it."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from dsl.lint.statutes import Place, StatuteIndex, from_json, place_of
from dsl.model.nodes import Source
from dsl.norms.nodes import Rank
from dsl.values import Interval
from rulesets import statutes as package
from rulesets.statutes import statutes
from rulesets.statutes.make_index import count_articles, index_of, main, validity, written

FILES = sorted(Path(package.__file__).parent.glob("*.json"))
VCL = "中华人民共和国村民委员会组织法"
TEXT = """> 标题 title: 某省某办法(2020年修正)
> 通过 adopted: 2012-03-31 通过,2020-07-31 修正;施行 effective: 2012-07-01(修正部分 2020-08-01)
> 完整性 completeness: full(全文)

# 某省某办法

## 第一章 总则

第一条 有三项：

（一）甲；

（二）乙；

（三）丙。

前款以外的一款。

第二条 只有一款。

第一条规定的，本条也适用，这是第二款。

第十条　中间缺号也照数。

---
第十一条 整理人的说明，不是条文。
"""


def edition(title: str, name: str):
    (found,) = [s for s in statutes().editions(title) if s.edition == name]
    return found


@pytest.mark.parametrize(
    ("title", "name", "articles"),
    [
        (VCL, "2010年修订", 41),
        (VCL, "2018年修正", 41),
        (VCL, "2025年修正", 50),
        ("重大行政决策程序暂行条例", "", 44),
        ("中华人民共和国农村集体经济组织法", "", 67),
        ("中华人民共和国招标投标法", "2017年修正", 68),
        ("浙江省村民委员会选举办法", "2020年修正", 46),
        ("宁波市法治乡村建设促进条例", "", 34),
    ],
)
def test_the_number_of_articles(title, name, articles):
    statute = edition(title, name)
    assert statute.complete
    assert sorted(statute.articles) == list(range(1, articles + 1))


@pytest.mark.parametrize(
    ("title", "name", "article", "items"),
    [
        # Counted by hand in the texts: the 项 of each 款.
        (VCL, "2018年修正", 2, (0, 0, 0)),
        (VCL, "2018年修正", 13, (0, 3, 0)),
        (VCL, "2018年修正", 24, (9, 0, 0)),
        (VCL, "2018年修正", 26, (0, 0)),
        (VCL, "2018年修正", 30, (0, 5, 0, 0)),
        ("宁波市法治乡村建设促进条例", "", 17, (0, 0, 0)),
        ("宁波市法治乡村建设促进条例", "", 18, (5,)),
        ("重大行政决策程序暂行条例", "", 25, (0, 0)),
        ("重大行政决策程序暂行条例", "", 30, (0, 0, 0)),
        ("全国年节及纪念日放假办法", "2024年修订", 2, (7,)),
        ("全国年节及纪念日放假办法", "2024年修订", 3, (4,)),
    ],
)
def test_paragraphs_and_items(title, name, article, items):
    assert edition(title, name).articles[article] == items


@pytest.mark.parametrize(
    ("title", "name", "start", "end"),
    [
        (VCL, "1998年", date(1998, 11, 4), date(2010, 10, 27)),
        (VCL, "2010年修订", date(2010, 10, 28), date(2018, 12, 28)),
        (VCL, "2018年修正", date(2018, 12, 29), date(2025, 12, 31)),
        (VCL, "2025年修正", date(2026, 1, 1), None),
        ("重大行政决策程序暂行条例", "", date(2019, 9, 1), None),
        ("中华人民共和国招标投标法", "2017年修正", date(2017, 12, 28), None),
        ("浙江省土地管理条例", "2021年", date(2021, 11, 1), None),
        # The day of the amendment isn't stated; the statute's own first day is another.
        ("浙江省农村集体资产管理条例", "2020年修正", None, None),
        ("浙江省社会救助条例", "2020年修正", None, None),
    ],
)
def test_days_in_force_as_far_as_they_are_stated(title, name, start, end):
    assert edition(title, name).validity == Interval(start, end)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_file_holds_numbers_and_no_sentence(path):
    entry = json.loads(path.read_text("utf-8"))
    assert set(entry) == {"title", "edition", "start", "end", "complete", "articles"}
    assert path.read_text("utf-8") == written(entry)
    assert all(
        number.isdigit() and all(isinstance(n, int) for n in items) for number, items in entry["articles"].items()
    )
    assert not any(mark in path.read_text("utf-8") for mark in "。；，")


def test_of_an_excerpt_only_what_is_there_is_held_to_it():
    code = edition("中华人民共和国民法典", "")
    assert not code.complete
    assert code.has(Place(1000, 9, 9))
    assert code.has(Place(261, 2, 5))
    assert not any(map(code.has, (Place(261, 2, 6), Place(261, 3, 0), Place(261, 1, 1))))


def test_an_article_that_breaks_off_is_not_counted():
    assert 7 not in edition("浙江省重大行政决策程序规定", "").articles
    assert count_articles("第一条 全。\n第二条 除……外,……(来源到此截断)\n第二款。\n") == {1: [0]}


def test_what_a_whole_text_has_and_has_not():
    law = edition(VCL, "2018年修正")
    assert all(map(law.has, (Place(41, 0, 0), Place(26, 2, 0), Place(24, 1, 9), Place(24, 0, 9), Place(30, 2, 5))))
    assert not any(map(law.has, (Place(42, 0, 0), Place(26, 3, 0), Place(24, 1, 10), Place(24, 2, 1), Place(0, 0, 0))))


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("第二十六条", Place(26, 0, 0)),
        ("第二十六条第二款", Place(26, 2, 0)),
        ("第一百零一条第一款第十项", Place(101, 1, 10)),
        ("第十八条第二项", Place(18, 0, 2)),
        ("第十条之一", None),
        ("", None),
    ],
)
def test_a_cited_place_in_numbers(text, place):
    assert place_of(text) == place


def source(title: str, start: date | None = None, end: date | None = None) -> Source:
    span = None
    return Source("x", title, Rank.LAW, Interval(start, end), "", span)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("one", "wanted"),
    [
        (source(f"《{VCL}》（2018年修正）"), "2018年修正"),
        (source("《村民委员会组织法》（2018年修正）"), "2018年修正"),
        (source(f"《{VCL}》", date(2026, 1, 1)), "2025年修正"),
        (source(f"《{VCL}》", date(2011, 1, 1), date(2012, 1, 1)), "2010年修订"),
        (source(f"《{VCL}》"), None),
        (source(f"《{VCL}》（2030年修正）", date(2026, 1, 1)), None),
        (source("《浙江省实施〈中华人民共和国村民委员会组织法〉办法》（2020年修正）"), "2020年修正"),
        (source("《浙江省实施村民委员会组织法办法》（2020年修正）"), "2020年修正"),
        (source("《重大行政决策程序暂行条例》（国务院令第713号）", date(2019, 9, 1)), ""),
        (source("《某村村规民约》"), None),
    ],
)
def test_a_source_is_matched_by_title_and_year_or_days(one, wanted):
    found = statutes().of(one)
    assert (found.edition if found else None) == wanted


# --- counting --------------------------------------------------------------------------


def test_a_text_is_counted():
    assert count_articles(TEXT) == {1: [3, 0], 2: [0, 0], 10: [0]}


def test_the_entry_of_a_text():
    entry = index_of(TEXT)
    assert entry is not None
    assert (entry["title"], entry["edition"], entry["complete"]) == ("某省某办法", "2020年修正", True)
    assert (entry["start"], entry["end"]) == ("2020-08-01", None)
    (statute,) = from_json([json.loads(written(entry))]).statutes
    assert statute.last == 10


@pytest.mark.parametrize("text", ["", "# 没有题头\n\n第一条 甲\n", TEXT.replace("条", "目")])
def test_other_texts_have_no_entry(text):
    assert index_of(text) is None


@pytest.mark.parametrize(
    ("dates", "text", "expected"),
    [
        ("2019-04-20 公布;施行 effective: 2019-09-01", "", (date(2019, 9, 1), None)),
        ("2013-12-11 修订;施行 effective: 2014-01-01 至 2024-12-31※", "", (date(2014, 1, 1), date(2024, 12, 31))),
        ("2018-12-29 修正;施行 effective: 2018-12-29 起;至 2025-12-31", "", (date(2018, 12, 29), date(2025, 12, 31))),
        ("2020-09-24 修正;施行 effective: 2016-05-01", "", (None, None)),
        ("2020-07-31 修正;施行 effective: 2012-07-01(修正部分 2020-07-31 后)", "", (None, None)),
        ("见题注;施行 effective: 见条文", "第九条 本条例自2021年11月1日起施行。", (date(2021, 11, 1), None)),
        ("2011-08-07;施行 effective: 见条文", "2011年9月5日 施行\n", (date(2011, 9, 5), None)),
        ("2020-04-24 通过;施行 effective: 见条文", "本条例自公布之日起施行。", (None, None)),
    ],
)
def test_the_days_of_a_version(dates, text, expected):
    assert validity(dates, text) == expected


def test_wrong_usage(capsys):
    assert main([]) == 2
    assert "FOLDER" in capsys.readouterr().err


def test_an_empty_index_knows_nothing():
    assert StatuteIndex().of(source(f"《{VCL}》（2018年修正）")) is None
