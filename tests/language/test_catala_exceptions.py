"""The cases of Catala's tests of exceptions and of default logic, in our language, with the same outcomes.

From ``tests/exception`` and ``tests/default`` of its public repository. There
a definition gives a variable a value; here a rule asks for an act, so that
“x = 1” becomes: 办法一 is what is asked for. A group of definitions under one
label is a 分档, or several rules that one 变通 names.

Without a counterpart, since nothing here is like what they test:

- default/bad/empty, default/good/undef_internal: variables declared and never defined (we declare facts, and a fact
  that nothing states is 未知);
- default/bad/typing_or_logical_error: the syntax of ``definition … equals``;
- default/bad/verbose_errors: fields of structures;
- exception/good/context_with_default: a scope that overrides a variable of another scope.
"""

from __future__ import annotations

import pytest

ACTS = "".join(f"行为 办法{n}：“x”\n" for n in "零一二三四五") + "词汇 数（n）：记录，次数，“x”\n"
ALWAYS = "数不少于0次"


def asked(rules, *texts: str, n: int = 0) -> set[str]:
    """What is asked of a case: with only this done all norms that apply are met."""
    made = rules(ACTS + texts[0], *texts[1:])
    acts = [f"办法{one}" for one in "零一二三四五"]
    wanted = set()
    for act in acts:
        done = [{"步骤": act, "日期": "2024-03-01"}]
        record = {"日期": "2024-03-01", "数": f"{n}次", "经过": done, "经过完整": "是"}
        verdicts = {one.verdict.chinese for one in made.findings(record).values()} - {"不适用"}
        if verdicts == {"合规"}:
            wanted.add(act)
        elif not verdicts:
            return set()
    return wanted


BASE = "规则 甲\n  应当 办法零【法 第一条】\n"


def exception(name: str, act: str, when: str = ALWAYS, more: str = "") -> str:
    return f"  例外 {name}：当 {when} 应当 {act}【法 第二条】\n{more}"


def test_exception(rules) -> None:  # exception/good/exception, unlabeled_exception
    assert asked(rules, BASE + exception("乙", "办法一", "数等于0次")) == {"办法一"}
    assert asked(rules, BASE + exception("乙", "办法一", "数等于1次")) == {"办法零"}


def test_exceptions_squared(rules) -> None:  # exception/good/exceptions_squared
    text = BASE + exception("乙", "办法一") + exception("丙", "办法二", more="    针对：乙\n")
    assert asked(rules, text) == {"办法二"}


def test_split_exception(rules) -> None:  # exception/good/split_unlabeled_exception
    lower = f"规则 乙\n  变通：甲\n  当 {ALWAYS}\n  应当 办法一【法 第二条】\n"
    assert asked(rules, BASE, lower) == {"办法一"}


def test_two_and_unsorted_exceptions(rules) -> None:  # exception/good/two_unlabeled_, unsorted_unlabeled_exceptions
    two = BASE + exception("乙", "办法一")
    other = two.replace("规则 甲", "规则 丁").replace("办法零", "办法二")
    assert asked(rules, two + other) == {"办法一"}
    first = f"规则 乙\n  变通：甲\n  当 {ALWAYS}\n  应当 办法一【法 第二条】\n"
    assert asked(rules, first + BASE) == {"办法一"}


def test_same_label_of_two_variables(rules) -> None:  # exception/good/same_label_two_variables
    other = BASE.replace("规则 甲", "规则 丁").replace("办法零", "办法一")
    assert asked(rules, BASE + exception("乙", "办法一", "数等于0次") + other) == {"办法一"}


def test_two_exceptions_of_one_outcome(rules) -> None:  # exception/good/two_exceptions_same_outcome
    text = BASE + exception("乙", "办法一", "数等于0次") + exception("丙", "办法一", "数不超过9次")
    assert asked(rules, text) == {"办法一"}


def test_definitions_twice(rules) -> None:  # default/good/multiple_definitions, exception/good/double_definition
    assert asked(rules, BASE + BASE.replace("规则 甲", "规则 乙")) == {"办法零"}


def test_no_conflict(rules) -> None:  # default/good/no_conflict
    text = BASE + exception("乙", "办法二", "数少于0次") + exception("丙", "办法三", "数不少于0次")
    assert asked(rules, text) == {"办法三"}


@pytest.mark.parametrize(("n", "outcome"), [(0, "办法零"), (1, "办法一"), (2, "办法二")])
def test_duplicate_labels(rules, n, outcome) -> None:  # exception/good/duplicate_labels
    text = (
        "规则 甲\n  当 数不少于1次\n  应当 办法一【法 第一条】\n"
        "规则 乙\n  当 数不超过1次\n  应当 办法零【法 第一条】\n"
        "规则 丙\n  变通：甲、乙\n  当 数等于1次\n  应当 办法一【法 第二条】\n"
    )
    assert asked(rules, text.replace("不少于1次\n  应当 办法一", "不少于1次\n  应当 办法二"), n=n) == {outcome}


@pytest.mark.parametrize(("n", "outcome"), [(25, "办法一"), (26, "办法二"), (30, "办法三")])
def test_grouped_exceptions(rules, n, outcome) -> None:  # exception/good/grouped_exceptions
    text = (
        "分档 补助【法 第一条】\n  档 甲：当 数不超过25次 应当 办法一\n  档 乙：当 数超过25次 应当 办法二\n"
        "规则 残疾\n  变通：“补助·甲”、“补助·乙”\n  当 数等于30次\n  应当 办法三【法 第三条】\n"
    )
    assert asked(rules, text, n=n) == {outcome}


@pytest.mark.parametrize(
    ("n", "outcome"), [(0, "办法零"), (1, "办法一"), (2, "办法二"), (3, "办法三"), (4, "办法四"), (5, "办法五")]
)
def test_groups_of_exceptions(rules, n, outcome) -> None:  # exception/good/groups_of_exceptions
    text = "规则 甲\n  应当 办法零【法 第一条】\n" + "".join(
        exception(name, act, f"数不少于{k}次，数不超过5次", more)
        for name, act, k, more in (
            ("一", "办法一", 1, ""),
            ("二", "办法二", 2, "    针对：一\n"),
            ("三", "办法三", 3, "    针对：二\n"),
            ("四", "办法四", 4, "    针对：三\n"),
            ("五", "办法五", 5, "    针对：四\n"),
        )
    )
    # Names that read as numbers are quoted.
    for one in "一二三四五":
        text = text.replace(f"例外 {one}：", f"例外 “第{one}层”：").replace(f"针对：{one}\n", f"针对：“第{one}层”\n")
    assert asked(rules, text, n=n) == {outcome}


def test_nested_conditions(rules) -> None:  # exception/good/utf8_conditions
    text = (
        "规则 税率\n  应当 办法零【法 第一条】\n"
        + exception("高收入", "办法一", "数超过100次")
        + exception("很高收入", "办法二", "数超过100次，数不超过200次", "    针对：高收入\n")
    )
    assert [asked(rules, text, n=n) for n in (100, 101, 200, 201)] == [
        {"办法零"},
        {"办法二"},
        {"办法二"},
        {"办法一"},
    ]


def table(*rows: tuple[str, str]) -> str:
    lines = [f"  档 “第{i}档”：当 {when} 应当 {act}\n" for i, (when, act) in enumerate(rows)]
    return "分档 税率【法 第一条】\n" + "".join(lines)


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        # default/bad/conflict
        (table((ALWAYS, "办法一"), (ALWAYS, "办法零")), ["N131"]),
        # exception/bad/multi_same_result
        (
            table(
                ("数等于1次", "办法五"),
                ("数等于2次", "办法三"),
                ("数等于3次", "办法四"),
                ("数等于4次", "办法五"),
                ("数等于5次", "办法三"),
                ("数等于6次", "办法三"),
                ("数超过5次", "办法四"),
                ("数等于0次", "办法零"),
            ),
            ["N131"],
        ),
        # default/bad/empty_with_rules
        (table(("数等于2次", "办法一"), ("数等于3次", "办法一"), ("数等于4次", "办法一")), ["N130"]),
        # exception/bad/two_exceptions
        (BASE + exception("乙", "办法一") + exception("丙", "办法二"), ["N120"]),
        # exception/bad/dangling_exception
        (BASE + exception("乙", "办法一", more="    针对：丙\n"), ["M105"]),
        # exception/bad/exceptions_cycle
        (
            BASE + exception("乙", "办法一", more="    针对：丙\n") + exception("丙", "办法二", more="    针对：乙\n"),
            ["N114"],
        ),
        # exception/bad/self_exception
        (BASE + exception("乙", "办法一", more="    针对：乙\n"), ["N114"]),
        # exception/bad/missing_unlabeled_definition
        (f"规则 乙\n  变通：甲\n  当 {ALWAYS}\n  应当 办法一【法 第二条】\n", ["N123"]),
    ],
)
def test_what_is_refused(rules, text, codes) -> None:
    assert rules(ACTS + text).codes == codes


def test_an_ambiguous_exception(rules) -> None:  # exception/bad/ambiguous_unlabeled_, one_ambiguous_exception
    lower = f"规则 乙\n  变通：甲\n  当 {ALWAYS}\n  应当 办法一【法 第二条】\n"
    made = rules(ACTS + BASE, BASE, lower)
    assert made.codes == ["N124"]
    assert "“r0:甲”、“r1:甲”" in made.diagnostics[0].help
