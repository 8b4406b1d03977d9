"""A case as data for other programs. Keys are English and stable; texts are Chinese."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from cunwu.report.data import FORMAT, to_dict
from cunwu.version import __version__

if TYPE_CHECKING:
    from cunwu.cases.standing import Answer, Standing
    from cunwu.register import Entry
    from engine.live.obligations import Obligation
    from engine.live.shifts import Shift


def dump(data: Mapping[str, Any]) -> str:
    """One JSON text."""
    return json.dumps({"format": FORMAT, "cunwu": __version__, **data}, ensure_ascii=False, indent=2)


def line(data: Mapping[str, Any]) -> str:
    """One line of JSON."""
    return json.dumps(data, ensure_ascii=False)


def entry_data(entry: Entry) -> dict[str, Any]:
    """An entry of the register, whole."""
    return {
        "case": entry.case,
        "number": entry.number,
        "kind": entry.kind,
        "who": entry.who,
        "told_at": entry.told_at.isoformat(),
        "body": dict(entry.body),
        "previous": entry.previous,
        "hash": entry.hash,
    }


def answer_data(answer: Answer) -> dict[str, Any]:
    """What is answered to new entries, or to a look."""
    return {
        **standing_data(answer.standing),
        "new": [entry_data(entry) for entry in answer.new],
        "meanwhile": [entry_data(entry) for entry in answer.meanwhile],
        "changed_rules": list(answer.rules),
        "changes": [_shift(shift) for shift in answer.shifts],
        "same": [list(pair) for pair in answer.twins],
        "result": to_dict(answer.standing.result),
    }


def standing_data(standing: Standing) -> dict[str, Any]:
    """Where a case stands."""
    result = standing.result
    return {
        "case": standing.case,
        "title": result.record.title,
        "entries": len(standing.entries),
        "as_of": result.report.as_of.isoformat(),
        "overall": result.overall.name.lower(),
        "overall_zh": result.overall.value,
        "steps": [
            {
                "procedure": procedure.name,
                "step": one.step,
                "state": one.status.name.lower(),
                "state_zh": one.status.value,
            }
            for procedure, states in standing.steps
            for one in states
        ],
        "obligations": [obligation_data(one) for one in standing.obligations],
    }


def obligation_data(one: Obligation) -> dict[str, Any]:
    """What has to be done by a day."""
    return {"norm": one.finding.norm.id, "due": one.due.isoformat(), "overdue": one.overdue, "untold": one.untold}


def record_text(mapping: Mapping[str, Any]) -> str:
    """A record as the text of a record file."""
    import yaml

    return yaml.safe_dump(dict(mapping), allow_unicode=True, sort_keys=False, width=10_000)


def _shift(shift: Shift) -> dict[str, Any]:
    return {
        "norm": shift.norm,
        "cause": shift.cause.value,
        "before": shift.before.value if shift.before else None,
        "after": shift.after.value if shift.after else None,
        "obligation": shift.duty.value if shift.duty else None,
    }
