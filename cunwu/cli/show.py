"""``cunwu show``: a rule file in colour."""

from __future__ import annotations

import sys

import click

from cunwu.cli.commands import Command, lang_option
from cunwu.cli.streams import wants_colour, write_data, write_text
from cunwu.language import Lang, pick

_HELP = (
    """
    显示一个规则文件的原文，在终端里分颜色。可以写内置规则集的代号（如 ninghai/power_list），或者文件的路径。
    """,
    """
    Print the text of a rule file, in colour on a terminal. Give the id of a ruleset (ninghai/power_list) or the
    path of a file.
    """,
)


def commands(lang: Lang) -> tuple[click.Command, ...]:
    """The command, in ``lang``."""

    @click.command(
        "show",
        cls=Command,
        lang=lang,
        help=pick(lang, *_HELP),
        short_help=pick(lang, "显示规则文件的原文", "Print the text of a rule file"),
    )
    @click.argument("file", metavar=pick(lang, "文件", "FILE"))
    @lang_option(lang)
    def show(file: str) -> int:
        from cunwu.rule_text import RuleText

        text = RuleText.of(file)
        if wants_colour(sys.stdout):
            write_text(text.terminal().removesuffix("\n"))
        else:
            write_data(text.text)
        return 0

    return (show,)
