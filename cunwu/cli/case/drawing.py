"""``cunwu case map|timeline``: a live case as a picture."""

from __future__ import annotations

import click

from cunwu.cli.case.options import desk_of, register_option
from cunwu.cli.commands import Command, as_of_option, lang_option, rules_option
from cunwu.cli.drawing import output_option, write_picture
from cunwu.cli.maps import MAP_FORMATS, SVG_ONLY
from cunwu.language import Lang, pick


def commands(lang: Lang) -> tuple[click.Command, ...]:
    """The commands, in ``lang``."""
    case = click.argument("case", metavar=pick(lang, "编号", "CASE"))

    @click.command(
        "map", cls=Command, lang=lang,
        help=pick(
            lang, "画出事项所走程序的流程图，标出办到哪一步、缺什么、下一步最早最迟哪一天。",
            "Draw the procedure of a case: where it stands, what is missing, what may come next.",
        ),
        short_help=pick(lang, "画在流程图上", "Draw it on the map"),
    )  # fmt: skip
    @case
    @click.argument("procedure", required=False, default="", metavar=pick(lang, "[程序]", "[PROCEDURE]"))
    @output_option(lang, MAP_FORMATS)
    @click.option("--narrow", is_flag=True, help=pick(lang, "窄幅，适合手机。", "Narrow: fit for a phone."))
    @register_option(lang)
    @rules_option(lang)
    @as_of_option(lang)
    @lang_option(lang)
    def map_(
        case: str, procedure: str, output: str | None, narrow: bool, register: str | None, rules: tuple[str, ...],
        as_of: str | None,
    ) -> int:  # fmt: skip
        from cunwu.views import ProcedureMap

        with desk_of(register, rules, as_of) as desk:
            standing = desk.look(case, desk.work.as_of)
            picture = ProcedureMap.of(desk.work, standing.result, procedure, narrow=narrow)
        write_picture(picture, output, lang)
        return 0

    @click.command(
        "timeline", cls=Command, lang=lang,
        help=pick(
            lang, "把事项画在时间线上：办过的、到期的、下一步可以办的；休息日用灰底标出。",
            "Draw a case on its days: what happened, what is due, what may come next. Rest days are grey.",
        ),
        short_help=pick(lang, "画在时间线上", "Draw it on its days"),
    )  # fmt: skip
    @case
    @output_option(lang, SVG_ONLY)
    @register_option(lang)
    @rules_option(lang)
    @as_of_option(lang)
    @lang_option(lang)
    def timeline(case: str, output: str | None, register: str | None, rules: tuple[str, ...], as_of: str | None) -> int:
        from cunwu.pictures import timeline_of

        with desk_of(register, rules, as_of) as desk:
            picture = timeline_of(desk.work, desk.look(case, desk.work.as_of).result)
        write_picture(picture, output, lang)
        return 0

    return (map_, timeline)
