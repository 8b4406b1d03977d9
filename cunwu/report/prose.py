"""Norms and procedures in plain words, on a terminal."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from cunwu.language import Lang, pick
from cunwu.report.width import width, wrap
from dsl.describe.clauses import Clause, inline, mark
from dsl.describe.context import Context

if TYPE_CHECKING:
    from cunwu.catalogue import Catalogue
    from dsl.describe.norms import Paragraph
    from dsl.describe.procedures import StepText
    from dsl.norms.nodes import Norm


def context_of(catalogue: Catalogue, lang: Lang) -> Context:
    """What descriptions of the norms of a catalogue must know."""
    return Context.of(catalogue.programs, catalogue.rulesets, lang)


def norm_lines(catalogue: Catalogue, norm: Norm, lang: Lang, columns: int) -> list[str]:
    """A norm, a line or more for each of its parts."""
    from dsl.describe.norms import describe_norm

    told = describe_norm(norm, context_of(catalogue, lang))
    return list(paragraphs(told.full, lang, columns, "  "))


def paragraphs(parts: Sequence[Paragraph], lang: Lang, columns: int, indent: str) -> Iterator[str]:
    """Parts of a norm, the items of a list on lines of their own."""
    for part in parts:
        head = f"{indent}{part.label}{pick(lang, '：', ': ')}"
        hang = indent + " " * 4
        clause = part.clause
        if len(clause.rows) > 1 and len(clause.text) > columns // 2 - len(part.label):
            yield head.rstrip()
            yield from (wrap(row, columns, hang + "· ", hang + "  ") for row in clause.rows)
        elif not clause.items or len(inline(clause, lang)) < columns // 2 - len(part.label):
            yield wrap(inline(clause, lang), columns, head, hang)
        else:
            yield wrap(clause.text + pick(lang, "：", ":"), columns, head, hang)
            yield from _items(clause, lang, columns, hang, 0)


def _items(clause: Clause, lang: Lang, columns: int, indent: str, depth: int) -> Iterator[str]:
    for number, item in enumerate(clause.items, 1):
        head = indent + mark(number, depth, lang)
        hang = indent + " " * (width(head) - width(indent))
        yield wrap(item.text + (pick(lang, "：", ":") if item.items else ""), columns, head, hang)
        yield from _items(item, lang, columns, hang, depth + 1)


def one_procedure(catalogue: Catalogue, name: str, lang: Lang, columns: int) -> str:
    """A procedure: its cases, its steps with what is asked of each, and its further rules."""
    from dsl.describe.procedures import asked, describe_procedure

    procedure = catalogue.procedure(name)
    ruleset = next(one for one in catalogue.rulesets if procedure in one.procedures)
    program = next(one for one in catalogue.programs if one.ruleset == ruleset.id)
    told = describe_procedure(procedure, program, context_of(catalogue, lang))
    blocks = [f"{procedure.name}  {ruleset.title}（{ruleset.id}）"]
    about = [procedure.meaning, *(f"※ {caveat}" for caveat in procedure.caveats)]
    head = [wrap(text, columns, "  ", "  ") for text in about if text]
    blocks.append("\n".join([*head, *paragraphs(told.scope, lang, columns, "  ")]))
    blocks += ["\n".join(_step(number, one, lang, columns)) for number, one in enumerate(told.steps, 1)]
    if told.rules:
        rules = [
            wrap(f"{one.norm.name}{pick(lang, '：', ': ')}{asked(one)}", columns, "  ", "    ") for one in told.rules
        ]
        blocks.append("\n".join([pick(lang, "【另有规则】", "[Further rules]"), *rules]))
    return "\n\n".join(block for block in blocks if block)


def one_table(catalogue: Catalogue, name: str, lang: Lang, columns: int) -> str:
    """A decision table: its rows side by side, what each is for, asks and rests on."""
    from dsl.describe.phrases import label
    from dsl.describe.tables import describe_table

    table = catalogue.table(name)
    ruleset = next(one for one in catalogue.rulesets if table in one.tables)
    program = next(one for one in catalogue.programs if one.ruleset == ruleset.id)
    told = describe_table(table, program, context_of(catalogue, lang))
    about = [wrap(text, columns, "  ", "  ") for text in (table.meaning, told.hit) if text]
    blocks = ["\n".join([f"{table.name}  {ruleset.title}（{ruleset.id}）", *about])]
    colon = pick(lang, "：", ": ")
    for row in told.rows:
        when = f"{pick(lang, '当 ', 'when ')}{row.when} → " if row.when else "→ "
        lines = [row.norm.norm.name, wrap(when + row.asks, columns, "  ", "    ")]
        if row.cited:
            lines.append(wrap(row.cited, columns, f"  {label('citations', lang)}{colon}", "    "))
        blocks.append("\n".join(lines))
    first = told.rows[0].norm.norm.name
    hint = pick(
        lang, f"一档的后果、施行和说明：cunwu rules {first}", f"Consequences, days of force, notes: cunwu rules {first}"
    )
    return "\n\n".join([*blocks, wrap(hint, columns)])


def _step(number: int, told: StepText, lang: Lang, columns: int) -> Iterator[str]:
    meaning = told.step.meaning
    yield f"{number}. {told.step.name}"
    if meaning:
        yield wrap(meaning, columns, "   ", "   ")
    for aspect in told.aspects:
        yield wrap(f"{aspect.name}{pick(lang, '：', ': ')}{aspect.asks}", columns, "   ", "     ")
    for remark in told.remarks:
        yield wrap(remark, columns, "   ", "     ")
