"""A file's tree to a record: which field each key names, and what its value is."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction

from dsl.diagnostics.nodes import Diagnostic, Severity, Span
from dsl.diagnostics.suggest import nearest
from dsl.model.fields import Field, Scope
from dsl.values import FieldType
from engine.records import checks, values
from engine.records.messages import Problem, diagnostic
from engine.records.nodes import DecisionRecord, Event, FactValue
from engine.records.tree import Broken, Entries, Items, Node, Scalar
from engine.records.vocabulary import (
    DOCUMENTS,
    DOCUMENTS_COMPLETE,
    EVENTS,
    EVENTS_COMPLETE,
    MISSING_DOCUMENTS,
    MISSING_STEPS,
    NOTE,
    ONLY,
    RULES,
    SOURCE,
    STEP,
    STRUCTURE,
    TITLE,
    Vocabulary,
    visible,
)

Single = bool | int | Fraction | date | str

_PROSE = frozenset({TITLE, SOURCE, NOTE})
_MOST_GUESSES = 500
_STRUCTURAL = frozenset((one.scope, one.name) for one in STRUCTURE)


@dataclass(slots=True)
class Found:
    """What one level of the record states.

    ``structural`` holds its structural fields, ``facts`` those of the
    vocabulary, ``nodes`` where each value was written. Lists keep their order.
    """

    structural: dict[str, str | bool | tuple[str, ...]] = field(default_factory=dict)
    facts: dict[str, FactValue] = field(default_factory=dict)
    nodes: dict[str, Node] = field(default_factory=dict)

    def text(self, name: str) -> str:
        """Return a structural text, '' where it isn't stated."""
        value = self.structural.get(name, "")
        return value if isinstance(value, str) else ""

    def names(self, name: str) -> tuple[str, ...]:
        """Return a structural list, empty where it isn't stated."""
        value = self.structural.get(name, ())
        return value if isinstance(value, tuple) else ()

    def flag(self, name: str) -> bool:
        """Return a structural flag, false where it isn't stated."""
        return self.structural.get(name) is True

    def places(self) -> dict[str, Span]:
        """Return where each stated value stands."""
        known = self.structural.keys() | self.facts.keys()
        return {name: node.span for name, node in self.nodes.items() if name in known and node.span is not None}


def build(
    root: Node | None, vocabulary: Vocabulary, *, whole: bool = True, acts: Collection[str] | None = None
) -> tuple[DecisionRecord | None, tuple[Diagnostic, ...]]:
    """Make a record of ``root``; None where it has an error.

    ``whole`` is false for a file that could be read only in part: what is
    missing then is no mistake. ``acts`` is given for a scenario, in which the name of a
    step or body stands where a field of the record may. Every mistake is reported, in no order.
    """
    builder = _Builder(vocabulary, whole, acts)
    record = builder.record(root)
    errors = any(found.severity is Severity.ERROR for found in builder.diagnostics)
    return (None if errors or not whole else record), tuple(builder.diagnostics)


class _Builder:
    def __init__(self, vocabulary: Vocabulary, whole: bool, acts: Collection[str] | None) -> None:
        self.acts = acts
        self.vocabulary = vocabulary
        self.whole = whole
        self.diagnostics: list[Diagnostic] = []

    def report(self, problem: Problem, node: Node, *related: tuple[Span, str]) -> None:
        self.diagnostics.append(diagnostic(problem, node.span, node.path, related))

    def record(self, root: Node | None) -> DecisionRecord | None:
        if not isinstance(root, Entries):
            if root is not None and not isinstance(root, Broken) and self.whole:
                self.report(Problem("R014"), root)
            return None
        found = self.fields(root, Scope.RECORD)
        self.diagnostics += checks.of_record(found.facts, found.nodes)
        events = self.events(found.nodes.get(EVENTS))
        missing = frozenset(found.names(MISSING_STEPS))
        for event in events:
            if event.step in missing:
                at = found.nodes[MISSING_STEPS]
                self.report(Problem("R053", "", {"text": event.step}), at, *_also(found.nodes[EVENTS], EVENTS))
        return DecisionRecord(
            title=found.text(TITLE),
            rules=found.names(RULES),
            only=found.names(ONLY),
            source=found.text(SOURCE),
            note=found.text(NOTE),
            events_complete=found.flag(EVENTS_COMPLETE),
            missing_steps=missing,
            events=events,
            facts=found.facts,
            places=found.places(),
        )

    def events(self, node: Node | None) -> tuple[Event, ...]:
        if isinstance(node, Scalar) and (values.is_unknown(node.text) or values.is_none(node.text)):
            return ()
        if isinstance(node, Scalar | Entries):
            self.report(Problem("R050"), node)
        if not isinstance(node, Items):
            return ()
        events = (self.event(item) for item in node.items)
        return tuple(event for event in events if event is not None)

    def event(self, node: Node) -> Event | None:
        if not isinstance(node, Entries):
            if not isinstance(node, Broken):
                self.report(Problem("R050"), node)
            return None
        found = self.fields(node, Scope.EVENT)
        step = found.nodes.get(STEP)
        if step is None:
            if self.whole:
                self.report(Problem("R051"), node)
        elif isinstance(step, Scalar) and values.is_unknown(step.text):
            self.report(Problem("R051"), step)
        documents = frozenset(found.names(DOCUMENTS))
        missing = frozenset(found.names(MISSING_DOCUMENTS))
        for both in sorted(documents & missing):
            at = found.nodes[MISSING_DOCUMENTS]
            self.report(Problem("R052", "", {"text": both}), at, *_also(found.nodes[DOCUMENTS], DOCUMENTS))
        self.diagnostics += checks.of_event(found.facts, found.nodes)
        return Event(
            step=found.text(STEP),
            documents=documents,
            missing_documents=missing,
            documents_complete=found.flag(DOCUMENTS_COMPLETE),
            note=found.text(NOTE),
            facts=found.facts,
            places=found.places(),
        )

    def fields(self, node: Entries, scope: Scope) -> Found:
        """Read the fields of one level; events are left to ``events``."""
        found = Found()
        keys: dict[str, Scalar] = {}
        for key, value in node.entries:
            if not isinstance(key, Scalar):
                if not isinstance(key, Broken):
                    self.report(Problem("R020"), key)
                continue
            target = self.vocabulary.find(scope, key.text)
            if target is None:
                self.unknown_key(key, scope)
            elif target.name in keys:
                self.twice(key, keys[target.name])
            else:
                keys[target.name] = key
                found.nodes[target.name] = value
                self.field(target, value, found)
        return found

    def field(self, target: Field, node: Node, found: Found) -> None:
        structural = (target.scope, target.name) in _STRUCTURAL
        if structural and target.name == EVENTS:
            return
        value = self.value(target, node, prose=structural and target.name in _PROSE)
        if value is None:
            return
        if not structural:
            found.facts[target.name] = _collected(value, target.type)
        elif isinstance(value, tuple):
            found.structural[target.name] = tuple(dict.fromkeys(value))
        elif isinstance(value, str | bool):
            found.structural[target.name] = value

    def value(self, target: Field, node: Node, *, prose: bool) -> Single | tuple[str, ...] | None:
        """Read a value; None where it isn't known or was reported."""
        if isinstance(node, Broken):
            return None
        if isinstance(node, Scalar):
            if not self.printable(node) or values.is_unknown(node.text):
                return None
            if target.type.is_list:
                return self.written_list(target, node)
            return values.prose(node.text) if prose else self.checked(values.convert(node.text, target), node)
        if not target.type.is_list:
            self.report(Problem("R030", "", {"key": target.name}), node)
            return None
        if isinstance(node, Entries):
            self.report(Problem("R031", "", {"key": target.name}), node)
            return None
        items = [self.item(target, item) for item in node.items]
        return tuple(item for item in items if item is not None)

    def written_list(self, target: Field, node: Scalar) -> tuple[str, ...]:
        """Read a list that is written as one text."""
        if values.is_none(node.text):
            return ()
        items = [self.checked(values.choice(item, target), node) for item in values.split(node.text)]
        return tuple(item for item in items if isinstance(item, str))

    def item(self, target: Field, node: Node) -> str | None:
        """Read one item of a list."""
        if isinstance(node, Broken):
            return None
        if not isinstance(node, Scalar):
            self.report(Problem("R031", "", {"key": target.name}), node)
            return None
        if not self.printable(node):
            return None
        if values.is_unknown(node.text) or values.is_none(node.text):
            self.report(Problem("R041", "", {"key": target.name, "text": node.text}), node)
            return None
        value = self.checked(values.choice(node.text, target), node)
        if isinstance(value, str) and len(values.split(value)) > 1:
            self.report(Problem("R042", "", {"text": value}), node)
        return value if isinstance(value, str) else None

    def checked(self, value: Single | Problem, node: Node) -> Single | None:
        if not isinstance(value, Problem):
            return value
        self.report(value, node)
        return None

    def printable(self, node: Scalar) -> bool:
        """Report a character that no text may hold."""
        bad = values.unprintable(node.text)
        if bad:
            self.report(Problem("R004", "", {"character": f"U+{ord(bad):04X}"}), node)
        return not bad

    def unknown_key(self, key: Scalar, scope: Scope) -> None:
        # Past so many mistakes no likely names are sought: it is no record, and the search takes its time.
        guess = len(self.diagnostics) < _MOST_GUESSES
        self.report(unknown_key(visible(key.text).strip(), scope, self.vocabulary, guess=guess, acts=self.acts), key)

    def twice(self, key: Scalar, first: Scalar) -> None:
        texts = {"key": visible(key.text).strip(), "other": visible(first.text).strip()}
        hint = "" if texts["key"] == texts["other"] else "alias"
        self.report(Problem("R023", hint, texts), key, *_also(first, "第一次写在这里"))


def _collected(value: Single | tuple[str, ...], type_: FieldType) -> FactValue:
    """A list holds each name once, a 名单 as often as it is written; the order of writing means nothing."""
    if not isinstance(value, tuple):
        return value
    return tuple(sorted(value)) if type_ is FieldType.ROLL else frozenset(value)


def _also(node: Node, label: str) -> tuple[tuple[Span, str], ...]:
    return () if node.span is None else ((node.span, label),)


def unknown_key(
    text: str, scope: Scope, vocabulary: Vocabulary, *, guess: bool = True, acts: Collection[str] | None = None
) -> Problem:
    """Tell of a key that names no field of ``scope``: where it belongs, or what it was probably meant to be.

    ``acts`` are the steps and bodies that may stand for a field of the record in a scenario, None elsewhere.
    """
    other = Scope.EVENT if scope is Scope.RECORD else Scope.RECORD
    if vocabulary.find(other, text):
        hint = "event" if other is Scope.EVENT else "record"
        return Problem("R022", hint if acts is None else f"{hint}_scenario", {"key": text})
    steps = sorted(acts or ()) if scope is Scope.RECORD else ()
    near = nearest(text, [*steps, *vocabulary.names(scope)]) if guess else None
    if near:
        return Problem("R021", "near", {"key": text, "near": near})
    if any(sign in text for sign in ":：，"):
        return Problem("R021", "wide", {"key": text})
    fields = (*(one for one in STRUCTURE if one.scope is scope), *vocabulary.of(scope))
    return Problem("R021", "", {"key": text, "known": "、".join(one.name for one in fields)})
