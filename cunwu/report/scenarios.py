"""How scenarios came out, on a terminal."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from cunwu.language import Lang, pick
from cunwu.report import words
from cunwu.report.width import wrap
from engine.scenarios import Failure, Mismatch

if TYPE_CHECKING:
    from engine.scenarios import ScenarioResult

_RED, _GREEN, _RESET = "\x1b[1;31m", "\x1b[1;32m", "\x1b[0m"
_ENGLISH = {
    Failure.RECORD: "its facts are wrong",
    Failure.AS_OF: "its 审查日 is no day",
    Failure.NORM: "no such norm",
    Failure.VERDICT: "another verdict",
    Failure.MISSING: "other facts are missing",
    Failure.READING: "it does not depend on this reading",
}


def summary(results: Sequence[ScenarioResult], lang: Lang, *, colour: bool, verbose: bool, columns: int) -> str:
    """The failures with their places, then a line for each ruleset, then the count of all."""
    blocks = []
    for result in results:
        mark, paint = ("✓", _GREEN) if result.passed else ("✗", _RED)
        head = _painted(mark, paint, colour) + f" {result.ruleset}：{result.scenario.name}"
        if not result.passed:
            blocks.append("\n".join([head, *(_told(mismatch, lang, columns) for mismatch in result.mismatches)]))
        elif verbose:
            blocks.append(head)
    lines = [_of_ruleset(name, results, lang, colour) for name in dict.fromkeys(result.ruleset for result in results)]
    failed = sum(not result.passed for result in results)
    passed = len(results) - failed
    lines.append(
        pick(
            lang,
            f"共{len(results)}个用例：{passed}个一致，{failed}个不一致。",
            f"{len(results)} scenarios: {passed} as stated, {failed} not.",
        )
    )
    return ("\n" if verbose else "\n\n").join([*blocks, "\n".join(lines)])


def _of_ruleset(name: str, results: Sequence[ScenarioResult], lang: Lang, colour: bool) -> str:
    own = [result for result in results if result.ruleset == name]
    passed = sum(result.passed for result in own)
    mark, paint = ("✓", _GREEN) if passed == len(own) else ("✗", _RED)
    return f"{_painted(mark, paint, colour)} {name} {passed}/{len(own)}"


def _told(mismatch: Mismatch, lang: Lang, columns: int) -> str:
    why = pick(lang, mismatch.failure.value, _ENGLISH[mismatch.failure])
    lines = [f"  → {mismatch.span.file}:{mismatch.span.line}  {why}"]
    if mismatch.expected:
        lines.append(wrap(mismatch.expected, columns, pick(lang, "    应为：", "    expected: "), "          "))
    if mismatch.actual:
        lines.append(wrap(mismatch.actual, columns, pick(lang, "    实际：", "    actual:   "), "          "))
    if mismatch.finding is not None:
        for reason in words.reason_lines(mismatch.finding, lang):
            lines.append(wrap(reason, columns, "      · ", "        "))
    return "\n".join(lines)


def _painted(text: str, paint: str, colour: bool) -> str:
    return f"{paint}{text}{_RESET}" if colour else text
