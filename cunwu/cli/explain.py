"""``cunwu explain``: how one norm was judged on one record, step by step."""

from __future__ import annotations

import sys

import click

from cunwu.cli.commands import Command, as_of_option, lang_option, readings_option, rules_option
from cunwu.cli.output import columns
from cunwu.cli.streams import wants_colour, write_text
from cunwu.language import Lang, pick

_HELP = (
    """
    说明一条规范在一份记录上是怎样判断的：用了哪些事实，每一步得出什么，缺什么，怎样补正；
    没有合规的，还说明事实要怎样才会合规。

    规范写名称，或者名称的末尾，如 决议·到会。
    """,
    """
    Explain how a norm was judged on a record: which facts were used, what each step gave, what is missing,
    what would put it right, and what would have had to be otherwise.

    NORM is a norm's name or the end of one.
    """,
)


def commands(lang: Lang) -> tuple[click.Command, ...]:
    """The command, in ``lang``."""

    @click.command(
        "explain",
        cls=Command,
        lang=lang,
        help=pick(lang, *_HELP),
        short_help=pick(lang, "说明一条规范是怎样判断的", "Explain how a norm was judged"),
    )
    @click.argument("record", metavar=pick(lang, "记录", "RECORD"))
    @click.argument("norm", metavar=pick(lang, "规范", "NORM"))
    @rules_option(lang)
    @as_of_option(lang)
    @readings_option(lang)
    @click.option(
        "--days", is_flag=True, help=pick(lang, "逐日列出期间怎样计算。", "Show how periods were counted, day by day.")
    )
    @lang_option(lang)
    def explain(
        record: str, norm: str, rules: tuple[str, ...], as_of: str | None, readings: dict[str, bool], days: bool
    ) -> int:
        from cunwu.api import day_of
        from cunwu.views import Explanation
        from cunwu.work import Work

        work = Work.open(rules, day_of(as_of), readings)
        explanation = Explanation.of(work, work.check_file(record), norm)
        write_text(explanation.text(lang, wants_colour(sys.stdout), days=days, columns=columns()))
        return 0

    return (explain,)
