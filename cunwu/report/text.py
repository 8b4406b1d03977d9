"""A result on a terminal."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from cunwu.language import Lang, pick
from cunwu.report.view import FEW, Item, MissingGroup, ReportView
from cunwu.report.width import pad, width, wrap
from engine.findings.nodes import Overall, Verdict

_RED, _YELLOW, _GREEN, _BLUE, _BOLD, _DIM, _RESET = (
    f"\x1b[{code}m" for code in ("1;31", "1;33", "1;32", "1;34", "1", "2", "0")
)
_VERDICT_COLOURS = {
    Verdict.VIOLATED: _RED,
    Verdict.UNKNOWN: _YELLOW,
    Verdict.PENDING: _BLUE,
    Verdict.COMPLIANT: _GREEN,
    Verdict.NOT_APPLICABLE: _DIM,
}
_OVERALL = {
    Overall.COMPLIANT: ("✓", _GREEN),
    Overall.VIOLATED: ("✗", _RED),
    Overall.INCOMPLETE: ("?", _YELLOW),
    Overall.IN_PROGRESS: ("…", _BLUE),
    Overall.NO_RULE: ("–", _DIM),
}
_INDENT = " " * 4
_QUESTION = "?"
UNLISTED_ADVICE = (
    "发生过的，请补写到“经过”；没有发生的，写到“没有的步骤”；步骤都已写全的，写“经过完整: 是”。",
    (
        "State those that happened under 经过 (events), those that did not under 没有的步骤 (missing_steps); "
        "a record that lists all steps says 经过完整: 是 (events_complete: yes)."
    ),
)


class TextReport:
    """Lays out one view; ``columns`` is the width that lines keep to."""

    def __init__(self, lang: Lang, *, colour: bool, columns: int, everything: bool) -> None:
        self.lang = lang
        self.colour = colour
        self.columns = columns
        self.everything = everything

    def render(self, view: ReportView) -> str:
        """All of the report, without a line end after the last line."""
        blocks = [
            self._head(view),
            self._lines("记录本身", "About the record itself", view.warnings),
            self._section("违规", "Violated", [self.item(item) for item in view.violated]),
            self._section("待补充", "Missing facts", self._all_missing(view)),
            self._section("未到期", "Pending", [self.item(item) for item in view.pending]),
            self._section("提示", "Advice", [self.item(item) for item in view.advice]),
            self._in_order(view),
            self._beside_the_point(view),
            self._lines("需人工", "For a person to decide", view.human),
            self._lines("说明", "Notes", view.notes),
        ]
        return "\n\n".join(block for block in blocks if block)

    def _head(self, view: ReportView) -> str:
        mark, colour = _OVERALL[view.overall]
        as_of = pick(self.lang, f"（审查日 {view.as_of}）", f" (as of {view.as_of})")
        lines = [wrap(view.title, self.columns)] if view.title else []
        verdict = pick(self.lang, "结论：", "Verdict: ")
        lines.append(self._paint(f"{verdict}{mark} {view.overall_word}", colour) + as_of)
        if view.counts:
            lines.append(pick(self.lang, "，", ", ").join(view.counts))
        if view.rulesets:
            head = pick(self.lang, "规则：", "Rules: ")
            lines.append(wrap(pick(self.lang, "、", ", ").join(view.rulesets), self.columns, head, " " * width(head)))
        return "\n".join(lines)

    def _section(self, chinese: str, english: str, blocks: list[str]) -> str:
        return "\n".join([self._heading(chinese, english), *blocks]) if blocks else ""

    def _heading(self, chinese: str, english: str) -> str:
        return self._paint(pick(self.lang, f"【{chinese}】", f"[{english}]"), _BOLD)

    def item(self, item: Item) -> str:
        """One finding with all that is said of it."""
        head = self._paint(f"{item.mark} {item.word}", _colour(item))
        lines = [wrap(item.norm + (f"（{item.where}）" if item.where else ""), self.columns, head + "  ", _INDENT)]
        lines += self._entry("依据", "Source", [item.citation] if item.citation else [])
        lines += self._entry("情况", "Reason", item.reasons)
        lines += self._entry("处理", "Remedy", [item.remedy] if item.remedy else [])
        lines += self._entry("后果", "Consequence", [item.consequence] if item.consequence else [])
        lines += self._entry("需人工", "For a person", item.human)
        lines += self._entry("注意", "Note", item.caveats)
        return "\n".join(lines)

    def _entry(self, chinese: str, english: str, values: Iterable[str]) -> list[str]:
        label = pick(self.lang, f"{chinese}：", f"{english}: ")
        hang = _INDENT + " " * width(label)
        return [
            wrap(value, self.columns, _INDENT + label if number == 0 else hang, hang)
            for number, value in enumerate(values)
        ]

    def _all_missing(self, view: ReportView) -> list[str]:
        blocks = [self._missing(group) for group in view.unknown]
        if self.everything:
            return blocks + [self._missing(group) for group in view.unlisted]
        return [*blocks, self._unlisted(view)] if view.unlisted else blocks

    def _unlisted(self, view: ReportView) -> str:
        waiting = sum(len(group.items) for group in view.unlisted)
        head = pick(
            self.lang,
            f"有{waiting}条规范要看经过里没有写到的步骤：",
            f"{waiting} norms wait for steps that the record doesn't mention:",
        )
        steps = pick(self.lang, "、", ", ").join(
            pick(self.lang, f"{one.step}（{one.norms}条）", f"{one.step} ({one.norms})") for one in view.steps
        )
        advice = pick(self.lang, *UNLISTED_ADVICE) + pick(self.lang, "各条用 --all 列出。", " --all lists the norms.")
        return "\n".join(
            [
                wrap(head, self.columns, self._paint(f"{_QUESTION} ", _YELLOW), "  "),
                wrap(steps, self.columns, _INDENT, _INDENT),
                wrap(advice, self.columns, _INDENT, _INDENT),
            ]
        )

    def _missing(self, group: MissingGroup) -> str:
        mark = self._paint(f"{group.items[0].mark} ", _YELLOW)
        wanted = pick(self.lang, "、", ", ").join(group.missing)
        if wanted:
            told = pick(self.lang, f"请补充：{wanted}", f"Please state: {wanted}")
        else:
            told = pick(self.lang, "无法判断", "Cannot be decided")
        lines = [wrap(told, self.columns, mark, "  ")]
        for item in group.items:
            source = f" {item.citation}" if item.citation else ""
            where = f"（{item.where}）" if item.where else ""
            lines.append(wrap(f"{item.norm}{where}{source}", self.columns, _INDENT + "· ", _INDENT + "  "))
            if not group.missing:
                lines += self._entry("情况", "Reason", item.reasons)
                lines += self._entry("需人工", "For a person", item.human)
        return "\n".join(lines)

    def _in_order(self, view: ReportView) -> str:
        if self.everything or len(view.compliant) <= FEW:
            return self._section("合规", "In order", [self.item(item) for item in view.compliant])
        blocks = []
        for item in view.compliant:
            name = f"{item.norm}{f'（{item.citation}）' if item.citation else ''}"
            lines = [wrap(name, self.columns, self._paint("✓", _GREEN) + " ", "  ")]
            blocks.append("\n".join(lines + self._entry("需人工", "For a person", item.human)))
        return self._section("合规", "In order", blocks)

    def _beside_the_point(self, view: ReportView) -> str:
        if self.everything:
            return self._section("不适用", "Not applicable", [self.item(item) for item in view.not_applicable])
        if not view.not_applicable:
            return ""
        count = len(view.not_applicable)
        return self._paint(
            pick(
                self.lang,
                f"另有{count}条不适用（加 --all 显示）。",
                f"{count} more do not apply (--all shows them).",
            ),
            _DIM,
        )

    def _lines(self, chinese: str, english: str, lines: Iterable[str]) -> str:
        return self._section(chinese, english, [wrap(line, self.columns, "· ", "  ") for line in lines])

    def _paint(self, text: str, colour: str) -> str:
        return f"{colour}{text}{_RESET}" if self.colour else text


def overall_mark(overall: Overall) -> str:
    """The sign of a record's verdict."""
    return _OVERALL[overall][0]


def table(rows: Sequence[tuple[str, ...]], gap: str = "  ") -> str:
    """Rows in columns, each as wide as its widest entry."""
    columns = [max(width(row[i]) for row in rows) for i in range(len(rows[0]))] if rows else []
    return "\n".join(
        gap.join(pad(cell, size) for cell, size in zip(row, columns, strict=True)).rstrip() for row in rows
    )


def _colour(item: Item) -> str:
    return _YELLOW if item.advice and item.verdict is Verdict.VIOLATED else _VERDICT_COLOURS[item.verdict]
