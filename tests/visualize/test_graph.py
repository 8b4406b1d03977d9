from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from tests.visualize.procedures import FIVE_DELIBERATIONS, MAJOR_DECISION, days, phrase, procedure, step
from visualize.graph import END, START, Edge, EdgeKind, process_graph, reaches


def arrows(proc) -> dict[tuple[str, str], str]:
    """Labels by names of the ends; ways back are marked with !."""
    names = {START: "开始", END: "结束", **{place: each.name for place, each in enumerate(proc.steps)}}
    return {
        (names[edge.source], ("!" if edge.kind is EdgeKind.FAILURE else "") + names[edge.target]): edge.label
        for edge in process_graph(proc).edges
    }


def test_five_deliberations():
    assert arrows(FIVE_DELIBERATIONS) == {
        ("开始", "提议"): "",
        ("开始", "监督"): "",
        ("提议", "商议"): "",
        ("商议", "方案公示"): "",
        ("方案公示", "审议"): "届满后",
        ("审议", "决议"): "",
        ("决议", "决议公示"): "10日内",
        ("决议公示", "实施"): "届满后",
        ("实施", "评议"): "",
        ("评议", "结束"): "",
        ("监督", "结束"): "",
        ("决议", "!商议"): "未通过退回",
    }


def test_major_decision_branches_and_joins():
    found = arrows(MAJOR_DECISION)
    for part in ("公众参与", "专家论证", "风险评估"):
        assert ("拟订草案", part) in found
        assert (part, "合法性审查") in found
    assert ("拟订草案", "合法性审查") not in found
    assert found["合法性审查", "!拟订草案"] == "未通过退回"


def test_before_is_drawn_the_other_way_round():
    proc = procedure(
        "测试",
        step("会议"),
        step("通知", (), (phrase("会议", "之前", period=days("十日", 10)),)),
        step("列席", (), (phrase("会议", "之前"),)),
        step("答复", (), (phrase("会议", "之前", complete=True, period=days("2日", 2)),)),
    )
    found = arrows(proc)
    assert found["通知", "会议"] == "至少提前十日"
    assert found["列席", "会议"] == ""
    assert found["答复", "会议"] == "届满前至少2日"
    assert ("开始", "会议") not in found


def test_labels_of_what_follows():
    proc = procedure(
        "测试",
        step("公示"),
        step("甲", (), (phrase("公示", complete=True, period=days("10日", 10)),)),
        step("乙", (), (phrase("公示", which="末次"),)),
        step("丙", (), (phrase("公示"), phrase("公示", period=days("三日", 3)), phrase("公示", complete=True))),
    )
    found = arrows(proc)
    assert found["公示", "甲"] == "届满后10日内"
    assert found["公示", "乙"] == "末次之后"
    assert found["公示", "丙"] == "三日内，届满后"


def test_a_labelled_arrow_is_never_left_out():
    proc = procedure(
        "测试", step("甲"), step("乙", (), ("甲",)), step("丙", (), ("乙", phrase("甲", period=days("9日", 9))))
    )
    assert arrows(proc)["甲", "丙"] == "9日内"


def test_a_body_stands_for_its_steps():
    proc = procedure(
        "测试",
        step("决议", ("村民代表会议",)),
        step("复议", ("村民代表会议",)),
        step("公布", (), ("村民代表会议",)),
        step("备案", (), (phrase("决议的日期", period=days("7日", 7)),)),
    )
    found = arrows(proc)
    assert {("决议", "公布"), ("复议", "公布")} <= set(found)
    assert found["决议", "备案"] == "7日内"


def test_a_step_goes_before_a_body_of_the_same_name():
    proc = procedure("测试", step("审议"), step("表决", ("审议",)), step("公布", (), ("审议",)))
    assert ("审议", "公布") in arrows(proc)
    assert ("表决", "公布") not in arrows(proc)


def test_what_no_arrow_shows_is_kept_as_words():
    proc = procedure(
        "测试",
        step("备案", (), ("上级批复", phrase("换届", "之前", period=days("3日", 3))), on_failure="重做"),
        step(
            "公开", (), (phrase("财务公开", complete=True, period=days("5日", 5)), phrase("选举", "之前", which="首次"))
        ),
    )
    assert process_graph(proc).loose == {
        0: ("次序：上级批复之后", "次序：换届之前至少3日", "未通过：退回重做"),
        1: ("次序：财务公开届满之后5日内", "次序：首次选举之前"),
    }


def test_ways_back_never_make_a_circle():
    proc = procedure(
        "测试",
        step("甲", on_failure="乙"),
        step("乙", on_failure="丙"),
        step("丙", on_failure="甲"),
        step("丁", (), ("甲",), on_failure="甲"),
        step("戊", on_failure="戊"),
    )
    graph = process_graph(proc)
    ways = {(edge.source, edge.target): edge.upward for edge in graph.edges if edge.kind is EdgeKind.FAILURE}
    assert ways == {(0, 1): True, (1, 2): True, (2, 0): False, (3, 0): True}
    assert not any(reaches(graph.edges, place, place) for place in range(5))
    assert graph.loose == {4: ("未通过：退回戊",)}


def test_a_circle_still_has_a_start_and_an_end():
    found = arrows(procedure("测试", step("甲", (), ("丙",)), step("乙", (), ("甲",)), step("丙", (), ("乙",))))
    assert {("开始", "甲"), ("丙", "结束")} <= set(found)
    assert {("甲", "乙"), ("乙", "丙"), ("丙", "甲")} <= set(found)


def test_no_step_follows_itself():
    assert set(arrows(procedure("测试", step("甲", (), ("甲",))))) == {("开始", "甲"), ("甲", "结束")}


def test_an_empty_procedure():
    assert arrows(procedure("空")) == {("开始", "结束"): ""}


def test_steps_of_one_name_are_alternatives():
    proc = procedure(
        "测试",
        step("提议"),
        step("表决", ("甲会",), ("提议",)),
        step("表决", ("乙会",), ("提议",)),
        step("公布", (), ("表决",)),
    )
    pairs = {(edge.source, edge.target) for edge in process_graph(proc).edges}
    assert pairs == {(START, 0), (0, 1), (0, 2), (1, 3), (2, 3), (3, END)}


@given(st.sets(st.tuples(st.integers(0, 8), st.integers(0, 8)).filter(lambda pair: pair[0] < pair[1])))
def test_reduction_keeps_what_is_reachable_and_nothing_more(pairs):
    proc = procedure(
        "随机",
        *(step(f"步{here}", (), tuple(f"步{there}" for there, to in sorted(pairs) if to == here)) for here in range(9)),
    )
    edges = process_graph(proc).edges
    full = [Edge(pair[0], pair[1], "", EdgeKind.ORDER) for pair in pairs]
    inner = [edge for edge in edges if edge.source != START and edge.target != END]
    for source in range(9):
        for target in range(9):
            assert reaches(full, source, target) == reaches(inner, source, target)
    for edge in inner:
        assert not reaches([other for other in inner if other is not edge], edge.source, edge.target)
    for place in range(9):
        assert reaches(edges, START, place)
        assert reaches(edges, place, END)


def test_a_chain_named_in_full_is_a_chain():
    names = [f"第{i}步" for i in range(12)]
    proc = procedure("长", *(step(name, (), tuple(names[:i])) for i, name in enumerate(names)))
    assert set(arrows(proc)) == {*pairwise(["开始", *names, "结束"])}
