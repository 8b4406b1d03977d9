"""The public functions that answer with a widget for a notebook. Each imports what it needs when it is called."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from cunwu.api import day_of

if TYPE_CHECKING:
    from cunwu.api import Record, Rules
    from cunwu.register import Entry
    from cunwu.widgets.form import Form
    from cunwu.widgets.quiz import Quiz
    from cunwu.widgets.replay import Replay


def replay(
    record: Record | Iterable[Entry],
    procedure: str | None = None,
    *,
    rules: Rules = None,
    as_of: date | str | None = None,
    readings: Mapping[str, bool] | None = None,
) -> Replay:
    """A slider that tells a case step by step: what changed at each, and why, with the map.

    ``record`` as in ``check``, or the entries of a case in a register (``casebook(...).history``), corrections
    included. The map is that of ``procedure``, by default of the procedure that the case follows.

    Raises as ``check`` does, and UsageError where there is no such procedure or anywidget isn't installed.
    """
    from cunwu.widgets.open import opened_replay

    return opened_replay(record, procedure, rules, day_of(as_of), readings or {})


def form(
    about: str | Path, *, record: Record | None = None, rules: Rules = None, as_of: date | str | None = None
) -> Form:
    """A form for a record that is checked with each change; its ``yaml`` is the record so far.

    ``about`` is a ruleset (id, title or the path of a rule file), a procedure (五议决策法) or one of its steps
    (五议决策法·决议); procedures and steps are sought in ``rules``, in the bundled rulesets without any. The form
    begins with ``record`` where one is given.

    Raises RulesError for a rule file with mistakes, UsageError for a name that means nothing, and for the record
    as ``check`` does.
    """
    from cunwu.widgets.open import opened_form

    return opened_form(about, record, rules, day_of(as_of))


def quiz(about: str | Path, seed: int = 1, *, count: int = 10) -> Quiz:
    """Questions of which norm a small case breaks, made of the scenarios of a rule file (id, title or path).

    The same ``seed`` gives the same questions, ``count`` of them at most. Each answer is explained by the norm, its
    source and the reasoning.

    Raises RulesError where the rules can't be read, UsageError where their scenarios give no question.
    """
    from cunwu.widgets.open import opened_quiz

    return opened_quiz(about, seed, count)
