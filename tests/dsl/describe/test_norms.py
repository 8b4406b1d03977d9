"""Whole norms and procedures in words, from rule text to prose."""

from __future__ import annotations

import pytest

from dsl.describe.context import Context
from dsl.describe.norms import describe_norm
from dsl.describe.procedures import asked, describe_procedure
from dsl.describe.words import Language

HEAD = """
规则集 “试”
  施行：2014年2月25日起
依据 法：《某法》（法律，2018年修正）
  施行：2018年12月29日起
  未证实：“只见转载”
依据 清单：《清单》（规范性文件）
机构 村民代表会议：“x”
机构 村党组织：“x”
行为 签约：“x”
行为 公开招标：“x”
行为 报备：“x”
词汇 抢险救灾：记录，是否，“x”
读法 新读法：是，“怎样读”
参数 招标限额：2014年2月25日起 5万元【清单】
程序 五议【清单 “五议”】
  步骤 提议
    主体：村党组织
  步骤 决议
    次序：提议之后
    到会：组成人员的三分之二以上【法 第二十六条第二款】
    未通过：退回提议
    补正：重新开会
  步骤 公示
    次序：决议之后10日内
    公示：不少于3日
    可选：是
"""
RULE = """
规则 招标
  程序：五议
  行为：任一 签约
  当 金额超过招标限额，新读法
  应当 公开招标，在签约之前
  【清单 “招投标”；法 第一条、第二条】
  例外 抢险：当 抢险救灾 应当 报备，在签约之后7日内【法 第三条】
    优先于：小额
  例外 小额：当 金额少于1万元，或者（已载明 抢险救灾，并且 金额少于2万元）
  后果：“不得付款”
  补正：“停止实施”
  待确认：“哪些工程”
"""


DEADLINE = (
    "到本次日期之后第7日（这一日是休息日的，顺延到下一个工作日）为止，"
    "没有做到的是未到期；过了这一日还没有做到的，是违规"
)


BACK = (
    "条件：本次以前有过决议（未通过）（同一日也算）。要求：每一次决议（未通过）都要做到：下列至少一项成立："
    "（一）那一次的日期晚于本次日期（同一日不算）；（二）至少有一次提议，另一次的日期不早于那一次的日期（同一日也算），"
    "并且另一次的日期不晚于本次日期（同一日也算）。"
)


@pytest.fixture
def told(compiled):
    """Every norm of the text in words, by its name."""

    def tell(text: str, lang: Language = "zh"):
        made = compiled(HEAD + text)
        assert made.ok, made.diagnostics
        context = Context.of([made.program], [made.model], lang)
        return {norm.name: describe_norm(norm, context) for norm in made.program.norms}

    return tell


def lines(text):
    return {part.label: part.clause for part in text.paragraphs}


def test_a_rule_with_everything(told):
    assert told(RULE)["招标"].text() == (
        "适用于：按“五议”办理的案件，签约（有几次的，其中一次符合就可以）。"
        "条件：金额超过招标限额，并且读法“新读法”取“是”。"
        "要求：本次以前有过公开招标（同一日也算）。"
        "例外：依次看，前面的成立，就不看后面的："
        "（一）“抢险”：“抢险救灾”为是，并且本次当日不早于2018年12月29日（同一日也算）的，改为要求从本次日期（含当日）到本次日期之后第7日"
        "（这一日是休息日的，顺延到下一个工作日）为止，有过报备，依据《某法》（2018年修正）第三条；"
        "（二）“小额”，不适用这一条：1．情形下列至少一项成立：〔1〕金额少于1万元；"
        "〔2〕记录写明了抢险救灾，并且金额少于2万元。"
        "用到的数：招标限额：2014年2月25日起为5万元；此外的日子没有数，待补充；按本次当日的数。"
        "读法：“新读法”没有另外选择的，取“是”（怎样读）。"
        "要用的事实：金额；有没有公开招标；公开招标的日期；本次日期；抢险救灾；有没有报备；报备的日期。"
        "记录没有写、因而不能判断的，待补充。"
        "案件范围：按“五议”办理，是指：记录写明程序是“五议”。"
        "有效期间：2014年2月25日起（看本次的日期）。"
        "依据：《清单》“招投标”（规范性文件）；《某法》（2018年修正）第一条、第二条（法律，2018年12月29日起施行）。"
        "违反的后果：不得付款。补正：停止实施。"
        "注意：待地方确认：哪些工程；所引的《某法》（2018年修正）：只见转载。"
    )


def test_the_example_of_a_quorum(told):
    rule = "规则 到会\n  行为：每次 村民代表会议\n  应当 实到达到组成人员的三分之二以上【法 第二十六条第二款】\n"
    text = told(rule)["到会"].text()
    assert text.startswith("适用于：每一次村民代表会议。要求：本次实到人数不少于组成人员的三分之二。")
    assert "推算：组成人员没有写的，按村民代表加上村民委员会成员减去双重身份人数推算。" in text
    assert "要用的事实：本次实到人数；组成人员。记录没有写、因而不能判断的，待补充。" in text
    assert "有效期间：2018年12月29日起（看本次的日期）。" in text


@pytest.mark.parametrize(
    ("rule", "label", "text"),
    [
        ("行为：首次 签约\n  应当 公开招标，在签约之前", "适用于", "首次签约（有几次的，只看最早的一次）"),
        ("行为：末次 签约\n  应当 公开招标，在签约之前", "适用于", "末次签约（有几次的，只看最晚的一次）"),
        ("行为：每次 签约、公开招标\n  应当 抢险救灾", "适用于", "每一次签约或者公开招标"),
        ("应当 有 公开招标", "适用于", "整个案件（以记录的基准日为准）"),
        ("行为：每次 签约\n  不得 签约，在公开招标之前", "不得有的情形", "本次以前没有过公开招标（同一日有的也不行）"),
        ("不得 有 签约", "不得有的情形", "本案有签约"),
        ("可以 有 公开招标", "可以", "本案有公开招标"),
        ("可以 有 公开招标", "效力", "只作提示，不符合的也不影响案件的结论"),
        (
            "行为：每次 签约\n  有权 村党组织、村民代表会议",
            "有权的",
            "主体里要有村党组织、村民代表会议中的至少一个；没有的，是越权",
        ),
        (
            "应当 报备，在签约之后7日内",
            "期限",
            DEADLINE,
        ),
        ("准许变通：是\n  应当 有 签约", "准许变通", "下级的规定可以另设例外"),
    ],
)
def test_kinds_acts_and_deadlines(told, rule, label, text):
    parts = lines(told(f"规则 某条\n  {rule}\n  【法 第一条】\n")["某条"])
    assert parts[label].text == text


def test_an_exception_of_an_exception_is_told_with_it(told):
    rule = """
规则 招标
  行为：每次 签约
  应当 公开招标，在签约之前
  【法 第一条】
  例外 抢险：当 抢险救灾
  例外 大额：当 金额超过100万元
    针对：抢险
"""
    items = lines(told(rule)["招标"])["例外"].items
    assert [item.text.partition("：")[0] for item in items] == ["“大额”（“抢险”的例外）", "“抢险”"]


@pytest.mark.parametrize(
    ("days", "text"),
    [
        ("2019年1月1日至2020年12月31日止", "2019年1月1日起至2020年12月31日止（看记录的基准日）"),
        ("2015年1月1日至2015年12月31日止", "没有一日有效"),
    ],
)
def test_days_of_force(told, days, text):
    rule = told(f"规则 某条\n  施行：{days}\n  应当 有 签约【法 第一条】\n")["某条"]
    assert lines(rule)["有效期间"].text == text


def test_english(told):
    text = told(RULE, "en")["招标"].text()
    assert text.startswith(
        "Applies to: cases that follow 五议; 签约 (where there are several, one that meets it is enough)."
    )
    assert "Required: there is 公开招标 on or before this one." in text
    assert "Which cases: A case follows 五议 if: the record states that 程序 is “五议”." in text


def test_a_procedure(compiled):
    made = compiled(HEAD + RULE)
    told = describe_procedure(made.model.procedures[0], made.program, Context.of([made.program], [made.model]))
    assert [part.label for part in told.scope] == ["案件范围"]
    steps = {step.step.name: step for step in told.steps}
    assert [aspect.name for aspect in steps["决议"].aspects] == ["办理", "次序", "到会", "退回"]
    assert [aspect.asks for aspect in steps["决议"].aspects] == [
        "适用于：每一次公示。要求：本案有决议。",
        "条件：本案有提议。要求：本次以前有过提议（同一日也算）。",
        "要求：本次实到人数不少于组成人员的三分之二。",
        BACK,
    ]
    assert steps["决议"].remarks == ("没有通过的，退回提议",)
    assert [aspect.name for aspect in steps["公示"].aspects] == ["次序", "期限", "公示"]
    assert steps["公示"].aspects[1].asks.startswith("适用于：每一次决议。")
    assert steps["公示"].remarks == ("这一步可以不办",)
    assert [rule.norm.name for rule in told.rules] == ["招标"]
    assert asked(told.rules[0]).startswith("适用于：签约（有几次的，其中一次符合就可以）。条件：")
