"""What the rules account for in a statute, on a terminal and as data."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from cunwu.language import Lang, pick
from cunwu.report.width import pad, width, wrap
from dsl.describe.citations import citation_text
from dsl.describe.speaker import Speaker, interval_text
from dsl.literals import chinese_digits

if TYPE_CHECKING:
    from cunwu.statute_coverage import Article, Encoded, Paragraph, StatuteCoverage
    from dsl.model.nodes import Uncheckable

ENCODED, UNCHECKABLE, OPEN = ("已编码", "encoded"), ("不可机检", "uncheckable"), ("未处理", "open")
LEGEND = (
    "已编码：核对它的规范，括号里是结论不是“不适用”的用例数和规则集的用例总数。不可机检：记录里看不出来的理由。",
    "encoded: the norms that check it, in brackets the scenarios in which they apply, of all. uncheckable: why.",
)


def coverage_text(several: Sequence[StatuteCoverage], lang: Lang, columns: int) -> str:
    """Each edition: a line for each article, or for each of its 款 where these differ; then how many of them."""
    blocks = ["\n".join(_edition(one, lang, columns)) for one in several]
    return "\n\n".join([*blocks, wrap(pick(lang, *LEGEND), columns)])


def _edition(one: StatuteCoverage, lang: Lang, columns: int) -> Iterator[str]:
    yield heading(one, lang)
    rows = [row for article in one.articles for row in rows_of(article, lang)]
    widest = max((width(label) for label, _ in rows), default=0)
    for label, paragraph in rows:
        first = True
        for state, told in told_of(paragraph, lang):
            head = f"  {pad(label if first else '', widest)}  {state}  "
            yield from _filled(told, head, " " * (widest + 6), columns)
            first = False
    yield summary(one, lang)


def _filled(parts: Sequence[str], head: str, rest: str, columns: int) -> Iterator[str]:
    """The parts in lines; one is broken only where it is longer than a line."""
    line, empty = head, True
    for part in parts:
        if not empty and width(line) + width(part) > columns:
            yield line.rstrip()
            line, empty = rest, True
        if empty and width(line) + width(part) > columns:
            *lines, line = wrap(part, columns, line, rest).split("\n")
            yield from lines
        else:
            line += part
        empty = False
    yield line.rstrip()


def heading(one: StatuteCoverage, lang: Lang) -> str:
    """Title, edition and days in force."""
    statute = one.statute
    edition = f"（{statute.edition}）" if statute.edition else ""
    days = interval_text(statute.validity, Speaker(lang))
    return f"{statute.quoted}{edition}" + (f"  {days}" if days else "")


def summary(one: StatuteCoverage, lang: Lang) -> str:
    """How many articles are accounted for, of how many."""
    total = len(one.articles)
    part = "" if one.statute.complete else pick(lang, "（只得到节选）", " (an excerpt)")
    all_, done = len(one.paragraphs), sum(paragraph.accounted for paragraph in one.paragraphs)
    return pick(
        lang,
        f"共{total}条{part}，已处理{one.accounted}条（{one.percent}%），未处理{total - one.accounted}条；"
        f"按款算，{all_}款里已处理{done}款",
        f"{one.accounted} of {total} articles{part} accounted for ({one.percent}%); {done} of {all_} paragraphs",
    )


def rows_of(article: Article, lang: Lang) -> Iterator[tuple[str, Paragraph]]:
    """The article as a row, or a row for each 款 where they differ."""
    first, *others = article.paragraphs
    if all(_content(other) == _content(first) for other in others):
        yield place_name(article.number, 0, lang), first
    else:
        yield from ((place_name(article.number, one.number, lang), one) for one in article.paragraphs)


def _content(paragraph: Paragraph) -> tuple[object, ...]:
    ids = tuple(one.norm.id for one in paragraph.encoded)
    return ids, paragraph.uncheckable, paragraph.accounted, paragraph.open_items


def place_name(article: int, paragraph: int, lang: Lang) -> str:
    """第二十六条第二款, art. 26 para. 2."""
    if lang == "en":
        return f"art. {article}" + (f" para. {paragraph}" if paragraph else "")
    return f"第{chinese_digits(article)}条" + (f"第{chinese_digits(paragraph)}款" if paragraph else "")


def told_of(paragraph: Paragraph, lang: Lang) -> Iterator[tuple[str, list[str]]]:
    """What a 款 comes to, each with what is to be said of it, in parts."""
    if paragraph.encoded:
        comma = pick(lang, "、", ", ")
        *others, last = [_norm(one, lang) for one in paragraph.encoded]
        yield pick(lang, *ENCODED), [*(other + comma for other in others), last]
    for one in paragraph.uncheckable:
        yield pick(lang, *UNCHECKABLE), [reason(one)]
    if not paragraph.accounted:
        yield pick(lang, *OPEN), [open_items(paragraph, lang)]


def _norm(one: Encoded, lang: Lang) -> str:
    counts = f"{len(one.seen)}/{one.total}"
    return one.norm.id + pick(lang, f"（{counts}）", f" ({counts})")


def reason(one: Uncheckable) -> str:
    """Its name and why no record shows it."""
    return f"{one.name}：" + "；".join(part.rstrip("。") for part in (one.reason, one.meaning) if part)


def open_items(paragraph: Paragraph, lang: Lang) -> str:
    """The 项 that are left, '' where it is the whole 款."""
    if lang == "en":
        return ", ".join(f"item {item}" for item in paragraph.open_items)
    return "、".join(f"第{chinese_digits(item)}项" for item in paragraph.open_items)


def coverage_data(several: Sequence[StatuteCoverage]) -> list[dict[str, Any]]:
    """The same as JSON types, every 款 by itself."""
    return [
        {
            "title": one.statute.title,
            "edition": one.statute.edition,
            "start": _day(one.statute.validity.start),
            "end": _day(one.statute.validity.end),
            "complete": one.statute.complete,
            "total": len(one.articles),
            "accounted": one.accounted,
            "percent": one.percent,
            "articles": [_article(article) for article in one.articles],
        }
        for one in several
    ]


def _day(day: object) -> str | None:
    return None if day is None else str(day)


def _article(article: Article) -> dict[str, Any]:
    return {
        "article": article.number,
        "accounted": article.accounted,
        "paragraphs": [
            {
                "paragraph": one.number,
                "accounted": one.accounted,
                "norms": [
                    {"id": e.norm.id, "place": _place(e.norm), "scenarios": list(e.seen), "total": e.total}
                    for e in one.encoded
                ],
                "uncheckable": [
                    {
                        "name": u.name,
                        "reason": u.reason,
                        "note": u.meaning,
                        "sources": [citation_text(citation) for citation in u.citations],
                        "place": _place(u),
                    }
                    for u in one.uncheckable
                ],
                "open_items": list(one.open_items),
            }
            for one in article.paragraphs
        ],
    }


def _place(one: Any) -> str:
    return f"{one.span.file}:{one.span.line}"
