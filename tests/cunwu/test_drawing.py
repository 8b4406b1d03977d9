"""``cunwu map|timeline|matrix|compare|archive -o`` and ``cunwu case map|timeline``, as an officer uses them."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import cunwu
from tests.cunwu.cases.conftest import RULES


@pytest.fixture
def drawn(cli, data, tmp_path):
    """Run a command that writes a picture, and read the picture."""

    def ran(*arguments: str, rules: bool = True) -> str:
        target = tmp_path / "图.svg"
        more = ("--rules", data / "village.cunwu") if rules else ()
        outcome = cli(*arguments, *more, "-o", target)
        assert outcome.code == 0, outcome.err
        return target.read_text("utf-8")

    return ran


def test_a_record_is_drawn_on_the_procedure_that_it_follows(drawn, data):
    with_name = drawn("map", "五议决策法", "--record", data / "violating.yaml", "--as-of", "2024-06-01")
    assert drawn("map", "--record", data / "violating.yaml", "--as-of", "2024-06-01") == with_name
    assert "违规" in with_name and "人，缺" in with_name


def test_narrow_is_without_lanes(drawn):
    assert "map-lane" in drawn("map", "五议决策法", rules=False)
    assert "map-lane" not in drawn("map", "五议决策法", "--narrow", rules=False)


def test_a_step_a_matter_and_a_list(drawn):
    assert "步骤：决议（五议决策法）" in drawn("map", "五议决策法", "--step", "决议")
    assert "事项12：低保认定" in drawn("map", "ninghai/power_list:低保认定", rules=False)
    matter = drawn("map", "ninghai/power_list:村级重大事项决策", rules=False)
    assert "事项1：村级重大事项决策" in matter and "流程图：五议决策法" in matter
    assert "共36项，其中23项空缺，待填" in drawn("map", "ninghai/power_list", rules=False)
    assert "共36项" in drawn("map", "宁海县村级小微权力清单三十六条", rules=False)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("map",), "请写明画哪一个程序、事项或者清单。"),
        (("map", "宅基地"), "没有叫“宅基地”的程序。是不是“宅基地申请”？"),
        (("map", "村级重大事项决策"), "可以指2个事项：ninghai/power_list:村级重大事项决策、zhejiang/county_list:"),
        (("map", "五议决策法", "--step", "决"), "程序“五议决策法”没有步骤“决”。有：提议、商议、"),
        (
            ("map", "五议决策法", "-o", "x.jpg"),
            "这张图不能写成 .jpg。可以写成：.svg、.png、.pdf、.bpmn、.mmd、.dot",
        ),
        (("map", "ninghai/power_list", "-o", "x.bpmn"), "这张图不能写成 .bpmn。可以写成：.svg。"),
    ],
)
def test_what_can_not_be_drawn(cli, arguments, message):
    ran = cli(*arguments)
    assert ran.code == 3 and message in ran.err


def test_without_graphviz_a_png_is_refused_and_nothing_written(cli, monkeypatch, tmp_path):
    monkeypatch.setenv("PATH", "")
    ran = cli("map", "五议决策法", "-o", tmp_path / "x.png")
    assert ran.code == 3 and "没有找到 dot 程序。请安装 Graphviz" in ran.err
    assert not list(tmp_path.iterdir())


def test_a_timeline_and_a_matrix(drawn, data):
    timeline = drawn("timeline", data / "violating.yaml", "--as-of", "2024-06-01")
    assert "时间线：" in timeline and "审查日2024年6月1日" in timeline
    matrix = drawn("matrix", data / "violating.yaml", "--as-of", "2024-06-01")
    assert "规范核对表：" in matrix and matrix.count('class="matrix-mark"') > 3
    several = drawn("matrix", data / "violating.yaml", data / "compliant.yaml", "--as-of", "2024-06-01")
    assert ">不适用<" in several


def test_two_procedures_and_many_records(drawn, data, tmp_path):
    assert "流程图：和村惠民四步法" in drawn("compare", "五议决策法", "和村惠民四步法", rules=False)
    archive = drawn("archive", "五议决策法", data / "violating.yaml", data / "compliant.yaml", "--as-of", "2024-06-01")
    assert "办理情况：五议决策法" in archive and "共2件" in archive


def test_a_live_case_is_drawn(cli, monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)
    rules = ("--rules", RULES, "--as-of", "2024-03-05")
    record = ("标题=修村道", "程序=五议决策法", "金额=12万元", "组成人员=48", "经过完整=是")
    assert cli("case", "open", "2024-0001", *record, *rules).code == 2
    cli("case", "add", "2024-0001", "商议", "日期=2024-03-01", *rules)
    assert cli("case", "map", "2024-0001", "-o", "m.svg", *rules).code == 0
    told = "".join(re.findall(r"<text[^>]*>([^<]*)", Path("m.svg").read_text("utf-8")))
    assert "2024年3月1日" in told and "下一步：最早2024年3月5日" in told
    assert cli("case", "timeline", "2024-0001", "-o", "t.svg", *rules).code == 0
    assert "下一步：方案公示" in Path("t.svg").read_text("utf-8")


def test_pictures_of_a_notebook(data):
    rules = str(data / "village.cunwu")
    shown = [
        cunwu.map("五议决策法", step="决议", rules=rules),
        cunwu.map("ninghai/power_list"),
        cunwu.map(record=data / "violating.yaml", rules=rules, as_of="2024-06-01"),
        cunwu.timeline(data / "violating.yaml", rules=rules, as_of="2024-06-01"),
        cunwu.matrix(data / "violating.yaml", rules=rules, as_of="2024-06-01"),
        cunwu.compare("五议决策法", "四议两公开"),
    ]
    for picture in shown:
        bundle = picture._repr_mimebundle_()
        assert bundle["image/svg+xml"].startswith("<svg") and len(bundle["text/plain"]) > 10


def test_a_folder_without_records_is_refused_without_a_table_of_nothing(cli, tmp_path):
    ran = cli("archive", "五议决策法", tmp_path)
    assert ran.code == 3 and "这是文件夹，里面没有能读的记录" in ran.err and "共0件" not in ran.out
