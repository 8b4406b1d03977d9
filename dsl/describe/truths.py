"""Truth expressions as clauses. The same expression always reads the same.

Each is said as it holds or, with ``held`` False, as it doesn't hold: under
Kleene logic 并非（甲，并且乙） is 非甲，或者非乙, so that no 并非 is ever needed.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import singledispatch

from dsl.describe.clauses import Clause, joined
from dsl.describe.speaker import Speaker
from dsl.describe.values import tight, value_text
from dsl.describe.words import any_of, listed
from dsl.norms.nodes import (
    DATE,
    And,
    Bound,
    ByReading,
    Compare,
    Const,
    Current,
    Due,
    EventFact,
    Exists,
    ForAll,
    Happened,
    HasDocument,
    Headcount,
    IsTrue,
    Not,
    OneOf,
    Op,
    Or,
    Scale,
    Stated,
    TruthExpr,
    ValueExpr,
    Within,
)
from dsl.norms.shape import MIRRORED, OPPOSITE, subject_first, type_of, walk
from dsl.values import FieldType

_WORDS = {Op.GE: "ge", Op.GT: "gt", Op.LE: "le", Op.LT: "lt", Op.EQ: "eq", Op.NE: "ne"}
_HALVES = {Op.GE: "ge_half", Op.GT: "gt_half"}
_ORDERS = frozenset({Op.GE, Op.GT, Op.LE, Op.LT, Op.EQ})


@dataclass(frozen=True, slots=True)
class Side:
    """A truth as it holds (``held``), or as it doesn't."""

    expr: TruthExpr
    held: bool


def truth_clause(expr: TruthExpr, speaker: Speaker, held: bool = True) -> Clause:
    """What ``expr`` says, or its contrary."""
    how, sides = parts_of(expr, held)
    if not sides:
        return Clause(speaker.say("always" if how == "and" else "never"))
    parts = _merged(sides, speaker) if how == "and" else [leaf_clause(s.expr, speaker, s.held) for s in sides]
    return joined(parts, how, speaker.language)


def parts_of(expr: TruthExpr, held: bool = True) -> tuple[str, list[Side]]:
    """The statements that ``expr`` is made of, all of which (``and``) or one of which (``or``) must hold.

    Connectives of the same kind inside of one another count as one.
    """
    if isinstance(expr, Not):
        return parts_of(expr.operand, not held)
    if not isinstance(expr, And | Or):
        return "and", [Side(expr, held)]
    how = "and" if isinstance(expr, And) is held else "or"
    sides: list[Side] = []
    for operand in expr.operands:
        inner_how, inner = parts_of(operand, held)
        if inner_how == how or len(inner) == 1:
            sides += inner
        else:
            sides.append(_stripped(operand, held))
    # Of one statement it doesn't matter by what it would be joined.
    return ("and" if len(sides) == 1 else how), sides


def _stripped(expr: TruthExpr, held: bool) -> Side:
    while isinstance(expr, Not):
        expr, held = expr.operand, not held
    return Side(expr, held)


def _merged(sides: Sequence[Side], speaker: Speaker) -> list[Clause]:
    """The statements of a conjunction; those that belong together as one."""
    found: list[Clause] = []
    place = 0
    while place < len(sides):
        run = _alike(sides[place:])
        following = sides[place + 1] if place + 1 < len(sides) else None
        if run > 1:
            found.append(_several([s.expr for s in sides[place : place + run]], speaker))
            place += run
        elif following is not None and _guards(sides[place], following):
            found.append(_guarded(sides[place], following, speaker))
            place += 2
        else:
            found.append(leaf_clause(sides[place].expr, speaker, sides[place].held))
            place += 1
    return found


def _alike(sides: Sequence[Side]) -> int:
    """How many of the first statements ask documents of one occurrence, or members of one list."""
    first = _collected(sides[0])
    count = 1
    while first is not None and count < len(sides) and _collected(sides[count]) == first:
        count += 1
    return count


def _collected(side: Side) -> object:
    match side.expr:
        case HasDocument(event=event) if side.held:
            return event
        case OneOf(operand=operand, options=options) if side.held and len(options) == 1 and _is_list(operand):
            return operand
        case _:
            return None


def _several(exprs: Sequence[TruthExpr], speaker: Speaker) -> Clause:
    match exprs[0]:
        case HasDocument(event=event):
            names = [e.name for e in exprs if isinstance(e, HasDocument)]
            return Clause(speaker.say("document", event=speaker.event(event), names=_quoted(names, speaker)))
        case OneOf(operand=operand):
            options = [option for e in exprs if isinstance(e, OneOf) for option in e.options]
            return Clause(speaker.say("has_all", name=value_text(operand, speaker), options=_quoted(options, speaker)))
        case _:
            raise TypeError(f"not collected: {exprs[0]!r}")


def _guards(side: Side, following: Side) -> bool:
    """Whether the first only says that the record states what the second is about."""
    if not isinstance(side.expr, Stated) or not side.held:
        return False
    match following.expr:
        case OneOf(operand=operand) | IsTrue(operand=operand) | Compare(left=operand):
            return operand == side.expr.operand
        case _:
            return False


def _guarded(guard: Side, side: Side, speaker: Speaker) -> Clause:
    statement = leaf_clause(side.expr, speaker, side.held)
    if side.held or isinstance(side.expr, IsTrue | Compare):
        return Clause(speaker.say("stated_and", statement=statement.text))
    assert isinstance(guard.expr, Stated)
    name = value_text(guard.expr.operand, speaker)
    return Clause(speaker.say("stated_and_not", name=name, statement=statement.text))


# --- one statement ------------------------------------------------------------------


@singledispatch
def leaf_clause(expr: TruthExpr, speaker: Speaker, held: bool) -> Clause:
    """What one statement says. A new kind of truth needs an entry here."""
    raise TypeError(f"not a truth: {expr!r}")


@leaf_clause.register(And)
@leaf_clause.register(Or)
@leaf_clause.register(Not)
def _(expr: And | Or | Not, speaker: Speaker, held: bool) -> Clause:
    return truth_clause(expr, speaker, held)


@leaf_clause.register
def _(expr: Compare, speaker: Speaker, held: bool) -> Clause:
    expr = subject_first(expr)
    op, left, right = expr.op if held else OPPOSITE[expr.op], expr.left, expr.right
    if isinstance(left, Headcount) and (persons := _persons(left, op, right, speaker)):
        return Clause(persons)
    kind = type_of(left)
    phrase = _WORDS[op]
    if kind is FieldType.DATE:
        phrase = f"day_{phrase}"
    elif not kind.is_number and op in (Op.EQ, Op.NE):
        phrase = "same" if op is Op.EQ else "not_same"
    elif isinstance(right, Scale) and right.factor == Fraction(1, 2) and op in _HALVES:
        return Clause(speaker.say(_HALVES[op], left=value_text(left, speaker), whole=tight(right.operand, speaker)))
    return Clause(speaker.say(phrase, left=value_text(left, speaker), right=value_text(right, speaker)))


def _persons(heads: Headcount, op: Op, right: ValueExpr, speaker: Speaker) -> str:
    """Whether lists share a name, or one repeats a name; '' where it is a number that is asked for."""
    if op not in (Op.GT, Op.LE):
        return ""
    names = [value_text(one, speaker) for one in heads.lists]
    if len(names) > 1 and right == Const(0, FieldType.PERSONS):
        phrase = "share" if op is Op.GT else "share_none"
        return speaker.say(phrase, names=listed(names, speaker.language))
    if not heads.distinct and right == Headcount(heads.lists, True) and len(names) == 1:
        return speaker.say("repeats" if op is Op.GT else "repeats_none", name=names[0])
    return ""


@leaf_clause.register
def _(expr: OneOf, speaker: Speaker, held: bool) -> Clause:
    options = sorted(expr.options)
    name = value_text(expr.operand, speaker)
    listing = _is_list(expr.operand)
    if not options:
        return Clause(speaker.say("in_nothing" if held else "not_in_nothing", name=name))
    if len(options) == 1:
        phrase = ("has" if held else "has_not") if listing else ("is" if held else "is_not")
        return Clause(speaker.say(phrase, name=name, options=_quoted(options, speaker)))
    if not held:
        return Clause(speaker.say("has_none" if listing else "is_none", name=name, options=_quoted(options, speaker)))
    if listing:
        return Clause(speaker.say("has_any", name=name, options=_quoted(options, speaker)))
    quoted = tuple(speaker.say("quoted", text=option) for option in options)
    return Clause(speaker.say("is", name=name, options=any_of(quoted, speaker.language)))


@leaf_clause.register
def _(expr: IsTrue, speaker: Speaker, held: bool) -> Clause:
    operand = expr.operand
    match operand:
        case ByReading(reading=reading, if_yes=Const(value=bool() as yes), if_no=Const(value=bool() as no)) if (
            yes != no
        ):
            return Clause(speaker.say("reading_yes" if held is yes else "reading_no", reading=reading))
        case EventFact(event=Current(), name=name):
            return Clause(speaker.say("this_flag" if held else "this_not_flag", name=name))
        case EventFact(event=event, name=name):
            phrase = "that_flag" if held else "that_not_flag"
            return Clause(speaker.say(phrase, event=speaker.event(event), name=name))
        case _:
            return Clause(speaker.say("flag" if held else "not_flag", name=value_text(operand, speaker)))


@leaf_clause.register
def _(expr: Stated, speaker: Speaker, held: bool) -> Clause:
    return Clause(speaker.say("stated" if held else "not_stated", name=value_text(expr.operand, speaker)))


@leaf_clause.register
def _(expr: Happened, speaker: Speaker, held: bool) -> Clause:
    act = speaker.act(expr.act) if held else speaker.no(expr.act)
    return Clause(speaker.say("happened" if held else "not_happened", act=act))


@leaf_clause.register
def _(expr: HasDocument, speaker: Speaker, held: bool) -> Clause:
    phrase = "document" if held else "no_document"
    return Clause(speaker.say(phrase, event=speaker.event(expr.event), names=_quoted([expr.name], speaker)))


@leaf_clause.register
def _(expr: Within, speaker: Speaker, held: bool) -> Clause:
    day, start = value_text(expr.day, speaker), value_text(expr.start, speaker)
    due = value_text(Due(expr.start, expr.period), speaker)
    return Clause(speaker.say("within" if held else "not_within", day=day, start=start, due=due))


@leaf_clause.register
def _(expr: Exists, speaker: Speaker, held: bool) -> Clause:
    return _by_day(expr, speaker, held) or _of_occurrences(expr, speaker, "some" if held else "no_such")


@leaf_clause.register
def _(expr: ForAll, speaker: Speaker, held: bool) -> Clause:
    return _of_occurrences(expr, speaker, "each" if held else "not_each")


def _of_occurrences(expr: Exists | ForAll, speaker: Speaker, phrase: str) -> Clause:
    body = truth_clause(expr.body, speaker.binding(expr.variable))
    said = speaker.say(phrase, act=speaker.act(expr.act), statement=body.text)
    return Clause(said, body.items, body.joined)


def _by_day(expr: Exists, speaker: Speaker, held: bool) -> Clause | None:
    """An act before, after or on some day, in fewer words."""
    act = speaker.act(expr.act) if held else speaker.no(expr.act)
    match expr.body:
        case Within(day=day, start=start, period=length) if _is_day_of(day, expr.variable):
            if _speaks_of(start, expr.variable):
                return None
            due = value_text(Due(start, length), speaker)
            phrase = "some_within" if held else "none_within"
            return Clause(speaker.say(phrase, start=value_text(start, speaker), due=due, act=act))
        case Compare(op=op, left=left, right=right):
            if _is_day_of(right, expr.variable):
                op, left, right = MIRRORED[op], right, left
            if not _is_day_of(left, expr.variable) or op not in _ORDERS or _speaks_of(right, expr.variable):
                return None
            phrase = f"{'some' if held else 'none'}_{_WORDS[op]}"
            return Clause(speaker.say(phrase, day=speaker.day(right), act=act))
        case _:
            return None


def _is_day_of(expr: ValueExpr, variable: str) -> bool:
    return isinstance(expr, EventFact) and expr.event == Bound(variable) and expr.name == DATE


def _speaks_of(expr: ValueExpr, variable: str) -> bool:
    return any(isinstance(part, EventFact) and part.event == Bound(variable) for part in walk(expr))


def _is_list(expr: ValueExpr) -> bool:
    return type_of(expr).is_list


def _quoted(names: Sequence[str], speaker: Speaker) -> str:
    return listed((speaker.say("quoted", text=name) for name in names), speaker.language)
