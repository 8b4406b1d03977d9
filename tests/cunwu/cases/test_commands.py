"""``cunwu case`` and ``cunwu due`` as a village clerk uses them."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
from icalendar import Calendar
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

import cunwu
from engine.interpret.codes import Code
from engine.rete import evaluator
from tests.cunwu.cases.conftest import RULES

RULE = ("--rules", str(RULES))
OPEN = ("标题=修村道", "程序=五议决策法", "金额=12万元", "组成人员=48", "经过完整=是")
VOTED = ("决议", "日期=2024-03-05", "主体=村民代表会议", "同意=31", "材料=会议记录、签到册")


@pytest.fixture
def case(cli, monkeypatch, tmp_path):
    """Run ``cunwu case`` on a register in a folder of its own; without ``as_of`` for what needs no rules."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("CUNWU_WHO", "王会计")
    monkeypatch.delenv("CUNWU_REGISTER", raising=False)

    def ran(*arguments: str, as_of: str = "", command: str = "case"):
        more = (*RULE, "--as-of", as_of) if as_of else ()
        return cli(command, *arguments, *more)

    return ran


@pytest.fixture
def opened(case):
    assert case("open", "2024-0001", *OPEN, as_of="2024-03-01").code == 2
    return case


def test_the_first_case_makes_the_register(case, tmp_path):
    refused = case("status", "2024-0001", as_of="2024-03-01")
    assert refused.code == 3 and "没有台账“cunwu.db”。用 cunwu case open 立第一件" in refused.err
    assert not (tmp_path / "cunwu.db").exists()
    ran = case("open", "-", *OPEN, as_of="2024-03-01")
    assert ran.out.startswith("2024-0001 第1号 立项：标题 修村道，程序 五议决策法，金额 12万元")
    assert "2024-0002 第1号 立项" in case("open", "-", *OPEN, as_of="2024-03-01").out
    assert (tmp_path / "cunwu.db").exists()


def test_an_entry_says_what_it_changes(opened):
    ran = opened("add", "2024-0001", *VOTED, "实到=31", as_of="2024-03-05")
    assert ran.code == 1
    assert ran.out.startswith("2024-0001 第2号 登记：决议（2024-03-05），主体 村民代表会议")
    assert "✗ 违规（原为不适用）  五议决策法·决议·到会" in ran.out and "实到31人，缺1人" in ran.out
    assert "… 未到期（原为不适用，产生期限）  重大事项报备" in ran.out
    assert "· 最迟2024年3月15日：重大事项报备" in ran.out and "还有10日" in ran.out
    fixed = opened("fix", "2024-0001", "2", "实到=32", as_of="2024-03-05")
    assert "第3号 更正：第2号，实到 32人" in fixed.out and "✓ 合规（原为违规）  五议决策法·决议·到会" in fixed.out
    back = opened("withdraw", "2024-0001", "3", "--reason", "看错了", as_of="2024-03-05")
    assert "第4号 撤回：第3号，看错了" in back.out and "✗ 违规（原为合规）" in back.out


def test_it_says_what_may_come_next_in_heads_and_days(opened):
    first = opened("add", "2024-0001", "商议", "日期=2024-03-01", "主体=村务联席会议", as_of="2024-03-01")
    assert "“方案公示”（应当办理）：现在就可以办（2024年3月1日起）。持续到2024年3月16日或者以后。" in first.out
    assert "以后还有：决议、决议公示、报备" in first.out
    opened("add", "2024-0001", "方案公示", "日期=2024-03-02", "止=2024-03-17", as_of="2024-03-18")
    told = opened("next", "2024-0001", as_of="2024-03-18").out.replace("\n  ", "")
    assert "由村民代表会议进行。至少32人到会，其中同意至少17人。要有材料：会议记录、签到册。" in told
    data = json.loads(opened("next", "2024-0001", "--format", "json", as_of="2024-03-18").out)["next"][0]
    assert (data["step"], data["ready"], data["earliest"]) == ("决议", True, "2024-03-18")
    assert {"fact": "实到", "bound": "least", "value": 32, "norm": "village:五议决策法·决议·到会"} in data["needs"]


def test_what_is_violated_goes_first(opened):
    ran = opened("add", "2024-0001", *VOTED, "实到=31", as_of="2024-03-05")
    told = ran.out.split("【接下来】\n")[1].replace("\n  ", "")
    assert told.startswith(
        "· 本件有违规3条，先补正（怎样补正，用 cunwu case next 看）；没有补正就往下办的，违规仍然在。"
    )


def test_it_says_how_to_put_right_and_what_to_ask(opened):
    """A posting that was too short is done anew, with all that rests on it."""
    opened("add", "2024-0001", "商议", "日期=2024-03-01", "主体=村务联席会议", as_of="2024-03-01")
    opened("add", "2024-0001", "方案公示", "日期=2024-03-02", "止=2024-03-10", as_of="2024-03-11")
    opened("add", "2024-0001", "决议", "日期=2024-03-20", "主体=村民代表会议", "实到=32", as_of="2024-03-20")
    told = opened("next", "2024-0001", as_of="2024-03-21").out.replace("\n      ", "")
    assert "【怎样补正】\n· 五议决策法·方案公示·公示\n    1、重新办理“方案公示”" in told
    assert "日期不早于2024年3月21日，止不早于2024年4月5日" in told
    assert "2、重新办理“决议”（原来的一次在记录里写明结果作废）：日期不早于2024年4月6日" in told
    assert "实到不少于32人，同意不少于17人，有材料：会议记录、签到册" in told
    assert "【接下来】\n· 先照上面补正；没有补正就往下办的，违规仍然在。" in told
    assert "【先问清楚】\n" in told and "“决议”的“同意”是多少" in told and "17人：合规（五议决策法·决议·通过）" in told
    data = json.loads(opened("next", "2024-0001", "--format", "json", as_of="2024-03-21").out)
    assert data["mend"][0]["norms"][0] == "village:五议决策法·方案公示·公示" and data["mend"][0]["hopeless"] is None
    assert {one["asks"] for one in data["questions"]} >= {"“决议”的“同意”是多少"}


def test_a_norm_is_explained_with_what_would_put_it_in_order(opened):
    opened("add", "2024-0001", *VOTED, "实到=31", as_of="2024-03-05")
    ran = opened("explain", "2024-0001", "决议·到会", as_of="2024-03-05")
    assert "【怎样才会合规】\n" in ran.out and "“决议”的实到不少于32人（现为31人），就是合规" in ran.out
    assert "记录必须属实，不能照着补造。" in ran.out.replace("\n    ", "")


@pytest.mark.skipif(not evaluator.is_installed(), reason="durable-rules is not installed")
def test_the_rule_engine_is_asked_each_time_and_its_difference_is_told(opened, monkeypatch):
    asked = []
    given = evaluator.ReteEvaluator.verdicts

    def wrong(self, facts, as_of):
        asked.append(as_of)
        return [Code.COMPLIANT if code is Code.VIOLATED else code for code in given(self, facts, as_of)]

    monkeypatch.setattr(evaluator.ReteEvaluator, "verdicts", wrong)
    ran = opened("add", "2024-0001", *VOTED, "实到=31", as_of="2024-03-05")
    assert ran.code == 4 and asked
    assert "有3条不一致或者没有结论" in ran.out.split("【注意】")[1] and "引擎不一致" in ran.out


def test_it_answers_in_english(opened):
    ran = opened("add", "2024-0001", *VOTED, "实到=31", "--lang", "en", as_of="2024-03-05")
    assert "2024-0001 no. 2 added: 决议（2024-03-05）" in ran.out and "✗ violated (was not applicable)" in ran.out
    assert "by 2024-03-15: 重大事项报备" in ran.out and "10 days left" in ran.out


def test_a_colon_does_for_an_equals_sign_after_the_name_of_a_field(opened):
    ran = opened(
        "add", "2024-0001", "决议", "日期：2024-03-05", "主体:村民代表会议", "实到＝３２人", as_of="2024-03-05"
    )
    assert "登记：决议（2024-03-05），主体 村民代表会议，实到 32人" in ran.out
    fixed = opened("fix", "2024-0001", "2", "主体=村民代表会议、村务联席会议", as_of="2024-03-05")
    assert "更正：第2号，主体 村务联席会议、村民代表会议" in fixed.out


def test_an_entry_can_be_a_file(opened, tmp_path):
    (tmp_path / "续.yaml").write_text("成年村民: 900\n经过:\n  - 步骤: 商议\n    日期: 2024-03-01\n", encoding="utf-8")
    ran = opened("add", "2024-0001", "续.yaml", as_of="2024-03-05")
    assert "第2号 载明：成年村民 900人" in ran.out and "第3号 登记：商议（2024-03-01）" in ran.out


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("add", "2024-0001", "决议", "日期=3月"), "错误[R037]：日期：“日期”是日期，“3月”读不出来"),
        (("add", "2024-0001", "决议", "标题=修路"), "错误[R022]：标题：“标题”不能写在这里"),
        (("add", "2024-0001", "决议", "实到=1", "实到=2"), "“实到”写了两次。"),
        (("add", "2024-0001", "决议", "商议"), "看不懂“决议、商议”"),
        (("add", "2024-0001"), "没有写内容。"),
        (("add", "2024-0001", "没有.yaml"), "没有.yaml"),
        (("add", "2024-001", "决议"), "台账里没有“2024-001”。是不是“2024-0001”？"),
        (("fix", "2024-0001", "9", "实到=1"), "没有第9号登记；现有第1号到第1号。"),
        (("withdraw", "2024-0001", "1"), "第1号是立项，不能撤回。"),
        (("open", "2024-0001", "标题=又一件"), "编号“2024-0001”用过了（王会计，"),
        (("open", "a/b", "标题=又一件"), "编号“a/b”不行"),
    ],
)
def test_what_is_refused_changes_nothing(opened, arguments, message):
    ran = opened(*arguments, as_of="2024-03-05")
    assert ran.code == 3 and message in ran.err
    assert len(json.loads(opened("history", "2024-0001", "--format", "json").out)["entries"]) == 1


def test_status_of_one_and_of_all(opened):
    opened("add", "2024-0001", *VOTED, "实到=32", as_of="2024-03-05")
    ran = opened("status", "2024-0001", as_of="2024-03-16")
    assert "【时间经过引起的变化】\n✗ 违规（原为未到期，逾期未办）  重大事项报备" in ran.out
    assert "第2号  2024-03-05  决议  " in ran.out and "✗ 商议（违规）" in ran.out
    assert "已经逾期1日" in ran.out
    opened("open", "2024-0002", "标题=修渠", as_of="2024-03-05")
    every = opened("status", as_of="2024-03-05").out.splitlines()
    assert every[0] == "共2件：" and every[1].startswith("2024-0001") and "最" not in every[2]
    data = json.loads(opened("status", "2024-0001", "--format", "json", as_of="2024-03-16").out)
    assert data["obligations"] == [
        {"norm": "village:重大事项报备", "due": "2024-03-15", "overdue": True, "untold": False}
    ]
    assert {"norm": "village:重大事项报备", "cause": "time", "before": "pending", "after": "violated",
            "obligation": "fell_due"} in data["changes"]  # fmt: skip


def test_history_keeps_what_was_corrected_and_withdrawn(opened):
    opened("add", "2024-0001", *VOTED, "实到=31", as_of="2024-03-05")
    opened("fix", "2024-0001", "2", "实到=32", "同意=", as_of="2024-03-05")
    opened("withdraw", "2024-0001", "3", as_of="2024-03-05")
    ran = opened("history", "2024-0001")
    lines = ran.out.splitlines()
    assert lines[0].startswith("第1号  20") and "王会计  立项  标题 修村道" in lines[0]
    assert "更正（已撤回）  第2号，实到 32人，“同意”改回未载明" in ran.out and "撤回  第3号" in ran.out


def test_the_exported_record_is_judged_alike(opened, tmp_path):
    opened("add", "2024-0001", *VOTED, "实到=31", as_of="2024-03-05")
    opened("export", "2024-0001", "-o", "件.yaml")
    text = (tmp_path / "件.yaml").read_text(encoding="utf-8")
    assert text.startswith("标题: 修村道\n") and text.index("步骤: 决议") < text.index("日期: '2024-03-05'")
    whole = cunwu.check(tmp_path / "件.yaml", rules=RULES, as_of="2024-03-05")
    live = json.loads(opened("status", "2024-0001", "--format", "json", as_of="2024-03-05").out)["result"]
    assert [one["verdict"] for one in live["findings"]] == [one.verdict.value for one in whole.findings]


def test_all_entries_are_exported_as_lines(opened):
    opened("add", "2024-0001", *VOTED, as_of="2024-03-05")
    lines = [json.loads(line) for line in opened("export").out.splitlines()]
    assert [one["number"] for one in lines] == [1, 2] and lines[1]["previous"] == lines[0]["hash"]


def test_the_chain_is_verified(opened):
    ran = opened("verify")
    assert ran.code == 0 and ran.out.startswith("✓ 台账完整，共1条登记。\n验证码：")
    code = ran.out.split("：")[-1].strip()
    opened("add", "2024-0001", *VOTED, as_of="2024-03-05")
    assert opened("verify", "--head", code).code == 0
    lost = opened("verify", "--head", "f" * 64)
    assert lost.code == 1 and "✗ 台账里没有验证码ffffffffffff…的登记" in lost.out


# --- what falls due -----------------------------------------------------------------


@pytest.fixture
def due(opened):
    """Three cases: one overdue, one due in time, one that asks nothing."""
    opened("add", "2024-0001", *VOTED, "实到=32", as_of="2024-03-05")
    opened("open", "2024-0002", "村=大青村", "金额=30万元", "标题=建公厕", "经过完整=是", as_of="2024-03-20")
    opened("add", "2024-0002", "决议", "日期=2024-03-20", as_of="2024-03-20")
    opened("open", "2024-0003", "标题=修渠", as_of="2024-03-20")

    def ran(*arguments: str, as_of: str = "2024-03-21"):
        return opened(*arguments, as_of=as_of, command="due")

    return ran


def test_overdue_first(due, opened):
    ran = due()
    assert ran.code == 0
    assert ran.out.index("【已经逾期】1项\n· 2024年3月15日  已经逾期6日  2024-0001 修村道") == 0
    assert "【2024年3月21日至2024年4月20日到期】1项\n· 2024年4月1日  还有11日  2024-0002 大青村 建公厕" in ran.out
    assert "重大事项报备（《中华人民共和国村民委员会组织法》第三十条）\n    向乡镇人民政府报备" in ran.out
    assert "到期】0项" in due("--days", "5").out
    assert "2024-0001" not in due("2024-0002").out
    assert opened("due", "2024-0002", as_of="2024-03-21").out == due("2024-0002").out
    last = due(as_of="2024-04-01").out
    assert "今天到期  2024-0002" in last


def test_as_data(due):
    data = json.loads(due("--format", "json").out)
    assert [(one["case"], one["due"], one["days"], one["overdue"]) for one in data["due"]] == [
        ("2024-0001", "2024-03-15", -6, True),
        ("2024-0002", "2024-04-01", 11, False),
    ]


def test_as_a_calendar(due, tmp_path):
    due("-o", "期限.ics")
    first = Calendar.from_ical((tmp_path / "期限.ics").read_bytes())
    late, coming = first.walk("VEVENT")
    assert str(late["summary"]) == "【逾期】2024-0001 修村道：重大事项报备" and not late.walk("VALARM")
    assert coming.decoded("dtstart") == date(2024, 4, 1) and coming.decoded("dtend") == date(2024, 4, 2)
    assert str(coming["location"]) == "大青村" and "向乡镇人民政府报备" in str(coming["description"])
    assert [alarm.decoded("trigger").days for alarm in coming.walk("VALARM")] == [-3]
    due("-o", "再.ics", as_of="2024-03-25")
    again = Calendar.from_ical((tmp_path / "再.ics").read_bytes())
    assert [str(one["uid"]) for one in again.walk("VEVENT")] == [str(late["uid"]), str(coming["uid"])]


def test_as_a_workbook(due, tmp_path):
    due("-o", "期限.xlsx")
    sheet = sheet_of(tmp_path / "期限.xlsx")
    rows = list(sheet.iter_rows(values_only=True))
    assert rows[0][0] == "2024年3月21日至2024年4月20日到期和已经逾期的事项"
    assert rows[1][:4] == ("到期日", "还剩（日）", "村", "编号")
    assert [(row[0].date(), *row[1:5]) for row in rows[2:]] == [
        (date(2024, 3, 15), -6, None, "2024-0001", "修村道"),
        (date(2024, 4, 1), 11, "大青村", "2024-0002", "建公厕"),
    ]
    assert sheet["A3"].fill.fgColor.rgb == "00FCE4D6" and sheet["A4"].fill.fill_type is None


def test_a_title_is_no_formula(due, opened, tmp_path):
    opened("open", "2024-0004", "标题==1+1", "金额=30万元", "经过完整=是", as_of="2024-03-20")
    opened("add", "2024-0004", "决议", "日期=2024-03-20", as_of="2024-03-20")
    due("2024-0004", "-o", "一件.xlsx")
    assert sheet_of(tmp_path / "一件.xlsx")["E3"].value == "'=1+1"


def sheet_of(path: Path) -> Worksheet:
    sheet = load_workbook(path).active
    assert isinstance(sheet, Worksheet)
    return sheet


def test_a_case_that_cannot_be_read_is_named_and_the_others_are_told(due, tmp_path, cli):
    changed = tmp_path / "village.cunwu"
    changed.write_text(RULES.read_text(encoding="utf-8") + "\n词汇 盖章次数：记录，次数，“几次”\n", encoding="utf-8")
    cli("case", "open", "2024-0009", "盖章次数=3次", "--rules", changed, "--as-of", "2024-03-20")
    ran = due()
    assert ran.code == 3 and "2024-0002 大青村 建公厕" in ran.out
    assert ran.err.startswith("2024-0009\n") and "盖章次数" in ran.err


# --- what a first user met ------------------------------------------------------------------------


def test_a_day_that_has_not_come_is_told_and_the_step_is_still_to_be_taken(opened):
    ran = opened("add", "2024-0001", "商议", "日期=2025-03-05", as_of="2024-03-05")
    said = ran.out.replace("\n", "").replace("  ", "")
    assert "“商议”（2025年3月5日）在审查日（2024年3月5日）之后，没有计入。" in said
    ahead = opened("next", "2024-0001", as_of="2024-03-05").out
    assert "“商议”（应当办理）：现在就可以办（2024年3月5日起）" in ahead.replace("\n", "").replace("    ", "")


def test_looking_back_what_came_later_is_still_to_be_taken(opened):
    opened("add", "2024-0001", "商议", "日期=2024-03-05", "主体=村务联席会议", as_of="2024-03-05")
    assert "“商议”（应当办理）" in opened("next", "2024-0001", as_of="2024-03-02").out
    assert "“商议”（应当办理）" not in opened("next", "2024-0001", as_of="2024-03-06").out


def test_a_case_without_a_procedure_says_where_to_look(case):
    case("open", "1", "标题=卖旧仓库", "经过完整=是", as_of="2024-03-01")
    said = case("next", "1", as_of="2024-03-01").out.replace("\n", "").replace("  ", "")
    assert "这件事没有适用的程序，列不出步骤。" in said and "请用 cunwu rules 看有关的规范" in said


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("export", "2024-0001", "-o", "件.xlsx"), "不能导出成 .xlsx。可以写成：.xes、.yaml、.yml。"),
        (("export", "-o", "备份.yaml"), "不能导出成 .yaml。可以写成：.xes、.jsonl。"),
    ],
)
def test_a_suffix_that_would_lie_is_refused(opened, tmp_path, arguments, message):
    ran = opened(*arguments)
    assert ran.code == 3 and message in ran.err and not (tmp_path / arguments[-1]).exists()


def test_deadlines_are_not_written_to_a_suffix_that_would_lie(opened, tmp_path):
    ran = opened("-o", "d.csv", command="due", as_of="2024-03-05")
    assert ran.code == 3 and "期限不能写成 .csv。可以写成 .txt、.json、.ics、.xlsx。" in ran.err
    assert not (tmp_path / "d.csv").exists()
    assert opened("-o", "d.txt", command="due", as_of="2024-03-05").code == 0


def test_an_entry_is_named_by_its_number_as_answers_write_it(opened):
    opened("add", "2024-0001", *VOTED, "实到=31", as_of="2024-03-05")
    assert "更正：第2号，实到 32人" in opened("fix", "2024-0001", "第2号", "实到=32", as_of="2024-03-05").out
    assert "第4号 撤回：第3号" in opened("withdraw", "2024-0001", "３", as_of="2024-03-05").out


@pytest.mark.parametrize(
    ("arguments", "command", "message"),
    [
        (("fix", "2024-0001", "第六", "实到=32"), "case", "号：“第六”不是整数。"),
        (("--days", "三十"), "due", "--days：“三十”不是整数。"),
        (("--days", "-3"), "due", "--days：-3不在0到3660之间。"),
    ],
)
def test_numbers_that_are_none_are_told_in_chinese(opened, arguments, command, message):
    ran = opened(*arguments, command=command, as_of="2024-03-05")
    assert ran.code == 3 and message in ran.err
