"""``cunwu template``: a workbook to fill in."""

from __future__ import annotations

from pathlib import Path

import click

from cunwu.cli.commands import Command, lang_option
from cunwu.cli.output import save
from cunwu.language import Lang, pick

_SUFFIX = ".xlsx"
_DEFAULT = ("记录.xlsx", "records.xlsx")
_HELP = (
    """
    为所选的规则集做一个 Excel 模板，填好以后用 cunwu check 核对。只有这些规则（和它们的上位规则）用到的栏目。
    不写规则集时，用全部内置规则集。

    例如：cunwu template ninghai/power_list -o 记录.xlsx
    """,
    """
    Make an Excel form for the records of the chosen rulesets, to be filled in and checked with cunwu check. It has
    only the fields that these rules and those above them read. Without rulesets all bundled ones are used.

    For example: cunwu template ninghai/power_list -o RECORDS.xlsx
    """,
)


def commands(lang: Lang) -> tuple[click.Command, ...]:
    """The command, in ``lang``."""

    @click.command(
        "template",
        cls=Command,
        lang=lang,
        help=pick(lang, *_HELP),
        short_help=pick(lang, "做一个填写记录的 Excel 模板", "Make an Excel form for records"),
    )
    @click.argument("rulesets", nargs=-1, metavar=pick(lang, "[规则集…]", "[RULESET]..."))
    @click.option(
        "-o",
        "--output",
        default=pick(lang, *_DEFAULT),
        metavar=pick(lang, "文件", "FILE"),
        help=pick(lang, f"写进哪个文件，默认 {_DEFAULT[0]}。", f"The file to write, {_DEFAULT[1]} by default."),
    )
    @click.option(
        "--force", is_flag=True, help=pick(lang, "文件已经有了，也覆盖它。", "Overwrite the file if it is there.")
    )
    @lang_option(lang)
    def template(rulesets: tuple[str, ...], output: str, force: bool) -> int:
        from cunwu.work import chosen

        path = Path(output)
        if path.suffix.lower() != _SUFFIX:
            raise click.ClickException(
                pick(
                    lang, f"模板是 {_SUFFIX} 文件：请写成“{output}{_SUFFIX}”", f"The form is a {_SUFFIX} file: {output}"
                )
            )
        if path.exists() and not force:
            raise click.ClickException(
                pick(
                    lang,
                    f"“{output}”已经有了，其中可能有填好的记录；换一个文件名，或者加 --force 覆盖它",
                    f"{output} is there already and may hold records; name another file, or use --force",
                )
            )
        catalogue, ids = chosen(rulesets)
        from cunwu.forms.make import workbook
        from rulesets.loader import bundled_ids

        save(path, workbook(catalogue, ids, bundled_ids()), lang)
        if not set(ids) <= set(bundled_ids()):
            named = " ".join(f"--rules {_quoted(one)}" for one in rulesets)
            command = f"cunwu check {_quoted(output)} {named}"
            click.echo(
                pick(lang, f"核对时要写明规则文件：{command}", f"Checking needs the rule file: {command}"), err=True
            )
        return 0

    return (template,)


def _quoted(argument: str) -> str:
    """An argument as it is typed: one with blanks in double quotes, which every shell takes."""
    return f'"{argument}"' if " " in argument else argument
