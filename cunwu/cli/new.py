"""``cunwu new``: a folder with a small ruleset to begin with."""

from __future__ import annotations

from pathlib import Path

import click

from cunwu.cli.commands import Command, lang_option
from cunwu.cli.streams import write_text
from cunwu.language import Lang, pick

_HELP = (
    """
    新建一个文件夹，里面有一套可以运行的范本：规则文件、用例文件、一份决策记录和说明。照着改成自己的。

    文件夹已经有东西的，不会改写。
    """,
    """
    Make a folder with a small ruleset that works: a rule file, a scenario file, a record and a README (in Chinese),
    to be turned into one's own.

    Nothing is ever overwritten.
    """,
)


def commands(lang: Lang) -> tuple[click.Command, ...]:
    """The command, in ``lang``."""

    @click.command(
        "new",
        cls=Command,
        lang=lang,
        help=pick(lang, *_HELP),
        short_help=pick(lang, "新建规则文件夹", "Make a folder with a ruleset to begin with"),
    )
    @click.argument("folder", metavar=pick(lang, "文件夹", "FOLDER"))
    @click.option(
        "--title",
        metavar=pick(lang, "名称", "TITLE"),
        help=pick(
            lang,
            "规则集的名称，默认是文件夹的名称加“议事规则”。",
            "The ruleset's title; made of the folder's name by default.",
        ),
    )
    @click.option(
        "--upper",
        default="national/organic_law",
        metavar=pick(lang, "规则集", "RULES"),
        help=pick(
            lang,
            "上位规则集的代号，或者规则文件的路径，默认 national/organic_law。",
            "The ruleset above, by id or path; national/organic_law by default.",
        ),
    )
    @lang_option(lang)
    def new(folder: str, title: str | None, upper: str) -> int:
        from cunwu.start.folder import make_folder

        made = make_folder(Path(folder), title, upper)
        rules, _, record, _ = made
        write_text(
            "\n".join(
                [
                    pick(lang, f"已新建“{folder}”：", f"Made {folder}:"),
                    *(f"  {path}" for path in made),
                    pick(lang, "接着可以运行：", "Next:"),
                    f"  cunwu test {rules}",
                    f"  cunwu check {record} --rules {rules}",
                ]
            )
        )
        return 0

    return (new,)
