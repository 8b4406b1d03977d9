"""Event logs, whatever their file: each trace a case, each event a step.

``concept:name`` is the case's number and the step, the date of
``time:timestamp`` the day of the step, ``org:group`` or ``org:role`` its
body. Attributes that the vocabulary names are fields; the others are kept as
remarks (说明), so that nothing of the log is lost. An event that only begins
(``lifecycle:transition`` start) counts where no other tells of its end.

Of a moment only the day is kept, as the log writes it: steps of one day have no order (see ``engine.facts``).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

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

Attributes = Mapping[str, str]


def record_of(trace: Attributes, events: Sequence[Attributes], number: int, vocabulary: Vocabulary) -> RecordFile:
    """The record of one trace, its name or else its ``number`` in the log as its number."""
    attributes = dict(trace)
    case = attributes.pop(NAME, "").strip() or str(number)
    mapping: dict[str, object] = _fields(attributes, Scope.RECORD, vocabulary)
    mapping.setdefault(TITLE, case)
    told = [_event(event, vocabulary) for event in _ended(events)]
    if told:
        mapping[EVENTS] = told
    record, diagnostics = from_mapping(mapping, vocabulary)
    return RecordFile(record, tuple(_of_case(found, case) for found in diagnostics), None, case)


def refused(name: str, hint: str, **details: str) -> RecordFile:
    """A log that can't be read, and why."""
    return RecordFile(None, (diagnostic(Problem("R017", hint, {"name": name, **details}), None),), None)


def _ended(events: Sequence[Attributes]) -> Iterator[Attributes]:
    """The events without those that only begin what another one ends."""
    ended = {event.get(NAME) for event in events if event.get(TRANSITION, _COMPLETE).lower() == _COMPLETE}
    for event in events:
        if event.get(TRANSITION, "").lower() != _START or event.get(NAME) not in ended:
            yield event


def _event(attributes: Attributes, vocabulary: Vocabulary) -> dict[str, object]:
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


def _fields(attributes: Attributes, scope: Scope, vocabulary: Vocabulary) -> dict[str, object]:
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


def _of_case(found: Diagnostic, case: str) -> Diagnostic:
    return replace(found, message=f"{case}：{found.message}", english=f"{case}: {found.english}")
