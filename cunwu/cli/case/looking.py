"""``cunwu case status|next|due|history|verify|export``: what is looked at."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from cunwu.cli import WRONG_INPUT
from cunwu.cli.case.options import desk_of, engine_option, format_option, looked_through, register_option
from cunwu.cli.commands import Command, as_of_option, lang_option, rules_option
from cunwu.cli.output import columns, save
from cunwu.cli.streams import wants_colour, write_data, write_text
from cunwu.language import Lang, pick

if TYPE_CHECKING:
    from cunwu.cases.standing import Standing, Unread
    from cunwu.work import Engine

_BROKEN = 1
"""The exit code of a chain that doesn't hold."""


def commands(lang: Lang) -> tuple[click.Command, ...]:
    """The commands, in ``lang``."""
    case = click.argument("case", metavar=pick(lang, "编号", "CASE"))
    output = click.option(
        "-o", "--output", metavar=pick(lang, "文件", "FILE"), help=pick(lang, "写进文件。", "Write to a file.")
    )

    @click.command(
        "status", cls=Command, lang=lang,
        help=pick(
            lang, "事项办到哪一步，结论怎样，哪些要处理。不写编号的，列出台账里的各件。",
            "Where a case stands and what has to be dealt with; without CASE all cases of the register.",
        ),
        short_help=pick(lang, "办到哪一步", "Where a case stands"),
    )  # fmt: skip
    @click.argument("case", required=False, metavar=pick(lang, "[编号]", "[CASE]"))
    @register_option(lang)
    @rules_option(lang)
    @as_of_option(lang)
    @engine_option(lang)
    @format_option(lang)
    @lang_option(lang)
    def status(
        case: str | None, register: str | None, rules: tuple[str, ...], as_of: str | None, engine: Engine | None,
        form: str,
    ) -> int:  # fmt: skip
        with desk_of(register, rules, as_of, engine) as desk:
            if case is None:
                return _all(looked_through(desk, desk.work.as_of, lang), form, lang)
            news = desk.news(case, desk.work.as_of)
            steps = desk.next(news.standing)
            if form == "json":
                from cunwu.report.case_data import answer_data, dump
                from cunwu.report.next_steps import next_data

                write_data(dump({**answer_data(news), "next": next_data(steps)}))
            else:
                from cunwu.report.case import CaseText
                from cunwu.report.next_steps import next_lines

                result = news.standing.result
                ahead = next_lines(steps, desk.work.evaluator(result), result, lang)
                layout = CaseText(lang, colour=wants_colour(sys.stdout), columns=columns())
                write_text(layout.status(news.standing, news, ahead))
            return news.standing.result.exit_code

    @click.command(
        "explain", cls=Command, lang=lang,
        help=pick(
            lang, "说明一条规范在这件事项上是怎样判断的，事实要怎样才会合规；规范的写法同 cunwu explain。",
            "Explain how a norm was judged on the case, and what would put it in order; as cunwu explain does.",
        ),
        short_help=pick(lang, "说明一条规范是怎样判断的", "Explain how a norm was judged"),
    )  # fmt: skip
    @case
    @click.argument("norm", metavar=pick(lang, "规范", "NORM"))
    @register_option(lang)
    @rules_option(lang)
    @as_of_option(lang)
    @lang_option(lang)
    def explain(case: str, norm: str, register: str | None, rules: tuple[str, ...], as_of: str | None) -> int:
        from cunwu.views import Explanation

        with desk_of(register, rules, as_of) as desk:
            standing = desk.look(case, desk.work.as_of)
            explanation = Explanation.of(desk.work, standing.result, norm)
            write_text(explanation.text(lang, wants_colour(sys.stdout), columns=columns()))
        return 0

    @click.command(
        "next", cls=Command, lang=lang,
        help=pick(
            lang,
            "有违规的，怎样补正；接下来可以办哪些步骤：由谁办、最早最迟哪一天、要多少人到会和同意、要什么材料、依据"
            "哪一条；还不知道的，先问清楚哪几件事，每一种回答是什么结论。",
            "How to put right what is violated; which steps may come next: who acts, from when to when, how many "
            "heads, which papers, and what says so; what to ask about the unknown, and what each answer would mean.",
        ),
        short_help=pick(lang, "接下来怎样办", "What may come next"),
    )  # fmt: skip
    @case
    @register_option(lang)
    @rules_option(lang)
    @as_of_option(lang)
    @format_option(lang)
    @lang_option(lang)
    def next_(case: str, register: str | None, rules: tuple[str, ...], as_of: str | None, form: str) -> int:
        with desk_of(register, rules, as_of) as desk:
            standing = desk.look(case, desk.work.as_of)
            advice = desk.advice(standing)
            if form == "json":
                from cunwu.report.case_data import dump
                from cunwu.report.next_steps import advice_data

                data = advice_data(advice, standing.result)
                write_data(dump({"case": case, "as_of": desk.work.as_of.isoformat(), **data}))
            else:
                from cunwu.report.case import CaseText

                layout = CaseText(lang, colour=False, columns=columns())
                write_text(layout.advice(advice, standing, desk.work.evaluator(standing.result)))
        return 0

    @click.command(
        "history", cls=Command, lang=lang,
        help=pick(lang, "一件事项的全部登记：哪一天、谁、登记了什么。", "All entries of a case: when, who, what."),
        short_help=pick(lang, "全部登记", "All entries of a case"),
    )  # fmt: skip
    @case
    @register_option(lang)
    @format_option(lang)
    @lang_option(lang)
    def history(case: str, register: str | None, form: str) -> int:
        with desk_of(register, (), None) as desk:
            entries = desk.entries(case)
        if form == "json":
            from cunwu.report.case_data import dump, entry_data

            write_data(dump({"entries": [entry_data(entry) for entry in entries]}))
        else:
            from cunwu.report.case import CaseText

            write_text(CaseText(lang, colour=False, columns=columns()).history(entries))
        return 0

    @click.command(
        "verify", cls=Command, lang=lang,
        help=pick(
            lang,
            "验台账：每一条登记同前一条连成一条链，改过、少了、调换了的都能看出来。把每次显示的验证码记在别处（如贴在"
            "公开栏），以后用 --head 对，最后几条被整段删去也能看出来。",
            "Verify the register: entries form a chain, so that one that was changed, lost or moved shows. Write the "
            "code that is shown down elsewhere; --head later tells whether the last entries were cut off.",
        ),
        short_help=pick(lang, "验台账有没有被改动", "Verify that nothing was changed"),
    )  # fmt: skip
    @click.option(
        "--head", metavar=pick(lang, "验证码", "CODE"),
        help=pick(lang, "以前记下的验证码。", "The code that was written down earlier."),
    )  # fmt: skip
    @register_option(lang)
    @lang_option(lang)
    def verify(head: str | None, register: str | None) -> int:
        with desk_of(register, (), None) as desk:
            broken = desk.register.verify(head)
            last = desk.register.head()
        for one in broken:
            write_text(f"✗ {one.text(lang)}")
        if broken:
            return _BROKEN
        write_text(
            pick(
                lang,
                f"✓ 台账完整，共{last.position}条登记。\n验证码：{last.hash}",
                f"✓ The register is whole: {last.position} entries.\nCode: {last.hash}",
            )
        )
        return 0

    @click.command(
        "export", cls=Command, lang=lang,
        help=pick(
            lang,
            "把一件事项写成记录文件（YAML），可以用 cunwu check 核对；"
            "不写编号的，把台账的全部登记逐行写成 JSON，供备份。-o 写 .xes 文件的，写成 XES 事件日志，供流程挖掘。",
            "Write a case as a record file (YAML) for cunwu check; without CASE all entries as lines of JSON, as a "
            "backup. To a file that ends in .xes an event log (XES) is written, for process mining.",
        ),
        short_help=pick(lang, "导出记录文件或者全部登记", "Write a record file, or all entries"),
    )  # fmt: skip
    @click.argument("case", required=False, metavar=pick(lang, "[编号]", "[CASE]"))
    @output
    @register_option(lang)
    @lang_option(lang)
    def export(case: str | None, output: str | None, register: str | None) -> int:
        from cunwu.report.case_data import entry_data, line, record_text

        suffix = Path(output).suffix.lower() if output else ""
        known = ("", ".xes", ".yaml", ".yml") if case else ("", ".xes", ".jsonl")
        if suffix not in known:
            from cunwu.errors import UsageError

            listed = "、".join(known[1:])
            raise UsageError(f"不能导出成 {suffix}。可以写成：{listed}。", f"Can't be exported as {suffix}: {listed}.")
        is_log = suffix == ".xes"
        with desk_of(register, (), None) as desk:
            if is_log:
                text = desk.log([case] if case else [head.case for head in desk.register.cases()])
            elif case is None:
                text = "".join(f"{line(entry_data(entry))}\n" for entry in desk.register.all_entries())
            else:
                text = record_text(desk.record(case))
        if output is None:
            write_data(text)
        else:
            save(Path(output), text, lang)
        return 0

    return (status, next_, explain, history, verify, export)


def _all(looks: Iterable[Standing | Unread], form: str, lang: Lang) -> int:
    """Show all cases of a register, and of those that can't be read why."""
    from cunwu.cases.standing import Unread

    standings, refused = [], []
    for look in looks:
        if isinstance(look, Unread):
            refused.append(look)
        else:
            standings.append(look)
    if form == "json":
        from cunwu.report.case_data import dump, standing_data

        write_data(dump({"cases": [standing_data(one) for one in standings]}))
    else:
        from cunwu.report.case import case_table

        write_text(case_table(standings, lang))
    for one in refused:
        click.echo(f"{one.case}\n{one.error.text(lang)}", err=True)
    return WRONG_INPUT if refused else 0
