"""Counts the articles of statute texts: ``python -m rulesets.statutes.make_index FOLDER``.

Reads every ``*.md`` of FOLDER that begins with the five lines on its title,
dates and completeness, and writes one JSON file for each beside this module.
Numbers and dates only; no sentence of a statute gets into the project.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

from dsl.literals.numerals import chinese_number

HERE = Path(__file__).resolve().parent
_HEAD = re.compile(r"^> (?P<label>\S+) [a-z ./]+: *(?P<text>.*)$", re.MULTILINE)
_EDITION = re.compile(r"^(?P<title>.*?)\s*\((?P<edition>[12]\d{3}年[^()]*)\)$")
_ARTICLE = re.compile(r"第(?P<number>[一二三四五六七八九十百千零〇]+)条[ \u3000]")
_ITEM = re.compile(r"[(（][一二三四五六七八九十]+[)）]")
_DAY = re.compile(r"(\d{4})-(\d{2})-(\d{2})")
_UNTIL = re.compile(r"至 ?(\d{4}-\d{2}-\d{2})")
_AMENDED = re.compile(r"修正部分 ?(\d{4}-\d{2}-\d{2})(?! ?后)")
_IN_FORCE = re.compile(r"(?:自|^)(\d{4})年(\d{1,2})月(\d{1,2})日 ?起?施行", re.MULTILINE)
_NOT_THE_TEXT = ("#", ">", "(缺", "（缺")
_EDITORS_NOTES = "---"
_CUT_OFF = "来源到此截断"


def index_of(text: str) -> dict[str, object] | None:
    """The entry of one statute text; None where the text has no head or no articles of its own."""
    head = {found["label"]: found["text"] for found in _HEAD.finditer(text)}
    if not {"标题", "通过", "完整性"} <= head.keys():
        return None
    articles = count_articles(text)
    if not articles:
        return None
    named = _EDITION.match(head["标题"])
    start, end = validity(head["通过"], text)
    if named and start is not None and start.year < int(named["edition"][:4]):
        start = None  # the statute's own first day, not that of this amendment
    return {
        "title": named["title"] if named else head["标题"],
        "edition": named["edition"] if named else "",
        "start": start.isoformat() if start else None,
        "end": end.isoformat() if end else None,
        "complete": head["完整性"].startswith("full"),
        "articles": {str(number): items for number, items in articles.items()},
    }


def count_articles(text: str) -> dict[int, list[int]]:
    """For each article the number of 项 in each of its 款; one that breaks off in the text is left out."""
    articles: dict[int, list[int]] = {}
    current: list[int] | None = None
    for line in _lines(text):
        opening = _ARTICLE.match(line)
        number = chinese_number(opening["number"]) if opening else None
        # A paragraph that begins with a reference to an article before it opens none.
        if number is not None and number > max(articles, default=0):
            current = articles[number] = [0]
        elif current is not None and _ITEM.match(line):
            current[-1] += 1
        elif current is not None:
            current.append(0)
        if _CUT_OFF in line and current is not None:
            articles.popitem()
            current = None
    return articles


def validity(dates: str, text: str) -> tuple[date | None, date | None]:
    """The first and the last day on which this version is in force, each None where the file doesn't say.

    An amended text is in force from the day of its amendment, not from the
    statute's first day: a first day that lies before it says nothing.
    """
    adopted, _, effective = dates.partition("施行")
    until = _UNTIL.search(effective)
    amended = _AMENDED.search(effective)
    if "修正部分" in effective and not amended:
        return None, date.fromisoformat(until[1]) if until else None
    named = _DAY.search(amended[1] if amended else effective)
    start = date(*map(int, named.groups())) if named else _own_words(text)
    last_change = max((date(*map(int, day)) for day in _DAY.findall(adopted)), default=None)
    if start is not None and last_change is not None and start < last_change:
        start = None
    return start, date.fromisoformat(until[1]) if until else None


def _own_words(text: str) -> date | None:
    """The day of 本条例自……起施行 or of the line 2011年9月5日 施行; the last one speaks of the text itself."""
    found = _IN_FORCE.findall(text)
    return date(*map(int, found[-1])) if found else None


def _lines(text: str) -> Iterator[str]:
    for line in text.splitlines():
        plain = line.strip()
        if plain == _EDITORS_NOTES:
            return
        if plain and not plain.startswith(_NOT_THE_TEXT):
            yield plain


def written(entry: dict[str, object]) -> str:
    """The entry as JSON, an article a line, so that a change of one shows as one."""
    articles = entry["articles"]
    assert isinstance(articles, dict)
    head = json.dumps({**entry, "articles": None}, ensure_ascii=False, indent=2)
    rows = ",\n".join(f'    "{number}": {items}' for number, items in articles.items())
    return head.replace('"articles": null', '"articles": {\n' + rows + "\n  }") + "\n"


def main(arguments: Sequence[str]) -> int:
    """Write the index of a folder of statute texts; 2 for wrong usage."""
    if len(arguments) != 1 or not Path(arguments[0]).is_dir():
        sys.stderr.write("python -m rulesets.statutes.make_index FOLDER\n")
        return 2
    for path in sorted(Path(arguments[0]).glob("*.md")):
        entry = index_of(path.read_text("utf-8"))
        if entry is not None:
            (HERE / f"{path.stem}.json").write_text(written(entry), "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
