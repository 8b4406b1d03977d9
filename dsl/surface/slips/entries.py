"""Slips at the beginning of an entry: its header, its label, its name."""

from __future__ import annotations

from collections.abc import Sequence

from dsl.diagnostics.suggest import nearest
from dsl.surface.labels import ALL_LABELS, LABELS
from dsl.surface.slips import messages
from dsl.surface.slips.draft import WITH_CLAUSES, Draft, Repair
from dsl.surface.tokens import Token
from dsl.surface.words import CLAUSES, HEADERS
from dsl.values import FieldType

_PLAIN = frozenset({"NAME", "STRING", "NUMBER", "TITLE"})
_CITABLE = frozenset({"NAME", "STRING", "NUMBER", "ARTICLE", "ENUM"})
_NO_NAME = frozenset({"LCITE", "RCITE", "LPAR", "RPAR", "COLON", "COMMA", "SEMICOLON", "STOP", "HEADER", "STRING"})
"""These are never a part of a name without quotation marks."""
_NUMBERED = frozenset({"事项"})
"""Headers that take a number and a title."""
_BEHIND_LABEL = frozenset(
    {
        "NAME",
        "STRING",
        "DATE",
        "NUMBER",
        "QUANTITY",
        "PERIOD",
        "FRACTION",
        "CMP",
        "AHEAD",
        "YES",
        "NO",
        "OPEN",
        "ADVICE",
    }
)
_CONDITION = frozenset(
    {"CMP", "SUFFIX", "REACHES", "IN", "NOT_IN", "HAS", "HAS_NOT", "STATED", "UNSTATED", "OR", "AND"}
)
_TESTS = frozenset({"CMP", "REACHES", "IN", "NOT_IN", "AND", "OR", "COMMA", "SEMICOLON"})
"""What stands in a condition and hardly ever in a name."""
_VERSIONED = frozenset({"NUMBER", "QUANTITY", "PERIOD", "FRACTION", "STRING", "NAME"})
_CLAUSES = frozenset({*CLAUSES.values(), "ADVICE"})
_RECORDED = ("程序", "事项")
"""Header words that name what a scenario's record is of, before a colon."""


def misspelt_header(draft: Draft, index: int) -> Repair | None:
    """程续 for 程序."""
    token, following = draft.at(index), draft.at(index + 1)
    if not draft.may_begin(index) or not draft.same_line(index + 1) or draft.adjacent(index + 1):
        return None
    if following.kind not in ("NAME", "STRING", "NUMBER") or token.text in ALL_LABELS:
        return None
    near = nearest(token.text, HEADERS) if len(token.text) > 1 else None
    if near is None:
        return None
    said = messages.header_misspelt(token.text, near, draft.span(index))
    draft.block = near
    return Repair(1, (Token("HEADER", near, token.text, token.start, token.end),), said)


def header_with_colon(draft: Draft, index: int) -> Repair | None:
    """程序：五议决策法."""
    token, name = draft.at(index), draft.at(index + 2)
    if draft.at(index + 1).kind != "COLON" or token.text not in HEADERS or token.text in _labels_here(draft):
        return None
    if not draft.may_begin(index) or name.kind not in ("NAME", "STRING", "NUMBER") or not draft.same_line(index + 2):
        return None
    said = messages.colon_after_header(token.text, draft.span(index, index + 1))
    draft.block = token.text
    return Repair(2, (Token("HEADER", token.text, token.text, token.start, token.end),), said)


def source_as_label(draft: Draft, index: int) -> Repair | None:
    """依据：村组法第三十条 in a rule or a step, for 【村组法第三十条】."""
    token = draft.at(index)
    if token.text not in ("依据", "法律依据", "出处") or draft.at(index + 1).kind != "COLON":
        return None
    end = draft.line_end(index)
    inside = draft.tokens[index + 2 : end]
    if not draft.may_begin(index) or not inside or not all(t.kind in _CITABLE for t in inside):
        return None
    cited = draft.written(index + 2, end - 1)
    said = messages.source_as_label(token.text, cited, draft.span(index, end - 1))
    opening = Token("LCITE", "【", "", inside[0].start, inside[0].start)
    closing = Token("RCITE", "】", "", inside[-1].end, inside[-1].end)
    return Repair(end - index, (opening, *inside, closing), said)


def nameless_header(draft: Draft, index: int) -> Repair | None:
    """程序【…】, or a header at the end of its line."""
    token, following = draft.at(index), draft.at(index + 1)
    if draft.same_line(index + 1) and following.kind not in ("LCITE", "LPAR", "COLON", "HEADER"):
        clause = following.kind in _CLAUSES and not draft.adjacent(index + 1) and _whole_clause(draft, index + 1)
        if not clause:
            return None
    said = messages.nameless(token.text, draft.span(index))
    named = Token("STRING", "？", "", token.end, token.end, FieldType.TEXT)
    return Repair(1, (token, named), said)


def name_with_word(draft: Draft, index: int) -> Repair | None:
    """步骤 公示之后检查: the name holds a word of the language or a number with a unit."""
    first = index + 1
    if not draft.same_line(first) or draft.at(first).kind in ("LCITE", "LPAR", "COLON"):
        return None
    last = _run_end(draft, first)
    run = draft.tokens[first : last + 1]
    if not _is_name_with_word(run):
        return _parted_name(draft, index)
    return _as_one_name(draft, index, last)


def exception_with_word(draft: Draft, index: int) -> Repair | None:
    """例外 九项以外的事项：a name that holds a word of the language; not a condition in the place of a name."""
    first = index + 1
    if not draft.same_line(first):
        return None
    last = _run_end(draft, first)
    run = draft.tokens[first : last + 1]
    names = run[0].kind == run[-1].kind == "NAME" and not any(t.kind in _TESTS for t in run)
    return _as_one_name(draft, index, last) if names and _is_name_with_word(run) else None


def _run_end(draft: Draft, first: int) -> int:
    """The last of the tokens that stand close behind one another and may be parts of a name."""
    last = first
    while draft.adjacent(last + 1) and draft.at(last + 1).kind not in _NO_NAME:
        last += 1
    return last


def _is_name_with_word(run: Sequence[Token]) -> bool:
    return any(t.kind not in _PLAIN for t in run) and not any(t.kind in _NO_NAME for t in run)


def _as_one_name(draft: Draft, index: int, last: int) -> Repair:
    """The name behind the token at ``index`` read as one."""
    first = index + 1
    odd = next(t for t in draft.tokens[first : last + 1] if t.kind not in _PLAIN)
    name = draft.written(first, last)
    said = messages.name_with_word(name, odd.text, draft.span(first, last))
    merged = Token("STRING", name, name, draft.at(first).start, draft.at(last).end, FieldType.TEXT)
    return Repair(last + 1 - index, (draft.at(index), merged), said)


def _parted_name(draft: Draft, index: int) -> Repair | None:
    """A name in several parts on one line: a label without its colon, or blanks inside a name."""
    header = draft.at(index)
    last = index + 1
    # What a colon follows is the next label.
    while draft.same_line(last + 1) and draft.at(last + 1).kind in _PLAIN and draft.at(last + 2).kind != "COLON":
        last += 1
    parts = ("NAME", "NUMBER")
    gaps = [i for i in range(index + 2, last + 1) if draft.at(i).kind in parts and draft.parted(i, " \t\u00a0")]
    if header.text in _NUMBERED:
        gaps = gaps[1:]
    if not gaps or any(draft.at(i).kind == "STRING" for i in range(index + 1, last + 1)):
        return None
    label = next((i for i in gaps if draft.at(i).text in ALL_LABELS and i < last), None)
    if label is not None:
        colon = Token("COLON", ":", "", draft.at(label).end, draft.at(label).end)
        said = messages.colon_missing(draft.at(label).text, draft.span(label))
        return Repair(label + 1 - index, (*draft.tokens[index : label + 1], colon), said)
    # Read on as one name without the blanks.
    said = messages.name_with_space(draft.written(index + 1, last), draft.span(index + 1, last))
    return Repair(last + 1 - index, tuple(draft.tokens[index : last + 1]), said)


def label_without_colon(draft: Draft, index: int) -> Repair | None:
    """到会 组成人员的三分之二以上."""
    token = draft.at(index)
    if token.text not in ALL_LABELS or not draft.may_begin(index) or not draft.same_line(index + 1):
        return None
    following = draft.at(index + 1).kind
    forbidden = following == "SHALL_NOT" and draft.at(index + 2).kind == "CMP"
    if draft.adjacent(index + 1) or not (following in _BEHIND_LABEL or forbidden):
        return None
    said = messages.colon_missing(token.text, draft.span(index))
    return Repair(1, (token, Token("COLON", ":", "", token.end, token.end)), said)


def stray_line(draft: Draft, index: int) -> Repair | None:
    """A line in the place of an entry that is none: a condition without 当, or anything else."""
    if not draft.may_begin(index) or draft.at(index + 1).kind == "COLON" or draft.at(index - 1).kind == "RCITE":
        return None
    if draft.at(index - 1).kind not in _PLAIN or not _in_head(draft, index - 1):
        return None
    end = draft.line_end(index)
    line = draft.tokens[index:end]
    found = _condition_end(draft, index)
    if found is not None:
        return _with_when(draft, index, found)
    cited = next((n for n, t in enumerate(line) if t.kind == "LCITE"), len(line))
    said = messages.stray_line(draft.written(index, index + cited - 1), draft.span(index, index + cited - 1))
    return Repair(cited, (), said)


def when_missing(draft: Draft, index: int) -> Repair | None:
    """A condition without 当 below another entry of the rule (行为：每次 采购签约), or behind the colon of its head."""
    if draft.at(index + 1).kind == "COLON":
        return None
    below = draft.may_begin(index) and _in_attribute(draft, index - 1)
    behind = draft.at(index - 1).kind == "COLON" and draft.same_line(index - 2) and _in_head(draft, index - 2)
    if not below and not behind:
        return None
    stop = _condition_end(draft, index)
    return None if stop is None else _with_when(draft, index, stop)


def _condition_end(draft: Draft, index: int) -> int | None:
    """The index behind a condition that begins a line of a rule, None where there is none."""
    stop, end = index, draft.line_end(index)
    while stop < end and draft.at(stop).kind not in _CLAUSES and draft.at(stop).kind != "LCITE":
        stop += 1
    tests = any(t.kind in _CONDITION for t in draft.tokens[index:stop])
    return stop if tests and draft.block in WITH_CLAUSES else None


def _with_when(draft: Draft, index: int, stop: int) -> Repair:
    token = draft.at(index)
    said = messages.when_missing(draft.written(index, stop - 1), draft.span(index, stop - 1))
    return Repair(1, (Token("WHEN", "当", "", token.start, token.start), token), said)


def from_missing(draft: Draft, index: int) -> Repair | None:
    """参数 限额：2026年3月1日 1万元, for 2026年3月1日起."""
    token, following = draft.at(index), draft.at(index + 1)
    if draft.block != "参数" or draft.at(index - 1).kind == "TO" or following.kind not in _VERSIONED:
        return None
    if not draft.same_line(index + 1):
        return None
    said = messages.from_missing(token.text, draft.span(index))
    return Repair(1, (token, Token("FROM", "起", "", token.end, token.end)), said)


def _in_attribute(draft: Draft, index: int) -> bool:
    """Whether the token belongs to what stands behind a label, not to a header or clause."""
    while draft.at(index).kind not in ("HEADER", "LCITE", "RCITE", "COLON", ""):
        if draft.at(index).kind in _CLAUSES:
            return False
        index -= 1
    return draft.at(index).kind == "COLON" and draft.at(index - 1).text in ALL_LABELS


def _in_head(draft: Draft, index: int) -> bool:
    """Whether the token belongs to the name behind a header."""
    while draft.at(index).kind in _PLAIN:
        index -= 1
    return draft.at(index).kind == "HEADER"


def _whole_clause(draft: Draft, index: int) -> bool:
    """Whether a clause word stands alone before what it asks (规则 应当 有 决议)."""
    return draft.same_line(index + 1) and not draft.adjacent(index + 1)


def _labels_here(draft: Draft) -> frozenset[str]:
    """Header words that are labels too, in the block at hand (程序 in 规则)."""
    known = _RECORDED if draft.block == "用例" else LABELS.get(draft.block, ())
    return frozenset(HEADERS).intersection(known)
