"""A rule file under its author's hands: compiled again after each change, without starting from nothing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dsl.compile import Compiled, Parsed, compile_parsed
from dsl.diagnostics.source import SourceText
from dsl.literate import rule_text
from dsl.model.nodes import RuleSet
from dsl.surface.passages import Passage, file_of, read, reread


@dataclass(frozen=True, slots=True)
class Draft:
    r"""One state of a rule file. ``compiled`` is what ``compile_ruleset`` says of it, always.

    >>> first = draft("规则集 “甲”\n  地区：全国\n", "甲.cunwu", "甲", ())
    >>> second = edited(first, "规则集 “甲”\n  地区：全国\n  地址：村口\n")
    >>> first.compiled.ok, [found.message for found in second.compiled.diagnostics]
    (True, ['“规则集”里没有“地址”这一栏'])
    """

    compiled: Compiled
    id: str
    uppers: tuple[RuleSet, ...]
    rules: SourceText
    passages: tuple[Passage, ...]


def draft(text: str, name: str, id: str, uppers: Sequence[RuleSet]) -> Draft:
    """The first state; the arguments are those of ``compile_ruleset``."""
    rules = rule_text(text, name)
    return _draft(text, rules, read(rules), id, uppers)


def edited(before: Draft, text: str, uppers: Sequence[RuleSet] | None = None) -> Draft:
    """The state after a change of the text, or of the rulesets above it (None: as before).

    Only the blocks that have changed are read again. Names and norms are worked
    out anew in any case: that is quick, and what hangs on what needs no keeping.
    """
    rules = rule_text(text, before.rules.name)
    passages = reread(before.rules, before.passages, rules)
    return _draft(text, rules, passages, before.id, before.uppers if uppers is None else uppers)


def _draft(text: str, rules: SourceText, passages: tuple[Passage, ...], id: str, uppers: Sequence[RuleSet]) -> Draft:
    parsed = Parsed(SourceText(rules.name, text), *file_of(rules.name, passages))
    return Draft(compile_parsed(parsed, id, uppers), id, tuple(uppers), rules, passages)
