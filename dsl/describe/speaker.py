"""The voice in which norms are described: 本次实到, 那一次的日期, 末次公示的止日."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from dsl.describe.phrases import say
from dsl.describe.values import value_text
from dsl.describe.words import Language, any_of, listed, shown
from dsl.norms.nodes import (
    DATE,
    UNTIL,
    Act,
    Arithmetic,
    Bound,
    ByReading,
    Coalesce,
    Const,
    Current,
    EventFact,
    EventRef,
    Fact,
    Parameter,
    Pick,
    ValueExpr,
    Which,
)
from dsl.norms.shape import walk
from dsl.values import FieldType, Interval, Value

_SPOKEN = {
    "zh": {
        UNTIL: "止日",
        "应到": "应到人数",
        "实到": "实到人数",
        "同意": "同意人数",
        "反对": "反对人数",
        "弃权": "弃权人数",
    },
    "en": {},
}
"""Fields whose name alone does not make a noun."""


@dataclass(frozen=True, slots=True)
class Speaker:
    """Describes norms. ``bound`` names the occurrence that each bound variable stands for.

    ``unclear`` are names that stand for more than one thing in the norm at
    hand (a fact and a parameter, say): those are defined wherever they are used.
    ``whole`` for a norm that speaks of the record as a whole.
    """

    language: Language = "zh"
    bound: Mapping[str, str] = field(default_factory=dict)
    unclear: frozenset[str] = frozenset()
    whole: bool = False

    def say(self, phrase: str, **parts: str) -> str:
        """A phrase of ``phrases.PHRASES``."""
        return say(phrase, self.language, **parts)

    def binding(self, variable: str) -> Speaker:
        """The same, inside a statement about the occurrences of an act."""
        depth = len(self.bound)
        name = self.say(f"one_{min(depth, 2)}") + (str(depth) if depth > 2 else "")
        return self.calling(variable, name)

    def calling(self, variable: str, name: str) -> Speaker:
        """The same, with a name for a bound occurrence."""
        return Speaker(self.language, {**self.bound, variable: name}, self.unclear, self.whole)

    # --- what the phrases of values ask --------------------------------------------

    def constant(self, expr: Const) -> str:
        """A constant; a text in quotation marks, so that it can't be taken for a fact."""
        text = shown(expr.value, expr.type, self.language)
        return self.say("quoted", text=text) if isinstance(expr.value, str) else text

    def own(self, expr: Fact | Parameter) -> str:
        """A fact of the record, or a parameter: by its name."""
        if isinstance(expr, Parameter) and expr.name in self.unclear:
            return self.say("set_at", name=expr.name, versions=versions_text(expr, self))
        return expr.name

    def event_fact(self, expr: EventFact) -> str:
        """本次实到人数, 那一次的日期, 末次公示的止日."""
        name = _SPOKEN[self.language].get(expr.name, expr.name)
        if isinstance(expr.event, Current):
            return self.say("this", name=name)
        return self.say("that_of", event=self.event(expr.event), name=name)

    def judged_day(self) -> str:
        """本次当日; of a norm about the record as a whole, 记录基准日."""
        return self.say("reference_day" if self.whole else "day_of_act")

    def derived(self, expr: Coalesce) -> str:
        """A fact by its name; how it is worked out is told once, beside the norm."""
        name = value_text(expr.first, self)
        if told_beside(expr) and name not in self.unclear:
            return name
        return self.say("or_worked_out", name=name, formula=value_text(expr.fallback, self))

    def reading(self, expr: ByReading) -> str:
        """Both values; where one is the other and a bit more or less, the bit."""
        match expr.if_yes:
            case Arithmetic(op=op, left=left, right=Const() as more) if left == expr.if_no:
                phrase = "read_more" if op == "+" else "read_less"
                value = value_text(expr.if_no, self)
                return self.say(phrase, value=value, reading=expr.reading, more=value_text(more, self))
            case _:
                yes, no = value_text(expr.if_yes, self), value_text(expr.if_no, self)
                return self.say("read", reading=expr.reading, yes=yes, no=no)

    # --- occurrences -----------------------------------------------------------------

    def event(self, event: EventRef) -> str:
        """An occurrence: 本次, 那一次, 末次公示."""
        match event:
            case Current():
                return self.say("this_one")
            case Bound(variable=variable):
                return self.bound[variable]
            case Pick(act=act):
                phrase = {Which.FIRST: "first", Which.PRIOR: "prior"}.get(act.which, "last")
                return self.say(f"{phrase}_of" if len(act.names) == 1 else f"{phrase}_among", act=self.act(act))

    def act(self, act: Act) -> str:
        """An act: any of its names."""
        return any_of(act.names, self.language)

    def no(self, act: Act) -> str:
        """An act that is missing: none of its names."""
        if len(act.names) == 1:
            return act.names[0]
        return self.say("none_of", names=listed(act.names, self.language))

    def day(self, expr: ValueExpr) -> str:
        """A day before or after which something happens; that of an occurrence goes by the occurrence."""
        if isinstance(expr, EventFact) and expr.name == DATE:
            return self.event(expr.event)
        return value_text(expr, self)


def told_beside(expr: Coalesce) -> bool:
    """Whether one can say apart from its place how a fact is worked out: a fact of the record, from others."""
    bound = (part for part in walk(expr.fallback) if isinstance(part, EventFact) and isinstance(part.event, Bound))
    return isinstance(expr.first, Fact) and next(bound, None) is None


def versions_text(expr: Parameter, speaker: Speaker) -> str:
    """The values of a parameter by time: 2014年2月25日起为5万元."""
    versions = [
        speaker.say("version", interval=interval_text(interval, speaker), value=_version(value, expr, speaker))
        for interval, value in expr.versions
    ]
    if not _covers_all_days(expr):
        versions.append(speaker.say("else_unknown"))
    return listed(versions, speaker.language, "；")


def _version(value: Value | None, expr: Parameter, speaker: Speaker) -> str:
    if value is None:
        return speaker.say("version_open")
    return speaker.say("version_value", value=shown(value, expr.type, speaker.language))


def _covers_all_days(expr: Parameter) -> bool:
    return any(interval == Interval() for interval, _ in expr.versions)


def interval_text(interval: Interval, speaker: Speaker) -> str:
    """2010年10月28日起至2018年12月28日止; '' for all days."""
    start, end = (
        None if day is None else shown(day, FieldType.DATE, speaker.language) for day in (interval.start, interval.end)
    )
    if start and end:
        return speaker.say("from_to", start=start, end=end)
    if start:
        return speaker.say("from", start=start)
    return speaker.say("to", end=end) if end else ""
