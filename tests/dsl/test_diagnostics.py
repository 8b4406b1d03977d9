"""Messages: places, near names, and boxes that stay straight whatever the text."""

import doctest
import json
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dsl.diagnostics import Diagnostic, Severity, SourceText, Span, confusable, nearest, render_json, render_text
from dsl.diagnostics import source as source_module
from dsl.diagnostics import suggest as suggest_module
from dsl.diagnostics import width as width_module
from dsl.diagnostics.width import display_width, pad

FILE = "某文件.cunwu"
# What breaks boxes: wide and combining characters, controls, direction marks, surrogates.
AWKWARD = st.text(
    alphabet=st.one_of(
        st.sampled_from("公示：不少于15 \t\n\r\x0b\x0c\x00\x1b\x7f\x85\u0301\u200b\u202e\u2028\ufeff\ud800🙂ｶ“…각"),
        st.characters(),
    ),
    max_size=60,
)
ANSI = re.compile(r"\x1b\[[0-9;]*m")


def diagnostic(span, **changes):
    fields = {"code": "S101", "message": "期限缺少单位", "english": "the period lacks its unit", "span": span}
    return Diagnostic(**(fields | changes))


def box(text, start, end, **changes):
    """The lines of a message over a stretch of a text."""
    source = SourceText(FILE, text)
    return render_text.render(diagnostic(source.span(start, end), **changes), source).split("\n")


def marked(lines):
    """Columns of the carets and the text that stands above them."""
    shown, carets = lines[-2], lines[-1]
    first = display_width(carets[: carets.index("^")])
    last = first + carets.count("^")
    above, column = "", 0
    for character in shown:
        column += display_width(character)
        # What has no width of its own belongs to the character before it.
        if first < column <= last:
            above += character
    return above


@pytest.mark.parametrize("module", [source_module, suggest_module, width_module])
def test_the_examples_in_the_docstrings_hold(module):
    result = doctest.testmod(module)
    assert result.attempted
    assert not result.failed


# --- places ---------------------------------------------------------------------------


def test_lines_end_at_line_feeds_and_carriage_returns_only():
    source = SourceText(FILE, "一\n二\r\n三\r四\x0c\x0b\x85\u2028五\n")
    assert source.line_count == 5
    assert [source.line(n) for n in range(7)] == ["", "一", "二", "三", "四\x0c\x0b\x85\u2028五", "", ""]


@pytest.mark.parametrize(
    ("offset", "expected"),
    [
        (0, (1, 1)),
        (1, (1, 2)),
        (2, (2, 1)),
        (3, (2, 2)),
        (4, (2, 3)),
        (5, (3, 1)),
        (6, (3, 2)),
        (99, (3, 2)),
        (-1, (1, 1)),
    ],
)
def test_positions_count_from_one_in_characters(offset, expected):
    assert SourceText(FILE, "一\n二\r\n三").position(offset) == expected


def test_spans_are_clamped_to_the_text():
    source = SourceText(FILE, "一\n二")
    assert source.span(2, 3) == Span(FILE, 2, 3, 2, 1)
    assert source.span(2, 99) == Span(FILE, 2, 3, 2, 1)
    assert source.span(-5, -3) == Span(FILE, 0, 0, 1, 1)
    assert source.span(3, 1) == Span(FILE, 3, 3, 2, 2)


def test_an_empty_text_has_one_empty_line():
    source = SourceText(FILE, "")
    assert (source.line_count, source.line(1), source.span(0, 0)) == (1, "", Span(FILE, 0, 0, 1, 1))


def test_sources_are_equal_by_name_and_text():
    assert SourceText("甲", "一\n") == SourceText("甲", "一\n") != SourceText("乙", "一\n")


@given(AWKWARD, st.integers(0, 60))
def test_every_offset_lies_where_its_position_says(text, offset):
    source = SourceText(FILE, text)
    line, column = source.position(offset)
    if offset < len(text) and text[offset] not in "\r\n":
        assert source.line(line)[column - 1] == text[offset]
    assert re.split("\r\n|\n|\r", text) == [source.line(n) for n in range(1, source.line_count + 1)]


# --- widths ---------------------------------------------------------------------------


WIDTHS = [
    ("", 0), ("abc", 3), ("公示", 4), ("１５", 4), ("：", 2), ("ｶ", 1), ("e\u0301", 1), ("가", 2), ("\u1100\u1161", 2),
    ("🙂", 2), ("\u200b\ufeff\x1b", 0), ("\u3000", 2), ("“”", 2),
]  # fmt: skip


@pytest.mark.parametrize(("text", "columns"), WIDTHS)
def test_display_width(text, columns):
    assert display_width(text) == columns


def test_pad_fills_columns_and_never_cuts():
    assert pad("公示", 6) == "公示  "
    assert pad("公示", 3) == "公示"
    assert display_width(pad("五议决策法x", 20)) == 20


# --- near names -----------------------------------------------------------------------

NAMES = ["村民代表会议", "村民会议", "会议记录", "签到册", "表决结果", "公示", "实到", "自己", "未通过", "总户数"]


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("村民代表大会", "村民代表会议"),
        ("村民会仪", "村民会议"),
        ("会记议录", "会议记录"),
        ("签册", "签到册"),
        ("表决的结果", "表决结果"),
        ("公视", "公示"),
        ("自已", "自己"),
        ("末通过", "未通过"),
        ("总卢数", "总户数"),
        ("到实", "实到"),
        ("公示", None),
        ("告知", None),
        ("施工合同", None),
        ("公", None),
        ("", None),
        ("长" * 5000, None),
    ],
)
def test_nearest(name, expected):
    assert nearest(name, [c for c in NAMES if c != name]) == expected


def test_a_name_is_not_suggested_for_itself():
    assert nearest("公示", ["公示"]) is None


def test_a_lookalike_is_nearer_than_another_character():
    assert nearest("日期", ["周期", "曰期"]) == "曰期"
    assert nearest("定金", ["现金", "订金"]) == "订金"
    assert nearest("日", ["月", "曰"]) == "曰"
    assert nearest("日", ["月"]) is None


def test_of_equally_near_names_the_first_is_taken():
    assert nearest("实倒", ["实到", "实收"]) == "实到"
    assert nearest("实倒", ["实收", "实到"]) == "实收"


@given(st.text("甲乙丙己已未末", max_size=9), st.lists(st.text("甲乙丙己已未末", max_size=9), max_size=5))
def test_a_suggestion_is_a_candidate_and_near(name, candidates):
    found = nearest(name, candidates)
    assert found is None or found in candidates
    assert found is None or abs(len(found) - len(name)) <= 2
    for candidate in candidates:
        if confusable(name, candidate) and sum(a != b for a, b in zip(name, candidate, strict=True)) == 1:
            assert found is not None


@given(st.text("甲乙丙", min_size=2, max_size=9), st.data())
def test_one_slip_is_always_found(name, data):
    place = data.draw(st.integers(0, len(name) - 1))
    slips = [name[:place] + "丁" + name[place + 1 :], name[:place] + "丁" + name[place:]]
    if place and name[place] != name[place - 1]:
        slips.append(name[: place - 1] + name[place] + name[place - 1] + name[place + 1 :])
    for slip in slips:
        assert nearest(slip, [name]) == name


@pytest.mark.parametrize("pair", ["己已", "已巳", "末未", "日曰", "户卢", "人入", "、/", "、，", "账帐", "〇0"])
def test_lookalike_characters(pair):
    assert confusable(pair[0], pair[1])
    assert confusable(pair[1], pair[0])
    assert confusable(f"甲{pair[0]}乙", f"甲{pair[1]}乙")


@pytest.mark.parametrize(("a", "b"), [("己", "己"), ("甲", "乙"), ("自已", "已"), ("", ""), ("定金", "订金")])
def test_what_is_not_confusable(a, b):
    assert not confusable(a, b)


def test_no_character_is_in_two_groups():
    for groups in (suggest_module._LOOKALIKES, suggest_module._HOMOPHONES):
        members = "".join(groups)
        assert len(set(members)) == len(members)


# --- boxes ----------------------------------------------------------------------------


def test_a_box_in_full():
    text = "\n" * 11 + "  公示：不少于15\n"
    start = text.index("15")
    source = SourceText(FILE, text)
    advice = {"help": "写明“15日”还是“15个工作日”", "english_help": "write 15日 or 15个工作日"}
    problem = diagnostic(source.span(start, start + 2), **advice, related=((source.span(13, 15), "这一项"),))
    assert render_text.render(problem, source).split("\n") == [
        "错误[S101]：期限缺少单位",
        "  → 某文件.cunwu:12:9",
        "   |",
        "12 |   公示：不少于15",
        "   |   　　　　　　^^",
        "   = 参见：某文件.cunwu:12:3 这一项",
        "   = 建议：写明“15日”还是“15个工作日”",
    ]
    assert render_text.render(problem, source, lang="en").split("\n")[0] == "error[S101]: the period lacks its unit"
    assert render_text.render(problem, source, lang="en").split("\n")[-1] == "   = help: write 15日 or 15个工作日"


def test_a_warning_and_the_fallback_to_chinese():
    problem = diagnostic(None, severity=Severity.WARNING, english="", help="改一改")
    assert render_text.render(problem, None) == "警告[S101]：期限缺少单位\n = 建议：改一改"
    assert render_text.render(problem, None, lang="en") == "warning[S101]: 期限缺少单位\n = help: 改一改"


def test_without_the_source_the_place_is_named():
    assert render_text.render(diagnostic(Span("乙", 5, 6, 3, 2)), None) == "错误[S101]：期限缺少单位\n → 乙:3:2"
    other = SourceText("乙", "一行")
    assert render_text.render(diagnostic(Span("乙", 5, 6, 3, 2)), other).endswith("\n → 乙:3:2")


@pytest.mark.parametrize(
    ("text", "marked_text", "above"),
    [
        ("  公示：不少于15", "15", "15"),
        ("a公b示", "b", "b"),
        ("a公b示", "示", "示"),
        ("e\u0301e\u0301公示", "公", "公"),
        ("一\t公示", "公", "公"),
        ("\t\t公示", "示", "示"),
        ("一\x00\x1b[31m公示", "公示", "公示"),
        ("“甲”：乙", "乙", "乙"),
        ("🙂🙂公", "公", "公"),
        ("公示\u200b：乙", "乙", "乙"),
    ],
)
def test_the_carets_stand_under_the_text(text, marked_text, above):
    start = text.index(marked_text)
    assert marked(box(text, start, start + len(marked_text))) == above


def test_a_full_width_space_stands_under_a_full_width_character():
    assert box("a公b示", 3, 4)[-1] == "  |  　 ^^"
    assert box("a公b示", 2, 3)[-1] == "  |  　^"


def test_a_mark_over_a_combining_character_goes_under_its_letter():
    assert box("abe\u0301c", 3, 4)[-1] == "  |   ^"


def test_tabs_go_to_stops_of_four():
    assert box("\t甲\t乙", 3, 4)[-2:] == ["1 |     甲  乙", "  |     　  ^^"]


def test_an_empty_span_has_one_caret():
    assert box("公示", 1, 1)[-1] == "  | 　^"
    assert box("公示", 2, 2)[-1] == "  | 　　^"
    assert box("", 0, 0)[-2:] == ["1 |", "  | ^"]


def test_a_span_over_several_lines_marks_the_first():
    lines = box("步骤 公示\n  主体：村民\n", 3, 12)
    assert lines[-2:] == ["1 | 步骤 公示", "  | 　　 ^^^^"]


@pytest.mark.parametrize(("character", "picture"), [("\x00", "␀"), ("\x1b", "␛"), ("\x7f", "␡"), ("\u202e", "\ufffd")])
def test_controls_are_shown_and_not_obeyed(character, picture):
    lines = box(f"甲{character}乙", 2, 3, message=f"不认识“{character}”")
    assert lines[-2] == f"1 | 甲{picture}乙"
    assert lines[0] == f"错误[S101]：不认识“{picture}”"
    assert lines[-1] == "  | 　 ^^"


@pytest.mark.parametrize("before", [0, 30, 59, 60, 200, 5000])
@pytest.mark.parametrize("after", [0, 40, 5000])
def test_long_lines_are_cut_around_the_place(before, after):
    text = "长" * before + "错误" + "短" * after
    lines = box(text, before, before + 2)
    assert marked(lines) == "错误"
    shown = lines[-2].removeprefix("1 | ")
    assert display_width(shown) <= render_text.MAX_COLUMNS
    fits = display_width(text) <= render_text.MAX_COLUMNS
    assert (shown == text) is fits
    if not fits:
        # What room there is is used, and … stands just where something was left out.
        assert display_width(shown) >= render_text.MAX_COLUMNS - 4
        body = shown.strip("…")
        assert body in text
        assert shown.startswith("…") is not text.startswith(body)
        assert shown.endswith("…") is not text.endswith(body)


def test_a_long_mark_is_cut_with_its_line():
    lines = box("甲" * 10 + "错" * 300, 10, 310)
    assert display_width(lines[-1]) <= display_width(lines[-2])
    assert set(marked(lines)) == {"错"}
    assert len(box("\u0301" * 10_000, 9_000, 9_001)[-2]) < 200


@given(AWKWARD, st.integers(-5, 80), st.integers(-5, 80), st.sampled_from(["zh", "en"]))
@settings(max_examples=300)
def test_boxes_never_fail_and_have_the_same_shape(text, start, end, lang):
    source = SourceText(text, text)
    problem = diagnostic(source.span(start, end), message=text, help="改一改", english_help="change it")
    plain = render_text.render(problem, source, lang)
    plain.encode("utf-8")
    lines = plain.split("\n")
    assert len(lines) == 6
    assert not any(c < " " or c == "\x7f" for line in lines for c in line)
    assert set(lines[4].split("|")[1]) <= {" ", "\u3000", "^"}
    assert "^" in lines[4]
    assert ANSI.sub("", render_text.render(problem, source, lang, colour=True)) == plain


@given(AWKWARD, *[st.integers(-3, 90)] * 4)
def test_spans_that_lie_outside_their_text_do_no_harm(text, start, end, line, column):
    rendered = render_text.render(diagnostic(Span(FILE, start, end, line, column)), SourceText(FILE, text))
    assert rendered.startswith("错误[S101]：期限缺少单位\n")
    assert f"→ {FILE}:{line}:{column}" in rendered


@given(st.text("公示：ab15“”\t\u0301🙂", min_size=1, max_size=90), st.data())
def test_the_columns_of_mark_and_text_agree(text, data):
    start = data.draw(st.integers(0, len(text) - 1))
    if display_width(text[start]) == 0:
        return
    above = marked(box(text, start, start + 1))
    assert above.rstrip("\u0301") == text[start]


# --- all messages ---------------------------------------------------------------------


def test_all_messages_in_the_order_of_their_places_with_a_count():
    one, two = SourceText("一", "甲乙丙"), SourceText("二", "丁")
    problems = [
        diagnostic(two.span(0, 1), code="M3"),
        diagnostic(one.span(2, 3), code="M2", severity=Severity.WARNING),
        diagnostic(one.span(0, 1), code="M1"),
        diagnostic(None, code="M0"),
    ]
    blocks = render_text.render_all(problems, {"一": one, "二": two}).split("\n\n")
    assert re.findall(r"\[(M\d)\]", "".join(blocks)) == ["M0", "M1", "M2", "M3"]
    assert blocks[-1] == "发现 3 处错误、1 处警告"
    assert "1 | 甲乙丙" in blocks[2]
    english = render_text.render_all(problems, {}, lang="en").split("\n\n")
    assert english[-1] == "found 3 errors, 1 warning"


@pytest.mark.parametrize(
    ("severities", "chinese", "english"),
    [
        ([], "没有发现问题", "no problems found"),
        ([Severity.ERROR], "发现 1 处错误", "found 1 error"),
        ([Severity.WARNING] * 2, "发现 2 处警告", "found 2 warnings"),
    ],
)
def test_the_count(severities, chinese, english):
    problems = [diagnostic(None, severity=severity) for severity in severities]
    assert render_text.render_all(problems, {}).split("\n")[-1] == chinese
    assert render_text.render_all(problems, {}, lang="en").split("\n")[-1] == english


def test_the_order_of_messages_does_not_depend_on_that_of_the_input():
    source = SourceText(FILE, "甲乙丙")
    problems = [diagnostic(source.span(n % 3, 3), code=f"M{n}") for n in range(6)]
    assert render_text.render_all(problems, {FILE: source}) == render_text.render_all(problems[::-1], {FILE: source})


# --- data -----------------------------------------------------------------------------


def test_as_data():
    source = SourceText(FILE, "甲乙丙")
    problem = diagnostic(
        source.span(1, 2), severity=Severity.WARNING, help="改", related=((source.span(0, 1), "这里"),)
    )
    place = {"file": FILE, "start": 1, "end": 2, "line": 1, "column": 2}
    data = render_json.to_dict(problem)
    assert data == {
        "code": "S101",
        "severity": "warning",
        "message": "期限缺少单位",
        "english": "the period lacks its unit",
        "help": "改",
        "english_help": "",
        "span": place,
        "related": [{"span": place | {"start": 0, "end": 1, "column": 1}, "label": "这里"}],
    }
    assert json.loads(json.dumps(data)) == data
    assert render_json.to_dict(diagnostic(None))["span"] is None


# --- cells of workbooks -------------------------------------------------------------


def test_a_cell_is_named_by_its_address_and_shown_in_its_row() -> None:
    rendering = SourceText("记录.xlsx", "编号 | 标题\nA01 | 道路\n编号 | 步骤\nA01 | 决义")
    at = rendering.text.index("决义")
    cell = Span("记录.xlsx", at, at + 2, 17, 2, "经过!B17")
    problem = diagnostic(cell, related=((cell, "这里"),))
    assert render_text.render(problem, rendering).split("\n")[1:6] == [
        "  → 记录.xlsx:经过!B17",
        "   |",
        "17 | A01 | 决义",
        "   |       ^^^^",
        "   = 参见：记录.xlsx:经过!B17 这里",
    ]
    assert render_text.render(problem, None).split("\n")[1] == " → 记录.xlsx:经过!B17"
    place = {"file": "记录.xlsx", "start": at, "end": at + 2, "line": 17, "column": 2}
    assert render_json.to_dict(problem)["span"] == place | {"cell": "经过!B17"}
