"""What is said of wrong usage: click's messages in our two languages."""

from __future__ import annotations

import re

import click

from cunwu.language import Lang, pick

_PATTERNS: tuple[tuple[str, str], ...] = (
    (r"No such option:? '?(?P<name>[^'\s]+?)'?\.?( .*)?", "没有 {name} 这个选项。"),
    (r"Option '(?P<name>.+)' requires an argument\.", "选项 {name} 后面要写一个值。"),
    (r"Option '(?P<name>.+)' requires (?P<count>\d+) arguments\.", "选项 {name} 后面要写 {count} 个值。"),
    (r"Option '(?P<name>.+)' does not take a value\.", "选项 {name} 后面不写值。"),
    (r"Got unexpected extra arguments? \((?P<name>.+)\)", "多出了参数：{name}。"),
    (r"Missing command\.", "还要写一个命令。"),
    (r"Argument '(?P<name>.+)' takes (?P<count>\d+) values\.", "参数 {name} 要写 {count} 个值。"),
    (r"No such command '(?P<name>.+?)'\.( .*)?", "没有“{name}”这个命令。"),
)


_VALUES: tuple[tuple[str, str], ...] = (
    (r"'(?P<value>.*)' is not a valid integer( range)?\.?", "“{value}”不是整数"),
    (r"(?P<value>-?\d+) is not in the range (?P<least>-?\d+)<=x<=(?P<most>-?\d+)\.?", "{value}不在{least}到{most}之间"),
)


def message_of(error: click.ClickException, lang: Lang) -> str:
    """The sentence that says what was wrong with the command line."""
    english = error.format_message()
    if lang == "en":
        return english
    if isinstance(error, click.MissingParameter):
        name = _name_of(error)
        is_option = error.param is not None and error.param.param_type_name == "option"
        return f"缺少选项 {name}。" if is_option else f"还要写 {name}。"
    if isinstance(error, click.BadParameter):
        name = _name_of(error)
        told = _filled(_VALUES, error.message) or error.message
        return f"{name}：{told}。" if name else f"{told}。"
    if isinstance(error, click.NoSuchOption):
        near = f"是不是 {'、'.join(error.possibilities)}？" if error.possibilities else ""
        return f"没有 {error.option_name} 这个选项。{near}"
    return _filled(_PATTERNS, english) or english


def _filled(patterns: tuple[tuple[str, str], ...], english: str) -> str:
    """The Chinese of the pattern that fits, '' where none does."""
    for pattern, chinese in patterns:
        found = re.fullmatch(pattern, english, re.DOTALL)
        if found:
            return chinese.format(**found.groupdict())
    return ""


def usage_mistake(error: click.ClickException, lang: Lang) -> str:
    """The whole of what is printed: usage, the mistake, where help is."""
    context = getattr(error, "ctx", None)
    lines = []
    if context is not None:
        lines.append(context.get_usage())
    lines.append(pick(lang, "错误：", "Error: ") + message_of(error, lang))
    if context is not None:
        command = f"{context.command_path} --help"
        lines.append(pick(lang, f"帮助：{command}", f"Help: {command}"))
    return "\n".join(lines)


def _name_of(error: click.BadParameter) -> str:
    if error.param is None:
        return ""
    if isinstance(error.param, click.Option):
        return max(error.param.opts, key=len)
    return error.param.make_metavar(error.ctx) if error.ctx else str(error.param.metavar or error.param.name)
