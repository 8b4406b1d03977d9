"""A form that is checked while it is filled in: which fields it offers, and what each change comes to."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

import yaml

from cunwu.errors import RecordError
from cunwu.report import words
from dsl.diagnostics.nodes import Diagnostic, Severity, Span
from dsl.model.fields import Scope
from dsl.norms.nodes import MATTER, PROCEDURE, EventFact, Fact
from dsl.norms.shape import walk
from engine.findings.nodes import REQUIREMENT, Finding, Verdict
from engine.records.build import build
from engine.records.tree import Entries, Items, Node, Scalar
from engine.records.vocabulary import DOCUMENTS, EVENTS, RULES, STEP, TITLE

if TYPE_CHECKING:
    from cunwu.result import CheckResult
    from cunwu.work import Work
    from engine.forms.form import Form
    from engine.records.nodes import DecisionRecord

Values = Mapping[str, Any]
"""What is filled in: ``record`` and each of ``events`` map the names of fields to texts."""
RECORD = "r"
"""The level of the record in the key of a field (r/金额); e0 is that of the first event."""
_OF_CONDITIONS = frozenset({PROCEDURE, MATTER, "地区", "类别"})
"""Facts by which it is told which norms apply: a finding isn't shown there."""


class Note(NamedTuple):
    """What is to be said at a field: ``tone`` is a verdict's English code, or ``error``."""

    tone: str
    word: str
    text: str


@dataclass(frozen=True, slots=True)
class Filled:
    """What the form comes to: the result, None where it can't be read; what is to be said at each field, by its key.

    ``asked`` are the keys of fields that a norm waits for; ``problems`` what is said of no field.
    """

    result: CheckResult | None
    record: DecisionRecord | None
    notes: Mapping[str, tuple[Note, ...]]
    asked: tuple[str, ...]
    problems: tuple[str, ...]
    yaml: str


@dataclass(frozen=True)
class LiveForm:
    """A form for a ruleset, a procedure or one step.

    ``main`` are the fields of the record that are shown at once, ``steps`` those that are offered, each with its
    fields; all others can be added. ``begin`` is what it begins with.
    """

    title: str
    work: Work
    form: Form
    main: tuple[str, ...]
    steps: Mapping[str, tuple[str, ...]]
    begin: Values

    def fill(self, values: Values) -> Filled:
        """What these values come to."""
        keys, root = _tree(values, self.form.rules)
        record, found = build(root, self.work.vocabulary)
        result = None
        if record is not None:
            try:
                result = self.work.check(record)
            except RecordError as error:
                found = (*found, *error.diagnostics)
            else:
                found = (*found, *result.diagnostics)
        notes: dict[str, list[Note]] = {}
        problems = []
        for one in found:
            text = one.message + (f"（{one.help}）" if one.help else "")
            if one.span is None:
                problems.append(text)
            else:
                notes.setdefault(keys[one.span.start], []).append(_note(one, text))
        asked: dict[str, None] = {}
        for finding in result.findings if result else ():
            for key in _places(finding, keys):
                notes.setdefault(key, []).append(_said(finding))
            for key, document in self._missing(finding, values):
                asked[key] = None
                notes.setdefault(key, []).append(_said(finding, document))
        told = {key: tuple(dict.fromkeys(several)) for key, several in notes.items()}
        return Filled(result, record, told, tuple(asked), tuple(problems), self._yaml(record, root))

    def values_of(self, record: DecisionRecord) -> Values:
        """A record as it is filled in."""
        plain: dict[str, Any] = self.work.plain(record)
        events = plain.pop(EVENTS, [])
        plain.pop(RULES, None)
        return {"record": _texts(plain), "events": [_texts(event) for event in events]}

    def _missing(self, finding: Finding, values: Values) -> Iterator[tuple[str, str]]:
        """The fields that an undecided norm waits for, and the document where it waits for one."""
        if finding.verdict is not Verdict.UNKNOWN:
            return
        for fact in finding.missing:
            if not fact.name or fact.reason:
                continue
            if not fact.step:
                yield f"{RECORD}/{fact.name}", ""
                continue
            is_field = self.work.vocabulary.find(Scope.EVENT, fact.name) is not None
            name, document = (fact.name, "") if is_field else (DOCUMENTS, fact.name)
            for place, event in enumerate(values.get("events", ())):
                if event.get(STEP) == fact.step and (document or not str(event.get(name, "")).strip()):
                    yield f"e{place}/{name}", document

    def _yaml(self, record: DecisionRecord | None, root: Entries) -> str:
        plain = _plain(root) if record is None else self.work.plain(record)
        return yaml.safe_dump(plain, allow_unicode=True, sort_keys=False, width=1000) if plain else ""


def _tree(values: Values, rules: Sequence[str]) -> tuple[list[str], Entries]:
    """The values as a file's tree, each at a place whose start is that of its key in the list."""
    keys: list[str] = []

    def at(key: str) -> Span:
        keys.append(key)
        return Span("", len(keys) - 1, len(keys), 1, len(keys))

    def level(name: str, fields: Mapping[str, object]) -> Iterator[tuple[Node, Node]]:
        for field, text in fields.items():
            if str(text).strip():
                span = at(f"{name}/{field}")
                yield Scalar(str(field), span), Scalar(str(text), span)

    entries = list(level(RECORD, values.get("record", {})))
    if rules:
        span = at(f"{RECORD}/{RULES}")
        named: tuple[Node, Node] = (Scalar(RULES, span), Items(tuple(Scalar(one, span) for one in rules), span))
        entries.insert(bool(entries) and keys[0] == f"{RECORD}/{TITLE}", named)
    events = tuple(
        Entries(tuple(level(f"e{place}", event)), at(f"e{place}/{STEP}"))
        for place, event in enumerate(values.get("events", ()))
    )
    if events:
        span = at(f"{RECORD}/{EVENTS}")
        entries.append((Scalar(EVENTS, span), Items(events, span)))
    return keys, Entries(tuple(entries), at(RECORD))


def _plain(node: Node) -> Any:
    """A tree as it was written."""
    match node:
        case Entries(entries=entries):
            return {_plain(name): _plain(value) for name, value in entries}
        case Items(items=items):
            return [_plain(item) for item in items]
        case Scalar(text=text):
            return text
        case _:
            return ""


def _texts(fields: Mapping[str, Any]) -> dict[str, str]:
    return {name: "、".join(value) if isinstance(value, list) else str(value) for name, value in fields.items()}


def _note(found: Diagnostic, text: str) -> Note:
    if found.severity is Severity.ERROR:
        return Note("error", "填写有误", text)
    return Note("warning", "请核对", text)


def _said(finding: Finding, document: str = "") -> Note:
    word = "提示" if finding.norm.advice and finding.verdict is Verdict.VIOLATED else finding.verdict.chinese
    tone = "advice" if word == "提示" else finding.verdict.value
    reasons = "；".join(words.reason_lines(finding, "zh")) if finding.verdict is Verdict.VIOLATED else ""
    more = reasons or (f"有没有{document}" if document else "")
    return Note(tone, word, f"{finding.norm.name}：{more}" if more else finding.norm.name)


def _places(finding: Finding, keys: Sequence[str]) -> Iterator[str]:
    """The fields that decided: those of the requirement, of an event where there is one."""
    if finding.verdict not in (Verdict.VIOLATED, Verdict.COMPLIANT, Verdict.PENDING):
        return
    asked = {
        part.name
        for reason in finding.reasons
        if reason.part == REQUIREMENT
        for part in walk(reason.expr)
        if isinstance(part, Fact | EventFact)
    }
    facts = [one for one in finding.facts if one.place is not None and one.name not in _OF_CONDITIONS]
    facts = [one for one in facts if one.name in asked] or facts
    for one in [fact for fact in facts if fact.step] or facts:
        assert one.place is not None
        yield keys[one.place.start]
