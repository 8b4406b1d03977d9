"""A form in a notebook that is checked with each change."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

import traitlets

from cunwu.forms import guide
from cunwu.widgets.marks import ADVICE, mark
from cunwu.widgets.shown import Shown, rendered, script
from cunwu.widgets.verdicts import groups_of, head_of
from dsl.values import FieldType
from engine.findings.nodes import Verdict
from engine.records.vocabulary import STEP

if TYPE_CHECKING:
    from cunwu.forms.live import Filled, LiveForm, Note, Values
    from cunwu.result import CheckResult
    from engine.forms.form import Column

_MOST_NOTES = 3
"""Findings that are told at one field; the panel tells all."""
_MOST_OFFERED = 8
"""Names that the form on paper lists."""
_WORST_FIRST = ("error", "warning", "violated", "advice", "pending", "unknown", "compliant")
_QUIET = ("unknown", "compliant")
"""Tones whose findings are told in one line."""


class Row(NamedTuple):
    """A field of the form on paper: its name, meaning, how to write it, what may be written, what is filled in."""

    name: str
    meaning: str
    how: str
    offered: str
    value: str


class Form(Shown):
    """A form that checks while it is filled in.

    ``values`` is what is filled in (``record``: texts by name of field; ``events``: a list of the same, each with its
    步骤), ``yaml`` the record so far; ``answer`` is what is said of it, field by field.
    """

    _esm = script("form.js")
    title = traitlets.Unicode().tag(sync=True)
    spec = traitlets.Dict().tag(sync=True)
    values = traitlets.Dict().tag(sync=True)
    answer = traitlets.Dict().tag(sync=True)
    yaml = traitlets.Unicode().tag(sync=True)

    def __init__(self, form: LiveForm, values: Values | None = None) -> None:
        self._form = form
        self._filled = form.fill(values or form.begin)
        super().__init__(
            title=form.title,
            spec=_spec(form),
            values=_plain(values or form.begin),
            answer=_answer(self._filled),
            yaml=self._filled.yaml,
        )

    @property
    def result(self) -> CheckResult | None:
        """What a check says of the record so far; None where it can't be read yet."""
        return self._filled.result

    @traitlets.validate("values")
    def _of_texts(self, proposal: Any) -> dict[str, Any]:
        return _plain(proposal["value"])

    @traitlets.observe("values")
    def _changed(self, change: Any) -> None:
        self._filled = self._form.fill(change["new"])
        with self.hold_trait_notifications():
            self.answer = _answer(self._filled)
            self.yaml = self._filled.yaml

    def still_html(self) -> str:
        """The form as tables, with what is filled in and what that comes to."""
        form, filled = self._form, self._filled
        record = self.values["record"]
        main = dict.fromkeys((*form.main, *record))
        tables = [("记录", _rows(form.form.cases, main, record))]
        events = self.values["events"] or [{STEP: step} for step in form.steps]
        for event in events:
            names = dict.fromkeys((*form.steps.get(event[STEP], ()), *event))
            tables.append((f"步骤：{event[STEP]}", _rows(form.form.course, names, event)))
        head = head_of(filled.result) if filled.result else None
        return rendered("form_still.html", title=self.title, tables=tables, head=head, yaml=self.yaml)

    def still_text(self) -> str:
        """The record so far."""
        said = f"{head_of(self._filled.result).word}" if self._filled.result else "填写有误"
        return f"{self.title}：{said}\n{self.yaml}".rstrip()


def _plain(values: Mapping[str, Any]) -> dict[str, Any]:
    """Values of JSON types, whatever a front end or a person gives."""
    record, events = values.get("record"), values.get("events")
    given = [event for event in events if isinstance(event, Mapping)] if isinstance(events, list | tuple) else []
    return {
        "record": _texts(record if isinstance(record, Mapping) else {}),
        "events": [{STEP: ""} | _texts(event) for event in given],
    }


def _texts(fields: Mapping[str, Any]) -> dict[str, str]:
    return {str(name): "" if value is None else str(value) for name, value in fields.items()}


def _spec(form: LiveForm) -> dict[str, Any]:
    acts = next((one.choices for one in form.form.course if one.field and one.field.name == STEP), ())
    return {
        "record": list(_columns(form.form.cases)),
        "event": list(_columns(form.form.course)),
        "main": list(form.main),
        "steps": {step: list(names) for step, names in form.steps.items()},
        "acts": list(acts),
    }


def _columns(columns: Iterable[Column]) -> Iterator[dict[str, Any]]:
    for one in columns:
        if one.field is None or one.field.name == STEP:
            continue
        yield {
            "name": one.field.name,
            "kind": _kind(one),
            "options": list(one.choices),
            "help": "；".join(filter(None, (one.meaning.rstrip("。"), guide.how(one)))),
        }


def _kind(column: Column) -> str:
    assert column.field is not None
    match column.field.type:
        case FieldType.DATE:
            return "date"
        case FieldType.FLAG:
            return "choice"
        case FieldType.LIST | FieldType.ROLL:
            return "list"
        case _ if column.closed:
            return "choice"
        case _:
            return "text"


def _answer(filled: Filled) -> dict[str, Any]:
    result = filled.result
    wrong = [one.text for notes in filled.notes.values() for one in notes if one.tone == "error"]
    return {
        "notes": {key: list(_told(notes)) for key, notes in filled.notes.items()},
        "asked": list(filled.asked),
        "head": rendered("form_head.html", head=head_of(result) if result else None),
        "html": rendered(
            "form_panel.html",
            problems=(*filled.problems, *wrong),
            says=result.report.notes if result else (),
            found=groups_of(result) if result else (),
        ),
    }


def _told(notes: Iterable[Note]) -> Iterator[dict[str, str]]:
    """What is said at a field, the worst first; what is in order or open only where there is nothing worse."""
    by_tone: dict[str, list[Note]] = {}
    for note in notes:
        by_tone.setdefault(note.tone, []).append(note)
    loud = [note for tone in _WORST_FIRST if tone not in _QUIET for note in by_tone.get(tone, ())]
    for note in loud[:_MOST_NOTES]:
        yield _note(note.tone, note.word, note.text)
    for tone in _QUIET if not loud else ():
        if several := by_tone.get(tone):
            names = "、".join(one.text for one in several[:_MOST_NOTES])
            more = f"等{len(several)}条" if len(several) > _MOST_NOTES else ""
            yield _note(tone, several[0].word, names + more)


def _note(tone: str, word: str, text: str) -> dict[str, str]:
    drawn = {"error": Verdict.VIOLATED, "warning": ADVICE, "advice": ADVICE}.get(tone, tone)
    return {"tone": {"error": "violated", "warning": "advice"}.get(tone, tone), "mark": str(mark(drawn)), "word": word,
            "text": text}  # fmt: skip


def _offered(column: Column) -> str:
    """What may be written, where that is no long list."""
    return guide.offered(column) if max(len(column.choices), len(column.named)) <= _MOST_OFFERED else ""


def _rows(columns: Iterable[Column], names: Iterable[str], filled: Mapping[str, str]) -> list[Row]:
    by_name = {one.field.name: one for one in columns if one.field}
    return [
        Row(name, one.meaning, guide.how(one), _offered(one), filled.get(name, ""))
        for name in names
        if (one := by_name.get(name)) is not None and name != STEP
    ]
