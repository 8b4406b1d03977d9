"""``cunwu rules``: which rulesets there are, and what one of them or one norm says."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

import click

from cunwu.cli.commands import Command, lang_option, rules_option
from cunwu.cli.output import columns
from cunwu.cli.streams import write_text
from cunwu.language import Lang, pick
from dsl.file_names import MARKDOWN, RULES

if TYPE_CHECKING:
    from cunwu.catalogue import Catalogue
    from dsl.model.nodes import Procedure, RuleSet, Table

_FILES = (RULES, MARKDOWN)
"""How the path of a rule file ends; no name of a ruleset, procedure or norm ends so."""
_HELP = (
    """
    不带参数：列出规则集。带规则集的名称，或者规则文件的路径：列出它的规范、程序和事项。
    带一个程序的名称：逐步说明它要求什么。带一个分档的名称：把各档放在一起。名称前面可以写规则集（规则集:名称）。
    带一条规范的名称（或者名称的末尾，如 决议·到会）：用平常的话说明它要求什么、有什么例外，以及依据、施行期间和出处。
    写了 --rules 的，连同下级规则集对它的变通和另定的数。
    """,
    """
    Without an argument: list the rulesets. With a ruleset's name, or the path of a rule file: list its norms,
    procedures and matters.
    With a procedure's name: tell step by step what it asks. With a decision table's: its rows side by side.
    The ruleset may stand before either (ruleset:name).
    With a norm's name, or the end of one: tell in plain words what it asks, its exceptions and sources, when it is
    in force and where it stands; with --rules, also what lower rulesets among them change of it.
    """,
)


def commands(lang: Lang) -> tuple[click.Command, ...]:
    """The command, in ``lang``."""

    @click.command(
        "rules",
        cls=Command,
        lang=lang,
        help=pick(lang, *_HELP),
        short_help=pick(lang, "列出规则集，查看一条规范", "List rulesets, show a norm"),
    )
    @click.argument("name", required=False, metavar=pick(lang, "名称", "NAME"))
    @rules_option(lang)
    @lang_option(lang)
    def rules(name: str | None, rules: tuple[str, ...]) -> int:
        import cunwu
        from rulesets.loader import id_of, locate

        file = locate(name.strip()) if name is not None else None
        if name is not None and (file is not None or name.strip().endswith(_FILES)):
            catalogue = cunwu.rules([*rules, name.strip()])
            name = id_of(file) if file is not None else name
        else:
            catalogue = cunwu.rules(rules or None)
        if rules:  # those named apply together; of all that there are, each stands for itself
            catalogue = catalogue.together()
        write_text(_shown(catalogue, name, lang))
        return 0

    return (rules,)


def _shown(catalogue: Catalogue, name: str | None, lang: Lang) -> str:
    from cunwu.report import catalogue as texts

    if name is None:
        return texts.all_rulesets(catalogue, lang, columns())
    ids = {names for ruleset in catalogue.rulesets for names in (ruleset.id, ruleset.title)}
    if name.strip() in ids:
        return texts.one_ruleset(catalogue, catalogue.ruleset(name), lang, columns())
    if name.strip() in _names(catalogue, lambda ruleset: ruleset.procedures):
        from cunwu.report.prose import one_procedure

        return one_procedure(catalogue, name, lang, columns())
    if name.strip() in _names(catalogue, lambda ruleset: ruleset.tables):
        from cunwu.report.prose import one_table

        return one_table(catalogue, name, lang, columns())
    _refuse_part_of_a_title(catalogue, name.strip())
    return texts.one_norm(catalogue, catalogue.norm(name), lang, columns())


def _names(catalogue: Catalogue, of: Callable[[RuleSet], Sequence[Procedure | Table]]) -> set[str]:
    """What procedures or decision tables are called: by their own name, and with that of their ruleset before it."""
    return {
        known
        for ruleset in catalogue.rulesets
        for one in of(ruleset)
        for known in (one.name, f"{ruleset.id}:{one.name}")
    }


def _refuse_part_of_a_title(catalogue: Catalogue, name: str) -> None:
    """Raise UsageError where ``name`` means no norm, but is part of a ruleset's title."""
    from cunwu.errors import UsageError
    from dsl.norms.names import meant as norms_of

    norms = [norm for program in catalogue.programs for norm in program.norms]
    meant = next((head for head in catalogue.heads if name and name in head.title), None)
    if meant is not None and not norms_of(name, norms, lambda norm: (norm.id, norm.name)):
        raise UsageError(
            f"没有叫“{name}”的规则集、程序或者规范。是不是“{meant.title}”（{meant.id}）？",
            f"No ruleset, procedure or norm is called “{name}”. Did you mean “{meant.title}” ({meant.id})?",
        )
