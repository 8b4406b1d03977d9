"""A case told step by step, without a browser."""

from __future__ import annotations

from pathlib import Path

import pytest

import cunwu
from cunwu.cases.desk import Desk
from cunwu.errors import RecordError, UsageError
from cunwu.register import Register
from cunwu.work import Work
from tests.cunwu.cases.conftest import Teller
from tests.cunwu.cases.conftest import day as on
from tests.cunwu.conftest import DATA, ROOT, RULES

AS_OF = "2024-05-01"
PUBLISHED = sorted((ROOT / "examples" / "records").glob("*.yaml"))


def labels(shown) -> list[tuple[str, str]]:
    return [(frame["label"], frame["word"]) for frame in shown.frames]


@pytest.fixture
def shown():
    return cunwu.replay(DATA / "violating.yaml", rules=RULES, as_of=AS_OF)


def test_at_each_position_only_what_was_known_by_then_is_told(shown):
    assert [label for label, _ in labels(shown)] == ["立项", "商议", "方案公示", "决议", "审查日"]
    assert "违规" not in shown.frames[2]["html"]
    assert "实到31人，缺1人" in shown.frames[3]["html"]
    # A notice of 18 days can't have run out on its first day.
    assert "审查日 2024年1月15日" in shown.frames[2]["html"]
    assert "审查日 2024年5月1日" in shown.frames[4]["html"]


def test_it_says_what_changed_why_and_what_it_was_before(shown):
    html = shown.frames[3]["html"]
    changes = html[html.index("变化") : html.index("各条的结论")]
    assert "这一步引起的变化" in changes
    assert "原为" in changes and "五议决策法·决议·到会" in changes
    assert "第二十六条第二款" in changes and "处理：重新召集村民代表会议" in changes


def test_what_time_has_changed_is_told_apart(shown):
    closing = shown.frames[3]["html"]
    assert "时间经过引起的变化" in closing  # the notice has run out before the meeting
    assert closing.index("时间经过引起的变化") < closing.index("这一步引起的变化")


def test_the_verdict_is_a_word_and_a_shape(shown):
    for frame in shown.frames:
        assert f"<b>{frame['word']}</b>" in frame["html"] and '<svg class="cunwu-mark"' in frame["html"]


def test_the_map_shows_where_the_case_stands(shown):
    assert shown.frames[3]["svg"].startswith("<svg") and shown.frames[3]["step"] == 2
    assert "实到31" in shown.frames[3]["svg"] and "实到31" not in shown.frames[2]["svg"]
    assert shown.frames[0]["step"] == -1
    # The last step that is told is marked; what may come next is said on the map.
    assert "下一步：" in shown.frames[2]["svg"]


def test_the_last_position_says_what_a_check_says(shown):
    assert shown.frames[-1]["word"] == cunwu.check(DATA / "violating.yaml", rules=RULES, as_of=AS_OF).overall.value
    assert shown.position == 4
    shown.position = 99
    assert shown.position == 4
    shown.position = -3
    assert shown.position == 0


def test_the_end_of_a_case_is_told_at_its_end():
    record = {
        "程序": "五议决策法",
        "组成人员": 48,
        "没有的步骤": ["决议公示"],
        "经过": [{"步骤": "商议", "日期": "2024-01-10"}],
    }
    shown = cunwu.replay(record, rules=RULES, as_of=AS_OF)
    assert [label for label, _ in labels(shown)] == ["立项", "商议", "载明", "审查日"]
    first, closing = (shown.frames[place]["html"].partition("<section")[0] for place in (0, 2))
    assert "没有的步骤 决议公示" in closing and "决议公示" not in first


def test_corrections_in_a_register_are_told_too(tmp_path: Path):
    with Register.open(str(tmp_path / "台账.db")) as register:
        tell = Teller(Desk(register, Work.open([RULES], on("5-1"), {})))
        tell.open(as_of="3-1")
        tell.add("决议", "3-11", 主体=["村民代表会议"], 实到=31, 同意=31)
        tell.fix(2, "3-12", 结果="作废")
        shown = cunwu.replay(register.entries("A1"), rules=RULES, as_of="2024-03-12")
    assert [label for label, _ in labels(shown)] == ["立项", "决议", "更正第2号"]
    violated = [word == "不合规" for _, word in labels(shown)]
    assert violated == [False, True, False]
    assert "缺1人" in shown.frames[1]["html"] and "结果 作废" in shown.frames[2]["html"]


def test_it_is_readable_without_a_kernel(shown):
    data, _ = shown._repr_mimebundle_()
    assert "application/vnd.jupyter.widget-view+json" in data
    assert "3. 决议（2024年3月5日）→ 不合规，违规：五议决策法·决议·到会" in data["text/plain"]
    html = data["text/html"]
    assert html.count("<li><b>") == 5 and "实到31人，缺1人" in html and 'class="map-step"' in html
    assert "<script" not in html


def test_text_of_a_record_is_no_html():
    record = {"标题": "<script>alert(1)</script>", "经过": [{"步骤": "<img src=x>", "日期": "2024-01-10"}]}
    shown = cunwu.replay(record, rules=RULES, as_of=AS_OF)
    said = shown.still_html() + "".join(frame["html"] for frame in shown.frames)
    assert "<script>" not in said and "<img" not in said and "&lt;img src=x&gt;" in said


def test_a_record_without_anything_but_an_event():
    shown = cunwu.replay({"经过": [{"步骤": "决议"}]}, rules=RULES, as_of=AS_OF)
    assert [label for label, _ in labels(shown)] == ["立项", "决议"]
    assert shown.title == "未命名的记录"


def test_what_is_wrong_is_said_with_its_place():
    with pytest.raises(RecordError, match=r"wrong\.yaml:2:7"):
        cunwu.replay(DATA / "wrong.yaml", rules=RULES, as_of=AS_OF)
    with pytest.raises(UsageError, match="没有叫“五议法”的程序。是不是“五议决策法”？"):
        cunwu.replay(DATA / "violating.yaml", "五议法", rules=RULES, as_of=AS_OF)
    with pytest.raises(UsageError, match="没有登记"):
        cunwu.replay([], rules=RULES, as_of=AS_OF)


@pytest.mark.parametrize("path", PUBLISHED, ids=lambda path: path.stem)
def test_published_cases_come_to_what_a_check_says(path: Path):
    shown = cunwu.replay(path, as_of="2026-11-22")
    assert shown.frames[-1]["word"] == cunwu.check(path, as_of="2026-11-22").overall.value
