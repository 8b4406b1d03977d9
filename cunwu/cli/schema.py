"""``cunwu schema``: records for editors, forms and other programs."""

from __future__ import annotations

import json
from pathlib import Path

import click

from cunwu.cli.commands import Command, lang_option, rules_option
from cunwu.cli.output import save
from cunwu.cli.streams import write_data
from cunwu.language import Lang, pick

_HELP = (
    """
    输出决策记录的 JSON Schema，供编辑器、表单和其他程序使用：栏目、含义、单位、可以写的内容，以及规则认识的步骤、
    主体、材料等名称。写明规则集的，只有这些规则集和它们的上位规则集的栏目和名称；不写的，是全部内置规则集的。
    """,
    """
    Print the JSON Schema of decision records, for editors, forms and other programs: fields, meanings, units, allowed
    values, and the names of steps, bodies and documents that the rules know. With rulesets, those of these rulesets
    and of all above them; without, those of all bundled ones.
    """,
)


def commands(lang: Lang) -> tuple[click.Command, ...]:
    """The command, in ``lang``."""

    @click.command(
        "schema",
        cls=Command,
        lang=lang,
        help=pick(lang, *_HELP),
        short_help=pick(lang, "输出决策记录的 JSON Schema", "Print the JSON Schema of records"),
    )
    @click.argument("rulesets", nargs=-1, metavar=pick(lang, "[规则集…]", "[RULESET]..."))
    @click.option(
        "-o", "--output", metavar=pick(lang, "文件", "FILE"), help=pick(lang, "写进文件。", "Write to a file.")
    )
    @rules_option(lang)
    @lang_option(lang)
    def schema(rulesets: tuple[str, ...], output: str | None, rules: tuple[str, ...]) -> int:
        from cunwu.forms.make import schema_of
        from cunwu.work import opened

        text = json.dumps(schema_of(opened((*rulesets, *rules))), ensure_ascii=False, indent=2)
        if output is None:
            write_data(text)
        else:
            save(Path(output), text, lang)
        return 0

    return (schema,)
