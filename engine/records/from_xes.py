"""Event logs in XES (IEEE 1849) to records: each trace a case, each event a step.

``concept:name`` is the case's number and the step, the date of
``time:timestamp`` the day of the step, ``org:group`` or ``org:role`` its
body. Attributes that the vocabulary names are fields; the others are kept as
remarks (说明), so that nothing of the log is lost. An event that only begins
(``lifecycle:transition`` start) counts where no other tells of its end.
"""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree import ElementTree as Xml

from dsl.diagnostics.nodes import Diagnostic
from dsl.model.fields import Scope
from dsl.norms.nodes import ACTOR, DATE
from engine.records.messages import Problem, diagnostic
from engine.records.nodes import RecordFile
from engine.records.read import from_mapping
from engine.records.vocabulary import EVENTS, NOTE, STEP, TITLE, Vocabulary

NAME, TIME, TRANSITION, GROUP, ROLE = (
    "concept:name", "time:timestamp", "lifecycle:transition", "org:group", "org:role"
)  # fmt: skip
_START, _COMPLETE = "start", "complete"
_VALUES = {"string", "date", "int", "float", "boolean", "id"}
_FLAGS = {"true": "是", "false": "否"}


def read_xes(data: bytes, name: str, vocabulary: Vocabulary) -> tuple[RecordFile, ...]:
    """The records of a log, each with the name of its trace as its number; or why the log can't be read."""
    try:
        root = Xml.fromstring(data)
    except Xml.ParseError as error:
        line, column = error.position
        return (_refused(Problem("R017", "xml", {"name": name, "line": str(line), "column": str(column + 1)})),)
    if _tag(root) != "log":
        return (_refused(Problem("R017", "", {"name": name})),)
    traces = [child for child in root if _tag(child) == "trace"]
    if not traces:
        return (_refused(Problem("R017", "empty", {"name": name})),)
    return tuple(_record(trace, number, vocabulary) for number, trace in enumerate(traces, 1))


def _record(trace: Xml.Element, number: int, vocabulary: Vocabulary) -> RecordFile:
    attributes = dict(_attributes(trace))
    case = attributes.pop(NAME, "").strip() or str(number)
    mapping: dict[str, object] = _fields(attributes, Scope.RECORD, vocabulary)
    mapping.setdefault(TITLE, case)
    events = [dict(_attributes(child)) for child in trace if _tag(child) == "event"]
    told = [_event(event, vocabulary) for event in _ended(events)]
    if told:
        mapping[EVENTS] = told
    record, diagnostics = from_mapping(mapping, vocabulary)
    return RecordFile(record, tuple(_of_case(found, case) for found in diagnostics), None, case)


def _ended(events: list[dict[str, str]]) -> Iterator[dict[str, str]]:
    """The events without those that only begin what another one ends."""
    ended = {event.get(NAME) for event in events if event.get(TRANSITION, _COMPLETE).lower() == _COMPLETE}
    for event in events:
        if event.get(TRANSITION, "").lower() != _START or event.get(NAME) not in ended:
            yield event


def _event(attributes: dict[str, str], vocabulary: Vocabulary) -> dict[str, object]:
    attributes = dict(attributes)
    step, moment = attributes.pop(NAME, ""), attributes.pop(TIME, "")
    attributes.pop(TRANSITION, None)
    body = attributes.pop(GROUP, "") or attributes.pop(ROLE, "")
    mapping: dict[str, object] = {STEP: step, **_fields(attributes, Scope.EVENT, vocabulary)}
    if moment and DATE not in mapping:
        mapping[DATE] = moment[:10]
    if body and ACTOR not in mapping:
        mapping[ACTOR] = body
    return mapping


def _fields(attributes: dict[str, str], scope: Scope, vocabulary: Vocabulary) -> dict[str, object]:
    found: dict[str, object] = {}
    remarks = []
    for key, value in attributes.items():
        field = vocabulary.find(scope, key)
        if field is None or field.name in (EVENTS, *found):
            remarks.append(f"{key}：{value}")
        else:
            found[field.name] = value
    if remarks:
        found[NOTE] = "；".join([*([str(found[NOTE])] if NOTE in found else []), *remarks])
    return found


def _attributes(element: Xml.Element) -> Iterator[tuple[str, str]]:
    for child in element:
        kind, key = _tag(child), child.get("key", "")
        if kind in _VALUES and key:
            value = child.get("value", "")
            yield key, _FLAGS.get(value, value) if kind == "boolean" else value


def _tag(element: Xml.Element) -> str:
    return element.tag.rpartition("}")[2]


def _of_case(found: Diagnostic, case: str) -> Diagnostic:
    from dataclasses import replace

    return replace(found, message=f"{case}：{found.message}", english=f"{case}: {found.english}")


def _refused(problem: Problem) -> RecordFile:
    return RecordFile(None, (diagnostic(problem, None),), None)
