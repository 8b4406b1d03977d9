"""What the register keeps of an entry: what was told, and what was answered to it.

The answer is kept as the difference to the one before: the day of the check,
the rule files by their digests, and the verdicts that changed.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any

from cunwu.errors import RegisterError
from engine.findings.nodes import Finding, Verdict
from engine.live.told import RECORD, Content, Kind, Told

if TYPE_CHECKING:
    from cunwu.register import Entry

Body = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Given:
    """What was last answered of a case: on which day, by which rule files, and the verdicts but 不适用.

    ``as_of`` None: nothing was answered yet.
    """

    as_of: date | None = None
    rules: Mapping[str, str] = field(default_factory=dict)
    verdicts: Mapping[str, Verdict] = field(default_factory=dict)


def body_of(content: Content, target: int, answer: Body | None) -> Body:
    """The body of an entry; ``answer`` as ``answer_of`` gives it, None where none was given to just this entry."""
    body: dict[str, Any] = {"content": dict(content)}
    if target != RECORD:
        body["target"] = target
    if answer is not None:
        body["answer"] = answer
    return body


def told_of(entry: Entry) -> Told:
    """What an entry of the register tells. Raises RegisterError for one that this version can't read."""
    try:
        return Told(entry.number, Kind(entry.kind), dict(entry.body["content"]), int(entry.body.get("target", RECORD)))
    except (KeyError, TypeError, ValueError) as error:
        raise _unreadable(entry) from error


def answer_of(as_of: date, rules: Mapping[str, str], findings: Iterable[Finding], before: Given) -> Body:
    """What is answered, as the difference to what was answered before."""
    now = verdicts_of(findings)
    changed: dict[str, str] = {
        norm: verdict.value for norm, verdict in now.items() if before.verdicts.get(norm) != verdict
    }
    changed |= {norm: Verdict.NOT_APPLICABLE.value for norm in before.verdicts if norm not in now}
    answer: dict[str, Any] = {"as_of": as_of.isoformat(), "verdicts": changed}
    if dict(rules) != dict(before.rules):
        answer["rules"] = dict(rules)
    return answer


def verdicts_of(findings: Iterable[Finding]) -> dict[str, Verdict]:
    """The verdicts but 不适用, by the ids of their norms."""
    return {one.norm.id: one.verdict for one in findings if one.verdict is not Verdict.NOT_APPLICABLE}


def given_by(entries: Iterable[Entry]) -> Given:
    """What the entries of a case say was answered last. Raises RegisterError for one that can't be read."""
    as_of: date | None = None
    rules: dict[str, str] = {}
    verdicts: dict[str, Verdict] = {}
    for entry in entries:
        answer = entry.body.get("answer")
        if answer is None:
            continue
        try:
            as_of = date.fromisoformat(answer["as_of"])
            rules = dict(answer.get("rules", rules))
            verdicts |= {norm: Verdict(verdict) for norm, verdict in answer["verdicts"].items()}
        except (KeyError, TypeError, ValueError, AttributeError) as error:
            raise _unreadable(entry) from error
    stands = {norm: verdict for norm, verdict in verdicts.items() if verdict is not Verdict.NOT_APPLICABLE}
    return Given(as_of, rules, stands)


def _unreadable(entry: Entry) -> RegisterError:
    return RegisterError(
        f"{entry.case}第{entry.number}号登记读不出来：内容不是本程序写的。请用 cunwu case verify 检查台账。",
        f"Entry no. {entry.number} of {entry.case} can't be read: this program hasn't written it. "
        "Look at the register with cunwu case verify.",
    )
