"""Messages about meaning: names, types and units."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from dsl.diagnostics.nodes import Diagnostic, Severity, Span
from dsl.diagnostics.suggest import nearest
from dsl.model.messages import did_you_mean, no_unit
from dsl.values import FieldType

_HELD = ("没有", "有", "无")
_TYPES = {
    "人数": "persons", "户数": "households", "票数": "votes", "次数": "times", "份数": "copies", "数": "a plain number",
    "金额": "money", "日数": "days", "工作日数": "working days", "月数": "months", "年数": "years", "面积": "area",
    "日期": "a date", "文字": "text", "选项": "a choice", "列表": "a list", "是否": "yes or no", "分数": "a share",
}  # fmt: skip
_UNITS = {
    FieldType.MONEY: ("元", "万元"),
    FieldType.DAYS: ("日", "个工作日"),
    FieldType.WORKDAYS: ("个工作日",),
}


def unknown_name(
    name: str, candidates: Iterable[str], span: Span, acts: Collection[str] = (), fields: Collection[str] = ()
) -> Diagnostic:
    """A name that is no field, parameter, step or body."""
    help_, english = _unknown_help(name, candidates, acts, fields)
    return Diagnostic(
        "N101",
        f"“{name}”没有声明过",
        f"“{name}” is not declared",
        span,
        help=help_,
        english_help=english,
        subject=name,
    )


def _unknown_help(
    name: str, candidates: Iterable[str], acts: Collection[str], fields: Collection[str]
) -> tuple[str, str]:
    for word in _HELD:
        rest = name.removeprefix(word)
        if rest != name and rest in acts:
            return f"“{word}”后面空一格，写成：{word} {rest}", f"put a blank behind “{word}”: {word} {rest}"
    for sign in ("为", "是"):
        field, _, value = name.partition(sign)
        if value and field in fields:
            return f"文字要放进引号，写成：{field}为“{value}”", f"quote the text: {field}为“{value}”"
    return did_you_mean(name, candidates)


def no_act(name: str, span: Span) -> Diagnostic:
    """A fact of an occurrence in a rule that names no act."""
    return Diagnostic(
        "N102",
        f"“{name}”是某一步的事实，这里没有写明是哪一步",
        f"“{name}” is a fact of a step, and no step is named here",
        span,
        help=f"写“某步骤的{name}”，或者在规则里加“行为：某步骤”",
        english_help=f"write “X的{name}”, or name the step with 行为：",
    )


def limited_total(limits: str, span: Span) -> Diagnostic:
    """A total of what agrees with the judged occurrence, in a rule that names no act."""
    return Diagnostic(
        "N134",
        f"合计的限定“{limits}”要和一次行为对照，这里没有写明是哪一次",
        f"“{limits}” limits the total by one occurrence of an act, and no act is named here",
        span,
        help="在规则里加“行为：某步骤”，或者去掉括号里的限定",
        english_help="name the act with 行为：, or leave out what stands in the brackets",
    )


def not_an_act(name: str, candidates: Collection[str], span: Span) -> Diagnostic:
    """A name where a step or a body is needed."""
    near = nearest(name, sorted(candidates))
    parts = next(
        (p for sign in ("和", "与", "及", "或") if len(p := name.split(sign)) > 1 and p[0] in candidates), None
    )
    if parts is not None and near not in parts:
        shown = "、".join(parts)
        help_, english = f"几个名称之间用“、”，写成：{shown}", f"join names by “、”: {shown}"
    elif near is None:
        listed, english_list = did_you_mean(name, candidates)
        help_ = f"先声明：行为 {name}：“含义”；{listed}"
        english = f"declare it: 行为 {name}：“meaning”; {english_list}"
    else:
        help_, english = did_you_mean(name, candidates)
    return Diagnostic(
        "N103",
        f"“{name}”不是步骤、机构或者行为",
        f"“{name}” is no step, body or act",
        span,
        help=help_,
        english_help=english,
        subject=name,
    )


def not_a_field(step: str, name: str, candidates: Iterable[str], span: Span) -> Diagnostic:
    """A path whose last part is no field of an occurrence."""
    help_, english = did_you_mean(name, candidates)
    return Diagnostic(
        "N104",
        f"“{step}”没有“{name}”这一项事实",
        f"“{step}” has no fact “{name}”",
        span,
        help=help_,
        english_help=english,
        subject=name,
    )


def units(left: str, right: str, span: Span, left_text: str = "", right_text: str = "") -> Diagnostic:
    """Things of different kinds compared or added; the kinds, and how each side is written."""
    if left_text and right_text:
        message = f"“{left_text}”是{left}，“{right_text}”是{right}，不能比较或者加减"
        english = (
            f"“{left_text}” is {_TYPES.get(left, left)} and “{right_text}” is {_TYPES.get(right, right)},"
            " which cannot be compared or added"
        )
    else:
        message = f"{left}和{right}不能比较或者加减"
        english = f"{_TYPES.get(left, left)} and {_TYPES.get(right, right)} cannot be compared or added"
    return Diagnostic(
        "N105",
        message,
        english,
        span,
        help="两边写成同一种量、同一种单位",
        english_help="write both sides in the same unit",
    )


def unit_missing(text: str, type_: FieldType, span: Span) -> Diagnostic:
    """A plain number where one of ``type_`` is needed."""
    if text.endswith(("万", "亿")):
        return no_unit(span, text, ("元",) if type_ is FieldType.MONEY else (type_.unit,))
    return no_unit(span, text, _UNITS.get(type_, (type_.unit,)))


def no_whole(span: Span, text: str = "") -> Diagnostic:
    """A threshold with nothing to compare with it."""
    shown = f"“{text}”" if text else "这个数"
    english = f"“{text}”" if text else "this bound"
    return Diagnostic(
        "N106",
        f"没有写明是什么要达到{shown}",
        f"nothing is said to reach {english}",
        span,
        help="写成“实到达到……”“同意达到……”这样",
        english_help="say what must reach it, e.g. 实到达到…",
    )


def not_a_truth(text: str, span: Span) -> Diagnostic:
    """A value where something true or false is needed."""
    return Diagnostic(
        "N107",
        f"“{text}”不是一个可以判断真假的条件",
        f"“{text}” is neither true nor false",
        span,
        help="写成比较（如“金额超过5万元”）、步骤名，或者“是否”类的事实",
        english_help="write a comparison, a step or a flag",
    )


def not_a_value(span: Span, text: str = "") -> Diagnostic:
    """A condition where a value is needed."""
    shown, english = (f"“{text}”", f"“{text}”") if text else ("这里", "this")
    return Diagnostic(
        "N108",
        f"{shown}不是数、日期或者文字",
        f"{english} is no number, date or text",
        span,
        help="比较词的两边写事实、参数或者常数",
        english_help="write a fact, a parameter or a constant",
    )


def not_an_option(field: str, value: str, options: Iterable[str], span: Span) -> Diagnostic:
    """A value that the vocabulary doesn't allow."""
    help_, english = did_you_mean(value, options)
    return Diagnostic(
        "N109",
        f"“{field}”没有“{value}”这个取值",
        f"“{field}” cannot be “{value}”",
        span,
        help=help_,
        english_help=english,
    )


def wrong_which(which: str, span: Span) -> Diagnostic:
    """每次 or 任一 inside an expression."""
    return Diagnostic(
        "N110",
        f"“{which}”不能写在这里",
        f"“{which}” cannot stand here",
        span,
        help="用“首次”或者“末次”指明是哪一次；要求每次都做到的，写“行为：每次 某步骤”",
        english_help="use 首次 or 末次, or 行为：每次 X for the whole rule",
    )


def period_unit(label: str, span: Span) -> Diagnostic:
    """A duration in a unit that can't be counted out in days."""
    return Diagnostic(
        "N111",
        f"“{label}”的长短只能以日或者工作日计",
        f"“{label}” is counted in days or working days only",
        span,
        help="把月、年换算成日，如“不少于30日”",
        english_help="use 日 or 个工作日, e.g. 不少于30日",
    )


def demand_form(label: str, example: str, span: Span, text: str = "") -> Diagnostic:
    """A step's entry in a form that its label doesn't take."""
    message = f"“{label}”不能写成“{text}”" if text else f"“{label}”不能这样写"
    english = f"“{label}” cannot be “{text}”" if text else f"“{label}” cannot be written like this"
    return Diagnostic(
        "N112",
        message,
        english,
        span,
        help=f"例如“{example}”",
        english_help=f"for example “{example}”",
    )


def undeclared_reading(name: str, span: Span) -> Diagnostic:
    """A step needs a reading that no file declares."""
    return Diagnostic(
        "N113",
        f"缺少读法“{name}”的声明",
        f"the reading “{name}” is not declared",
        span,
        help=f"写：读法 {name}：否，“含义”",
        english_help=f"declare it: 读法 {name}：否，“meaning”",
    )


def cycle(label: str, circle: Sequence[str], span: Span) -> Diagnostic:
    """What ``label`` (次序, 推算, 针对, 优先于, 子程序) leads round in a circle: ``circle`` are those on the way."""
    name, *others = circle
    way = f"，经过{'、'.join(f'“{o}”' for o in others)}" if others else ""
    english = f" by way of {', '.join(f'“{o}”' for o in others)}" if others else ""
    return Diagnostic(
        "N114",
        f"“{name}”绕了一圈又回到自己{way}",
        f"“{name}” leads back to itself{english}",
        span,
        help=f"检查“{label}”，删去其中一处",
        english_help=f"mend {label}",
    )


def no_such_case(name: str, span: Span) -> Diagnostic:
    """An exception whose name is no fact, and which says no condition."""
    return Diagnostic(
        "N115",
        f"例外“{name}”没有写什么情况下适用",
        f"it is not said when the exception “{name}” applies",
        span,
        help=f"写成：例外 {name}：当 ……；或者声明一个“是否”类的词汇“{name}”",
        english_help=f"write 例外 {name}：当 …, or declare a flag “{name}”",
        subject=name,
    )


def not_a_text(text: str, span: Span) -> Diagnostic:
    """Something else than a quoted text behind 属于 or 包括."""
    return Diagnostic(
        "N117",
        f"“{text}”不是引号里的文字",
        f"“{text}” is no quoted text",
        span,
        help="“属于”“包括”后面写引号里的文字，如：类别属于“工程建设”",
        english_help="quote it, as in 类别属于“工程建设”",
    )


def unknown_norm(name: str, candidates: Iterable[str], span: Span) -> Diagnostic:
    """A scenario's conclusion about a norm that isn't there; a warning, since the rules are in order."""
    help_, english = did_you_mean(name, candidates)
    return Diagnostic(
        "N118",
        f"没有叫“{name}”的规范，这个结论没有核对的对象",
        f"there is no norm “{name}” for this conclusion to speak of",
        span,
        Severity.WARNING,
        help=help_,
        english_help=english,
        subject=name,
    )


def no_bound(text: str, suggestions: Sequence[str], span: Span) -> Diagnostic:
    """A number without at least or at most."""
    shown = "或者".join(f"“{s}”" for s in suggestions)
    return Diagnostic(
        "N116",
        f"“{text}”没有写明是至少还是至多",
        f"“{text}” says neither at least nor at most",
        span,
        help=f"写成{shown}",
        english_help=f"write {' or '.join(f'“{s}”' for s in suggestions)}",
    )


def colliding(first: str, second: str, span: Span, other: Span) -> Diagnostic:
    """Two exceptions that may hold at once, with different results and no order between them."""
    return Diagnostic(
        "N120",
        f"例外“{first}”和“{second}”可能同时成立而结果不同，没有写明哪一个优先",
        f"the exceptions “{first}” and “{second}” may hold at once with different results and no order",
        span,
        help=f"在优先的一个里写“优先于：{second}”（或者“{first}”），或者让两个条件不能同时成立",
        english_help=f"write 优先于：{second} (or {first}) in the one that prevails, or make the conditions exclusive",
        related=((other, "另一个例外写在这里"),),
    )


def conflicting(first: str, second: str, span: Span, other: Span) -> Diagnostic:
    """Two norms that ask the contrary of each other, and nothing says which prevails."""
    return Diagnostic(
        "N121",
        f"“{first}”和“{second}”的要求相反，效力、特别、新旧都分不出先后",
        f"“{first}” and “{second}” ask the contrary, and no rank, specialty or date orders them",
        span,
        help="改正其中一条，或者写明各自的条件和施行日期",
        english_help="mend one of them, or write their conditions and dates",
        related=((other, "另一条写在这里"),),
    )


def looser(name: str, target: str, span: Span, other: Span) -> Diagnostic:
    """A lower source that relieves of what a higher one asks."""
    return Diagnostic(
        "N122",
        f"“{name}”放宽了效力更高的“{target}”",
        f"“{name}” is looser than “{target}”, whose source ranks higher",
        span,
        help="下位的依据只能更严；上位规则写明“准许变通：是”，或者引用同级、上级依据的，才能设例外",
        english_help="a lower source may only be stricter, unless the higher rule says 准许变通：是",
        related=((other, "上位的规定写在这里"),),
    )


def no_target(name: str, candidates: Iterable[str], span: Span) -> Diagnostic:
    """变通 names no norm of the ruleset or of those above it."""
    help_, english = did_you_mean(name, candidates)
    return Diagnostic(
        "N123",
        f"上位和本规则集里没有叫“{name}”的规则",
        f"no rule “{name}” here or above",
        span,
        help=help_,
        english_help=english,
    )


def several_targets(name: str, ids: Iterable[str], span: Span) -> Diagnostic:
    """变通 names norms of several rulesets."""
    shown = "、".join(f"“{one}”" for one in ids)
    return Diagnostic(
        "N124",
        f"有几条规则叫“{name}”",
        f"several rules are called “{name}”",
        span,
        help=f"写明是哪一条：{shown}",
        english_help=f"write which: {shown}",
    )


def not_to_be_changed(name: str, allowed: str, span: Span, other: Span) -> Diagnostic:
    """A parameter of a higher ruleset that a lower one sets against what that allows."""
    return Diagnostic(
        "N125",
        f"上位的参数“{name}”{allowed}",
        f"the parameter “{name}” of the ruleset above does not allow this value",
        span,
        help="改成上位允许的值，或者换一个参数名称",
        english_help="use a value that the ruleset above allows, or another name",
        related=((other, "上位的参数写在这里"),),
    )


def total_of_what(span: Span) -> Diagnostic:
    """A total that doesn't say of which act and which fact."""
    return Diagnostic(
        "N126",
        "没有写明是哪一个行为的哪一项合计",
        "a total names an act and a fact of it",
        span,
        help="写成“签约的金额合计”“签约的次数”",
        english_help="write 签约的金额合计 or 签约的次数",
    )


def unknown_limit(text: str, known: Iterable[str], span: Span) -> Diagnostic:
    """Something in the brackets of a total that limits nothing."""
    help_, english = did_you_mean(text.removeprefix("同一"), known)
    return Diagnostic(
        "N127",
        f"合计的括号里不能写“{text}”",
        f"“{text}” cannot stand in the brackets of a total",
        span,
        help=f"可以写“同一”加上这一步的事实，或者“12个月内”这样的时间；{help_}".rstrip("；"),
        english_help=f"write 同一 and a fact of the step, or a time such as 12个月内; {english}".rstrip("; "),
    )


def not_a_roll(type_: str, span: Span) -> Diagnostic:
    """有重复 of something that isn't a 名单."""
    return Diagnostic(
        "N128",
        f"只有“名单”才谈得上重复，这里是“{type_}”",
        f"only a “名单” can hold a name twice, not “{type_}”",
        span,
        help="把这一项的类型写成“名单”",
        english_help="declare the field as 名单",
    )


def not_a_list(name: str, span: Span) -> Diagnostic:
    """A name without quotes where texts or a list of names belong."""
    return Diagnostic(
        "N129",
        f"“{name}”不是“列表”或者“名单”",
        f"“{name}” is neither “列表” nor “名单”",
        span,
        help=f"如果“{name}”是取值，请放进引号：“{name}”",
        english_help=f"if it is a value, put it in quotes: “{name}”",
    )


def gap(table: str, sample: str, span: Span) -> Diagnostic:
    """A case for which a decision table has no row."""
    return Diagnostic(
        "N130",
        f"分档“{table}”有缺口：“{sample}”不属于任何一档",
        f"table “{table}” has a gap: no row for “{sample}”",
        span,
        severity=Severity.WARNING,
        help="补一档，或者用“当”写明这个分档只用于哪些情形",
        english_help="add a row, or say with 当 for which cases the table is",
    )


def overlap(first: str, second: str, sample: str, span: Span, other: Span) -> Diagnostic:
    """A case for which two rows of a decision table hold, though only one may."""
    return Diagnostic(
        "N131",
        f"“{first}”和“{second}”两档重叠：“{sample}”都符合",
        f"the rows “{first}” and “{second}” overlap: both hold for “{sample}”",
        span,
        help="改正界限（“以上”“以下”含本数，“超过”“不满”不含），或者写“命中：首个”“命中：全部”",
        english_help="mend the limits, or write 命中：首个 or 命中：全部",
        related=((other, "另一档写在这里"),),
    )


def outside_ruleset(name: str, span: Span) -> Diagnostic:
    """A rule or table that is in force on no day of its ruleset."""
    return Diagnostic(
        "N132",
        f"“{name}”的施行日期全在规则集的施行日期之外",
        f"“{name}” is in force on no day of its ruleset",
        span,
        help="核对两处“施行”，要有共同的日子",
        english_help="mend 施行 here or in 规则集, they must share a day",
    )
