"""All slips between lexer and parser, in one visible table: by the kind of the token that each begins with."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Collection, Mapping, Sequence

from dsl.diagnostics.nodes import Diagnostic
from dsl.diagnostics.source import SourceText
from dsl.surface.segments import SegmentKind, split
from dsl.surface.slips import brackets, entries, numbers, wording
from dsl.surface.slips.draft import Draft, Slip
from dsl.surface.tokens import Token

_DIGITS: tuple[Slip, ...] = (numbers.lettered, numbers.mixed_year, numbers.separated, numbers.half_day)
SLIPS: Mapping[str, tuple[Slip, ...]] = {
    "HEADER": (entries.nameless_header, entries.name_with_word),
    "EXCEPT": (entries.exception_with_word,),
    "NAME": (
        entries.misspelt_header, entries.source_as_label, entries.header_with_colon, entries.label_without_colon,
        wording.clause_word, wording.glued_when, wording.joiner, wording.bound, wording.to_day,
        wording.superfluous, wording.short_time, wording.vague,
        brackets.two_sources, brackets.bare_article,
        *_DIGITS, entries.stray_line, entries.when_missing, wording.demand_missing,
    ),
    "HAS": (wording.demand_missing,),
    "DATE": (entries.from_missing,),
    "NUMBER": (*_DIGITS, entries.stray_line),
    "QUANTITY": (numbers.lettered, numbers.separated, numbers.half_day, entries.stray_line),
    "STRING": (entries.stray_line,),
    "CMP": (wording.double_sign, wording.two_bounds),
    "SHALL": (wording.term_first,),
    "SHALL_NOT": (wording.forbidden_bound,),
    "FRACTION": (numbers.fraction_without_of,),
    "MAJORITY": (numbers.share_without_of,),
    "HALF": (numbers.share_without_of,),
    "ENUM": (brackets.enumerated_sources,),
    "TO": (numbers.range_of_numbers,),
    "TITLE": (brackets.cited_title, entries.stray_line),
    "LPAR": (numbers.included, brackets.round_citation, brackets.unclosed),
    "LCITE": (brackets.empty, brackets.unclosed),
}  # fmt: skip
"""The first slip that is found at a token is the one that is told of."""

_NAME_BEFORE = frozenset({"COMPLETE", "AFTER", "BEFORE", "SINCE", "OF"})
_NAME_BEHIND = frozenset({"HAS", "HAS_NOT", "STATED", "UNSTATED", "WHICH"})


def mend(
    source: SourceText, text: str, tokens: Sequence[Token], block: str, text_labels: Collection[str]
) -> tuple[tuple[Token, ...], tuple[Diagnostic, ...]]:
    """The tokens of a passage as they were meant, and what is said of each slip.

    ``text`` is the normalised source, ``block`` the header word of the block that is
    open before the passage, ``text_labels`` the labels that take plain text. Nothing
    outside of the passage is looked at, so that after an edit only what it touches is mended anew.
    """
    draft = Draft(source, text, list(tokens), block=block)
    draft.free = _plain_text(tokens, text_labels)
    draft.closed = brackets.closed(draft)
    starts = [start for start, _ in draft.free]
    diagnostics: list[Diagnostic] = []
    index = 0
    while index < len(draft.tokens):
        token = draft.tokens[index]
        if token.kind == "HEADER":
            draft.block = str(token.value)
        nearest_free = bisect_right(starts, token.start) - 1
        if nearest_free >= 0 and token.start < draft.free[nearest_free][1]:
            index += 1
            continue
        for slip in SLIPS.get(token.kind, ()):
            repair = slip(draft, index)
            if repair is not None:
                diagnostics.append(repair.diagnostic)
                draft.tokens[index : index + repair.count] = repair.tokens
                index += len(repair.tokens)
                break
        else:
            index += 1
    return tuple(_named(draft.tokens)), tuple(diagnostics)


def _plain_text(tokens: Sequence[Token], text_labels: Collection[str]) -> list[tuple[int, int]]:
    """The stretches that are the plain text of a label; a quotation ends it."""
    free: list[tuple[int, int]] = []
    for segment in split(tokens):
        if segment.kind is SegmentKind.ATTRIBUTE and segment.tokens[0].value in text_labels:
            rest = segment.tokens[2:]
            if rest and rest[0].kind != "STRING":
                free.append((rest[0].start, rest[-1].end))
    return free


def _named(tokens: Sequence[Token]) -> list[Token]:
    """A quoted name counts as a name where only a name can stand (“公示之后检查”之后)."""
    named = list(tokens)
    for i, token in enumerate(tokens):
        if token.kind != "STRING":
            continue
        before = tokens[i - 1].kind if i else ""
        after = tokens[i + 1].kind if i + 1 < len(tokens) else ""
        if (after in _NAME_BEFORE and before != "OF") or before in _NAME_BEHIND:
            named[i] = Token("NAME", token.value, token.text, token.start, token.end)
    return named
