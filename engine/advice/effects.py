"""What else comes of a change: findings that become violated thereby, and findings that are settled."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dsl.describe.words import Language, listed
from engine.advice.kit import View
from engine.advice.words import say
from engine.findings.nodes import Verdict

_OPEN = (Verdict.VIOLATED, Verdict.UNKNOWN, Verdict.PENDING)
_TOLD = 4


@dataclass(frozen=True, slots=True)
class Effects:
    """Ids of norms: those violated only after a change, and those that were open or violated and are met after it."""

    broken: tuple[str, ...]
    settled: tuple[str, ...]


def effects(before: View, after: View, besides: str = "") -> Effects:
    """What differs between two views of the same day; ``besides`` is the norm that isn't told of."""
    broken, settled = [], []
    for key, finding in after.findings.items():
        was = before.findings[key].verdict
        if key == besides or finding.verdict is was:
            continue
        if finding.verdict is Verdict.VIOLATED:
            broken.append(key)
        elif finding.verdict is Verdict.COMPLIANT and was in _OPEN:
            settled.append(key)
    return Effects(tuple(broken), tuple(settled))


def effects_text(found: Effects, language: Language = "zh") -> str:
    """What else comes of a change, as the end of a sentence; '' where there is nothing."""
    parts = (("broken", found.broken), ("settled", found.settled))
    return "".join(say(phrase, language, names=names_text(ids, language)) for phrase, ids in parts if ids)


def names_text(ids: Sequence[str], language: Language = "zh") -> str:
    """Norms by their names, the first few of many."""
    names = listed([key.partition(":")[2] for key in ids[:_TOLD]], language)
    return say("and_more", language, names=names, count=str(len(ids))) if len(ids) > _TOLD else names
