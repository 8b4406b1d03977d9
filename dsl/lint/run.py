"""Runs the rules over a file, leaves out what its comments silence, and makes the edits."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace

from dsl.lint.context import LintContext
from dsl.lint.nodes import Edit, Finding
from dsl.lint.rules import RULES
from dsl.lint.silence import Silence, silences

NO_REASON, USELESS = "W901", "W902"
"""The codes that speak of the silencing comments; they can't be silenced themselves."""


def lint(context: LintContext, codes: Collection[str] | None = None) -> tuple[Finding, ...]:
    """The findings of the rules with these codes (None: all), in the order of the file."""
    wanted = {code for code, _ in RULES} | {NO_REASON, USELESS} if codes is None else set(codes)
    run = [(code, check) for code, check in RULES if code in wanted]
    found = dict.fromkeys(replace(one, code=code) for code, check in run for one in check(context))
    silenced = tuple(silences(context.compiled.source, context.comments))
    lines = {(one.code, one.line) for one in silenced}
    kept = [one for one in found if (one.code, one.span.line) not in lines]
    hit = {(one.code, one.span.line) for one in found}
    kept += [one for one in _about(silenced, hit, {code for code, _ in run}) if one.code in wanted]
    return tuple(sorted(kept, key=lambda one: (one.span.start, one.code)))


def _about(silenced: Iterable[Silence], hit: Collection[tuple[str, int]], run: Collection[str]) -> Iterator[Finding]:
    """What is wrong with the silencing comments themselves."""
    known = {code for code, _ in RULES}
    for one in silenced:
        if not one.reason:
            yield Finding(
                f"不查{one.code}没有写理由", f"no reason is given for not checking {one.code}", one.span,
                f"写明理由，如：注：不查 {one.code} 理由：清单正册没有分条", "say why behind the code", code=NO_REASON,
            )  # fmt: skip
        if one.code not in known:
            yield Finding(
                f"没有{one.code}这一条检查", f"there is no rule {one.code}", one.span,
                "用 cunwu lint --explain 看有哪些检查", "see cunwu lint --explain", code=USELESS,
            )  # fmt: skip
        elif one.code in run and (one.code, one.line) not in hit:
            yield Finding(
                f"下一行没有{one.code}要说的问题，这条“不查”可以删去",
                f"the next line has nothing for {one.code} to say; this comment can go", one.span, code=USELESS,
            )  # fmt: skip


def fixed(text: str, findings: Iterable[Finding]) -> str:
    """``text`` with the edits of the findings; of two that overlap the later one is left for the next run."""
    edits: list[Edit] = []
    for finding in findings:
        if all(_apart(new, old) for new in finding.fix for old in edits):
            edits += finding.fix
    for edit in sorted(edits, key=lambda e: e.start, reverse=True):
        text = text[: edit.start] + edit.text + text[edit.end :]
    return text


def _apart(one: Edit, other: Edit) -> bool:
    if one.start == one.end and other.start == other.end:
        return one.start != other.start
    return one.end <= other.start or other.end <= one.start
