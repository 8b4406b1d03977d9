"""``cunwu parse``: for those who write rules and programs."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click
from click.core import ParameterSource

from cunwu.cli import WRONG_INPUT
from cunwu.cli.commands import Command, lang_option, one_of
from cunwu.cli.diagnoses import FORMATS, diagnoses
from cunwu.cli.streams import wants_colour, write_data
from cunwu.language import Lang, pick

if TYPE_CHECKING:
    from dsl.compile import Compiled

LEVELS = ("surface", "model", "norms")
_NOT_SHOWN = (
    "文件有误，没有显示规范。要看读得出的部分，写明 --stop-after surface、model 或者 norms。",
    "The file has mistakes, so no norms are printed. With --stop-after a level is printed as far as it goes.",
)
_PARSE = (
    """
    读一个规则文件，显示它在某一层的样子：surface 规范排版的原文，model 名称都已确定的结构，norms 展开后的规范。
    文件有误时，只列出全部错误；写明 --stop-after 的，照样显示那一层读得出的部分。
    """,
    """
    Read a rule file and print it at one level: surface, the text in its canonical layout; model, with all names
    resolved; norms, lowered to the core. Of a file with mistakes these are listed, all of them, and nothing else;
    with --stop-after the level is printed as far as it goes.
    """,
)


def commands(lang: Lang) -> tuple[click.Command, ...]:
    """The command, in ``lang``."""

    @click.command(
        "parse",
        cls=Command,
        lang=lang,
        help=pick(lang, *_PARSE),
        short_help=pick(lang, "检查规则文件，显示各层", "Check a rule file, print its levels"),
    )
    @click.argument("file", metavar=pick(lang, "文件", "FILE"))
    @click.option(
        "--stop-after",
        "level",
        default="norms",
        metavar="[surface|model|norms]",
        callback=one_of(lang, LEVELS),
        help=pick(lang, "显示哪一层，默认 norms。", "Which level to print, norms by default."),
    )
    @click.option(
        "--format",
        "form",
        default="text",
        metavar="[text|plain|json|sarif]",
        callback=one_of(lang, FORMATS),
        help=pick(
            lang,
            "错误和警告的格式，默认 text；plain 每处一行，json、sarif 供其他程序使用，都只输出错误和警告。",
            "Form of the mistakes, text by default; plain (a line each), json and sarif print nothing else.",
        ),
    )
    @lang_option(lang)
    def parse(file: str, level: str, form: str) -> int:
        compiled = _compiled(file)
        if form != "text":
            said = diagnoses(compiled, form, lang, colour=False)
            if said:
                write_data(said)
            return 0 if compiled.ok else WRONG_INPUT
        asked = click.get_current_context().get_parameter_source("level") is not ParameterSource.DEFAULT
        # What is made of a file with mistakes may lack parts: it is shown to those only who ask for it.
        shown = _printed(compiled, level) if compiled.ok or asked else None
        if shown is not None:
            write_data(shown)
        if compiled.diagnostics:
            click.echo(diagnoses(compiled, form, lang, colour=wants_colour(sys.stderr)), err=True)
        if not (compiled.ok or asked):
            click.echo(pick(lang, *_NOT_SHOWN), err=True)
        return 0 if compiled.ok else WRONG_INPUT

    return (parse,)


def _compiled(name: str) -> Compiled:
    """The file at all its levels, compiled with the rulesets above it."""
    from cunwu.library.stock import not_had
    from rulesets.loader import load, locate
    from rulesets.scenario_files import name_of

    library = load([name])
    file = locate(name)
    if library.failed and not (file and any(one.source.name == name_of(file) for one in library.compiled)):
        raise not_had(library.failed)
    return library.compiled[-1]


def _printed(compiled: Compiled, level: str) -> str | None:
    if level == "surface":
        from dsl.surface.printer import print_file

        return print_file(compiled.surface)
    if level == "model":
        from dsl.model.printer import print_ruleset

        return print_ruleset(compiled.model) if compiled.model else None
    from dsl.norms.printer import print_program

    return print_program(compiled.program) if compiled.program else None
