"""Messages about usual slips. One sentence each, the input quoted, help apart."""

from __future__ import annotations

from dsl.diagnostics.nodes import Diagnostic, Span
from dsl.surface.messages import short


def _error(code: str, message: str, english: str, span: Span, help_: str, english_help: str) -> Diagnostic:
    return Diagnostic(code, message, english, span, help=help_, english_help=english_help)


def one_line(text: str) -> str:
    """``text`` on one line, cut where it is very long."""
    folded = " ".join(text.split())
    return folded if len(folded) <= 60 else folded[:59] + "…"


# --- headers and labels ---------------------------------------------------------------


def header_misspelt(word: str, near: str, span: Span) -> Diagnostic:
    """A line that begins with nearly a header word."""
    return _error(
        "S201",
        f"没有“{word}”这种条目",
        f"there is no entry “{word}”",
        span,
        f"是不是“{near}”？",
        f"did you mean “{near}”?",
    )


def colon_after_header(word: str, span: Span) -> Diagnostic:
    """程序：五议决策法."""
    return _error(
        "S202",
        f"“{word}”和名称之间不能有冒号",
        f"no colon between “{word}” and its name",
        span,
        f"写成“{word} 名称”",
        f"write “{word} name”",
    )


def nameless(word: str, span: Span) -> Diagnostic:
    """A header without a name."""
    return _error(
        "S203",
        f"“{word}”后面没有写名称",
        f"no name follows “{word}”",
        span,
        f"写成“{word} 名称”",
        f"write “{word} name”",
    )


def name_with_word(name: str, word: str, span: Span) -> Diagnostic:
    """A name that holds a word of the language or a number."""
    name = one_line(name)
    return _error(
        "S204",
        f"名称“{name}”里含有“{word}”，读不成一个名称",
        f"the name “{name}” holds “{word}” and is not read as one",
        span,
        f"把整个名称放进引号：“{name}”",
        f"put the whole name into quotation marks: “{name}”",
    )


def name_with_space(name: str, span: Span) -> Diagnostic:
    """A name in several parts."""
    name = one_line(name)
    return _error(
        "S205",
        f"名称“{name}”分成了几段",
        f"the name “{name}” is in several parts",
        span,
        "删去中间的空格；空格确实属于名称的，把整个名称放进引号",
        "remove the spaces, or put the whole name into “”",
    )


def colon_missing(label: str, span: Span) -> Diagnostic:
    """A label without its colon."""
    return _error(
        "S206",
        f"“{label}”后面缺少冒号",
        f"a colon is missing behind “{label}”",
        span,
        f"写成“{label}：……”",
        f"write “{label}：…”",
    )


def stray_line(text: str, span: Span) -> Diagnostic:
    """A line that is neither header nor label nor clause."""
    return _error(
        "S207",
        f"看不出“{short(text)}”是哪一栏",
        f"“{short(text)}” has neither a label nor a clause word",
        span,
        "写成“栏目：内容”，或者以“当”“应当”等开头；解释用“注：”",
        "write label：value, or begin with 当, 应当 …, or 注：",
    )


def source_as_label(label: str, cited: str, span: Span) -> Diagnostic:
    """依据：村组法第三十条."""
    return _error(
        "S208",
        f"规则和步骤没有“{label}”这一栏，依据写在【】里",
        f"rules and steps have no entry “{label}”: sources stand in 【】",
        span,
        f"写成【{short(cited)}】",
        f"write 【{short(cited)}】",
    )


# --- wording --------------------------------------------------------------------------


def other_word(written: str, meant: str, span: Span) -> Diagnostic:
    """A word that is no word of the language but means one."""
    written = one_line(written)
    meant = one_line(meant)
    return _error(
        "S210",
        f"这里不能用“{written}”",
        f"“{written}” is not a word of the rule language",
        span,
        f"写“{meant}”",
        f"write “{meant}”",
    )


def when_missing(text: str, span: Span) -> Diagnostic:
    """A condition without 当."""
    return _error(
        "S211",
        f"条件“{short(text)}”前面没有写“当”",
        f"“当” is missing before the condition “{short(text)}”",
        span,
        f"写成“当 {short(text)}”",
        f"write “当 {short(text)}”",
    )


def demand_missing(text: str, span: Span) -> Diagnostic:
    """What a row of a table asks, without 应当."""
    return _error(
        "S221",
        f"要求“{short(text)}”前面没有写“应当”",
        f"“应当” is missing before the requirement “{short(text)}”",
        span,
        f"写成“应当 {short(text)}”",
        f"write “应当 {short(text)}”",
    )


def from_missing(day: str, span: Span) -> Diagnostic:
    """A day before a parameter's value, without 起."""
    return _error(
        "S222",
        f"日期“{day}”后面没有写“起”",
        f"“起” is missing behind the day “{day}”",
        span,
        f"写成“{day}起”",
        f"write “{day}起”",
    )


def term_first(act: str, term: str, span: Span) -> Diagnostic:
    """应当 在决议后10日内公示."""
    return _error(
        "S223",
        f"期限写在了“{one_line(act)}”前面",
        f"the term stands before “{one_line(act)}”",
        span,
        f"写成“应当 {one_line(act)}，在{one_line(term)}”",
        f"write “应当 {one_line(act)}，在{one_line(term)}”",
    )


def space_missing(word: str, rest: str, span: Span) -> Diagnostic:
    """当 written together with what follows."""
    return _error(
        "S212",
        f"“{word}”和“{short(rest)}”之间缺少空格",
        f"a space is missing between “{word}” and “{short(rest)}”",
        span,
        f"写成“{word} {short(rest)}”",
        f"write “{word} {short(rest)}”",
    )


def of_missing(whole: str, share: str, span: Span) -> Diagnostic:
    """组成人员三分之二 without 的."""
    whole = one_line(whole)
    share = one_line(share)
    return _error(
        "S213",
        f"“{whole}”和“{share}”之间缺少“的”",
        f"“的” is missing between “{whole}” and “{share}”",
        span,
        f"写成“{whole}的{share}”",
        f"write “{whole}的{share}”",
    )


def share_of_nothing(share: str, span: Span) -> Diagnostic:
    """三分之二以上, of what isn't said."""
    share = one_line(share)
    return _error(
        "S214",
        f"没有写明是谁的“{share}”",
        f"“{share}” of what is not said",
        span,
        f"写明总数，如“组成人员的{share}”“到会人员的{share}”",
        f"name the whole, e.g. 组成人员的{share}",
    )


def share_first(share: str, whole: str, span: Span) -> Diagnostic:
    """三分之二以上的组成人员."""
    share = one_line(share)
    whole = one_line(whole)
    return _error(
        "S215",
        f"“{share}”写在了“{whole}”前面",
        f"“{share}” stands before “{whole}”",
        span,
        f"写成“{whole}的{share}”",
        f"write “{whole}的{share}”",
    )


def two_bounds(first: str, second: str, span: Span) -> Diagnostic:
    """超过5万元以上."""
    first = one_line(first)
    second = one_line(second)
    return _error(
        "S216",
        f"“{first}”和“{second}”不能一起写",
        f"“{first}” and “{second}” cannot both be written",
        span,
        f"只留一个：“{first}”或者“{second}”；超过、不满不包括本数，以上、以下包括本数",
        f"keep one, “{first}” or “{second}”: 超过 and 不满 exclude the number, 以上 and 以下 include it",
    )


def number_included(text: str, bound: str, span: Span) -> Diagnostic:
    """5万元（含）以上."""
    text = one_line(text)
    return _error(
        "S217",
        f"“{bound}”前面不用写“{text}”",
        f"“{text}” is not written before “{bound}”",
        span,
        "以上、以下、以内包括本数；不包括本数的写“超过”“不满”",
        "以上 and 以下 include the number; else write 超过, 不满",
    )


def superfluous(text: str, span: Span) -> Diagnostic:
    """A word that says nothing more."""
    return _error(
        "S218",
        f"“{text}”在这里是多余的",
        f"“{text}” is too much here",
        span,
        "删去它",
        "remove it",
    )


def vague_time(text: str, span: Span) -> Diagnostic:
    """月底, 左右, 及时: nothing that can be counted."""
    return _error(
        "S219",
        f"“{text}”不能计算",
        f"“{text}” cannot be counted",
        span,
        "写明确切的数，如“决议之后10日内”“不少于15日”",
        "give an exact number, e.g. 决议之后10日内, 不少于15日",
    )


def amount_range(text: str, span: Span) -> Diagnostic:
    """10万元至50万元."""
    return _error(
        "S220",
        f"“{text}”只能用在两个日期之间",
        f"“{text}” joins days only",
        span,
        "数的范围分成两句，如“金额10万元以上，金额不满50万元”",
        "write both ends, e.g. 金额10万元以上，金额不满50万元",
    )


# --- read by the grammar, but not in this place -----------------------------------------


def flag_wanted(label: str, text: str, span: Span) -> Diagnostic:
    """可选：有."""
    text = one_line(text)
    said = (f"“{label}”不能写“{text}”", f"“{label}” cannot be “{text}”")
    empty = (f"“{label}”没有写是还是否", f"“{label}” says neither yes nor no")
    return _error(
        "S240",
        *(said if text else empty),
        span,
        "写“是”或者“否”",
        "write 是 or 否",
    )


def behind_citation(text: str, span: Span) -> Diagnostic:
    """A requirement that goes on behind its citation."""
    return _error(
        "S241",
        f"【】后面不能接着写“{short(text)}”",
        f"“{short(text)}” cannot go on behind 【】",
        span,
        "属于同一个要求的，移到【】前面；另外的要求，另写一条规则",
        "move it before 【】, or make it a rule of its own",
    )


def text_behind_quotation(text: str, label: str, span: Span) -> Diagnostic:
    """Something behind the quotation that is a label's whole value."""
    return _error(
        "S236",
        f"“{label}”的引文后面不能再写“{short(text)}”",
        f"“{short(text)}” cannot follow the quotation of “{label}”",
        span,
        "把它放进引号，或者另写成一栏",
        "put it into the quotation, or make it an entry of its own",
    )
