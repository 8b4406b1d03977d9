"""What a register holds."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple

from cunwu.language import Lang, pick


class Draft(NamedTuple):
    """An entry to be written: its kind, and a body of JSON types."""

    kind: str
    body: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry.

    ``number`` counts the entries of its case from 1, ``position`` those of the
    whole register. ``told_at`` is in UTC. ``hash`` is over all of it and over
    ``previous``, the hash of the entry before it in the register.
    """

    position: int
    case: str
    number: int
    kind: str
    body: Mapping[str, Any]
    who: str
    told_at: datetime
    previous: str
    hash: str


class Kept(NamedTuple):
    """An entry as the database keeps it; in what somebody changed behind its back there may be anything."""

    position: int
    case_number: str
    number: Any
    kind: str
    body: str
    who: str
    told_at: str
    previous: str
    hash: str

    def entry(self) -> Entry:
        """What it says. Raises ValueError, TypeError where it says nothing."""
        body, told_at = json.loads(self.body), datetime.fromisoformat(self.told_at)
        return Entry(
            self.position, self.case_number, self.number, self.kind, body, self.who, told_at, self.previous, self.hash
        )


class CaseHead(NamedTuple):
    """A case of the register, and how many entries it has."""

    case: str
    entries: int


class Head(NamedTuple):
    """The last entry of a register: how many there are, and its hash (that of nothing, for an empty one)."""

    position: int
    hash: str


class Broken(NamedTuple):
    """A place where the chain doesn't hold: the entry that stands there, if any, and what is wrong."""

    position: int
    case: str
    number: int
    chinese: str
    english: str

    def text(self, lang: Lang = "zh") -> str:
        """In words."""
        return pick(lang, self.chinese, self.english)
