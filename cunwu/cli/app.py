"""The program and its commands, built for one language."""

from __future__ import annotations

from collections.abc import Iterable
from importlib import import_module

import click

from cunwu.cli.commands import Group, lang_option
from cunwu.language import Lang, pick
from cunwu.version import __version__

_HELP = (
    """
    把一次村级决策的记录同规则放在一起，逐条核对：哪些合规，哪些不合规，依据哪一条，怎样补正。

    先看一个例子：cunwu check 记录.yaml
    """,
    """
    Put the record of a village decision next to the rules: what is in order, what isn't, on which
    article that rests, and what to do.

    To begin with: cunwu check RECORD.yaml
    """,
)


COMMANDS = {
    "check": "check",
    "case": "case",
    "due": "due",
    "explain": "explain",
    "map": "maps",
    "timeline": "maps",
    "matrix": "maps",
    "compare": "compare",
    "archive": "archive",
    "rules": "rules",
    "docs": "docs",
    "coverage": "coverage",
    "test": "scenarios",
    "new": "new",
    "fmt": "fmt",
    "lint": "lint",
    "show": "show",
    "parse": "tools",
    "schema": "schema",
    "template": "template",
}
"""Each command and its module, in the order of the help page."""


def build(lang: Lang, wanted: Iterable[str] | None = None) -> click.Group:
    """The program in ``lang``, with the ``wanted`` commands (None: all)."""

    @click.group(
        cls=Group,
        lang=lang,
        help=pick(lang, *_HELP),
        invoke_without_command=True,
        no_args_is_help=False,
        context_settings={"help_option_names": ["-h", "--help"]},
    )
    @lang_option(lang)
    @click.version_option(
        __version__, "-V", "--version", message="cunwu %(version)s", help=pick(lang, "显示版本。", "Show the version.")
    )
    @click.pass_context
    def cunwu(context: click.Context) -> None:
        if context.invoked_subcommand is None:
            click.echo(context.get_help())

    for module in dict.fromkeys(COMMANDS[name] for name in (COMMANDS if wanted is None else wanted)):
        for command in import_module(f"cunwu.cli.{module}").commands(lang):
            cunwu.add_command(command)
    return cunwu
