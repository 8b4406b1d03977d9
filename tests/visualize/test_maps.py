from __future__ import annotations

import dataclasses
import subprocess
import sys
import time
import xml.etree.ElementTree as ET

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from dsl.compile import compile_ruleset
from tests.visualize import drawing
from tests.visualize.procedures import (
    ALL,
    FIVE_DELIBERATIONS,
    MAJOR_DECISION,
    NASTY,
    days,
    demand,
    phrase,
    procedure,
    step,
)
from visualize import CaseOverlay, MapOptions, StepOverlay, StepStatus, dot_source, draw
from visualize.layout import lay_out
from visualize.marks import STYLES, mark
from visualize.metrics import clean

DATES = ("2024年3月5日", "2024年3月5日至20日", "2024年12月25日至2025年1月14日、2026年1月14日（共3次）", "")
COUNTS = (("应到48 实到31", "同意31 反对0 弃权0"), (), ("应到123456 实到123456",))


def case_of(proc) -> CaseOverlay:
    """Every status, with dates and counts of many lengths."""
    statuses = tuple(StepStatus)
    return CaseOverlay(
        {
            each.name: StepOverlay(statuses[i % 6], DATES[i % 4], COUNTS[i % 3], (f"违规：{each.name}·到会 <&>",))
            for i, each in enumerate(proc.steps)
        }
    )


# Shapes that a layout easily gets wrong: ways back of every kind, parallel labels, wide fans.
KNOTS = procedure(
    "结",
    step("甲", on_failure="甲"),
    step("乙", (), (phrase("甲", complete=True, period=days("二十个工作日", 20)),), on_failure="甲"),
    step("丙", (), (phrase("乙", period=days("3日", 3)), phrase("甲", period=days("9日", 9))), on_failure="乙"),
    step("丁", (), (phrase("丙"), phrase("甲", complete=True)), on_failure="戊"),
    step("戊", (), (phrase("丙", period=days("7日", 7)),), on_failure="甲"),
    step("己", (), ("戊", "丁"), on_failure="丙"),
)
FAN = procedure(
    "扇",
    step("头"),
    *(step(f"分支{i}", ("村民委员会",), (phrase("头", period=days("10日", 10)),), on_failure="头") for i in range(8)),
    step("尾", (), tuple(phrase(f"分支{i}", complete=True) for i in range(8))),
)
CIRCLE = procedure("圈", step("甲", (), ("丙",)), step("乙", (), ("甲",)), step("丙", (), ("乙",), on_failure="甲"))
EMPTY = procedure("空")
DRAWN = (*ALL, KNOTS, FAN, CIRCLE, EMPTY)


@pytest.fixture(
    scope="module",
    params=[(proc, marked, lanes) for proc in DRAWN for marked in (False, True) for lanes in (False, True)],
    ids=lambda p: f"{p[0].name[:6]}-{'case' if p[1] else 'bare'}-{'lanes' if p[2] else 'narrow'}",
)
def drawn(request):
    proc, marked, lanes = request.param
    case = case_of(proc) if marked else None
    return proc, case, draw(proc, case=case, options=MapOptions(lanes=lanes))


def test_every_text_lies_in_its_box(drawn):
    _, _, svg = drawn
    texts = 0
    for group in drawing.groups(svg):
        for words, room in group.texts:
            texts += 1
            assert group.rect.contains(room, slack=0.6), (words, room, group.rect)
    assert texts >= 2


def test_boxes_and_labels_do_not_overlap(drawn):
    _, _, svg = drawn
    found = drawing.groups(svg)
    for i, one in enumerate(found):
        for other in found[i + 1 :]:
            assert not one.rect.overlaps(other.rect), (one.texts, other.texts)


def test_arrows_run_around_boxes(drawn):
    _, _, svg = drawn
    found = drawing.groups(svg)
    slack = 8 if "map-lane" in svg else 4  # among lanes Graphviz cuts a corner now and then
    for curve in drawing.curves(svg):
        start, end = curve[0], curve[-1]
        for group in found:
            if group.kind == "map-label":
                continue  # stands on white above the lines; what runs beside it may touch that
            # Where an arrow begins or ends it touches the box, and may run along its label.
            inner = group.rect.shrunk(slack)
            ends = group.rect.shrunk(-6)
            if ends.holds(start) or ends.holds(end):
                continue
            assert not any(inner.holds(point) for point in curve), group.texts


def test_texts_of_a_box_do_not_overlap(drawn):
    _, _, svg = drawn
    for group in drawing.groups(svg):
        for i, (_, one) in enumerate(group.texts):
            assert not any(one.overlaps(other) for _, other in group.texts[i + 1 :])


def test_everything_lies_on_the_canvas(drawn):
    _, _, svg = drawn
    canvas = drawing.Rect(0, 0, *drawing.size(svg))
    for group in drawing.groups(svg):
        assert canvas.contains(group.rect)
    for words, room in drawing.headings(svg):
        assert canvas.contains(room), words


def test_fits_the_width_of_a4(drawn):
    _, _, svg = drawn
    root = drawing.parse(svg)
    assert float(root.attrib["width"]) <= 718
    width, height = drawing.size(svg)
    assert float(root.attrib["width"]) / width == pytest.approx(float(root.attrib["height"]) / height, rel=0.01)


def test_every_name_is_there_in_full(drawn):
    proc, _, svg = drawn
    steps = [group for group in drawing.groups(svg) if group.kind == "map-step"]
    assert len(steps) == len(proc.steps)
    for each, group in zip(proc.steps, steps, strict=True):
        shown = "".join(words for words, _ in group.texts).replace(" ", "")
        assert shown.startswith(clean(each.name).replace(" ", ""))
        for asked in each.demands:
            assert clean(asked.text).replace(" ", "") in shown


def test_the_case_is_there_in_words(drawn):
    proc, case, svg = drawn
    steps = [group for group in drawing.groups(svg) if group.kind == "map-step"]
    for each, group in zip(proc.steps, steps, strict=True):
        shown = [words for words, _ in group.texts]
        statuses = [words for words in shown if words in tuple(StepStatus)]
        if case is None:
            assert statuses == []
        else:
            assert statuses == [case.steps[each.name].status]
            joined = "".join(shown).replace(" ", "")
            assert case.steps[each.name].dates in joined
            assert all(line.replace(" ", "") in joined for line in case.steps[each.name].counts)


def test_nothing_from_outside_and_no_id(drawn):
    _, _, svg = drawn
    root = drawing.parse(svg)
    for node in root.iter():
        assert isinstance(node.tag, str)
        assert node.tag.removeprefix(drawing.SVG) in {"svg", "title", "desc", "rect", "g", "path", "circle", "text"}
        assert not {"href", "id", "style", "onload", "{http://www.w3.org/1999/xlink}href"} & set(node.attrib)
        assert not any("url(" in value for value in node.attrib.values())


def test_readers_that_cannot_see(drawn):
    proc, _, svg = drawn
    root = drawing.parse(svg)
    assert root.attrib["role"] == "img"
    assert root.attrib["aria-label"] == root.findtext(f"{drawing.SVG}title") == f"流程图：{clean(proc.name)}"
    description = root.findtext(f"{drawing.SVG}desc", "")
    assert description.startswith(f"共{len(proc.steps)}步。")
    assert all(clean(each.name) in description for each in proc.steps)


def test_same_bytes_again(drawn):
    proc, case, svg = drawn
    again = [draw(dataclasses.replace(proc), case=case, options=MapOptions(lanes=lanes)) for lanes in (True, False)]
    assert svg in again


def test_a_font_stack_for_chinese():
    assert "'Noto Sans CJK SC'" in draw(FIVE_DELIBERATIONS)
    assert "Times" not in draw(FIVE_DELIBERATIONS)


def test_articles_are_in_the_tooltips():
    by_name = {group.texts[0][0]: group.tip for group in drawing.groups(draw(FIVE_DELIBERATIONS)) if group.tip}
    assert "依据：《中华人民共和国村民委员会组织法》第二十六条第二款" in by_name["决议"]
    assert "补正：重新召集会议" in by_name["决议"]
    assert "《宁海县村级小微权力清单三十六条》“五议决策法”" in by_name["提议"]
    narrow = draw(FIVE_DELIBERATIONS, options=MapOptions(lanes=False))
    titles = [node.text for node in drawing.parse(narrow).iter(f"{drawing.SVG}title")]
    assert "决议 → 商议（未通过退回）" in titles
    # On the line of the demand itself: both quorum and majority.
    assert titles.count("《中华人民共和国村民委员会组织法》第二十六条第二款") == 2


def test_demands_without_a_higher_source_name_who_decided_them():
    text = """规则集 “试”
依据 某法：《某法》（法律）
机构 会：“开会”
程序 开会法
  步骤 提出
    主体：会【无上位依据：本村】
  步骤 开会
    主体：会【某法 第一条】
    到会：组成人员的过半数【某法 第二条】【某法 第二条】
"""
    compiled = compile_ruleset(text, "试.cunwu", "试", ())
    assert compiled.model is not None, compiled.diagnostics
    groups = drawing.groups(draw(compiled.model.procedures[0]))
    by_name = {group.texts[0][0]: group.tip for group in groups if group.tip}
    assert "依据：无上位依据（本村）" in by_name["提出"].split("\n")
    assert "依据：《某法》第一条、第二条" in by_name["开会"].split("\n")


def test_findings_of_the_case_are_in_the_tooltips():
    tips = [group.tip for group in drawing.groups(draw(NASTY, case=case_of(NASTY))) if group.kind == "map-step"]
    assert all("到会 <&>" in tip for tip in tips)


@pytest.mark.parametrize("decisions", [False, True])
def test_conditional_and_optional_steps_say_why(decisions):
    """Their border is dashed, or a question stands above them, with a way past them."""
    root = drawing.parse(draw(MAJOR_DECISION, options=MapOptions(decisions=decisions)))
    seen = {}
    for group in root.iter(f"{drawing.SVG}g"):
        if group.get("class") == "map-step":
            words = [drawing._text(text, 0, 0)[0] for text in group.findall(f"{drawing.SVG}text")]
            dashed = any(path.get("stroke-dasharray") for path in group.findall(f"{drawing.SVG}path"))
            seen[words[0]] = (dashed, "".join(words))
    perhaps = ["公众参与", "专家论证", "风险评估", "请示报告", "归档", "后评估"]
    assert [name for name, (dashed, _) in seen.items() if dashed] == ([] if decisions else perhaps)
    assert "条件：专业性、技术性较强" in seen["专家论证"][1]
    assert "可选" in seen["归档"][1]
    asked = [group.texts[0][0] for group in drawing.groups(ET.tostring(root).decode()) if group.kind == "map-decision"]
    assert [each for each in asked if each != "通过？"] == (["需要？"] * 4 + ["办理？"] * 2 if decisions else [])
    past = [title.text for title in root.iter(f"{drawing.SVG}title") if title.text.startswith("不办")]
    assert past == ([f"不办{name}" for name in perhaps] if decisions else [])


def test_questions_are_asked_where_there_are_few():
    few = procedure("少", step("甲"), step("乙", (), ("甲",), optional=True), step("丙", (), ("乙",)))
    assert "map-decision" in draw(few)
    assert "map-decision" not in draw(few, options=MapOptions(decisions=False))
    assert "map-decision" not in draw(MAJOR_DECISION)


def test_ways_back_are_dashed_arrows():
    root = drawing.parse(draw(FIVE_DELIBERATIONS))
    arrows = [group for group in root.iter(f"{drawing.SVG}g") if group.get("class") == "map-arrow"]
    dashed = [
        group.findtext(f"{drawing.SVG}title")
        for group in arrows
        if any(path.get("stroke-dasharray") for path in group.findall(f"{drawing.SVG}path"))
    ]
    assert dashed == ["决议 → 商议（未通过退回）"]
    assert len(arrows) == 13  # one of them from the vote to the question whether it passed
    labels = [group.texts[0][0] for group in drawing.groups(draw(FIVE_DELIBERATIONS)) if group.kind == "map-label"]
    assert labels == ["届满后", "是，10日内", "届满后", "否"]


def lanes(svg: str) -> dict[str, drawing.Rect]:
    """The columns of a map, by their titles."""
    found = {}
    body = drawing.parse(svg).find(f"{drawing.SVG}g/{drawing.SVG}g")
    assert body is not None
    dx, dy = map(float, body.attrib["transform"][10:-1].split())
    for group in body.findall(f"{drawing.SVG}g[@class='map-lane']"):
        x, y = map(float, group.attrib["transform"][10:-1].split())
        rect = group.find(f"{drawing.SVG}rect")
        assert rect is not None
        left, top = x + dx, y + dy
        title = "".join(text.text or "" for text in group.findall(f"{drawing.SVG}text"))
        found[title] = drawing.Rect(left, top, left + float(rect.attrib["width"]), top + float(rect.attrib["height"]))
    return found


@pytest.mark.parametrize("proc", [FIVE_DELIBERATIONS, MAJOR_DECISION, NASTY], ids=lambda proc: proc.name[:4])
def test_each_step_stands_in_the_lane_of_its_body(proc):
    svg = draw(proc)
    columns = lanes(svg)
    steps = [group for group in drawing.groups(svg) if group.kind == "map-step"]
    for each, group in zip(proc.steps, steps, strict=True):
        lane = clean("、".join(each.actors)) or "（没有写明机构）"
        inside = [title for title, column in columns.items() if column.contains(group.rect)]
        assert [title.replace(" ", "") for title in inside] == [lane.replace(" ", "")]
    areas = list(columns.values())
    assert len({(area.top, area.bottom) for area in areas}) == 1
    for i, one in enumerate(areas):
        assert not any(one.overlaps(other) for other in areas[i + 1 :])


def test_titles_of_lanes_stand_above_all_that_is_in_them():
    svg = draw(FIVE_DELIBERATIONS)
    top = next(iter(lanes(svg).values())).top
    heads = [rect for rect in drawing.parse(svg).iter(f"{drawing.SVG}rect") if rect.get("fill") == "#EDEDED"]
    below = top + float(heads[0].attrib["height"])
    assert all(group.rect.top >= below for group in drawing.groups(svg))


def test_no_lanes_where_fewer_than_two_bodies_are_named():
    assert "map-lane" not in draw(procedure("一", step("甲", ("村民委员会",)), step("乙", (), ("甲",))))
    assert "map-lane" not in draw(FIVE_DELIBERATIONS, options=MapOptions(lanes=False))


def legend(svg: str) -> str:
    group = drawing.parse(svg).find(f"{drawing.SVG}g/{drawing.SVG}g[@class='map-legend']")
    assert group is not None
    return "".join(text.text or "" for text in group.findall(f"{drawing.SVG}text"))


def test_the_legend_names_symbols_and_articles():
    told = legend(draw(FIVE_DELIBERATIONS))
    assert told.startswith("开始、结束步骤公示、公布判断未通过，退回提议、方案公示：")
    assert "决议：《中华人民共和国村民委员会组织法》第二十六条第二款" in told
    assert "map-legend" not in draw(FIVE_DELIBERATIONS, options=MapOptions(legend=False))
    assert "有条件的、可以不办的" in legend(draw(MAJOR_DECISION))


def test_the_legend_lies_on_the_canvas(drawn):
    _, _, svg = drawn
    canvas = drawing.Rect(0, 0, *drawing.size(svg))
    for group in drawing.parse(svg).iter(f"{drawing.SVG}g"):
        if group.get("class") == "map-legend":
            dx, dy = map(float, group.attrib["transform"][10:-1].split())
            for text in group.findall(f"{drawing.SVG}text"):
                words, room = drawing._text(text, dx, dy)
                assert canvas.contains(room), words


def test_arrow_heads_touch_the_box_that_comes_next():
    svg = draw(FIVE_DELIBERATIONS)
    boxes = {group.texts[0][0]: group.rect for group in drawing.groups(svg)}
    body = drawing.parse(svg).find(f"{drawing.SVG}g/{drawing.SVG}g")
    assert body is not None
    dx, dy = map(float, body.attrib["transform"][10:-1].split())
    checked = 0
    for arrow in body.findall(f"{drawing.SVG}g[@class='map-arrow']"):
        title = arrow.findtext(f"{drawing.SVG}title")
        if title:
            head = arrow.findall(f"{drawing.SVG}path")[-1].attrib["d"]
            x, y = map(float, head[1:].split("L")[0].split())
            target = boxes[title.split(" → ")[1].split("（")[0]]
            tip = drawing.Rect(x + dx, y + dy, x + dx, y + dy)
            assert target.contains(tip, slack=1.5), title
            inside = drawing.Rect(target.left + 7, target.top + 7, target.right - 7, target.bottom - 7)
            assert not inside.contains(tip), title
            checked += 1
    assert checked == 8


def test_order_runs_downwards():
    tops = {group.texts[0][0]: group.rect.top for group in drawing.groups(draw(FIVE_DELIBERATIONS))}
    chain = ["开始", "提议", "商议", "方案公示", "审议", "决议", "决议公示", "实施", "评议", "结束"]
    assert [tops[name] for name in chain] == sorted(tops[name] for name in chain)
    assert tops["监督"] == pytest.approx(tops["提议"], abs=1)


def test_advice_is_called_so():
    assert "材料：评议结果（提示）" in draw(FIVE_DELIBERATIONS)


def test_caveats_are_seen():
    assert "注意：公示天数来源待地方确认" in [words for words, _ in drawing.headings(draw(FIVE_DELIBERATIONS))]


def test_without_heading():
    svg = draw(FIVE_DELIBERATIONS, options=MapOptions(heading=False))
    assert drawing.headings(svg) == []
    assert drawing.size(svg)[1] < drawing.size(draw(FIVE_DELIBERATIONS))[1]


def test_line_length_makes_boxes_narrower():
    narrow = draw(MAJOR_DECISION, options=MapOptions(line_length=8))
    assert drawing.size(narrow)[0] < drawing.size(draw(MAJOR_DECISION))[0]
    for group in drawing.groups(narrow):
        assert all(group.rect.contains(room, slack=0.6) for _, room in group.texts)


def test_a_status_for_some_steps_only():
    case = CaseOverlay({"决议": StepOverlay(StepStatus.VIOLATED)})
    svg = draw(FIVE_DELIBERATIONS, case=case)
    assert svg.count(">违规<") == 1
    assert sum(status.value in svg for status in StepStatus) == 1


def test_marks_differ_in_shape_not_only_in_colour():
    shapes = {mark(status).replace(STYLES[status].colour, "") for status in StepStatus}
    assert len(shapes) == len(StepStatus)
    for status in StepStatus:
        ET.fromstring(f"<g>{mark(status)}</g>")


def test_colours_differ_where_verdicts_do():
    four = (StepStatus.COMPLIANT, StepStatus.VIOLATED, StepStatus.UNKNOWN, StepStatus.PENDING)
    assert len({STYLES[status].colour for status in four}) == 4
    assert STYLES[StepStatus.VIOLATED].border == max(style.border for style in STYLES.values())


def test_dot_source_has_every_box_with_its_size():
    text = dot_source(NASTY)
    assert text == dot_source(NASTY)
    layout = lay_out(text)
    heads_and_feet = {f"{end}{i}" for end in "hf" for i in range(8)}
    assert set(layout.nodes) == {"start", "end", *(f"s{i}" for i in range(40))} | heads_and_feet
    for line in text.splitlines():
        if line.startswith("  s") and "->" not in line:
            assert "width=" in line
            assert "height=" in line


def test_dot_source_is_the_same_with_and_without_heading():
    assert dot_source(MAJOR_DECISION, options=MapOptions(heading=False)) == dot_source(MAJOR_DECISION)


def test_a_map_is_quick():
    spent = []
    for _ in range(5):
        begin = time.perf_counter()
        draw(MAJOR_DECISION, case=case_of(MAJOR_DECISION))
        spent.append(time.perf_counter() - begin)
    assert min(spent) < 0.15


def test_import_brings_in_nothing_heavy():
    code = (
        "import sys, visualize; print([m for m in ('graphviz', 'subprocess', 'pydantic', 'yaml') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


names = st.text(max_size=40) | st.sampled_from(["提议", "决议", "<b>", '"', "\\", "&amp;", "\x00", "]]>", "#"])


@st.composite
def procedures(draw_from):
    known = draw_from(st.lists(names, min_size=1, max_size=7, unique=True))
    pick = st.sampled_from(known) | names
    phrases = st.builds(
        lambda name, relation, complete, period: phrase(name, relation, complete=complete, period=period),
        pick,
        st.sampled_from(["之后", "之前"]),
        st.booleans(),
        st.none() | st.builds(days, names, st.just(3)),
    )
    steps = [
        step(
            name,
            tuple(draw_from(st.lists(pick, max_size=3))),
            tuple(draw_from(st.lists(phrases, max_size=3))),
            tuple(draw_from(st.lists(st.builds(demand, names, names, advice=st.booleans()), max_size=3))),
            optional=draw_from(st.booleans()),
            condition=draw_from(names),
            on_failure=draw_from(st.just("") | pick),
            meaning=draw_from(names),
        )
        for name in known
    ]
    return procedure(draw_from(names), *steps, caveats=tuple(draw_from(st.lists(names, max_size=2))))


# Parallel ways through three lanes: Graphviz puts a label on the edge of a box.
CROSSING = procedure(
    "穿",
    step("0", ("0", "0")),
    step("1"),
    step("2", ("0",)),
    step("00", (), ("0", "3")),
    step("000", ("0",)),
    step("", ("0",)),
    step("3", ("0",), optional=True),
)


@settings(max_examples=60)
@given(procedures(), st.booleans())
@example(CROSSING, True)
def test_any_procedure_gives_a_picture(proc, lanes):
    case = case_of(proc)
    svg = draw(proc, case=case, options=MapOptions(lanes=lanes))
    canvas = drawing.Rect(0, 0, *drawing.size(svg))
    found = drawing.groups(svg)
    assert sum(group.kind == "map-step" for group in found) == len(proc.steps)
    for i, group in enumerate(found):
        assert not any(group.rect.overlaps(other.rect) for other in found[i + 1 :])
    for group in found:
        assert canvas.contains(group.rect)
        for words, room in group.texts:
            assert group.rect.contains(room, slack=0.6), words
