"""Lists of powers, matters, steps, comparisons, archives, timelines and matrices as pictures."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from dataclasses import replace
from datetime import date

import pytest

from cunwu.pictures import coming
from cunwu.work import Work, opened
from dsl.model.nodes import Matter
from tests.visualize import drawing
from tests.visualize.procedures import FIVE_DELIBERATIONS, ORGANIC_LAW, SPAN, demand, procedure, step
from tests.visualize.test_archive import AS_OF, CASES, RULES
from visualize.archive import archive_of
from visualize.archived import archived
from visualize.compared import compared
from visualize.maps import MapOptions, draw_step
from visualize.matrix import matrix
from visualize.pen import Picture
from visualize.power_list import draw_list, draw_matter
from visualize.timeline import timeline

SVG = drawing.SVG


def words(picture: Picture) -> list[str]:
    """Every line of text, in the order of the file."""
    return [
        "".join(part for part in (node.text, *(child.tail for child in node)) if part)
        for node in ET.fromstring(picture.svg()).iter(f"{SVG}text")
    ]


def rooms(svg: str):
    """Every text with its room in the coordinates of the picture."""

    def walk(node: ET.Element, x: float, y: float):
        if "translate" in node.get("transform", ""):
            dx, dy = (float(part) for part in re.findall(r"-?[\d.]+", node.attrib["transform"]))
            x, y = x + dx, y + dy
        if node.tag == f"{SVG}text":
            yield drawing._text(node, x, y)
        for child in node:
            yield from walk(child, x, y)

    return list(walk(drawing.parse(svg), 0.0, 0.0))


@pytest.fixture(scope="module")
def catalogue():
    return opened(())


@pytest.fixture(scope="module")
def work():
    return Work.open([RULES], AS_OF, {})


def case(work: Work, *events: dict, as_of: date = AS_OF, **fields):
    record = {"标题": "修路", "程序": "五议决策法", "组成人员": 48, "经过完整": "是", **fields, "经过": list(events)}
    return work.judge(record, as_of, {})


EVENTS = (
    {"步骤": "商议", "日期": "2024-03-01"},
    {"步骤": "方案公示", "日期": "2024-03-04", "止": "2024-03-14"},
    {"步骤": "决议", "日期": "2024-03-20", "通知日": "2024-03-15", "实到": 30, "同意": 29},
)


@pytest.fixture(scope="module")
def pictures(catalogue, work):
    """One of each kind."""
    five = catalogue.procedure("五议决策法")
    results = [(name, work.check_mapping({"标题": name, **told})) for name, told in CASES.items()]
    mine = results[0][1].catalogue.procedure("五议决策法")
    live = case(work, *EVENTS, as_of=date(2024, 3, 22))
    ninghai = catalogue.ruleset("ninghai/power_list")
    return {
        "list": draw_list(ninghai),
        "narrow list": draw_list(ninghai, 1),
        "matter": draw_matter(ninghai.matters[0]),
        "narrow matter": draw_matter(ninghai.matters[0], narrow=True),
        "step": draw_step(five, "决议"),
        "compared": compared(five, catalogue.procedure("四议两公开")),
        "beside": compared(five, catalogue.procedure("和村惠民四步法")),
        "archive": archived(mine, archive_of(mine, [(name, one.findings, one.facts) for name, one in results])),
        "timeline": timeline("修路", live.facts, live.findings, live.report.as_of, coming(work, live)),
        "matrix": matrix("修路", {"修路": live.findings}),
        "matrix of several": matrix("各件", {name: one.findings for name, one in results}),
    }


KINDS = (
    "list",
    "narrow list",
    "matter",
    "narrow matter",
    "step",
    "compared",
    "beside",
    "archive",
    "timeline",
    "matrix",
    "matrix of several",
)


@pytest.mark.parametrize("kind", KINDS)
def test_every_text_lies_on_the_canvas(pictures, kind):
    svg = pictures[kind].svg()
    canvas = drawing.Rect(0, 0, *drawing.size(svg))
    texts = rooms(svg)
    assert len(texts) > 5
    for told, room in texts:
        assert canvas.contains(room, slack=1), told
    for group in drawing.groups(svg):
        assert all(group.rect.contains(room, slack=0.6) for _, room in group.texts)


@pytest.mark.parametrize("kind", KINDS)
def test_texts_do_not_overlap(pictures, kind):
    texts = rooms(pictures[kind].svg())
    for number, (told, room) in enumerate(texts):
        for other, its in texts[number + 1 :]:
            assert not room.overlaps(its), (told, other)


@pytest.mark.parametrize("kind", KINDS)
def test_it_is_told_in_words_and_the_same_again(pictures, kind):
    picture = pictures[kind]
    root = drawing.parse(picture.svg())
    assert root.findtext(f"{SVG}desc") == picture.description != "" and root.attrib["role"] == "img"
    assert picture.svg() == replace(picture).svg()
    assert float(root.attrib["width"]) <= 718
    assert not any({"href", "id", "style"} & set(node.attrib) for node in root.iter())


def test_a_list_shows_each_matter_and_what_is_vacant(pictures):
    told = words(pictures["list"])
    assert "共36项，其中23项空缺，待填" in told and told.count("空缺，待填") == 23
    assert [one for one in told if one.isdigit()] == [str(number) for number in range(1, 37)]
    assert told[told.index("村级重大事项决策") + 2] == "程序：五议决策法"
    dashed = pictures["list"].svg().count("stroke-dasharray")
    assert dashed == 23
    assert pictures["narrow list"].width < 260 and words(pictures["narrow list"])[-80:] == told[-80:]


def test_a_matter_is_told_by_the_headings_of_the_list():
    matter = Matter(
        "7", "用印", "便民服务", ("村民委员会",), None, "", False, (("公开", "每月公布。"),), ("待确认：谁批准。",),
        (ORGANIC_LAW,), SPAN,
    )  # fmt: skip
    assert words(draw_matter(matter)) == [
        "事项7：用印", "类别", "便民服务", "责任主体", "村民委员会", "依据",
        "《中华人民共和国村民委员会组织法》第二十六条第二款", "公开", "每月公布。", "注意", "待确认：谁批准。",
    ]  # fmt: skip


def test_a_step_is_drawn_between_its_neighbours_with_all_that_is_asked():
    told = "".join(words(draw_step(FIVE_DELIBERATIONS, "决议")))
    assert "步骤：决议（五议决策法）" in told
    assert "到会：组成人员的三分之二以上【《中华人民共和国村民委员会组织法》第二十六条第二款】" in told
    assert "补正：重新召集会议" in told
    names = [group.texts[0][0] for group in drawing.groups(draw_step(FIVE_DELIBERATIONS, "决议").svg())]
    assert {"审议", "决议", "决议公示", "商议", "实施"} >= {
        one for one in names if one in "审议决议公示商议实施提议评议"
    }
    assert "提议" not in names and "开始" not in names and "评议" not in names
    assert "开始" in words(draw_step(FIVE_DELIBERATIONS, "提议"))
    with pytest.raises(KeyError):
        draw_step(FIVE_DELIBERATIONS, "没有")


# --- compared ---------------------------------------------------------------------------------

OLD = procedure("旧", step("甲"), step("乙", (), ("甲",), (demand("公示", "不少于3日"),)), step("丙", (), ("乙",)))
NEW = procedure("新", step("甲"), step("乙", (), ("甲",), (demand("公示", "不少于5日"),)), step("丁", (), ("乙",)))


def arrows(picture: Picture) -> dict[str, str]:
    """The colour of each arrow that has a tooltip."""
    found = {}
    for group in drawing.parse(picture.svg()).iter(f"{SVG}g"):
        if group.get("class") == "map-arrow" and group.findtext(f"{SVG}title"):
            found[group.findtext(f"{SVG}title", "")] = group.findall(f"{SVG}path")[0].attrib["stroke"]
    return found


def test_compared_steps_say_what_became_of_them():
    picture = compared(OLD, NEW)
    told = "".join(words(picture))
    assert "改动公示：由“不少于3日”改为“不少于5日”" in told
    assert told.count("新增") == 1 and told.count("删去") == 2  # a step, and the way to it in the legend
    assert arrows(picture) == {"甲 → 乙": "#555555", "乙 → 丁": "#555555", "乙 → 丙": "#777777"}
    assert "改动" not in "".join(words(compared(OLD, OLD)))


def test_a_way_that_is_new_between_steps_that_stayed():
    direct = procedure("新", step("甲"), step("乙", (), ("甲",)), step("丙", (), ("甲",)))
    assert arrows(compared(OLD, direct))["甲 → 丙"] == "#009E73"
    back = procedure("新", step("丙"), step("乙", (), ("丙",)), step("甲", (), ("乙",)))
    assert set(arrows(compared(OLD, back)).values()) == {"#009E73", "#777777"}


def test_procedures_with_little_in_common_stand_side_by_side(pictures):
    told = words(pictures["beside"])
    assert "流程图：五议决策法" in told and "流程图：和村惠民四步法" in told and "新增" not in told


# --- many cases --------------------------------------------------------------------------------


def test_an_archive_counts_steps_ways_and_days(pictures):
    told = words(pictures["archive"])
    assert "共5件" in told and told.count("4件办了") == 2 and "违规3件" in told and "重办1件" in told
    labels = ["".join(line for line, _ in group.texts) for group in drawing.groups(pictures["archive"].svg())
              if group.kind == "map-label"]  # fmt: skip
    assert "4件，中位19日，没有接着办方案公示" in labels and "1件，中位1日" in labels and "届满后，0件" in labels
    assert "2件：商议 → 决议" in told and "违反“五议决策法·方案公示·办理”的3件：甲、乙、丙" in told


def test_what_is_done_in_the_wrong_order_goes_up(work):
    result = case(work, {"步骤": "决议", "日期": "2024-03-01"}, {"步骤": "商议", "日期": "2024-03-02"})
    mine = result.catalogue.procedure("五议决策法")
    told = "".join(words(archived(mine, archive_of(mine, [("甲", result.findings, result.facts)]))))
    assert "1件，中位1日，次序颠倒" in told


# --- on its days -------------------------------------------------------------------------------


def test_a_timeline_tells_days_notice_and_what_may_come(pictures):
    told = words(pictures["timeline"])
    assert "审查日2024年3月22日" in told and "2024年3月4日至14日，10日" in told
    assert told[told.index("决议的通知") + 1] == "2024年3月15日，提前5日"
    assert any(one.startswith("下一步：") for one in told)


def rest_days(picture: Picture) -> int:
    return picture.svg().count('class="map-rest"')


def test_days_of_rest_are_those_of_the_calendar(work):
    """Spring festival 2024: rest from 10 to 17 February, work on the Sundays 4 and 18."""
    result = case(
        work, {"步骤": "商议", "日期": "2024-02-04"}, {"步骤": "决议", "日期": "2024-02-18"}, as_of=date(2024, 2, 18)
    )
    drawn = timeline("春节", result.facts, (), result.report.as_of)
    # From 2 to 21 February: 3 (Saturday), and 10 to 17; neither 4 nor 18.
    assert rest_days(drawn) == 1 + 8


def test_days_that_the_state_has_not_arranged_yet_are_shown_as_such(work):
    result = case(work, {"步骤": "商议", "日期": "2031-03-03"}, as_of=date(2031, 3, 5))
    told = words(timeline("以后", result.facts, (), result.report.as_of))
    assert "放假安排还没有公布" in told


def test_a_long_case_and_one_without_days(work):
    long = case(work, {"步骤": "商议", "日期": "2020-01-01"}, {"步骤": "决议", "日期": "2024-01-01"})
    picture = timeline("久", long.facts, long.findings, long.report.as_of)
    assert rest_days(picture) == 0 and any("没有画出休息日" in one for one in words(picture))
    assert float(drawing.parse(picture.svg()).attrib["width"]) <= 718
    empty = case(work, {"步骤": "商议"})
    assert "没有写明日期的步骤" in words(timeline("空", empty.facts, (), empty.report.as_of))


def test_a_deadline_has_its_mark_and_its_day(catalogue):
    """A decision is published six months after it at the latest."""
    work = Work.open(["national/organic_law"], date(2026, 3, 12), {})
    events = [{"步骤": "决议", "日期": "2026-03-09", "主体": "村民代表会议"}]
    result = work.check_mapping({"标题": "修路", "经过完整": "是", "经过": events})
    told = words(timeline("修路", result.facts, result.findings, result.report.as_of))
    assert told[told.index("决定的公布·六个月") + 1] == "最迟2026年9月9日，未到期"
    assert "最迟的日子" in told


# --- norms by verdict ----------------------------------------------------------------------------


def test_a_matrix_of_one_case_counts_verdicts(work, pictures):
    result = case(work, *EVENTS, as_of=date(2024, 3, 22))
    counts = {verdict: sum(one.verdict is verdict for one in result.findings) for verdict in
              {one.verdict for one in result.findings}}  # fmt: skip
    told = words(pictures["matrix"])
    heads = ["违规", "待补充", "未到期", "合规"]
    assert [one for one in told if one in heads] == heads
    totals = told[told.index("共") + 1 :]
    by_word = {verdict.chinese: count for verdict, count in counts.items()}
    assert totals == [str(by_word.get(head, 0)) for head in heads]
    marks = pictures["matrix"].svg().count('class="matrix-mark"')
    assert marks == sum(counts.values()) - by_word.get("不适用", 0)


def test_what_waits_for_an_act_that_is_not_told_of_is_counted(work):
    """An open record with one step: of the others nobody knows whether they took place."""
    result = work.judge({"标题": "修路", "程序": "五议决策法", "经过": [EVENTS[0]]}, AS_OF, {})
    waiting = [one for one in result.findings if any(not fact.name for fact in one.missing)]
    told = words(matrix("修路", {"修路": result.findings}))
    assert len(waiting) > 2 and f"另有{len(waiting)}条待补充，等记录没有提到的行为，没有列出" in told
    assert "决议·到会" not in told


def test_a_matrix_of_several_has_a_column_for_each(work, pictures):
    told = words(pictures["matrix of several"])
    assert all(name in told for name in CASES)
    several = [work.check_mapping({"标题": name, **one}) for name, one in CASES.items()]
    violated = [str(sum(one.verdict.chinese == "违规" for one in result.findings)) for result in several]
    assert told[told.index("违规") + 1 : told.index("违规") + 6] == violated
    assert len(set(violated)) > 1


def test_options_hold_for_compared_pictures():
    bare = compared(OLD, NEW, MapOptions(heading=False, legend=False, lanes=False))
    assert "图例" not in bare.svg() and "map-legend" not in bare.svg() and bare.height < compared(OLD, NEW).height
