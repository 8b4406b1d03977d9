"""Procedures that the tests draw."""

from __future__ import annotations

from datetime import date

from dsl.diagnostics.nodes import Span
from dsl.model.nodes import Demand, Procedure, Step
from dsl.norms.nodes import Citation, Rank
from dsl.surface.nodes import Name, PeriodLiteral, TimePhrase
from dsl.values import FieldType, Interval, Period

SPAN = Span("测试.cunwu", 0, 1, 1, 1)

ORGANIC_LAW = Citation(
    "村组法2018",
    "《中华人民共和国村民委员会组织法》",
    Rank.LAW,
    "第二十六条第二款",
    "",
    Interval(date(2018, 12, 29), date(2025, 12, 31)),
)
POWER_LIST = Citation("清单", "宁海县村级小微权力清单三十六条", Rank.NORMATIVE_DOCUMENT, "", "五议决策法", Interval())
DECREE_713 = Citation(
    "国务院令713", "《重大行政决策程序暂行条例》", Rank.ADMINISTRATIVE_REGULATION, "第二十五条", "", Interval()
)


def days(text: str, count: int) -> PeriodLiteral:
    """A period of days."""
    return PeriodLiteral(Period(count, FieldType.DAYS), text, SPAN)


def phrase(
    name: str, relation: str = "之后", *, complete: bool = False, period: PeriodLiteral | None = None, which: str = ""
) -> TimePhrase:
    """A time phrase about one name (its parts joined by 的)."""
    return TimePhrase(relation, Name(tuple(name.split("的")), which, SPAN), complete, period, SPAN)


def demand(label: str, text: str = "", *, advice: bool = False, citations: tuple[Citation, ...] = ()) -> Demand:
    """A demand; its expressions play no part in a map."""
    return Demand(label, (), text, advice, citations, "", SPAN)


def step(
    name: str,
    actors: tuple[str, ...] = (),
    after: tuple[TimePhrase | str, ...] = (),
    demands: tuple[Demand, ...] = (),
    *,
    optional: bool = False,
    condition: str = "",
    on_failure: str = "",
    meaning: str = "",
    remedy: str = "",
    citations: tuple[Citation, ...] = (),
) -> Step:
    """A step; a bare name in ``after`` is 之后."""
    phrases = tuple(phrase(each) if isinstance(each, str) else each for each in after)
    return Step(
        name=name,
        actors=actors,
        after=phrases,
        demands=demands,
        optional=optional,
        condition=Name((condition,), "", SPAN) if condition else None,
        condition_text=condition,
        on_failure=on_failure,
        counts_as=(),
        meaning=meaning,
        remedy=remedy,
        citations=citations,
        span=SPAN,
    )


def procedure(name: str, *steps: Step, meaning: str = "", caveats: tuple[str, ...] = ()) -> Procedure:
    """A procedure."""
    return Procedure(
        name=name, steps=steps, applies=None, advice=False, meaning=meaning, caveats=caveats, citations=(), span=SPAN
    )


FIVE_DELIBERATIONS = procedure(
    "五议决策法",
    step("提议", ("村党组织",), citations=(POWER_LIST,)),
    step("商议", ("村务联席会议",), ("提议",)),
    step("方案公示", ("村民委员会",), ("商议",), (demand("公示", "不少于15日", citations=(POWER_LIST,)),)),
    step("审议", ("党员大会",), (phrase("方案公示", complete=True),)),
    step(
        "决议",
        ("村民代表会议",),
        ("审议",),
        (
            demand("到会", "组成人员的三分之二以上", citations=(ORGANIC_LAW,)),
            demand("通过", "到会人员的过半数", citations=(ORGANIC_LAW,)),
            demand("材料", "会议记录、签到册、表决结果"),
        ),
        on_failure="商议",
        remedy="重新召集会议",
    ),
    step("决议公示", ("村民委员会",), (phrase("决议", period=days("10日", 10)),), (demand("公示", "不少于3日"),)),
    step("实施", ("村民委员会",), (phrase("决议公示", complete=True), "决议")),
    step("评议", ("村民会议", "村民代表会议"), ("实施",), (demand("材料", "评议结果", advice=True),)),
    step("监督", ("村务监督委员会",), meaning="监督全过程"),
    meaning="村级重大事项的决策程序",
    caveats=("公示天数来源待地方确认",),
)

MAJOR_DECISION = procedure(
    "重大行政决策程序",
    step("启动", ("决策机关",)),
    step("拟订草案", ("决策承办单位",), ("启动",), (demand("材料", "决策草案、起草说明"),)),
    step(
        "公众参与",
        ("决策承办单位",),
        ("拟订草案",),
        (demand("公开征求意见", "一般不少于30日", advice=True), demand("情况紧急的", "说明理由，可以缩短")),
        condition="对社会和公众有重大影响、直接涉及公民、法人或者其他组织切身利益，依法不予公开的除外",
    ),
    step("专家论证", ("专家、专业机构",), ("拟订草案",), condition="专业性、技术性较强"),
    step(
        "风险评估",
        ("决策承办单位", "第三方机构"),
        ("拟订草案",),
        condition="可能对社会稳定、公共安全等方面造成不利影响",
    ),
    step(
        "合法性审查",
        ("负责合法性审查的部门",),
        ("拟订草案", "公众参与", "专家论证", "风险评估"),
        (demand("历时", "不少于7个工作日", citations=(DECREE_713,)), demand("材料", "合法性审查意见")),
        on_failure="拟订草案",
    ),
    step("集体讨论决定", ("决策机关常务会议或者全体会议",), ("合法性审查",), (demand("主持", "行政首长"),)),
    step("请示报告", ("决策机关",), ("合法性审查", phrase("公布", "之前")), condition="重大的"),
    step("公布", ("决策机关",), ("集体讨论决定",), (demand("材料", "决策公布文件、新闻发布会"),)),
    step("归档", ("决策机关办公机构",), ("公布",), optional=True),
    step("后评估", (), (phrase("公布", period=days("三年", 3)), "归档"), optional=True),
)

_LONG = "关于本村集体经济组织成员身份确认以及土地补偿费分配方案的征求意见、公示、复核与再次公示的全部工作"
NASTY_NAMES = (
    "<script>alert('x')</script>",
    'a "quoted" & <b>bold</b> \\N \\l name',
    "👨\u200d👩\u200d👧\u200d👦👍🏽🇨🇳审议🚀",
    _LONG * 3,
    "Supercalifragilisticexpialidocious_" * 4,
    "WWWWWWWWWW MMMMMMMMMM @@@@@@@@@@ 2024-03-05T12:00:00+08:00",
    "控制\x00字符\x0b\x1f\ud800\ufffe\u202e倒写",
    "مرحبا بالعالم สวัสดี हिन्दी",
    "]]>&amp;&#0;<!--",
    "（（（《《《全是标点》》》）））：；，。！？" * 3,
    "   ",
    "",
    "e\u0301" * 30,
)
NASTY = procedure(
    "很“坏”的<程序> & \U0001f4a5 " + _LONG,
    *(
        step(
            NASTY_NAMES[i] if i < len(NASTY_NAMES) else f"第{i}步",
            (f"机构<{i % 7}>", "村民代表会议") if i % 3 else (),
            tuple(
                dict.fromkeys(NASTY_NAMES[j] if j < len(NASTY_NAMES) else f"第{j}步" for j in {i // 2, i - 1} if j >= 0)
            ),
            (demand("到会", "组成人员的三分之二以上" * (i % 4 + 1)), demand("<&>", "\"'\\")) if i % 2 else (),
            optional=i % 5 == 0,
            condition="金额 < 5万元 & 类别为“工程建设”" if i % 4 == 0 else "",
            on_failure=f"第{i - 5}步" if i % 9 == 0 else "",
            meaning="含义 <&>",
        )
        for i in range(40)
    ),
    caveats=("<来源未证实>", _LONG * 3),
)

ALL = (FIVE_DELIBERATIONS, MAJOR_DECISION, NASTY)
