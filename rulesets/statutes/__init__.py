"""The index of the statutes: versions, dates, and the numbers of their articles, without any text."""

from __future__ import annotations

import json
from functools import cache
from importlib import resources

from dsl.lint.statutes import StatuteIndex, from_json


@cache
def statutes() -> StatuteIndex:
    """All statutes that were counted by ``make_index``."""
    files = sorted(resources.files(__name__).iterdir(), key=lambda file: file.name)
    return from_json(json.loads(file.read_text("utf-8")) for file in files if file.name.endswith(".json"))
