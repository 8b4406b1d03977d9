"""Procedures and matters to norms: all that a procedure says is a norm in its own right."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from dsl.diagnostics.nodes import Diagnostic
from dsl.model.messages import no_citation
from dsl.model.nodes import Demand, Matter, Procedure, RuleSet, Step
from dsl.model.procedures import flatten, plain_text
from dsl.norms import messages
from dsl.norms.circles import circles
from dsl.norms.expressions import POSTING_READING, Lowering, Typed, day, until
from dsl.norms.moments import by_moment
from dsl.norms.nodes import (
    ACTOR,
    CONCLUDED,
    FAILED,
    MATTER,
    PROCEDURE,
    TRUE,
    Act,
    And,
    Bound,
    Citation,
    Compare,
    Current,
    Due,
    EventFact,
    Exists,
    Fact,
    ForAll,
    Happened,
    HasDocument,
    IsTrue,
    Kind,
    Norm,
    Not,
    OneOf,
    Op,
    Or,
    Stated,
    Total,
    TruthExpr,
    ValueExpr,
    Within,
)
from dsl.norms.quoted import quoted
from dsl.norms.scope import Names
from dsl.norms.shape import all_of
from dsl.surface.nodes import (
    Ahead,
    Comparison,
    FractionOf,
    Junction,
    Name,
    PeriodLiteral,
    SurfaceExpr,
    Threshold,
    TimePhrase,
)
from dsl.values import FieldType

_REMEDIED = frozenset({"办理", "到会", "通过", "表决", "通知", "公示", "历时", "期限"})
"""Aspects that 补正 of a step speaks of; order, actors and papers have remedies of their own."""
_ACTORS = EventFact(Current(), ACTOR, FieldType.LIST)


def procedure_norms(
    ruleset: RuleSet,
    procedure: Procedure,
    matters: Sequence[Matter],
    names: Names,
    diagnostics: list[Diagnostic],
    procedures: Sequence[Procedure] = (),
) -> list[Norm]:
    """The norms of one procedure, in the order of the file; ``procedures`` are all that may have it as a step."""
    applies = scope(procedure, matters, names, diagnostics, procedures)
    return _ProcedureLowering(ruleset, procedure, applies, names, diagnostics).run()


def scope(
    procedure: Procedure,
    matters: Sequence[Matter],
    names: Names,
    diagnostics: list[Diagnostic],
    procedures: Sequence[Procedure] = (),
    above: tuple[str, ...] = (),
) -> TruthExpr:
    """Whether a case follows ``procedure``.

    The record says so (程序), or says no procedure but a matter (事项) that
    ``matters`` assign to it and whose 适用 holds; and the procedure's own 适用
    holds. Or it follows one of ``procedures`` of which this one is a step
    (子程序), where that step's condition holds. ``above`` are those on the way here.
    """
    lowering = Lowering(names, diagnostics)
    program = Fact(PROCEDURE, FieldType.TEXT)
    truth: TruthExpr = And((Stated(program), OneOf(program, frozenset([procedure.name]))))
    implied = []
    for matter in matters:
        if matter.procedure == procedure.name:
            condition = lowering.truth(matter.applies) if matter.applies is not None else None
            implied.append(And((is_matter(matter), *([condition] if condition is not None else []))))
    if implied:
        truth = Or((truth, And((Not(Stated(program)), Or(tuple(implied))))))
    for outer in procedures:
        for step in outer.steps:
            if step.inner != procedure.name or outer.name in (procedure.name, *above):
                continue  # A circle, which is told of once.
            within = scope(outer, matters, names, diagnostics, procedures, (*above, procedure.name))
            asked = lowering.truth(step.condition) if step.condition is not None else None
            truth = Or((truth, within if asked is None else And((within, asked))))
    own = lowering.truth(procedure.applies) if procedure.applies is not None else None
    return truth if own is None else And((truth, own))


def nested_in_circles(procedures: Sequence[Procedure]) -> Iterator[Diagnostic]:
    """Messages about procedures that are, near or far, steps of themselves (子程序)."""
    inner = {one.name: {step.inner: step for step in one.steps if step.inner} for one in procedures}
    for way in circles(inner):
        following = way[1] if len(way) > 1 else way[0]
        yield messages.cycle("子程序", way, inner[way[0]][following].span)


class _ProcedureLowering:
    def __init__(
        self,
        ruleset: RuleSet,
        procedure: Procedure,
        applies: TruthExpr,
        names: Names,
        diagnostics: list[Diagnostic],
    ) -> None:
        self.ruleset = ruleset
        self.procedure = procedure
        self.names = names
        self.diagnostics = diagnostics
        self.applies = applies
        self.norms: list[Norm] = []

    def run(self) -> list[Norm]:
        later = _later(self.procedure, self.diagnostics)
        for step in self.procedure.steps:
            self.presence(step, later[step.name])
            for demand in step.demands:
                if demand.label == "次数":
                    self.times(step, demand, later[step.name])
                else:
                    self.demand(step, demand)
            if step.on_failure in self.names.acts:
                self.going_back(step)
        if self.procedure.moment:
            return [by_moment(norm, self.procedure.moment, self.names, self.diagnostics) for norm in self.norms]
        return self.norms

    def add(
        self,
        step: Step,
        aspect: str,
        act: Act,
        require: TruthExpr,
        *,
        citations: Sequence[Citation] = (),
        when: Sequence[TruthExpr] = (),
        kind: Kind = Kind.OBLIGATION,
        deadline: ValueExpr | None = None,
        advice: bool = False,
        caveats: Sequence[str] = (),
        remedy: str = "",
        demand: Demand | None = None,
    ) -> None:
        cited = tuple(citations) or step.citations or self.procedure.citations
        name = f"{self.procedure.name}·{step.name}·{aspect}"
        if not cited:
            self.diagnostics.append(no_citation("步骤", step.name, step.span))
        self.norms.append(
            Norm(
                ruleset=self.ruleset.id,
                name=name,
                kind=kind,
                advice=advice or self.procedure.advice,
                act=act,
                when=And((self.applies, *when)),
                require=require,
                exceptions=(),
                deadline=deadline,
                validity=self.ruleset.validity,
                citations=cited,
                consequence="",
                remedy=(remedy or step.remedy) if aspect in _REMEDIED else "",
                caveats=(*self.ruleset.caveats, *self.procedure.caveats, *caveats),
                span=demand.span if demand is not None else step.span,
            )
        )

    def presence(self, step: Step, later: Sequence[str]) -> None:
        """A step may not be left out once a later one is taken, or the case is 办结."""
        if step.optional:
            return
        when: list[TruthExpr] = []
        caveats: list[str] = []
        if step.condition is not None:
            lowering = Lowering(self.names, self.diagnostics)
            condition = lowering.truth(step.condition)
            if condition is None:
                return
            when.append(condition)
            caveats = lowering.caveats
        happened = Happened(self.names.act(step.name))
        if later:
            self.add(step, "办理", self.any_of(later), happened, when=when, caveats=caveats)
        else:
            concluded = Fact(CONCLUDED, FieldType.FLAG)
            when += [Stated(concluded), IsTrue(concluded)]
            before = [s.name for s in self.procedure.steps if s.name != step.name]
            self.add(step, "办理", self.any_of(before or [step.name]), happened, when=when, caveats=caveats)

    def any_of(self, steps: Sequence[str]) -> Act:
        """Occurrences of any of ``steps``."""
        return Act(tuple(dict.fromkeys(n for s in steps for n in self.names.act(s).names)))

    def times(self, step: Step, demand: Demand, later: Sequence[str]) -> None:
        """A step that is taken several times (次数), once a later one is taken."""
        act = self.any_of(later or [step.name])
        lowering = Lowering(self.names, self.diagnostics, act)
        counted = Typed(Total(self.names.act(step.name), "", FieldType.TIMES, (), None), FieldType.TIMES)
        parts = []
        for value in demand.values:
            if not isinstance(value, Threshold):
                lowering.fail(messages.demand_form(demand.label, "次数：不少于2次", value.span))
                return
            parts.append(lowering.threshold(value, counted))
        known = tuple(part for part in parts if part is not None)
        if len(known) == len(parts) and known:
            self.add(
                step, demand.label, act, all_of(known),
                when=[Happened(self.names.act(step.name))], citations=demand.citations, advice=demand.advice,
                demand=demand,
            )  # fmt: skip

    def going_back(self, step: Step) -> None:
        """After a vote that failed, the step to which it goes back is taken again before the next one."""
        failed, back = Act((f"{step.name}{FAILED}",)), self.names.act(step.on_failure)
        now, then, again = day(Current()), day(Bound("f")), day(Bound("b"))
        taken = Exists(back, "b", And((Compare(Op.GE, again, then), Compare(Op.LE, again, now))))
        self.add(
            step, "退回", self.names.act(step.name),
            ForAll(failed, "f", Or((Compare(Op.GT, then, now), taken))),
            when=[Exists(failed, "f", Compare(Op.LE, then, now))],
        )  # fmt: skip

    # --- what the step's entries ask ------------------------------------------------

    def demand(self, step: Step, demand: Demand) -> None:
        if demand.label == "次序":
            for phrase in step.after:
                if demand.span.start <= phrase.span.start < demand.span.end:
                    self.order(step, demand, phrase, single=len(step.after) == 1)
            return
        act = self.names.act(step.name)
        lowering = Lowering(self.names, self.diagnostics, act)
        lower = _DEMANDS[demand.label]
        parts = [lower(self, lowering, step, demand, value) for value in demand.values]
        known = [p for p in parts if p is not None]
        if len(known) < len(parts) or not known:
            return
        self.add(
            step, demand.label, act, all_of(known),
            citations=demand.citations,
            kind=Kind.POWER if demand.label == "主体" else Kind.OBLIGATION,
            advice=demand.advice, caveats=lowering.caveats, demand=demand, remedy=demand.remedy,
        )  # fmt: skip

    def order(self, step: Step, demand: Demand, phrase: TimePhrase, *, single: bool) -> None:
        """A step after another: right whenever both are taken; the period is a deadline of its own."""
        if phrase.name.parts[0] not in self.names.acts:
            return
        other = self.names.act(phrase.name.parts[0])
        act = self.any_of([step.name, *self.names.inner.get(step.name, ())])
        lowering = Lowering(self.names, self.diagnostics, act)
        when = f"{phrase.name.parts[0]}{'届满' if phrase.complete else ''}{phrase.relation}"
        suffix = "" if single else f"（{when}）"
        body = lowering.between(Current(), Bound("o"), _undated(phrase) if phrase.relation == "之后" else phrase)
        if body is None:
            return
        if phrase.relation == "之后":
            require: TruthExpr = Exists(other, "o", body)
        else:
            require = ForAll(other, "o", body)
        self.add(
            step, f"次序{suffix}", act, require,
            when=[Happened(other)], citations=demand.citations, advice=demand.advice, demand=demand,
        )  # fmt: skip
        if phrase.relation == "之后" and phrase.period is not None:
            start = until(Current()) if phrase.complete else day(Current())
            period = phrase.period.period
            done = Exists(act, "d", Within(day(Bound("d")), start, period))
            self.add(
                step, f"期限{suffix}", other, done,
                deadline=Due(start, period), citations=demand.citations, advice=demand.advice, demand=demand,
            )  # fmt: skip

    def bound(
        self, lowering: Lowering, demand: Demand, value: SurfaceExpr, subject: str, example: str
    ) -> TruthExpr | None:
        """A threshold for one fact of the step, or a whole condition."""
        field = self.names.event_fields.get(subject)
        if field is None:
            lowering.fail(messages.unknown_name(subject, self.names.event_fields, demand.span))
            return None
        if not isinstance(value, Threshold | Junction | Comparison):
            lowering.fail(_unbounded(value) or messages.demand_form(demand.label, example, value.span, quoted(value)))
            return None
        return lowering.truth(value, Typed(EventFact(Current(), field.name, field.type), field.type, field.name))

    def attendance(self, lowering: Lowering, step: Step, demand: Demand, value: SurfaceExpr) -> TruthExpr | None:
        return self.bound(lowering, demand, value, "实到", "到会：组成人员的三分之二以上")

    def majority(self, lowering: Lowering, step: Step, demand: Demand, value: SurfaceExpr) -> TruthExpr | None:
        return self.bound(lowering, demand, value, "同意", "通过：到会人员的过半数")

    def posting(self, lowering: Lowering, step: Step, demand: Demand, value: SurfaceExpr) -> TruthExpr | None:
        return self.duration(lowering, demand, value, POSTING_READING)

    def lasting(self, lowering: Lowering, step: Step, demand: Demand, value: SurfaceExpr) -> TruthExpr | None:
        return self.duration(lowering, demand, value, "")

    def duration(self, lowering: Lowering, demand: Demand, value: SurfaceExpr, reading: str) -> TruthExpr | None:
        """A least number of days from the first day of the step to its last."""
        example = f"{demand.label}：不少于15日"
        if not isinstance(value, Threshold):
            lowering.fail(_unbounded(value) or messages.demand_form(demand.label, example, value.span, quoted(value)))
            return None
        bound = lowering.value(value.bound)
        if bound is None:
            return None
        if bound.type in (FieldType.MONTHS, FieldType.YEARS):
            lowering.fail(messages.period_unit(demand.label, value.span))
            return None
        if bound.type not in (FieldType.DAYS, FieldType.WORKDAYS):
            lowering.mismatch(Typed(bound.expr, FieldType.DAYS), bound, value.span, demand.label, value.bound)
            return None
        days = lowering.duration(Current(), bound.type, reading, demand.span)
        return lowering.threshold(value, Typed(days, bound.type, demand.label))

    def notice(self, lowering: Lowering, step: Step, demand: Demand, value: SurfaceExpr) -> TruthExpr | None:
        """提前10日: from the day of the notice to the day of the meeting."""
        if not isinstance(value, Ahead):
            text = quoted(value)
            period = text if isinstance(value, PeriodLiteral) else "10日"
            lowering.fail(messages.demand_form(demand.label, f"通知：提前{period}", value.span, text))
            return None
        return lowering.ahead(value, EventFact(Current(), "通知日", FieldType.DATE))

    def documents(self, lowering: Lowering, step: Step, demand: Demand, value: SurfaceExpr) -> TruthExpr | None:
        held = tuple(HasDocument(Current(), n) for n in _texts(lowering, demand, value))
        return all_of(held) if held else None

    def actors(self, lowering: Lowering, step: Step, demand: Demand, value: SurfaceExpr) -> TruthExpr | None:
        for actor in step.actors:
            if actor not in self.names.acts:
                place = next((v.span for v in flatten([value]) if plain_text(v) == actor), value.span)
                lowering.fail(messages.not_an_act(actor, self.names.acts, place))
        return OneOf(_ACTORS, self.names.actors(step.actors)) if step.actors else None

    def condition(self, lowering: Lowering, step: Step, demand: Demand, value: SurfaceExpr) -> TruthExpr | None:
        return lowering.truth(value)

    def conveners(self, lowering: Lowering, step: Step, demand: Demand, value: SurfaceExpr) -> TruthExpr | None:
        options = _texts(lowering, demand, value)
        return OneOf(EventFact(Current(), "召集人", FieldType.LIST), frozenset(options)) if options else None

    def present(self, lowering: Lowering, step: Step, demand: Demand, value: SurfaceExpr) -> TruthExpr | None:
        attending = EventFact(Current(), "列席", FieldType.LIST)
        parts = tuple(OneOf(attending, frozenset([n])) for n in _texts(lowering, demand, value))
        return all_of(parts) if parts else None

    def ballot(self, lowering: Lowering, step: Step, demand: Demand, value: SurfaceExpr) -> TruthExpr | None:
        options = _texts(lowering, demand, value)
        ballot = EventFact(Current(), "表决方式", FieldType.CHOICE)
        lowering.check_options(ballot, options, demand.span)
        return OneOf(ballot, frozenset(options)) if options else None


_Lower = Callable[[_ProcedureLowering, Lowering, Step, Demand, SurfaceExpr], TruthExpr | None]
_DEMANDS: dict[str, _Lower] = {
    "到会": _ProcedureLowering.attendance,
    "通过": _ProcedureLowering.majority,
    "公示": _ProcedureLowering.posting,
    "历时": _ProcedureLowering.lasting,
    "通知": _ProcedureLowering.notice,
    "材料": _ProcedureLowering.documents,
    "主体": _ProcedureLowering.actors,
    "召集": _ProcedureLowering.conveners,
    "列席": _ProcedureLowering.present,
    "表决": _ProcedureLowering.ballot,
    "要求": _ProcedureLowering.condition,
}


def is_matter(matter: Matter) -> TruthExpr:
    """The record states that it is about this matter, by number or title."""
    fact = Fact(MATTER, FieldType.TEXT)
    return And((Stated(fact), OneOf(fact, frozenset([matter.number, matter.title]))))


def _texts(lowering: Lowering, demand: Demand, value: SurfaceExpr) -> list[str]:
    texts = [plain_text(v) for v in flatten([value])]
    known = [t for t in texts if t is not None]
    if len(known) < len(texts):
        odd = next(v for v in flatten([value]) if plain_text(v) is None)
        lowering.fail(messages.demand_form(demand.label, f"{demand.label}：会议记录、签到册", odd.span, quoted(odd)))
        return []
    return known


def _unbounded(value: SurfaceExpr) -> Diagnostic | None:
    """A message for a number that lacks its at least or at most, None for anything else."""
    text = quoted(value)
    if isinstance(value, PeriodLiteral):
        return messages.no_bound(text, [f"不少于{text}"], value.span)
    if isinstance(value, FractionOf):
        return messages.no_bound(text, [f"{text}以上"], value.span)
    if isinstance(value, Name) and value.parts[-1] in ("半数", "多数", "一半"):
        whole = "的".join(value.parts[:-1]) or "到会人员"
        return messages.no_bound(text, [f"{whole}的过半数", f"{whole}的半数以上"], value.span)
    return None


def _undated(phrase: TimePhrase) -> TimePhrase:
    return TimePhrase(phrase.relation, phrase.name, phrase.complete, None, phrase.span)


def _later(procedure: Procedure, diagnostics: list[Diagnostic]) -> dict[str, tuple[str, ...]]:
    """For each step the steps that come after it, near or far, in the order of the file."""
    names = [s.name for s in procedure.steps]
    following: dict[str, dict[str, None]] = {n: {} for n in names}
    for step in procedure.steps:
        for phrase in step.after:
            other = phrase.name.parts[0]
            if other in following:
                first, second = (other, step.name) if phrase.relation == "之后" else (step.name, other)
                following[first][second] = None
    later: dict[str, tuple[str, ...]] = {}
    for step in procedure.steps:
        seen: set[str] = set()
        stack = [step.name]
        while stack:
            for successor in following[stack.pop()]:
                if successor not in seen:
                    seen.add(successor)
                    stack.append(successor)
        later[step.name] = tuple(n for n in names if n in seen and n != step.name)
    spans = {step.name: step.span for step in reversed(procedure.steps)}
    diagnostics.extend(messages.cycle("次序", way, spans[way[0]]) for way in circles(following))
    return later


def matter_norms(ruleset: RuleSet, matter: Matter, names: Names, diagnostics: list[Diagnostic]) -> list[Norm]:
    """A matter that names a procedure must be dealt with by it."""
    if matter.vacant or not matter.procedure:
        return []
    if not matter.citations:
        diagnostics.append(no_citation("事项", matter.title, matter.span))
    lowering = Lowering(names, diagnostics)
    condition = lowering.truth(matter.applies) if matter.applies is not None else TRUE
    if condition is None:
        return []
    program = Fact(PROCEDURE, FieldType.TEXT)
    return [
        Norm(
            ruleset=ruleset.id,
            name=f"事项{matter.number}·程序",
            kind=Kind.OBLIGATION,
            advice=False,
            act=None,
            when=And((is_matter(matter), Stated(program), condition)),
            require=OneOf(program, frozenset([matter.procedure])),
            exceptions=(),
            deadline=None,
            validity=ruleset.validity,
            citations=matter.citations,
            consequence="",
            remedy=f"按“{matter.procedure}”重新办理",
            caveats=(*ruleset.caveats, *matter.caveats, *lowering.caveats),
            span=matter.span,
        )
    ]
