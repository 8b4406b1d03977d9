"""Writing what really came out into the 结论 of scenarios, for a person to review as a difference.

Only what differs is written anew, in the style in which it stood; every other
character of the file stays. What no rewriting can mend (a norm that isn't
there, a record with mistakes) is left alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from dsl.diagnostics.source import SourceText
from dsl.model.conclusions import MISSING, READINGS, REASON, Bracket, Conclusion, Note, conclusions, value_span
from dsl.model.nodes import Expectation
from dsl.surface.lexer import QUOTES, tokenise
from dsl.surface.printer import quoted
from dsl.surface.words import CLAUSES
from engine.findings.nodes import Finding, Verdict
from engine.findings.prose import finding_sentences
from engine.scenarios.compare import compare_norm, is_said, missing_name, nearest_piece, same_facts
from engine.scenarios.nodes import Outcome, ScenarioResult

_BEGINNING = frozenset({"HEADER", "LCITE", "EXCEPT", "ADVICE", "COLON", *CLAUSES.values()})
"""Kinds of tokens with which another block or entry would begin."""


@dataclass(frozen=True, slots=True)
class Change:
    """New text for the characters from ``start`` to ``end`` of a file; ``before`` is what stood there."""

    start: int
    end: int
    before: str
    after: str


def changes(result: ScenarioResult, text: str) -> tuple[Change, ...]:
    """How the 结论 of a scenario would have to read; ``text`` is that of its file."""
    return tuple(change for outcome in result.outcomes if (change := _change(outcome, text)) is not None)


def lasting(result: ScenarioResult, text: str) -> bool:
    """Whether the scenario would still fail after all of its ``changes``."""
    return bool(result.unusable) or any(
        outcome.mismatches and _change(outcome, text) is None for outcome in result.outcomes
    )


def rewritten(text: str, several: Iterable[Change]) -> str:
    """The text with these changes made."""
    for change in sorted(several, key=lambda one: one.start, reverse=True):
        text = text[: change.start] + change.after + text[change.end :]
    return text


def _change(outcome: Outcome, text: str) -> Change | None:
    """The part of a 结论 rewritten; None where it is right, or can't be put right by rewriting."""
    expectation = outcome.expectation
    if not outcome.mismatches or (expectation.norm and not outcome.found):
        return None
    entry = text[expectation.span.start : expectation.span.end]
    start, end = value_span(entry)
    parts = conclusions(entry[start:end])
    if expectation.place >= len(parts) or parts[expectation.place].verdict != expectation.verdict:
        return None  # the file isn't the one that was read
    part, value = parts[expectation.place], entry[start:end]
    after = _record_part(outcome) if not expectation.norm else _norm_part(part, value, outcome)
    if after is None:
        return None
    place = expectation.span.start + start
    return Change(place + part.start, place + part.end, value[part.start : part.end], after)


def _record_part(outcome: Outcome) -> str:
    return outcome.overall.value


def _norm_part(part: Conclusion, value: str, outcome: Outcome) -> str | None:
    """What is expected of a norm, as it came out; a part for each of several that came out differently."""
    name = value[part.verdict_end : part.name_end]
    together = _written(part, value, name, outcome, outcome.found)
    if _holds(together, outcome.expectation, outcome.found):
        return together
    if len(outcome.found) == 1:
        return None
    each = [
        (finding, _written(part, value, f" {_plain(finding.norm.name)}", outcome, [finding]))
        for finding in outcome.found
    ]
    if all(_holds(written, outcome.expectation, [finding]) for finding, written in each):
        return "；".join(written for _, written in each)
    return None


def _holds(written: str, expectation: Expectation, found: Sequence[Finding]) -> bool:
    """Whether what was written is read back as an expectation that is met."""
    parts = conclusions(written)
    if len(parts) != 1:
        return False
    (part,) = parts
    read = replace(expectation, verdict=part.verdict, missing=part.names(MISSING), reasons=part.names(REASON))
    return not any(compare_norm(read, found))


def _written(part: Conclusion, value: str, name: str, outcome: Outcome, found: Sequence[Finding]) -> str:
    verdict = found[0].verdict
    text = verdict.chinese + name
    if verdict is Verdict.UNKNOWN and outcome.expectation.verdict != verdict.chinese and not part.names(MISSING):
        facts = "、".join(_plain(missing_name(fact)) for fact in found[0].missing)
        text += f"（{MISSING} {facts}）" if facts else ""
    end = part.name_end
    for bracket in part.brackets:
        before = value[end : bracket.start]
        text += _bracket(bracket, value, before, outcome, found)
        end = bracket.end
    return text


def _bracket(bracket: Bracket, value: str, before: str, outcome: Outcome, found: Sequence[Finding]) -> str:
    """Brackets with their notes as they came out; '' where none is left. ``before`` stands before them."""
    old = [value[note.start : note.end] for note in bracket.notes]
    new = [_note(note, value, outcome, found) for note in bracket.notes]
    if new == old:
        return before + value[bracket.start : bracket.end]
    kept = "；".join(note for note in new if note)
    return f"{before}{value[bracket.start]}{kept}{value[bracket.end - 1]}" if kept else ""


def _note(note: Note, value: str, outcome: Outcome, found: Sequence[Finding]) -> str:
    """A note as it came out; '' where it says nothing any more."""
    raw = value[note.start : note.end]
    if note.kind == MISSING:
        return _missing(note, raw, found[0])
    if note.kind == READINGS:
        left = [name for name in note.names if name not in outcome.independent]
        return raw if len(left) == len(note.names) else f"{READINGS} {'、'.join(left)}" if left else ""
    return _reason(note, raw, found)


def _missing(note: Note, raw: str, finding: Finding) -> str:
    """The facts that are missing, the step left out where it was; those that stay keep their order."""
    if finding.verdict is not Verdict.UNKNOWN or not finding.missing:
        return ""
    if same_facts(note.names, finding.missing):
        return raw
    full = [missing_name(fact) for fact in finding.missing]
    short = [fact.name or fact.step for fact in finding.missing]
    brief = not any("的" in name for name in note.names) and len(set(short)) == len(short)
    names = short if brief else full
    kept = [name for name in note.names if name in names]
    return f"{MISSING} {'、'.join(_plain(name) for name in [*kept, *(name for name in names if name not in kept)])}"


def _reason(note: Note, raw: str, found: Sequence[Finding]) -> str:
    """The pieces that are said, and for each that isn't the nearest one that is."""
    said = [finding_sentences(finding) for finding in found]
    if all(is_said(piece, sentences) for piece in note.names for sentences in said):
        return raw
    pieces = [
        piece if all(is_said(piece, sentences) for sentences in said) else nearest_piece(piece, said[0])
        for piece in note.names
    ]
    written = list(dict.fromkeys(_quoted_like(raw, piece) for piece in pieces if piece))
    return f"{note.kind} {'、'.join(written)}" if written else ""


def _plain(name: str) -> str:
    """A name as it may stand in a 结论: in quotation marks where a word of it would begin something else."""
    tokens, comments, wrong = tokenise(SourceText("", name))
    begins = any(token.kind in _BEGINNING for token in tokens)
    return quoted(name) if begins or comments or wrong or not tokens else name


def _quoted_like(raw: str, piece: str) -> str:
    """The piece in the quotation marks that stood there, or in others where it holds such marks itself."""
    opening = next((character for character in raw if character in QUOTES), "“")
    if opening in '“”"' or opening in piece or QUOTES[opening] in piece:
        return quoted(piece)
    return f"{opening}{piece}{QUOTES[opening]}"


def changed_lines(text: str, several: Iterable[Change]) -> Iterator[tuple[int, str, str]]:
    """For each entry that changes: the number of its line, and the lines before and after."""
    by_line: dict[tuple[int, int], list[Change]] = {}
    for change in several:
        first = text.rfind("\n", 0, change.start) + 1
        last = text.find("\n", change.end)
        by_line.setdefault((first, len(text) if last < 0 else last), []).append(change)
    for (first, last), own in sorted(by_line.items()):
        before = text[first:last]
        shifted = [replace(change, start=change.start - first, end=change.end - first) for change in own]
        yield text.count("\n", 0, first) + 1, before.strip(), rewritten(before, shifted).strip()
