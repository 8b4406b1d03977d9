"""``cunwu case``: live cases in a register, told as they happen."""

from __future__ import annotations

import click

from cunwu.cli import due
from cunwu.cli.case import drawing, looking, telling
from cunwu.cli.commands import Group, lang_option
from cunwu.language import Lang, pick

_HELP = (
    """
    在办事项的台账：立项以后，办一步登记一步；每登记一次，就核对一次，说明结论有什么变化、接下来怎样办、
    哪一天到期。登记只增不改：记错了的用更正或者撤回，都留有痕迹。

    先看一个例子：cunwu case open 2026-0001 标题=修路 地区=浙江省宁波市宁海县 程序=五议决策法
    """,
    """
    Live cases in a register: open one, then tell each step as it happens. Each entry is checked at once:
    what has changed, what may come next, what falls due. Entries are only added: a mistake is corrected or
    withdrawn by a new one, and all stay on record.
    """,
)


def commands(lang: Lang) -> tuple[click.Command, ...]:
    """The group of commands, in ``lang``."""
    group = Group(
        "case",
        lang=lang,
        help=pick(lang, *_HELP),
        short_help=pick(lang, "在办事项的台账", "Live cases in a register"),
        params=[],
        context_settings={"help_option_names": ["-h", "--help"]},
    )
    lang_option(lang)(group)
    for command in (*telling.commands(lang), *looking.commands(lang), *drawing.commands(lang), *due.commands(lang)):
        group.add_command(command)
    return (group,)
