"""Everyday words and signs where the rule language has one of its own."""

from __future__ import annotations

import re

from dsl.surface.slips import messages
from dsl.surface.slips.draft import WITH_CLAUSES, Draft, Repair, piece
from dsl.surface.tokens import Token
from dsl.surface.words import COMPARISONS

_CLAUSES = {
    **dict.fromkeys(
        ("必须", "应该", "应须", "应需", "须", "需", "应", "需要", "务必", "务须", "要求"), ("SHALL", "应当")
    ),
    **dict.fromkeys(
        ("禁止", "严禁", "不准", "不许", "不能", "不可以", "不可", "不允许", "切勿", "不应当", "不应"),
        ("SHALL_NOT", "不得"),
    ),
    **dict.fromkeys(("如果", "假如", "若", "如", "凡", "凡是", "对于", "if", "when"), ("WHEN", "当")),
    **dict.fromkeys(("除非", "但是", "但书", "但", "unless", "except"), ("EXCEPT", "例外")),
    **dict.fromkeys(("must", "shall", "should"), ("SHALL", "应当")),
    **dict.fromkeys(("可", "能够", "may", "can"), ("MAY", "可以")),
}
"""Words that begin a clause in other texts, with the clause word that they mean."""
_CLAUSE = re.compile(
    "|".join(sorted((w for w in _CLAUSES if len(w) > 1 and not w.isascii()), key=len, reverse=True))
    + "|须(?=[有在经由])"
)

_JOINERS = {
    **dict.fromkeys(("and", "&", "而且", "同时", "且"), ("AND", "并且")),
    **dict.fromkeys(("or", "抑或", "或"), ("OR", "或者")),
    **dict.fromkeys(("not", "非", "不是"), ("NOT", "并非")),
    "不": ("HAS_NOT", "没有"),
    "未": ("HAS_NOT", "没有"),
    "没": ("HAS_NOT", "没有"),
}
"""Words between conditions, written alone."""

_BOUNDS = {
    "大于等于": ">=", "大于或等于": ">=", "不小于": ">=", "不大于": "<=", "小于等于": "<=", "小于或等于": "<=",
    "大于": ">", "小于": "<", "不足": "<", "高出": ">", "多余": ">", "至多于": "<=",
}  # fmt: skip
_SPOKEN = {">=": "不少于", "<=": "不超过", ">": "超过", "<": "少于"}
_BOUND = re.compile(f"({'|'.join(sorted(_BOUNDS, key=len, reverse=True))})$")
_DOUBLE_SIGNS = {
    (">", "="): ">=",
    ("<", "="): "<=",
    ("=", "="): "=",
    ("<", ">"): "!=",
    ("=", ">"): ">=",
    ("=", "<"): "<=",
}
_SAID_SIGNS = {">=": "≥", "<=": "≤", "=": "=", "!=": "≠"}
_AFTER_FROM = frozenset({"施行", "实施", "生效", "执行", "实行", "开始施行"})
_VALUES = frozenset({"NAME", "QUANTITY", "PERIOD", "NUMBER", "FRACTION", "DATE", "LPAR", "STRING"})
_GLUED = {"有": "HAS", "无": "HAS_NOT"}
_VAGUE = frozenset(
    {
        "月底",
        "月末",
        "年底",
        "年末",
        "季度末",
        "左右",
        "上下",
        "前后",
        "及时",
        "尽快",
        "立即",
        "当日",
        "当天",
        "近期",
        "若干日",
    }
)


def clause_word(draft: Draft, index: int) -> Repair | None:
    """必须, 禁止, 如果, if … at the beginning of a line, behind a condition or behind its comma."""
    token, before = draft.at(index), draft.at(index - 1)
    inside = before.kind in ("COMMA", "AND") and _clause_of(draft, index) == "WHEN"
    behind = _behind_condition(draft, index)
    if draft.block not in WITH_CLAUSES or not (draft.may_begin(index) or inside or behind):
        return None
    if draft.at(index + 1).kind == "COLON":
        return None
    word = token.text.casefold() if token.text.casefold() in _CLAUSES else ""
    if not word and (found := _CLAUSE.match(token.text)):
        word = found.group()
    if not word or (inside and _CLAUSES[word][0] == "WHEN"):
        return None
    kind, meant = _CLAUSES[word]
    if behind and not inside and kind not in _DEMANDS:
        return None
    said = messages.other_word(token.text[: len(word)], meant, draft.part(token, 0, len(word)))
    rest = _rest(token, len(word))
    return Repair(1, (piece(token, kind, meant, 0, len(word)), *rest), said)


_DEMANDS = frozenset({"SHALL", "SHALL_NOT", "MAY", "ENTITLED"})
_TESTS = frozenset({"CMP", "SUFFIX", "REACHES", "IN", "NOT_IN", "HAS", "HAS_NOT", "STATED", "UNSTATED"})


def demand_missing(draft: Draft, index: int) -> Repair | None:
    """档 小额：当 金额不满5万元 询价, with no 应当 before what is asked."""
    if draft.block != "档" or not _behind_condition(draft, index) or draft.at(index + 1).kind in ("OF", "COLON"):
        return None
    end = draft.line_end(index)
    behind = index
    while draft.at(behind).kind not in ("HEADER", ""):
        if draft.at(behind).kind in _DEMANDS:
            return None
        behind += 1
    last = next((n for n in range(index, end) if draft.at(n).kind == "LCITE"), end) - 1
    token = draft.at(index)
    said = messages.demand_missing(draft.written(index, last), draft.span(index, last))
    return Repair(1, (Token("SHALL", "应当", "", token.start, token.start), token), said)


_TERM = frozenset({"NAME", "AFTER", "SINCE", "PERIOD"})
_FROM = re.compile(r"^[在于自从]|(?:之后|以后|之日起|后|起)$")


def term_first(draft: Draft, index: int) -> Repair | None:
    """应当 在决议后10日内公示: what is asked stands before its term."""
    inside = index + 1
    while draft.at(inside).kind in _TERM and draft.same_line(inside):
        inside += 1
    period, act = draft.at(inside - 1), draft.at(inside + 1)
    if draft.at(inside).kind != "INSIDE" or period.kind != "PERIOD" or act.kind != "NAME":
        return None
    if not draft.same_line(inside + 1) or draft.at(inside + 2).kind in ("COLON", "OF"):
        return None
    names = [draft.at(n) for n in range(index + 1, inside - 1) if draft.at(n).kind == "NAME"]
    step = _FROM.sub("", _FROM.sub("", "".join(name.text for name in names)))
    if not step:
        return None
    term = f"{step}之后{period.text}内"
    said = messages.term_first(act.text, term, draft.span(index + 1, inside + 1))
    comma = Token("COMMA", "，", "，", act.end, act.end)
    start = Token("NAME", step, step, names[0].start, names[-1].end)
    after = Token("AFTER", "之后", "之后", names[-1].end, period.start)
    meant = (draft.at(index), act, comma, start, after, period, draft.at(inside))
    return Repair(inside + 2 - index, meant, said)


def _behind_condition(draft: Draft, index: int) -> bool:
    """Whether a condition that is whole stands before the token, on its line."""
    if not draft.same_line(index) or draft.adjacent(index) or not draft.completes(index - 1):
        return False
    while index > 0:
        index -= 1
        kind = draft.at(index).kind
        if kind in _TESTS:
            return _clause_of(draft, index) == "WHEN"
        if kind in ("COMMA", "AND", "OR", "WHEN", "HEADER", "LCITE", "RCITE"):
            return False
    return False


def glued_when(draft: Draft, index: int) -> Repair | None:
    """当金额超过5万元: 当 without its blank."""
    token = draft.at(index)
    if not token.text.startswith("当") or len(token.text) < 2 or draft.at(index + 1).kind == "COLON":
        return None
    if draft.block not in WITH_CLAUSES or not draft.may_begin(index) or token.text[1:].startswith(("事人", "地")):
        return None
    rest = draft.written(index, draft.line_end(index) - 1)[1:]
    said = messages.space_missing("当", rest.split("【")[0], draft.span(index))
    return Repair(1, (piece(token, "WHEN", "当", 0, 1), *_rest(token, 1)), said)


def joiner(draft: Draft, index: int) -> Repair | None:
    """and, or, not; 不 before a step."""
    token = draft.at(index)
    found = _JOINERS.get(token.text.casefold())
    if found is None or draft.at(index + 1).kind == "COLON" or draft.at(index - 1).kind == "HEADER":
        return None
    kind, meant = found
    count = 2 if kind == "HAS_NOT" and draft.at(index + 1).kind == "HAS" else 1
    said = messages.other_word(draft.written(index, index + count - 1), meant, draft.span(index, index + count - 1))
    return Repair(count, (Token(kind, meant, token.text, token.start, token.end),), said)


def bound(draft: Draft, index: int) -> Repair | None:
    """金额大于5万元, 金额大于等于5万元, 不足3人; 等于 is a word of the language, hence a token of its own."""
    token, following = draft.at(index), draft.at(index + 1)
    found = _BOUND.search(token.text)
    if not found:
        return None
    op, count, end = _BOUNDS[found.group()], 1, token.start + found.end()
    if following.text == "等于" and (or_equal := _BOUNDS.get(f"{found.group()}等于")):
        op, count, end = or_equal, 2, following.end
    elif following.kind not in _VALUES or following.kind == "LPAR" or not draft.same_line(index + 1):
        return None
    start = token.start + found.start()
    written = draft.source.text[start:end]
    said = messages.other_word(written, _SPOKEN[op], draft.source.span(start, end))
    name = [piece(token, "NAME", token.text[: found.start()], 0, found.start())] if found.start() else []
    return Repair(count, (*name, Token("CMP", op, written, start, end)), said)


def forbidden_bound(draft: Draft, index: int) -> Repair | None:
    """不得少于 for 不少于."""
    token, following = draft.at(index), draft.at(index + 1)
    if not draft.adjacent(index + 1) or following.kind != "CMP" or following.text not in COMPARISONS:
        return None
    turned = {"<": ">=", ">": "<="}.get(str(following.value))
    if turned is None:
        return None
    written = draft.written(index, index + 1)
    said = messages.other_word(written, f"不{following.text}", draft.span(index, index + 1))
    return Repair(2, (Token("CMP", turned, written, token.start, following.end),), said)


def double_sign(draft: Draft, index: int) -> Repair | None:
    """金额>=5万元, for ≥."""
    token, following = draft.at(index), draft.at(index + 1)
    op = _DOUBLE_SIGNS.get((token.text, following.text)) if following.kind == "CMP" else None
    if op is None:
        return None
    written = draft.written(index, index + 1)
    said = messages.other_word(written, _SAID_SIGNS[op], draft.span(index, index + 1))
    return Repair(2, (Token("CMP", op, written, token.start, following.end),), said)


def two_bounds(draft: Draft, index: int) -> Repair | None:
    """超过5万元以上."""
    value, suffix = draft.at(index + 1), draft.at(index + 2)
    share = draft.at(index + 3)
    end = index + 2
    if value.kind == "NAME" and suffix.kind == "OF_FRACTION" and share.kind == "SUFFIX":
        end, suffix = index + 3, share
    if suffix.kind != "SUFFIX" or value.kind not in _VALUES:
        return None
    first = draft.written(index, end - 1)
    second = draft.written(index + 1, end)
    said = messages.two_bounds(first, second, draft.span(index, end))
    return Repair(end + 1 - index, tuple(draft.tokens[index:end]), said)


def to_day(draft: Draft, index: int) -> Repair | None:
    """2014年1月1日到2014年12月31日."""
    token = draft.at(index)
    if token.text not in ("到", "起到") or draft.at(index + 1).kind != "DATE":
        return None
    if draft.at(index - 1).kind not in ("DATE", "FROM"):
        return None
    said = messages.other_word(token.text, "至", draft.span(index))
    return Repair(1, (Token("TO", "至", token.text, token.start, token.end),), said)


def superfluous(draft: Draft, index: int) -> Repair | None:
    """2014年2月25日起施行; 如果金额超过5万元，则应当招标."""
    token = draft.at(index)
    if token.text in ("则", "那么") and draft.at(index + 1).kind in _DEMANDS and draft.at(index - 1).kind == "COMMA":
        return Repair(1, (), messages.superfluous(token.text, draft.span(index)))
    if token.text not in _AFTER_FROM or draft.at(index - 1).kind != "FROM" or not draft.same_line(index):
        return None
    return Repair(1, (), messages.superfluous(token.text, draft.span(index)))


def short_time(draft: Draft, index: int) -> Repair | None:
    """决议后10日内 for 决议之后10日内, 次序：公示届满后 for 公示届满之后."""
    token, following = draft.at(index), draft.at(index + 1)
    stem, last = token.text[:-1], token.text[-1:]
    if last not in ("后", "前") or following.kind == "COLON" or draft.at(index - 1).kind == "HEADER":
        return None
    whole = draft.at(index - 1).kind == "COMPLETE" and not stem
    within = following.kind == "PERIOD" and draft.at(index + 2).kind in ("INSIDE", "SUFFIX")
    ordered = _label_of(draft, index) == "次序" and following.kind not in ("AFTER", "BEFORE", "COMPLETE", "SINCE")
    if not (stem or whole) or not (whole or within or ordered):
        return None
    kind, word = ("AFTER", "之后") if last == "后" else ("BEFORE", "之前")
    first = index - 1 if whole else index
    written = draft.written(first, index)
    said = messages.other_word(written, f"{written[:-1]}{word}", draft.span(first, index))
    time = piece(token, kind, word, len(stem), len(token.text))
    return Repair(1, (piece(token, "NAME", stem, 0, len(stem)), time) if stem else (time,), said)


def vague(draft: Draft, index: int) -> Repair | None:
    """月底, 左右: a time or an amount that can't be counted."""
    token = draft.at(index)
    behind = draft.at(index - 1).kind in ("AFTER", "PERIOD", "QUANTITY", "NUMBER", "COMPLETE")
    if token.text not in _VAGUE or not behind or not draft.same_line(index):
        return None
    return Repair(1, (), messages.vague_time(token.text, draft.span(index)))


def _rest(token: Token, begin: int) -> tuple[Token, ...]:
    """What stands in a name behind its first ``begin`` characters."""
    rest = token.text[begin:]
    if not rest:
        return ()
    if rest[0] in _GLUED and len(rest) > 1:
        return (
            piece(token, _GLUED[rest[0]], rest[0], begin, begin + 1),
            piece(token, "NAME", rest[1:], begin + 1, len(token.text)),
        )
    return (piece(token, "NAME", rest, begin, len(token.text)),)


def _clause_of(draft: Draft, index: int) -> str:
    """The kind of the clause that the token stands in, '' outside of any."""
    while index >= 0:
        kind = draft.at(index).kind
        if kind == "WHEN" or kind in _DEMANDS:
            return kind
        if kind in ("HEADER", "COLON", "LCITE", "RCITE"):
            return ""
        index -= 1
    return ""


def _label_of(draft: Draft, index: int) -> str:
    """The label of the entry that the token stands in, '' outside of any."""
    while index > 0 and draft.at(index).kind not in ("HEADER", "LCITE", "RCITE", "WHEN", "SHALL", "SHALL_NOT"):
        if draft.at(index).kind == "COLON":
            return draft.at(index - 1).text
        index -= 1
    return ""
