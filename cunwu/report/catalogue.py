"""Rulesets, and a norm of one, on a terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cunwu.language import Lang, pick
from cunwu.report.prose import norm_lines
from cunwu.report.text import table
from cunwu.report.width import wrap

if TYPE_CHECKING:
    from cunwu.catalogue import Catalogue
    from dsl.model.nodes import RuleSet, Table, Uncheckable
    from dsl.norms.nodes import Norm


def all_rulesets(catalogue: Catalogue, lang: Lang, columns: int) -> str:
    """Each ruleset in a line, and what is known of its source below.

    Raises RulesError where a scenario file beside one has mistakes.
    """
    from cunwu.suites import scenarios_of

    norms = {program.ruleset: len(program.norms) for program in catalogue.programs}
    head = (
        pick(lang, "名称", "id"),
        pick(lang, "标题", "title"),
        pick(lang, "版本", "version"),
        pick(lang, "规范", "norms"),
        pick(lang, "程序", "procedures"),
        pick(lang, "用例", "scenarios"),
    )
    rows = [
        (
            ruleset.id,
            ruleset.title,
            ruleset.version,
            str(norms.get(ruleset.id, 0)),
            str(len(ruleset.procedures)),
            str(len(scenarios_of(catalogue, ruleset))),
        )
        for ruleset in catalogue.rulesets
    ]
    notes = [f"{ruleset.title}：{caveat}" for ruleset in catalogue.rulesets for caveat in ruleset.caveats]
    hint = pick(
        lang,
        "查看一个规则集：cunwu rules 名称；查看一条规范：cunwu rules 决议·到会",
        "Show a ruleset: cunwu rules ID; show a norm: cunwu rules NORM",
    )
    blocks = [table([head, *rows]), *(wrap(note, columns, "※ ", "  ") for note in notes), wrap(hint, columns)]
    return "\n\n".join(block for block in blocks if block)


def one_ruleset(catalogue: Catalogue, ruleset: RuleSet, lang: Lang, columns: int) -> str:
    """What the ruleset says of itself, and the names of all that it holds."""
    about = [
        (pick(lang, "地区", "region"), ruleset.region),
        (pick(lang, "版本", "version"), ruleset.version),
        (pick(lang, "上位", "above"), "、".join(ruleset.uppers)),
        (pick(lang, "依据", "sources"), "、".join(dict.fromkeys(source.title for source in ruleset.sources))),
        (pick(lang, "说明", "about"), ruleset.meaning),
        *((pick(lang, "注意", "caution"), caveat) for caveat in ruleset.caveats),
    ]
    norms = [norm for program in catalogue.programs if program.ruleset == ruleset.id for norm in program.norms]
    vacant = pick(lang, "（空缺）", " (vacant)")
    lists = [
        (pick(lang, "规范", "Norms"), [_in_a_line(norm) for norm in norms]),
        (pick(lang, "程序", "Procedures"), [f"{one.name}（{len(one.steps)}步）" for one in ruleset.procedures]),
        (pick(lang, "分档", "Tables"), [_rows(one, lang) for one in ruleset.tables]),
        (
            pick(lang, "事项", "Matters"),
            [f"{one.number} {one.title}{vacant if one.vacant else ''}".strip() for one in ruleset.matters],
        ),
        (pick(lang, "读法", "Readings"), [f"{one.name}：{one.meaning}" for one in ruleset.readings]),
        (pick(lang, "不可机检", "Uncheckable"), [_uncheckable(one, lang) for one in ruleset.uncheckable]),
    ]
    blocks = [f"{ruleset.title}  {ruleset.id}"]
    blocks.append("\n".join(wrap(text, columns, f"  {label}：", "        ") for label, text in about if text))
    for heading, lines in lists:
        if lines:
            body = "\n".join(wrap(line, columns, "  ", "      ") for line in lines)
            blocks.append(pick(lang, f"【{heading}（{len(lines)}）】", f"[{heading} ({len(lines)})]") + "\n" + body)
    return "\n\n".join(blocks)


def one_norm(catalogue: Catalogue, norm: Norm, lang: Lang, columns: int) -> str:
    """The norm in plain words, and where it stands."""
    title = next((ruleset.title for ruleset in catalogue.rulesets if ruleset.id == norm.ruleset), norm.ruleset)
    more = [
        (pick(lang, "规则集", "Ruleset"), f"{title}（{norm.ruleset}）"),
        (pick(lang, "位置", "Place"), f"{norm.span.file}:{norm.span.line}"),
    ]
    lines = [wrap(text, columns, f"  {label}{pick(lang, '：', ': ')}", "      ") for label, text in more]
    return "\n".join([norm.name, *norm_lines(catalogue, norm, lang, columns), *lines])


def _rows(table: Table, lang: Lang) -> str:
    return pick(lang, f"{table.name}（{len(table.rows)}档）", f"{table.name} ({len(table.rows)} rows)")


def _uncheckable(one: Uncheckable, lang: Lang) -> str:
    from dsl.describe.citations import citation_text

    cited = "；".join(citation_text(citation, lang) for citation in one.citations)
    return "  ".join(part for part in (one.name, cited, one.reason, one.meaning) if part)


def _in_a_line(norm: Norm) -> str:
    cited = "；".join(dict.fromkeys(f"{one.title}{one.article}" for one in norm.citations if one.rank))
    return f"{norm.kind.value} {norm.name}" + (f"  {cited}" if cited else "")
