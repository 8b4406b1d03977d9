"""``cunwu due``: what falls due over all cases of a register."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from cunwu.cli import WRONG_INPUT
from cunwu.cli.case.options import desk_of, looked_through, now, register_option
from cunwu.cli.commands import Command, as_of_option, lang_option, one_of, rules_option
from cunwu.cli.output import columns, save
from cunwu.cli.streams import write_data, write_text
from cunwu.language import Lang, pick

_FORMATS = ("text", "json", "ics", "xlsx")
_DAYS = 30
_HELP = (
    """
    全部在办事项里，哪些期限在今后若干日内到期，哪些已经逾期；逾期的在前。

    写进文件的，按后缀决定格式：.ics 日历（可以导入手机和 Outlook）、.xlsx 表格、.json。
    """,
    """
    What falls due in the next days over all cases of the register, and what is overdue; overdue first.

    The suffix of the output file decides its format: .ics a calendar (phones and Outlook import it), .xlsx, .json.
    """,
)


def commands(lang: Lang) -> tuple[click.Command, ...]:
    """The command, in ``lang``."""

    @click.command(
        "due",
        cls=Command,
        lang=lang,
        help=pick(lang, *_HELP),
        short_help=pick(lang, "哪些期限快到了", "What falls due"),
    )
    @click.argument("case", required=False, metavar=pick(lang, "[编号]", "[CASE]"))
    @click.option(
        "--days",
        type=click.IntRange(0, 3660),
        default=_DAYS,
        metavar=pick(lang, "日数", "DAYS"),
        help=pick(lang, f"今后多少日，默认{_DAYS}。", f"How many days ahead, {_DAYS} by default."),
    )
    @click.option(
        "--format",
        "form",
        metavar="[text|json|ics|xlsx]",
        callback=one_of(lang, _FORMATS),
        help=pick(
            lang,
            "格式，默认看文件的后缀，没有文件的是 text。",
            "Format; by default that of the file's suffix, else text.",
        ),
    )
    @click.option(
        "-o", "--output", metavar=pick(lang, "文件", "FILE"), help=pick(lang, "写进文件。", "Write to a file.")
    )
    @register_option(lang)
    @rules_option(lang)
    @as_of_option(lang)
    @lang_option(lang)
    def due(
        case: str | None,
        days: int,
        form: str | None,
        output: str | None,
        register: str | None,
        rules: tuple[str, ...],
        as_of: str | None,
    ) -> int:
        from cunwu.cases.due import due_of, last_day
        from cunwu.report import due as report

        suffix = Path(output).suffix.lower().lstrip(".") if output else ""
        if not form and suffix and suffix not in (*_FORMATS, "txt"):
            from cunwu.errors import UsageError

            raise UsageError(
                f"期限不能写成 .{suffix}。可以写成 .txt、.json、.ics、.xlsx。",
                f"Deadlines can't be written as .{suffix}, only as .txt, .json, .ics, .xlsx.",
            )
        form = form or (suffix if suffix in _FORMATS else "text")
        with desk_of(register, rules, as_of) as desk:
            day = desk.work.as_of
            until = last_day(day, days)
            found, refused = due_of([desk.look(case, day)] if case else looked_through(desk, day, lang), until, lang)
        data: str | bytes
        if form == "ics":
            data = report.due_calendar(found, now(), lang)
        elif form == "xlsx":
            data = report.due_workbook(found, day, until, lang)
        elif form == "json":
            from cunwu.report.case_data import dump

            data = dump(report.due_data(found, day, until))
        else:
            data = report.due_text(found, day, until, lang, columns())
        if output is not None:
            save(Path(output), data, lang)
        elif isinstance(data, bytes):
            sys.stdout.buffer.write(data)
        elif form == "json":
            write_data(data)
        else:
            write_text(data)
        for one in refused:
            click.echo(f"{one.case}\n{one.error.text(lang)}", err=True)
        return WRONG_INPUT if refused else 0

    return (due,)
