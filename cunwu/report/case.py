"""A case in words: where it stands, what an entry changed, its history."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from cunwu.language import Lang, pick
from cunwu.report import words
from cunwu.report.build import engine_note, item_of, overall_word, verdict_word, view_of
from cunwu.report.deadlines import left_text, obligation_text
from cunwu.report.text import TextReport, overall_mark, table
from cunwu.report.view import Item
from cunwu.report.width import wrap
from dsl.norms.nodes import DATE
from engine.findings.nodes import Overall, Verdict
from engine.findings.steps import StepState, StepStatus
from engine.live.shifts import Cause, Duty, Shift
from engine.live.told import RECORD, Kind
from engine.records.vocabulary import STEP

if TYPE_CHECKING:
    from cunwu.cases.adviser import Advice
    from cunwu.cases.standing import Answer, Standing
    from cunwu.register import Entry
    from engine.interpret.evaluator import Evaluator

STEP_MARKS = {
    StepStatus.COMPLIANT: "✓",
    StepStatus.VIOLATED: "✗",
    StepStatus.UNKNOWN: "?",
    StepStatus.PENDING: "…",
    StepStatus.NOT_STARTED: "○",
    StepStatus.NOT_APPLICABLE: "–",
}
_ENGLISH_STEPS = {
    StepStatus.COMPLIANT: "in order",
    StepStatus.VIOLATED: "violated",
    StepStatus.UNKNOWN: "facts missing",
    StepStatus.PENDING: "pending",
    StepStatus.NOT_STARTED: "not begun",
    StepStatus.NOT_APPLICABLE: "nothing asked",
}
_CAUSES = {
    Cause.TOLD: ("这次登记引起的变化", "Changed by this entry"),
    Cause.TIME: ("时间经过引起的变化", "Changed by the days that passed"),
    Cause.RULES: ("规则改动引起的变化", "Changed by the rule files"),
}
_DUTIES = {
    Duty.AROSE: ("产生期限", "a deadline arose"),
    Duty.MET: ("期限内已办", "done in time"),
    Duty.FELL_DUE: ("逾期未办", "fell due, not done"),
    Duty.LIFTED: ("不再需要", "no longer asked for"),
    Duty.UNSURE: ("办了没有不知道", "not known whether done"),
}
_ORDER = (Verdict.VIOLATED, Verdict.PENDING, Verdict.COMPLIANT, Verdict.UNKNOWN)
_SHOWN_FACTS = 6
_MANY = 5
_MEND_FIRST = (
    "先照上面补正；没有补正就往下办的，违规仍然在。程序上接下来：",
    "Put that right first, going on does not undo it. The procedure alone has next:",
)
_NOTHING_LEFT = ("没有接下来要办的步骤。", "No step is left to be taken.")
_NO_PROCEDURE = (
    (
        "这件事没有适用的程序，列不出步骤。签约、付款、开工、实施以前要先办什么，登记了那一步才核对；办理以前，"
        "请用 cunwu rules 看有关的规范。许多规范看“类别”，没有写的，请用 cunwu case add 编号 类别=… 补记。"
    ),
    (
        "No procedure applies, so no steps can be listed. What must come before signing, paying, building or carrying "
        "out is checked once that step is told; look at the norms first (cunwu rules). Many ask for 类别 (the kind of "
        "matter): add it if it isn't stated."
    ),
)
_LAST = "9999-12-31"
_SEVERITY = (Overall.VIOLATED, Overall.INCOMPLETE, Overall.IN_PROGRESS, Overall.COMPLIANT, Overall.NO_RULE)


class CaseText:
    """Lays a case out for a terminal of so many columns."""

    def __init__(self, lang: Lang, *, colour: bool, columns: int) -> None:
        self.lang = lang
        self.columns = columns
        self.layout = TextReport(lang, colour=colour, columns=columns, everything=False)

    def say(self, chinese: str, english: str) -> str:
        """The text in our language."""
        return pick(self.lang, chinese, english)

    # --- an answer --------------------------------------------------------------------

    def answer(self, answer: Answer, steps_ahead: Sequence[str] = ()) -> str:
        """What the engine says to new entries; ``steps_ahead`` are sentences on what may come next."""
        blocks = [
            self._told(answer),
            self._warnings(answer),
            *(self._shifts(cause, answer) for cause in (Cause.RULES, Cause.TIME, Cause.TOLD)),
            self.steps(answer.standing),
            self.obligations(answer.standing),
            self._lines("接下来", "Next", steps_ahead),
        ]
        return "\n\n".join(block for block in blocks if block)

    def _told(self, answer: Answer) -> str:
        standing = answer.standing
        lines = [self._entry_line(entry) for entry in answer.new] or [self._title(standing)]
        return "\n".join([*lines, self._verdict(standing)])

    def _entry_line(self, entry: Entry) -> str:
        kind = Kind(entry.kind)
        number = self.say(f"第{entry.number}号", f"no. {entry.number}")
        text = f"{entry.case} {number} {self.say(kind.chinese, kind.english)}"
        said = self.said(entry)
        return wrap(f"{text}{self.say('：', ': ')}{said}" if said else text, self.columns, "", "    ")

    def _warnings(self, answer: Answer) -> str:
        lines = []
        for other in answer.meanwhile:
            kind = Kind(other.kind)
            lines.append(
                self.say(
                    f"{other.who}刚刚也在登记：第{other.number}号{kind.chinese}，已经一并核对。",
                    f"{other.who} was writing, too: no. {other.number} ({kind.english}); it is taken into account.",
                )
            )
        for number, twin in answer.twins:
            lines.append(
                self.say(
                    f"第{number}号与第{twin}号内容相同；重复登记的，请撤回一条。",
                    f"No. {number} says the same as no. {twin}; withdraw one if it was told twice.",
                )
            )
        if answer.rules:
            named = self.say("、", ", ").join(answer.rules)
            lines.append(
                self.say(
                    f"上次答复以后，规则文件有改动：{named}。现在按改动后的规则核对；"
                    "每一步仍然适用它办理当天施行的规定。",
                    f"Rule files have changed since the last answer: {named}. The case is judged by the files as they "
                    "are now; for each act the law in force on its day counts.",
                )
            )
        return self._lines("注意", "Note", [*lines, *self._of_record(answer.standing)])

    def _of_record(self, standing: Standing) -> Iterator[str]:
        """What is odd about the record itself, and that the rule engine differs, where it does."""
        result = standing.result
        yield from view_of(result, self.lang).warnings
        yield from result.facts.notes
        if result.opinion and result.opinion.disagreements:
            yield from engine_note(result, self.lang)

    # --- changes ----------------------------------------------------------------------

    def _shifts(self, cause: Cause, answer: Answer) -> str:
        mine = [shift for shift in answer.shifts if shift.cause is cause]
        blocks = list(self._shift_blocks(mine, answer))
        return self._section(*_CAUSES[cause], blocks) if blocks else ""

    def _shift_blocks(self, mine: Sequence[Shift], answer: Answer) -> Iterator[str]:
        by_verdict: dict[Verdict | None, list[Shift]] = {}
        for shift in mine:
            by_verdict.setdefault(shift.after, []).append(shift)
        for verdict in _ORDER:
            several = by_verdict.get(verdict, [])
            if verdict is Verdict.UNKNOWN and len(several) > _MANY:
                yield self._many_unknown(several)
                continue
            if verdict is Verdict.COMPLIANT and len(several) > _MANY:
                yield from self._many_compliant(several)
                continue
            for shift in several:
                yield self._shift(shift, answer)
        for shift in (*by_verdict.get(Verdict.NOT_APPLICABLE, ()), *by_verdict.get(None, ())):
            if shift.before in (Verdict.VIOLATED, Verdict.PENDING):
                yield self._shift(shift, answer)

    def _many_unknown(self, several: Sequence[Shift]) -> str:
        count = len(several)
        return wrap(
            self.say(
                f"{count}条规范要看还没有登记的事实或者步骤。",
                f"{count} norms wait for facts or steps that haven't been told.",
            ),
            self.columns, "? ", "  ",
        )  # fmt: skip

    def _many_compliant(self, several: Sequence[Shift]) -> Iterator[str]:
        """By name alone, those with the same verdict before together."""
        by_before: dict[str, list[str]] = {}
        for shift in several:
            if shift.finding is not None:
                by_before.setdefault(self._was(shift), []).append(shift.finding.norm.name)
        for was, names in by_before.items():
            word = self.say(f"{len(names)}条合规", f"{len(names)} in order")
            yield wrap(self.say("、", ", ").join(names), self.columns, f"✓ {word}{was}  ", "    ")

    def _shift(self, shift: Shift, answer: Answer) -> str:
        was = self._was(shift)
        finding = shift.finding
        if finding is None:
            gone = self.say("规则里已经没有这一条", "no longer in the rules")
            return wrap(f"{shift.norm}（{gone}{was}）", self.columns, "– ", "    ")
        item = item_of(finding, answer.standing.result, self.lang, brief=finding.verdict not in _ORDER[:2])
        if finding.verdict in (Verdict.VIOLATED, Verdict.PENDING):
            told = item._replace(word=f"{item.word}{was}")
            return self.layout.item(told)
        return wrap(self._brief(item), self.columns, f"{item.mark} {item.word}{was}  ", "    ")

    def _brief(self, item: Item) -> str:
        text = item.norm + (f"（{item.citation}）" if item.citation else "")
        if item.missing:
            text += self.say("，请补充：", "; please state: ") + self.say("、", ", ").join(item.missing)
        return text

    def _was(self, shift: Shift) -> str:
        parts = []
        if shift.before is not None and shift.before is not shift.after:
            before = verdict_word(shift.before, self.lang)
            parts.append(self.say(f"原为{before}", f"was {before}"))
        if shift.duty is not None:
            parts.append(self.say(*_DUTIES[shift.duty]))
        return self.say(f"（{'，'.join(parts)}）", f" ({', '.join(parts)})") if parts else ""

    # --- where it stands --------------------------------------------------------------

    def status(self, standing: Standing, news: Answer | None = None, steps_ahead: Sequence[str] = ()) -> str:
        """Where a case stands: its events, steps, deadlines, and what is not in order."""
        view = view_of(standing.result, self.lang)
        blocks = [
            f"{self._title(standing)}\n{self._verdict(standing)}",
            self._warnings(news) if news else self._lines("注意", "Note", self._of_record(standing)),
            *((self._shifts(cause, news) for cause in (Cause.RULES, Cause.TIME)) if news else ()),
            self._section("经过", "Events", [self.events(standing)] if standing.state.events else []),
            self.steps(standing),
            self._section("违规", "Violated", [self.layout.item(item) for item in view.violated]),
            self.obligations(standing),
            self._section("提示", "Advice", [self.layout.item(item) for item in view.advice]),
            self._lines("接下来", "Next", steps_ahead),
        ]
        return "\n\n".join(block for block in blocks if block)

    def advice(self, advice: Advice, standing: Standing, evaluator: Evaluator) -> str:
        """How to put right what is violated, what may come next, and what to ask."""
        from cunwu.report.next_steps import all_lines, mend_lines, question_lines
        from cunwu.report.page import procedures_of

        result = standing.result
        mends = [self._block(*one) for one in mend_lines(advice.mends, result, self.lang)]
        asked = [self._block(first, rest) for first, *rest in question_lines(advice.questions, result, self.lang)]
        steps = all_lines(advice.steps, evaluator, result, self.lang)
        if steps and mends:
            steps = (self.say(*_MEND_FIRST), *steps)
        nothing = self.say(*(_NOTHING_LEFT if procedures_of(result) else _NO_PROCEDURE))
        blocks = [
            f"{self._title(standing)}\n{self._verdict(standing)}",
            self._section("怎样补正", "Putting right", mends),
            self._lines("接下来", "Next", steps or [nothing]),
            self._section("先问清楚", "To be asked first", asked),
        ]
        return "\n\n".join(block for block in blocks if block)

    def _block(self, head: str, lines: Iterable[str]) -> str:
        told = [wrap(line, self.columns, " " * 4, " " * 6) for line in lines]
        return "\n".join([wrap(head, self.columns, "· ", "  "), *told])

    def _title(self, standing: Standing) -> str:
        title = standing.result.record.title
        return wrap(f"{standing.case} {title}".strip(), self.columns)

    def _verdict(self, standing: Standing) -> str:
        overall = standing.result.overall
        view = view_of(standing.result, self.lang)
        head = self.say("结论：", "Verdict: ") + f"{overall_mark(overall)} {overall_word(overall, self.lang)}"
        as_of = self.say(f"（审查日 {view.as_of}）", f" (as of {view.as_of})")
        counts = self.say("，", ", ").join(view.counts)
        return f"{head}{as_of}\n{counts}" if counts else head + as_of

    def events(self, standing: Standing) -> str:
        """The events of a case in the order of their days, each with the number by which it is corrected."""
        rows = []
        for number, event in standing.state.events.items():
            rest = {name: value for name, value in event.items() if name not in (STEP, DATE)}
            rows.append((str(event.get(DATE, "")), number, str(event.get(STEP, "")), self._facts(rest)))
        rows.sort(key=lambda row: (row[0] or _LAST, row[1]))
        undated = self.say("（未载明日期）", "(no day)")
        return table(
            [
                (self.say(f"第{number}号", f"no. {number}"), day or undated, step, facts)
                for day, number, step, facts in rows
            ]
        )

    def _facts(self, facts: Mapping[str, object]) -> str:
        texts = [f"{name} {self._value(value)}" for name, value in list(facts.items())[:_SHOWN_FACTS]]
        return self.say("，", ", ").join(texts) + ("…" if len(facts) > _SHOWN_FACTS else "")

    def _value(self, value: object) -> str:
        return self.say("、", ", ").join(map(str, value)) if isinstance(value, list) else str(value)

    def steps(self, standing: Standing) -> str:
        """How each step of the procedures stands."""
        colon = self.say("：", ": ")
        blocks = [
            wrap("  ".join(map(self._step, states)), self.columns, f"{procedure.name}{colon}", "    ")
            for procedure, states in standing.steps
        ]
        return self._section("步骤", "Steps", blocks)

    def _step(self, state: StepState) -> str:
        word = self.say(state.status.value, _ENGLISH_STEPS[state.status])
        return f"{STEP_MARKS[state.status]} {state.step}（{word}）"

    def obligations(self, standing: Standing) -> str:
        """What has to be done by a day."""
        as_of = standing.result.report.as_of
        return self._lines(
            "期限", "Deadlines", [obligation_text(one, as_of, self.lang) for one in standing.obligations]
        )

    # --- history ------------------------------------------------------------------------

    def said(self, entry: Entry) -> str:
        """What an entry says, in one line."""
        content = dict(entry.body["content"])
        kind = Kind(entry.kind)
        target = int(entry.body.get("target", RECORD))
        number = self.say(f"第{target}号", f"no. {target}")
        if kind is Kind.WITHDRAWN:
            reason = content.get("理由")
            return number + (self.say(f"，{reason}", f", {reason}") if reason else "")
        if kind is Kind.FIXED:
            what = number if target else self.say("记录本身", "the record itself")
            return f"{what}，{self._changes(content)}"
        step = content.pop(STEP, None)
        day = content.pop(DATE, None) if step else None
        head = f"{step}（{day}）" if step and day else str(step or "")
        return "，".join(part for part in (head, self._facts(content)) if part)

    def _changes(self, content: Mapping[str, object]) -> str:
        return "，".join(
            self.say(f"“{name}”改回未载明", f"“{name}” taken back") if value is None else f"{name} {self._value(value)}"
            for name, value in content.items()
        )

    def history(self, entries: Sequence[Entry]) -> str:
        """All entries of a case: number, when, who, what."""
        withdrawn = {int(e.body.get("target", RECORD)) for e in entries if e.kind == Kind.WITHDRAWN.value}
        lines = []
        for entry in entries:
            kind = Kind(entry.kind)
            number = self.say(f"第{entry.number}号", f"no. {entry.number}")
            when = f"{entry.told_at.astimezone():%Y-%m-%d %H:%M}"
            head = "  ".join((number, when, entry.who, self.say(kind.chinese, kind.english)))
            if entry.number in withdrawn:
                head += self.say("（已撤回）", " (withdrawn)")
            lines.append(wrap(self.said(entry), self.columns, head + "  ", " " * 6))
        return "\n".join(lines)

    # --- layout -------------------------------------------------------------------------

    def _section(self, chinese: str, english: str, blocks: Iterable[str]) -> str:
        lines = [*blocks]
        return "\n".join([self.say(f"【{chinese}】", f"[{english}]"), *lines]) if lines else ""

    def _lines(self, chinese: str, english: str, lines: Iterable[str]) -> str:
        return self._section(chinese, english, [wrap(line, self.columns, "· ", "  ") for line in lines])


def case_table(standings: Sequence[Standing], lang: Lang) -> str:
    """All cases of a register, a line each; those that are not in order first."""
    if not standings:
        return pick(lang, "台账里还没有事项。", "The register holds no case yet.")
    rows = []
    for one in sorted(standings, key=lambda one: (_SEVERITY.index(one.result.overall), one.case)):
        first = one.obligations[0] if one.obligations else None
        left = left_text((first.due - one.result.report.as_of).days, first.untold, lang) if first else ""
        due = f"{words.day_text(first.due, lang)}（{left}）" if first else ""
        verdict = f"{overall_mark(one.result.overall)} {overall_word(one.result.overall, lang)}"
        rows.append((one.case, verdict, one.result.record.title, due))
    heading = pick(lang, f"共{len(rows)}件：", f"{len(rows)} cases:")
    return f"{heading}\n{table(rows)}"
