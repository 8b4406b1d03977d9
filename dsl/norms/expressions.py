"""Surface expressions to the core: names resolved, units checked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import count

from dsl.diagnostics.nodes import Diagnostic, Span
from dsl.literals import format_share
from dsl.model.fields import Field
from dsl.norms import messages
from dsl.norms.mismatch import mismatch
from dsl.norms.nodes import (
    ACTOR,
    DATE,
    UNTIL,
    Act,
    And,
    Arithmetic,
    Bound,
    ByReading,
    Coalesce,
    Compare,
    Const,
    Current,
    DaysBetween,
    EventFact,
    EventRef,
    Exists,
    Fact,
    Happened,
    HasDocument,
    Headcount,
    IsTrue,
    Not,
    OneOf,
    Op,
    Or,
    Parameter,
    Pick,
    Scale,
    Stated,
    Total,
    TruthExpr,
    ValueExpr,
    Which,
    Within,
)
from dsl.norms.quoted import quoted
from dsl.norms.scope import Names
from dsl.norms.shape import all_of
from dsl.surface.nodes import (
    Ahead,
    Comparison,
    Enumeration,
    FractionOf,
    Happening,
    Junction,
    Lapse,
    Literal,
    Member,
    Name,
    Negation,
    PeriodLiteral,
    Repeated,
    StatedName,
    Sum,
    SurfaceExpr,
    Threshold,
    TimePhrase,
)
from dsl.surface.nodes import Total as SurfaceTotal
from dsl.values import FieldType

SAME, COUNTED, HEADS, DISTINCT_HEADS = "同一", "次数", "人数", "不重复人数"
THIS_RECORD, THIS_EVENT, DOCUMENTS, POSTED = "本案", "本次", "材料", "公示日数"
POSTING_READING = "公示含首日"


@dataclass(frozen=True, slots=True)
class Typed:
    """A value expression with its type; ``name`` is what messages call it, where it isn't written itself."""

    expr: ValueExpr
    type: FieldType
    name: str = ""


@dataclass(slots=True)
class Lowering:
    """Lowers the expressions of one norm. ``act`` is the act it speaks of, if any.

    Mistakes are reported to ``diagnostics``; the result is then None.
    """

    names: Names
    diagnostics: list[Diagnostic]
    act: Act | None = None
    caveats: list[str] = field(default_factory=list)
    _variables: count[int] = field(default_factory=lambda: count(1))
    _deriving: tuple[str, ...] = ()

    def variable(self) -> str:
        """A fresh name for a bound occurrence."""
        return f"e{next(self._variables)}"

    def fail(self, diagnostic: Diagnostic) -> None:
        """Report a mistake."""
        self.diagnostics.append(diagnostic)

    # --- values -----------------------------------------------------------------

    def value(self, expr: SurfaceExpr) -> Typed | None:
        """``expr`` as a value."""
        if isinstance(expr, Name):
            return self.name(expr)
        if isinstance(expr, Literal):
            return Typed(Const(expr.value, expr.type), expr.type)
        if isinstance(expr, PeriodLiteral):
            return Typed(Const(expr.period.count, expr.period.unit), expr.period.unit)
        if isinstance(expr, FractionOf):
            operand = self.value(expr.operand)
            if operand is None:
                return None
            if not operand.type.is_number:
                share = format_share(expr.factor)
                self.fail(messages.units(operand.type.value, "分数", expr.span, quoted(expr.operand), share))
                return None
            return Typed(Scale(operand.expr, expr.factor), operand.type)
        if isinstance(expr, Sum):
            return self.sum(expr)
        if isinstance(expr, Lapse):
            return self.lapse(expr)
        if isinstance(expr, SurfaceTotal):
            return self.total(expr)
        self.fail(messages.not_a_value(expr.span, quoted(expr)))
        return None

    def sum(self, expr: Sum) -> Typed | None:
        """A sum or difference; a day less a day is a number of days."""
        left, right = self.value(expr.left), self.value(expr.right)
        if left is None or right is None:
            return None
        if expr.op == "-" and left.type is right.type is FieldType.DATE:
            return Typed(DaysBetween(right.expr, left.expr, FieldType.DAYS), FieldType.DAYS)
        if left.type is not right.type or not left.type.is_number:
            self.mismatch(left, right, expr.span, expr.left, expr.right)
            return None
        return Typed(Arithmetic(expr.op, left.expr, right.expr), left.type)

    def lapse(self, expr: Lapse) -> Typed | None:
        """自 X 至 Y: days, the first not counted."""
        start, end = self.value(expr.start), self.value(expr.end)
        if start is None or end is None:
            return None
        for side, written in ((start, expr.start), (end, expr.end)):
            if side.type is not FieldType.DATE:
                self.fail(
                    messages.units(
                        side.type.value, FieldType.DATE.value, written.span, quoted(written), "自……至……的一边"
                    )
                )
                return None
        return Typed(DaysBetween(start.expr, end.expr, FieldType.DAYS), FieldType.DAYS)

    def mismatch(
        self, left: Typed, right: Typed, span: Span, left_side: SurfaceExpr | str, right_side: SurfaceExpr | str
    ) -> None:
        """Report two things of different kinds; each side is an expression, or what messages call it."""
        self.fail(mismatch((left.type, left_side), (right.type, right_side), span))

    def total(self, expr: SurfaceTotal) -> Typed | None:
        """签约的金额合计（同一承包人，12个月内）."""
        if len(expr.name.parts) != 2 or expr.name.which:
            self.fail(messages.total_of_what(expr.span))
            return None
        owner, word = expr.name.parts
        act = self.act_of(Name((owner,), "", expr.name.span))
        same = []
        for written in expr.same:
            one = self.names.event_fields.get(written.removeprefix(SAME))
            if one is None or not written.startswith(SAME):
                self.fail(messages.unknown_limit(written, self.names.event_fields, expr.span))
                return None
            same.append(one.name)
        if (same or expr.period) and self.act is None:
            limits = [*expr.same, *([f"{expr.period.text}内"] if expr.period is not None else [])]
            self.fail(messages.limited_total("，".join(limits), expr.span))
            return None
        if act is None:
            return None
        fact, type_ = "", FieldType.TIMES
        if word != COUNTED:
            summed = self.names.event_fields.get(word)
            if summed is None:
                self.fail(messages.not_a_field(owner, word, self.names.event_fields, expr.name.span))
                return None
            if not summed.type.is_number:
                self.fail(messages.units(summed.type.value, "数", expr.name.span, word, "合计"))
                return None
            fact, type_ = summed.name, summed.type
        period = expr.period.period if expr.period is not None else None
        return Typed(Total(act, fact, type_, tuple(same), period), type_)

    def headcount(self, name: Name) -> Typed | None:
        """签到的人数, 签到的不重复人数: of a list of names; None if it is none."""
        word = name.parts[-1]
        if word not in (HEADS, DISTINCT_HEADS) or len(name.parts) < 2:
            return None
        owner = name.parts[-2]
        one = self.names.event_fields.get(owner) or self.names.record_fields.get(owner)
        if one is None or not one.type.is_list:
            return None
        inner = self.name(Name(name.parts[:-1], name.which, name.span))
        if inner is None:
            return None
        distinct = word == DISTINCT_HEADS or inner.type is not FieldType.ROLL
        return Typed(Headcount((inner.expr,), distinct), FieldType.PERSONS)

    def name(self, name: Name) -> Typed | None:
        """A path as a value."""
        counted = self.headcount(name)
        if counted is not None:
            return counted
        if len(name.parts) == 2 and name.parts[1] == COUNTED and COUNTED not in self.names.event_fields:
            return self.total(SurfaceTotal(name, (), None, name.span))
        if len(name.parts) == 2:
            return self.path(name)
        if len(name.parts) > 2 or name.which:
            self.fail(
                messages.not_a_field(name.parts[0], "的".join(name.parts[1:]), self.names.event_fields, name.span)
            )
            return None
        word = name.parts[0]
        if word == POSTED and self.act is not None:
            return self.posted(Current(), name.span)
        if self.act is not None and word in self.names.event_fields:
            return self.event_fact(Current(), self.names.event_fields[word])
        if word in self.names.record_fields:
            return self.record_fact(self.names.record_fields[word], name.span)
        if word in self.names.parameters:
            return self.parameter(word)
        if word in self.names.readings:
            yes, no = Const(True, FieldType.FLAG), Const(False, FieldType.FLAG)
            return Typed(ByReading(word, yes, no), FieldType.FLAG)
        if word in self.names.event_fields:
            self.fail(messages.no_act(word, name.span))
        else:
            fields = {*self.names.record_fields, *self.names.event_fields}
            self.fail(messages.unknown_name(word, self.names.all(), name.span, self.names.acts, fields))
        return None

    def path(self, name: Name) -> Typed | None:
        """决议的实到, 本案的日期."""
        owner, word = name.parts
        if owner == THIS_RECORD:
            if word in self.names.record_fields:
                return self.record_fact(self.names.record_fields[word], name.span)
            self.fail(messages.not_a_field(owner, word, self.names.record_fields, name.span))
            return None
        event = self.event(owner, name)
        if event is None:
            return None
        if word == POSTED:
            return self.posted(event, name.span)
        if word not in self.names.event_fields:
            self.fail(messages.not_a_field(owner, word, self.names.event_fields, name.span))
            return None
        return self.event_fact(event, self.names.event_fields[word])

    def event(self, owner: str, name: Name) -> EventRef | None:
        """The occurrence that a path speaks of: the judged one, else the last (or first)."""
        if self.act is not None and not name.which and (owner == THIS_EVENT or owner in self.act.names):
            return Current()
        if owner not in self.names.acts:
            self.fail(messages.not_an_act(owner, self.names.acts, name.span))
            return None
        which = Which(name.which) if name.which else Which.LAST
        if which not in (Which.FIRST, Which.LAST, Which.PRIOR):
            self.fail(messages.wrong_which(name.which, name.span))
            return None
        if which is Which.PRIOR and self.act is None:
            self.fail(messages.no_act(Which.PRIOR.value + owner, name.span))
            return None
        return Pick(self.names.act(owner, which))

    def posted(self, event: EventRef, span: Span) -> Typed:
        """公示日数: days from the first to the last day of an occurrence, under 公示含首日."""
        return Typed(self.duration(event, FieldType.DAYS, POSTING_READING, span), FieldType.DAYS)

    def duration(self, event: EventRef, unit: FieldType, reading: str, span: Span) -> ValueExpr:
        """How long an occurrence lasted; under ``reading`` the first day counts too."""
        days = DaysBetween(day(event), until(event), unit)
        if not reading:
            return days
        if reading not in self.names.readings:
            self.fail(messages.undeclared_reading(reading, span))
        return ByReading(reading, Arithmetic("+", days, Const(1, unit)), days)

    def event_fact(self, event: EventRef, field_: Field) -> Typed:
        """A fact of one occurrence."""
        return Typed(EventFact(event, field_.name, field_.type), field_.type)

    def record_fact(self, field_: Field, span: Span) -> Typed | None:
        """A fact of the record, with its 推算 where the vocabulary gives one."""
        fact = Fact(field_.name, field_.type)
        if field_.derivation is None:
            return Typed(fact, field_.type)
        if field_.name in self._deriving:
            way = self._deriving[self._deriving.index(field_.name) :]
            # Every field is derived once from itself on: the circle is told of at the first.
            if field_.name == min(way, key=list(self.names.record_fields).index):
                self.fail(messages.cycle("推算", way, span))
            return None
        inner = Lowering(
            self.names, self.diagnostics, None, self.caveats, self._variables, (*self._deriving, field_.name)
        )
        derived = inner.value(field_.derivation)
        if derived is None:
            return None
        if derived.type is not field_.type:
            sides = (field_.name, quoted(field_.derivation))
            self.fail(messages.units(field_.type.value, derived.type.value, field_.derivation.span, *sides))
            return None
        return Typed(Coalesce(fact, derived.expr), field_.type)

    def parameter(self, word: str) -> Typed:
        """A parameter; its caveat becomes one of the norm."""
        definition = self.names.parameters[word]
        if definition.caveat and definition.caveat not in self.caveats:
            self.caveats.append(definition.caveat)
        versions = tuple((v.validity, v.value) for v in definition.versions)
        return Typed(Parameter(word, versions, definition.type), definition.type)

    # --- truths -----------------------------------------------------------------

    def truth(self, expr: SurfaceExpr, subject: Typed | None = None) -> TruthExpr | None:
        """``expr`` as a truth; ``subject`` is what a bare threshold is compared with."""
        if isinstance(expr, Junction):
            parts = [self.truth(o, subject) for o in expr.operands]
            known = tuple(p for p in parts if p is not None)
            if len(known) < len(parts):
                return None
            return And(known) if expr.op == "并且" else Or(known)
        if isinstance(expr, Negation):
            operand = self.truth(expr.operand, subject)
            return None if operand is None else Not(operand)
        if isinstance(expr, Comparison):
            return self.comparison(expr)
        if isinstance(expr, Threshold):
            return self.threshold(expr, subject)
        if isinstance(expr, Member):
            return self.member(expr)
        if isinstance(expr, Repeated):
            return self.repeated(expr)
        if isinstance(expr, Happening):
            return self.happening(expr.name)
        if isinstance(expr, StatedName):
            operand_ = self.value(expr.name)
            return None if operand_ is None else Stated(operand_.expr)
        if isinstance(expr, TimePhrase):
            return self.time(expr)
        if isinstance(expr, Ahead):
            notice = self.names.event_fields.get("通知日")
            return self.ahead(expr, EventFact(Current(), notice.name, notice.type) if notice is not None else None)
        if isinstance(expr, Name):
            return self.name_truth(expr)
        if isinstance(expr, Enumeration):
            return self.truth(Junction("并且", expr.items, expr.span), subject)
        self.fail(messages.not_a_truth(getattr(expr, "text", "") or quoted(expr), expr.span))
        return None

    def name_truth(self, name: Name) -> TruthExpr | None:
        """A bare name as a truth: an act that occurred, or a flag."""
        if len(name.parts) == 1 and name.parts[0] in self.names.acts:
            return self.happening(name)
        typed = self.name(name)
        if typed is None:
            return None
        if typed.type is not FieldType.FLAG:
            self.fail(messages.not_a_truth("的".join(name.parts), name.span))
            return None
        return IsTrue(typed.expr)

    def happening(self, name: Name) -> TruthExpr | None:
        """The act occurred."""
        act = self.act_of(name)
        return None if act is None else Happened(act)

    def act_of(self, name: Name) -> Act | None:
        """The act that a bare name means."""
        if len(name.parts) == 1 and name.parts[0] in self.names.acts:
            return self.names.act(name.parts[0])
        self.fail(messages.not_an_act("的".join(name.parts), self.names.acts, name.span))
        return None

    def comparison(self, expr: Comparison) -> TruthExpr | None:
        """A comparison of two values; days count as working days where the bound does."""
        left = self.value(_as_name(expr.left))
        right = self.value(expr.right)
        if left is None or right is None:
            return None
        if left.type is FieldType.DAYS and right.type is FieldType.WORKDAYS and isinstance(left.expr, DaysBetween):
            left = Typed(DaysBetween(left.expr.start, left.expr.end, FieldType.WORKDAYS), FieldType.WORKDAYS)
        return self.compare(Op(expr.op), left, right, expr.span, (expr.left, expr.right))

    def compare(
        self, op: Op, left: Typed, right: Typed, span: Span, sides: tuple[SurfaceExpr | str, SurfaceExpr | str]
    ) -> TruthExpr | None:
        """``left op right`` with types checked; ``sides`` are how both are written."""
        texts = (FieldType.TEXT, FieldType.CHOICE, FieldType.LIST, FieldType.ROLL)
        if left.type in texts and right.type is FieldType.TEXT and isinstance(right.expr, Const):
            if op not in (Op.EQ, Op.NE):
                self.mismatch(left, right, span, *sides)
                return None
            self.check_options(left.expr, [str(right.expr.value)], span)
            member = OneOf(left.expr, frozenset([str(right.expr.value)]))
            return member if op is Op.EQ else Not(member)
        if left.type is right.type is FieldType.FLAG and isinstance(right.expr, Const) and op in (Op.EQ, Op.NE):
            wanted = right.expr.value is (op is Op.EQ)
            return IsTrue(left.expr) if wanted else Not(IsTrue(left.expr))
        same = left.type is right.type or {left.type, right.type} == {FieldType.TEXT, FieldType.CHOICE}
        ordered = left.type.is_number or left.type is FieldType.DATE
        if not same or (op not in (Op.EQ, Op.NE) and not ordered) or left.type.is_list:
            self.mismatch(left, right, span, *sides)
            return None
        return Compare(op, left.expr, right.expr)

    def threshold(self, expr: Threshold, subject: Typed | None) -> TruthExpr | None:
        """A bare bound, compared with ``subject``."""
        if subject is None:
            self.fail(messages.no_whole(expr.span, quoted(expr)))
            return None
        bound = self.value(expr.bound)
        sides = (subject.name or "它", expr.bound)
        return None if bound is None else self.compare(Op(expr.op), subject, bound, expr.span, sides)

    def repeated(self, expr: Repeated) -> TruthExpr | None:
        """签名有重复: more names are written than there are persons."""
        names = self.value(_as_name(expr.operand))
        if names is None:
            return None
        if names.type is not FieldType.ROLL:
            self.fail(messages.not_a_roll(names.type.value, expr.span))
            return None
        return Compare(Op.GT, Headcount((names.expr,), False), Headcount((names.expr,), True))

    def shared(self, expr: Member, other: Name) -> TruthExpr | None:
        """表决人包括利害关系人: some name stands in both."""
        word = other.parts[-1]
        one = self.names.event_fields.get(word) or self.names.record_fields.get(word)
        if one is None and len(other.parts) == 1:
            self.fail(messages.not_a_list(word, other.span))
            return None
        left, right = self.value(_as_name(expr.operand)), self.value(other)
        if left is None or right is None:
            return None
        for side, span in ((left, expr.span), (right, other.span)):
            if side.type not in (FieldType.TEXT, FieldType.CHOICE) and not side.type.is_list:
                self.fail(messages.units(side.type.value, FieldType.LIST.value, span))
                return None
        return Compare(Op.GT, Headcount((left.expr, right.expr), True), Const(0, FieldType.PERSONS))

    def member(self, expr: Member) -> TruthExpr | None:
        """属于, 包括: a text is one of several, two lists share a name, or a document is there."""
        if len(expr.options) == 1 and isinstance(expr.options[0], Name):
            return self.shared(expr, expr.options[0])
        options = [str(o.value) for o in expr.options if isinstance(o, Literal) and o.type is FieldType.TEXT]
        if len(options) < len(expr.options):
            odd = next(o for o in expr.options if not (isinstance(o, Literal) and o.type is FieldType.TEXT))
            self.fail(messages.not_a_text(quoted(odd), odd.span))
            return None
        if isinstance(expr.operand, Name) and expr.operand.parts[-1] == DOCUMENTS:
            return self.documents(expr.operand, options)
        left = self.value(_as_name(expr.operand))
        if left is None:
            return None
        if left.type not in (FieldType.TEXT, FieldType.CHOICE) and not left.type.is_list:
            sides = (quoted(expr.operand), "、".join(options))
            self.fail(messages.units(left.type.value, "文字", expr.span, *sides))
            return None
        self.check_options(left.expr, options, expr.span)
        if isinstance(left.expr, EventFact) and left.expr.name == ACTOR:
            return OneOf(left.expr, self.names.actors(options))
        return OneOf(left.expr, frozenset(options))

    def documents(self, name: Name, options: Sequence[str]) -> TruthExpr | None:
        """材料包括“…”."""
        if len(name.parts) == 2:
            event = self.event(name.parts[0], name)
        elif self.act is not None:
            event = Current()
        else:
            self.fail(messages.no_act(DOCUMENTS, name.span))
            return None
        if event is None:
            return None
        held = tuple(HasDocument(event, option) for option in options)
        return all_of(held)

    def check_options(self, expr: ValueExpr, values: Sequence[str], span: Span) -> None:
        """Report values that the vocabulary doesn't allow."""
        if isinstance(expr, EventFact):
            field_ = self.names.event_fields.get(expr.name)
        elif isinstance(expr, Fact):
            field_ = self.names.record_fields.get(expr.name)
        else:
            return
        for value in values:
            if field_ is not None and field_.options and value not in field_.options:
                self.fail(messages.not_an_option(field_.name, value, field_.options, span))

    # --- time -------------------------------------------------------------------

    def time(self, phrase: TimePhrase) -> TruthExpr | None:
        """The judged occurrence stands in that order to some occurrence of another act."""
        if self.act is None:
            self.fail(messages.no_act("".join(phrase.name.parts) + phrase.relation, phrase.span))
            return None
        return self.order(Current(), phrase)

    def order(self, event: EventRef, phrase: TimePhrase) -> TruthExpr | None:
        """``event`` is before or after an occurrence of the act that ``phrase`` names."""
        judged = self.act is not None and phrase.name.parts[0] in (THIS_EVENT, *self.act.names)
        if judged and not isinstance(event, Current):
            return self.between(event, Current(), phrase)
        act = self.act_of(phrase.name)
        if act is None:
            return None
        variable = self.variable()
        other = Bound(variable)
        if phrase.relation == "之前" and phrase.period is None:
            return Not(Exists(act, variable, Compare(Op.LE, day(other), day(event))))
        body = self.between(event, other, phrase)
        return None if body is None else Exists(act, variable, body)

    def between(self, event: EventRef, other: EventRef, phrase: TimePhrase) -> TruthExpr | None:
        """``event`` stands to ``other`` as ``phrase`` says."""
        if phrase.relation == "之前":
            if phrase.period is None:
                return Compare(Op.LE, day(event), day(other))
            if phrase.period.period.unit not in (FieldType.DAYS, FieldType.WORKDAYS):
                self.fail(messages.period_unit("之前", phrase.span))
                return None
            distance = self.distance(day(event), day(other), phrase.period.period.unit, phrase.span)
            return Compare(Op.GE, distance, Const(phrase.period.period.count, phrase.period.period.unit))
        start = until(other) if phrase.complete else day(other)
        if phrase.period is not None:
            return Within(day(event), start, phrase.period.period)
        return Compare(Op.GT if phrase.complete else Op.GE, day(event), start)

    def ahead(self, expr: Ahead, default: EventFact | None) -> TruthExpr | None:
        """A day lies that far ahead of the judged occurrence."""
        period = expr.period.period
        if self.act is None:
            self.fail(messages.no_act("提前", expr.span))
            return None
        if period.unit not in (FieldType.DAYS, FieldType.WORKDAYS):
            self.fail(messages.period_unit("提前", expr.span))
            return None
        earlier = self.value(expr.name) if expr.name is not None else None
        start = earlier.expr if earlier is not None else default
        if start is None or (earlier is not None and earlier.type is not FieldType.DATE):
            if expr.name is None or earlier is not None:
                self.fail(messages.no_whole(expr.span, quoted(expr)))
            return None
        distance = Typed(self.distance(start, day(Current()), period.unit, expr.span), period.unit)
        wanted = Typed(Const(period.count, period.unit), period.unit)
        return self.compare(Op(expr.op), distance, wanted, expr.span, ("提前", expr.period))

    def distance(self, start: ValueExpr, end: ValueExpr, unit: FieldType, span: Span) -> ValueExpr:
        """Days by which ``start`` lies ahead of ``end``, under the reading 通知须满整日."""
        plain = DaysBetween(start, end, unit)
        reading = "通知须满整日"
        if reading not in self.names.readings:
            self.fail(messages.undeclared_reading(reading, span))
        return ByReading(reading, Arithmetic("-", plain, Const(1, unit)), plain)


def day(event: EventRef) -> EventFact:
    """The (first) day of an occurrence."""
    return EventFact(event, DATE, FieldType.DATE)


def until(event: EventRef) -> EventFact:
    """The last day of an occurrence that lasts."""
    return EventFact(event, UNTIL, FieldType.DATE)


def _as_name(expr: SurfaceExpr) -> SurfaceExpr:
    """A quoted text on the left of a comparison is a name."""
    if isinstance(expr, Literal) and expr.type is FieldType.TEXT:
        return Name((str(expr.value),), "", expr.span)
    return expr
