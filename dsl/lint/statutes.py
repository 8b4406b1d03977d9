"""What is known of the statutes themselves: their versions, and how many articles each has.

Numbers and dates only. Whoever calls the linter brings the index along; the
language knows no statute.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from dsl.literals.numerals import chinese_number
from dsl.values import Interval

_PLACE = re.compile(r"第(?P<article>[^第条款项]+)条(?:第(?P<paragraph>[^第条款项]+)款)?(?:第(?P<item>[^第条款项]+)项)?")
_BRACKETS = str.maketrans("", "", "《》〈〉<> 　")
_STATE = "中华人民共和国"


class Titled(Protocol):
    """What names a version of a statute: a 依据, or a citation of it."""

    @property
    def title(self) -> str:
        """The title, with or without 《》."""
        ...

    @property
    def validity(self) -> Interval:
        """The days on which the version is in force."""
        ...


@dataclass(frozen=True, slots=True)
class Place:
    """A place in a statute; 0 where no 款 or 项 is named."""

    article: int
    paragraph: int
    item: int


@dataclass(frozen=True, slots=True)
class Statute:
    """One version of a statute.

    ``edition`` names the version as its title does (2018年修正, '' where there
    is but one); ``validity`` has an end or a start only where they are known.
    ``articles`` gives for each article the number of 项 in each of its 款, so
    ``(0, 0, 6)`` are three paragraphs of which the last has six items. Where
    ``complete`` is false, only some articles were at hand: others may still exist.
    """

    title: str
    edition: str
    validity: Interval
    complete: bool
    articles: Mapping[int, tuple[int, ...]]

    @property
    def key(self) -> tuple[str, str]:
        """Title and edition: what no other has."""
        return self.title, self.edition

    @property
    def quoted(self) -> str:
        """The title between its marks, others inside it made single: 《浙江省实施〈…〉办法》."""
        return f"《{self.title.replace('《', '〈').replace('》', '〉')}》"

    @property
    def last(self) -> int:
        """The number of the last article, 0 where none is listed."""
        return max(self.articles, default=0)

    def has(self, place: Place) -> bool:
        """Whether the place exists, as far as can be told: true for an article that wasn't at hand."""
        items = self.articles.get(place.article)
        if items is None:
            return not self.complete
        if place.paragraph > len(items):
            return False
        if not place.item:
            return True
        return place.item <= (items[place.paragraph - 1] if place.paragraph else max(items))


@dataclass(frozen=True, slots=True)
class StatuteIndex:
    """All statutes that are known."""

    statutes: tuple[Statute, ...] = ()

    def editions(self, title: str) -> tuple[Statute, ...]:
        """Every version of the statute of that title, with or without what is in brackets."""
        wanted = plain_title(title)
        return tuple(s for s in self.statutes if plain_title(s.title) == wanted)

    def of(self, source: Titled) -> Statute | None:
        """The version that a 依据 or a citation means; None where none is known or several may be meant."""
        editions = self.editions(source.title)
        dated = [s for s in editions if s.edition and s.edition[:4] in noted_years(source.title)]
        if len(dated) == 1:
            return dated[0]
        if noted_years(source.title) and any(s.edition for s in editions):
            return None
        current = [s for s in editions if s.validity.intersect(source.validity) is not None]
        return current[0] if len(current) == 1 else None


def plain_title(title: str) -> str:
    """A title without 《》, brackets and the name of the state, for comparing."""
    return title.partition("（")[0].partition("(")[0].translate(_BRACKETS).replace(_STATE, "")


def noted_years(title: str) -> tuple[str, ...]:
    """The years that stand in brackets behind a title: 《…》（2018年修正） gives 2018."""
    _, _, note = title.rpartition("》")
    return tuple(re.findall(r"([12]\d{3})年", note))


def place_of(article: str) -> Place | None:
    """第二十六条第二款第一项 as numbers; None for forms that the index has no place for (第十条之一)."""
    found = _PLACE.fullmatch(article)
    if found is None:
        return None
    numbers = [chinese_number(found[group]) if found[group] else 0 for group in ("article", "paragraph", "item")]
    first, second, third = numbers
    return None if first is None or second is None or third is None else Place(first, second, third)


def from_json(entries: Iterable[Mapping[str, object]]) -> StatuteIndex:
    """The index from its files, each read as JSON. Raises KeyError or ValueError for one that is malformed."""
    return StatuteIndex(tuple(map(_statute, entries)))


def _statute(entry: Mapping[str, object]) -> Statute:
    articles = entry["articles"]
    if not isinstance(articles, Mapping):
        raise ValueError("articles must be an object")
    return Statute(
        title=str(entry["title"]),
        edition=str(entry["edition"]),
        validity=Interval(_day(entry["start"]), _day(entry["end"])),
        complete=entry["complete"] is True,
        articles={int(number): tuple(map(int, items)) for number, items in articles.items()},
    )


def _day(text: object) -> date | None:
    return None if text is None else date.fromisoformat(str(text))
