"""click's commands in our two languages: help pages, and what is said of wrong usage.

click words its own texts in English alone and measures columns in characters;
both are replaced here, so that a help page is Chinese throughout and aligned.
"""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable, Iterable, Sequence
from typing import Any

import click

from cunwu.language import LANGUAGES, Lang, pick
from cunwu.report.width import pad, width, wrap
from dsl.diagnostics.suggest import nearest

Decorator = Callable[[Callable[..., Any]], Callable[..., Any]]
_ANSWERS = {"是": True, "yes": True, "true": True, "1": True, "否": False, "no": False, "false": False, "0": False}


class Formatter(click.HelpFormatter):
    """Sets help pages by display width."""

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        """Write the usage line; long ones go on under the first argument."""
        head = f"{prefix or ''}{prog} "
        self.write(wrap(args, self.width, head, " " * width(head)) + "\n")

    def write_text(self, text: str) -> None:
        """Write paragraphs, their lines joined and broken anew."""
        indent = " " * self.current_indent
        paragraphs = [_join(part) for part in re.split(r"\n\s*\n", text)]
        self.write("\n\n".join(wrap(part, self.width, indent, indent) for part in paragraphs) + "\n")

    def write_dl(self, rows: Iterable[tuple[str, str]], col_max: int = 34, col_spacing: int = 2) -> None:
        """Write terms and what they mean in two columns."""
        table = list(rows)
        first = min(max(width(term) for term, _ in table), col_max) + col_spacing
        indent = " " * self.current_indent
        hang = indent + " " * first
        for term, meaning in table:
            if width(term) + col_spacing > first:
                self.write(f"{indent}{term}\n")
                head = hang
            else:
                head = indent + pad(term, first)
            self.write(wrap(meaning, self.width, head, hang).rstrip() + "\n")


class Context(click.Context):
    """A context whose help pages are set by ``Formatter``."""

    formatter_class = Formatter


def one_of(lang: Lang, options: Sequence[str]) -> Callable[[click.Context, click.Parameter, str | None], str | None]:
    """A callback for an option with a closed list of values, which refuses others in the user's language."""

    def checked(ctx: click.Context, param: click.Parameter, value: str | None) -> str | None:
        if value is None or value in options:
            return value
        chinese = f"没有“{value}”这一项；可以是 {'、'.join(options)}"
        raise click.BadParameter(pick(lang, chinese, f"{value!r} is not one of {', '.join(options)}"), ctx, param)

    return checked


class Command(click.Command):
    """A command whose help is in ``lang``."""

    context_class = Context

    def __init__(self, *args: Any, lang: Lang = "zh", **settings: Any) -> None:
        settings.setdefault("options_metavar", pick(lang, "[选项]…", "[OPTIONS]..."))
        super().__init__(*args, **settings)
        self.lang = lang

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        """Return --help, described in our language."""
        option = super().get_help_option(ctx)
        if option is not None:
            option.help = pick(self.lang, "显示本页。", "Show this page.")
        return option

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the usage line."""
        pieces = " ".join(self.collect_usage_pieces(ctx))
        formatter.write_usage(ctx.command_path, pieces, prefix=pick(self.lang, "用法：", "Usage: "))

    def format_help_text(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write what the command does."""
        if self.help:
            formatter.write_paragraph()
            with formatter.indentation():
                formatter.write_text(inspect.cleandoc(self.help))

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the options."""
        records = [param.get_help_record(ctx) for param in self.get_params(ctx) if isinstance(param, click.Option)]
        _section(formatter, pick(self.lang, "选项：", "Options:"), [record for record in records if record])

    def format_arguments(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Arguments are told of in the help text."""


class Group(Command, click.Group):
    """A group of such commands, listed in the order in which they were added."""

    def __init__(self, *args: Any, lang: Lang = "zh", **settings: Any) -> None:
        settings.setdefault("subcommand_metavar", pick(lang, "命令 [参数]…", "COMMAND [ARGS]..."))
        super().__init__(*args, lang=lang, **settings)

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names in the order of the help page."""
        return list(self.commands)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Return the command that ``args`` begin with, or fail with the nearest name."""
        if args and not args[0].startswith("-") and self.get_command(ctx, args[0]) is None:
            near = nearest(args[0], self.commands)
            chinese, english = f"没有“{args[0]}”这个命令。", f"No such command {args[0]!r}."
            if near:
                chinese, english = f"{chinese}是不是“{near}”？", f"{english} Did you mean {near!r}?"
            raise click.UsageError(pick(self.lang, chinese, english), ctx)
        return super().resolve_command(ctx, args)

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the options, then the commands."""
        super().format_options(ctx, formatter)
        rows = [(name, command.short_help or "") for name, command in self.commands.items() if not command.hidden]
        _section(formatter, pick(self.lang, "命令：", "Commands:"), rows)


def _join(text: str) -> str:
    """Lines of one paragraph in one; a blank where Latin words meet."""
    lines = text.strip().splitlines()
    joined = ""
    for line in lines:
        piece = line.strip()
        blank = joined and piece and (joined[-1].isascii() or piece[0].isascii())
        joined += (" " if blank else "") + piece
    return joined


def _section(formatter: click.HelpFormatter, heading: str, rows: list[tuple[str, str]]) -> None:
    if rows:
        formatter.write(f"\n{heading}\n")
        with formatter.indentation():
            formatter.write_dl(rows)


def lang_option(lang: Lang) -> Decorator:
    """``--lang``: it was looked for before the commands were built; here it is only checked."""
    text = pick(
        lang, "输出的语言：zh 中文（默认），en 英文。", "Language of the output: zh Chinese (default), en English."
    )
    return click.option("--lang", metavar="[zh|en]", expose_value=False, callback=one_of(lang, LANGUAGES), help=text)


def rules_option(lang: Lang) -> Decorator:
    """``--rules``: rulesets by id or title, or rule files by path."""
    text = pick(
        lang,
        "所用的规则集（代号，如 national/organic_law，或者名称），或者规则文件的路径，可以写多次。",
        "A ruleset (its id, such as national/organic_law, or its title) or the path of a rule file; repeatable.",
    )
    return click.option("--rules", multiple=True, metavar=pick(lang, "规则集", "RULES"), help=text)


def as_of_option(lang: Lang) -> Decorator:
    """``--as-of``: the day of the check."""
    text = pick(
        lang,
        "审查日，如 2024-03-05 或者 2024年3月5日，默认今天。",
        "The day of the check, such as 2024-03-05; today by default.",
    )
    return click.option("--as-of", metavar=pick(lang, "日期", "DATE"), help=text)


def readings_option(lang: Lang) -> Decorator:
    """``--reading``: how a reading that the statute leaves open is taken."""

    def parsed(ctx: click.Context, param: click.Parameter, values: tuple[str, ...]) -> dict[str, bool]:
        found = {}
        for value in values:
            name, _, answer = value.partition("=")
            if not name.strip() or answer.strip().lower() not in _ANSWERS:
                chinese = f"“{value}”应写成 读法=是 或者 读法=否"
                raise click.BadParameter(pick(lang, chinese, f"{value!r} should be NAME=yes or NAME=no"), ctx, param)
            found[name.strip()] = _ANSWERS[answer.strip().lower()]
        return found

    text = pick(
        lang,
        "法律没有说清的地方按哪一种读法，写成 读法=是 或者 读法=否，可以写多次。",
        "How to take a reading that the law leaves open: NAME=yes or NAME=no; may be given several times.",
    )
    metavar = pick(lang, "读法=是|否", "NAME=yes|no")
    return click.option("--reading", "readings", multiple=True, metavar=metavar, callback=parsed, help=text)
