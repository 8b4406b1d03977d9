"""How scenarios came out, on a terminal."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from cunwu.language import Lang, pick
from cunwu.report import words
from cunwu.report.width import wrap
from dsl.diagnostics.source import LINE_END
from engine.scenarios import Failure, Mismatch

if TYPE_CHECKING:
    from cunwu.catalogue import Head
    from engine.findings.nodes import Finding
    from engine.scenarios import ScenarioResult

_RED, _GREEN, _RESET = "\x1b[1;31m", "\x1b[1;32m", "\x1b[0m"
_MOST_LINES = 16
"""So many lines of a scenario are shown; of a longer one, its beginning and what failed."""
_MOST_BEHIND = 5
"""So many norms are named that the verdict on a record rests on; the others are counted."""
ENGLISH = {
    Failure.RECORD: "its facts are wrong",
    Failure.AS_OF: "its 审查日 is no day",
    Failure.NORM: "no such norm",
    Failure.VERDICT: "another verdict",
    Failure.MISSING: "other facts are missing",
    Failure.READING: "it does not depend on this reading",
    Failure.REASON: "another reason",
}


class ScenarioReport:
    """Lays out results. ``texts`` are the files' texts by the names that spans use, ``folder`` is left out of names."""

    def __init__(
        self,
        lang: Lang,
        *,
        texts: Mapping[str, str],
        heads: Sequence[Head] = (),
        folder: Path | None = None,
        colour: bool = False,
        columns: int = 100,
    ) -> None:
        self.lang = lang
        self.texts = texts
        self.heads = heads
        self.folder = folder
        self.colour = colour
        self.columns = columns

    def summary(self, results: Sequence[ScenarioResult], *, verbose: bool = False, left_out: int = 0) -> str:
        """The failures, then a line for each ruleset, then the count of all; ``left_out`` were not chosen."""
        if not results:
            return self._pick(
                "没有用例。用例写在规则文件里，或者写在旁边的“.用例.cunwu”文件里。",
                "There are no scenarios. They stand in rule files, or in .cases.cunwu files beside them.",
            )
        blocks = [
            self.failure(one) if not one.passed else self.head(one) for one in results if verbose or not one.passed
        ]
        lines = [self._of_ruleset(name, results) for name in dict.fromkeys(result.ruleset for result in results)]
        failed = sum(not result.passed for result in results)
        lines.append(
            self._pick(
                f"共{len(results)}个用例：{len(results) - failed}个一致，{failed}个不一致。",
                f"{len(results)} scenarios: {len(results) - failed} as stated, {failed} not.",
            )
            + (self._pick(f"另有{left_out}个没有选中。", f" {left_out} more were not chosen.") if left_out else "")
        )
        return ("\n" if verbose and not failed else "\n\n").join([*blocks, "\n".join(lines)])

    def head(self, result: ScenarioResult) -> str:
        """The mark, the ruleset and the name of a scenario."""
        mark, paint = ("✓", _GREEN) if result.passed else ("✗", _RED)
        return f"{self._painted(mark, paint)} {result.ruleset}：{result.scenario.name}"

    def failure(self, result: ScenarioResult) -> str:
        """A scenario that failed: in what, where, for what reasons, and how it reads."""
        told = [self._told(mismatch) for mismatch in result.mismatches]
        return "\n".join([self.head(result), *told, *self._excerpt(result), *self._as_of(result)])

    def place(self, file: str, line: int) -> str:
        """A place in a file, by its name in the folder where that holds it."""
        return f"{self.near(file)}:{line}"

    def near(self, file: str) -> str:
        """A file's name, in our folder where that holds it."""
        path = Path(file)
        if self.folder is not None and path.is_relative_to(self.folder):
            return str(path.relative_to(self.folder))
        return file

    def change(self, result: ScenarioResult, lines: Iterable[tuple[int, str, str]]) -> str:
        """What was rewritten of a scenario: its lines before and after."""
        told = []
        for number, before, after in lines:
            told.append(f"{self.place(result.scenario.span.file, number)}  {result.scenario.name}")
            told += [self._painted(f"  - {line.strip()}", _RED) for line in _lines(before)]
            told += [self._painted(f"  + {line.strip()}", _GREEN) for line in _lines(after)]
        return "\n".join(told)

    def _of_ruleset(self, name: str, results: Sequence[ScenarioResult]) -> str:
        own = [result for result in results if result.ruleset == name]
        passed = sum(result.passed for result in own)
        mark, paint = ("✓", _GREEN) if passed == len(own) else ("✗", _RED)
        return f"{self._painted(mark, paint)} {name} {passed}/{len(own)}"

    def _told(self, mismatch: Mismatch) -> str:
        place = self.place(mismatch.span.file, mismatch.span.line)
        why = self._pick(mismatch.failure.value, ENGLISH[mismatch.failure])
        finding = mismatch.finding
        wrong = "; ".join(one.english for one in mismatch.diagnostics)
        actual = self._pick(mismatch.actual, wrong or mismatch.actual)
        lines = [f"  → {place}  {why}"]
        rows = [
            ("应为：", "expected: ", mismatch.expected),
            ("实际：", "actual:   ", actual and actual + (self._where(finding) if finding else "")),
            ("最接近：", "nearest:  ", mismatch.nearest and f"“{mismatch.nearest}”"),
        ]
        rows += [("建议：", "help:     ", self._pick(one.help, one.english_help)) for one in mismatch.diagnostics]
        lines += [self._row(self._pick(zh, en), text) for zh, en, text in rows if text]
        if mismatch.failure is Failure.NORM and not mismatch.nearest:
            lines.append(
                self._row("", self._pick("用 cunwu rules 规则集 看有哪些规范", "cunwu rules RULESET lists the norms"))
            )
        if finding is not None:
            if mismatch.failure is not Failure.REASON:
                lines += [
                    wrap(reason, self.columns, "      · ", "        ")
                    for reason in words.reason_lines(finding, self.lang)
                ]
            facts = self._facts(finding)
            if facts:
                lines.append(self._row(self._pick("所用事实：", "facts used: "), facts))
        return "\n".join([*lines, *self._behind(mismatch.behind)])

    def _behind(self, findings: Sequence[Finding]) -> list[str]:
        """The norms for which the record as a whole came out as it did, each with its first reason."""
        told = []
        for finding in findings[:_MOST_BEHIND]:
            verdict = pick(self.lang, finding.verdict.chinese, finding.verdict.value)
            reason = next(iter(words.reason_lines(finding, self.lang)), "")
            named = f"{verdict} {finding.norm.name}{self._where(finding)}"
            text = self._pick("：", ": ").join(part for part in (named, reason) if part)
            told.append(wrap(text, self.columns, "      · ", "        "))
        more = len(findings) - _MOST_BEHIND
        if more > 0:
            told.append(self._pick(f"      还有{more}条。", f"      {more} more."))
        return told

    def _row(self, label: str, text: str) -> str:
        return wrap(text, self.columns, f"    {label}", "          ")

    def _where(self, finding: Finding) -> str:
        where = words.where_text(finding, self.lang)
        return self._pick(f"（{where}）", f" ({where})") if where else ""

    def _facts(self, finding: Finding) -> str:
        said = [
            f"{words.fact_name(fact, self.lang)} {words.used_text(self.heads, fact, self.lang)}"
            for fact in finding.facts
        ]
        return self._pick("；", "; ").join(dict.fromkeys(said))

    def _excerpt(self, result: ScenarioResult) -> list[str]:
        """The scenario as it stands in its file; lines that failed are marked."""
        whole = result.scenario.whole
        text = self.texts.get(whole.file)
        if text is None:
            return []
        marked = {mismatch.span.line for mismatch in result.mismatches}
        lines = _lines(text[whole.start : whole.end])
        indent = min((len(line) - len(line.lstrip()) for line in lines[1:] if line.strip()), default=0)
        last = whole.line + len(lines) - 1
        shown, left_out = [self._pick("    用例：", "    the scenario:")], False
        for number, line in enumerate(lines, whole.line):
            if number - whole.line >= _MOST_LINES and number not in marked:
                left_out = True
                continue
            if left_out:
                shown.append(" " * (len(str(last)) + 4) + "⋮")
                left_out = False
            body, inner = (line, "") if number == whole.line else (line[indent:], "  ")
            sign = self._painted(">", _RED) if number in marked else " "
            shown.append(
                wrap(
                    body,
                    self.columns,
                    f"  {sign} {number:>{len(str(last))}} │ {inner}",
                    " " * (len(str(last)) + 4) + "│   ",
                )
            )
        return shown

    def _as_of(self, result: ScenarioResult) -> list[str]:
        if result.as_of is None:
            return []
        if result.as_of == date.max:
            return [self._pick("    审查日：没有写，用例里也没有日期", "    as of: not stated, nor is there any day")]
        day = words.day_text(result.as_of, self.lang)
        if result.scenario.as_of is not None:
            return [self._pick(f"    审查日：{day}", f"    as of: {day}")]
        return [
            self._pick(f"    审查日：{day}（没有写，取用例里最后一日）", f"    as of: {day} (not stated; the last day)")
        ]

    def _painted(self, text: str, paint: str) -> str:
        return f"{paint}{text}{_RESET}" if self.colour else text

    def _pick(self, chinese: str, english: str) -> str:
        return pick(self.lang, chinese, english)


def _lines(text: str) -> list[str]:
    """Lines of a rule text, which end only where those of messages do; none behind a last line end."""
    lines = LINE_END.split(text)
    return lines if lines[-1] else lines[:-1]
