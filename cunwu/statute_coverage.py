"""How much of a statute the rules account for: each 款 with the norms that check it, or why no record can show it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from cunwu.errors import UsageError
from cunwu.suites import scenarios_of
from dsl.diagnostics.suggest import nearest
from dsl.lint.statutes import Place, Statute, StatuteIndex, place_of, plain_title
from engine.findings.nodes import Verdict
from engine.scenarios import ScenarioRunner

if TYPE_CHECKING:
    from cunwu.catalogue import Catalogue
    from dsl.model.nodes import Uncheckable
    from dsl.norms.nodes import Citation, Norm

_SHOWN = 8


@dataclass(frozen=True, slots=True)
class Encoded:
    """A norm that checks a place.

    ``seen`` are the scenarios in which it comes to anything but 不适用, of ``total``; first those that
    say what it comes to.
    """

    norm: Norm
    seen: tuple[str, ...]
    total: int


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One 款. ``open_items`` are the 项 that nothing accounts for, where others of them are cited one by one."""

    number: int
    encoded: tuple[Encoded, ...]
    uncheckable: tuple[Uncheckable, ...]
    accounted: bool
    open_items: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Article:
    """One 条 with its 款."""

    number: int
    paragraphs: tuple[Paragraph, ...]

    @property
    def accounted(self) -> bool:
        """Whether all of its 款 are."""
        return all(paragraph.accounted for paragraph in self.paragraphs)


@dataclass(frozen=True, slots=True)
class StatuteCoverage:
    """One edition of a statute, article by article (those at hand, where its text isn't complete)."""

    statute: Statute
    articles: tuple[Article, ...]

    @property
    def accounted(self) -> int:
        """The number of articles that are accounted for."""
        return sum(article.accounted for article in self.articles)

    @property
    def paragraphs(self) -> tuple[Paragraph, ...]:
        """All 款 of all articles."""
        return tuple(paragraph for article in self.articles for paragraph in article.paragraphs)

    @property
    def percent(self) -> int:
        """Their share in hundredths, rounded down: 100 only where it is all."""
        return self.accounted * 100 // len(self.articles) if self.articles else 100


def coverages(catalogue: Catalogue, statutes: Sequence[Statute], index: StatuteIndex) -> tuple[StatuteCoverage, ...]:
    """What the rulesets of ``catalogue`` account for in each of ``statutes``.

    The scenarios that count for a norm are those of its own ruleset, files
    beside it included. Raises RulesError where such a file has mistakes.
    """
    runner = ScenarioRunner(catalogue.rulesets, catalogue.programs)
    norms: dict[str, Norm] = {}
    cited: dict[str, dict[Citation, None]] = {}
    for ruleset in catalogue.rulesets:
        for norm in runner.norms(ruleset):
            norms.setdefault(norm.id, norm)
            cited.setdefault(norm.id, {}).update(dict.fromkeys(_citations(norm)))
    in_norms = [(norms[id_], _places(citations, index)) for id_, citations in cited.items()]
    excused = [(one, _places(one.citations, index)) for ruleset in catalogue.rulesets for one in ruleset.uncheckable]
    concerned = {norm.ruleset for norm, places in in_norms if any(places.get(one.key) for one in statutes)}
    tried = _tried(catalogue, runner, concerned)
    found = []
    for statute in statutes:
        encoded = [(tried[norm.id], places[statute.key]) for norm, places in in_norms if statute.key in places]
        others = [(one, places[statute.key]) for one, places in excused if statute.key in places]
        found.append(StatuteCoverage(statute, tuple(_articles(statute, encoded, others))))
    return tuple(found)


def _citations(norm: Norm) -> Iterator[Citation]:
    yield from norm.citations
    for exception in norm.exceptions:
        yield from exception.citations


def _places(citations: Iterable[Citation], index: StatuteIndex) -> Mapping[tuple[str, str], tuple[Place, ...]]:
    """The places that are cited, by the statute that is meant."""
    found: dict[tuple[str, str], tuple[Place, ...]] = {}
    for citation in citations:
        place, statute = place_of(citation.article), index.of(citation)
        if place is not None and statute is not None:
            found[statute.key] = (*found.get(statute.key, ()), place)
    return found


def _tried(catalogue: Catalogue, runner: ScenarioRunner, rulesets: set[str]) -> dict[str, Encoded]:
    """The norms of these rulesets with what their scenarios come to."""
    found: dict[str, Encoded] = {}
    for ruleset in catalogue.rulesets:
        if ruleset.id not in rulesets:
            continue
        runs = list(runner.runs(ruleset, scenarios_of(catalogue, ruleset)))
        seen: dict[str, list[tuple[bool, str]]] = {}
        total: dict[str, int] = {}
        for run in runs:
            for finding in run.findings:
                total[finding.norm.id] = total.get(finding.norm.id, 0) + 1
                if finding.verdict is not Verdict.NOT_APPLICABLE:
                    seen.setdefault(finding.norm.id, []).append(
                        (finding.norm.id not in run.stated, run.result.scenario.name)
                    )
        for norm in runner.norms(ruleset):
            if norm.ruleset == ruleset.id:
                names = sorted(seen.get(norm.id, ()), key=lambda one: one[0])
                found[norm.id] = Encoded(norm, tuple(name for _, name in names), total.get(norm.id, 0))
    return found


def _articles(
    statute: Statute,
    encoded: Sequence[tuple[Encoded, tuple[Place, ...]]],
    excused: Sequence[tuple[Uncheckable, tuple[Place, ...]]],
) -> Iterator[Article]:
    for number, items in sorted(statute.articles.items()):
        yield Article(number, tuple(_paragraph(statute, number, p, encoded, excused) for p in range(1, len(items) + 1)))


def _paragraph(
    statute: Statute,
    article: int,
    number: int,
    encoded: Sequence[tuple[Encoded, tuple[Place, ...]]],
    excused: Sequence[tuple[Uncheckable, tuple[Place, ...]]],
) -> Paragraph:
    here = Place(article, number, 0)
    covered: set[int] = set()
    norms, others = [], []
    for one, places in encoded:
        if parts := [item for place in places if (item := _item_of(statute, here, place)) is not None]:
            norms.append(one)
            covered.update(parts)
    for other, places in excused:
        if parts := [item for place in places if (item := _item_of(statute, here, place)) is not None]:
            others.append(other)
            covered.update(parts)
    items = range(1, statute.articles[article][number - 1] + 1)
    open_items = () if 0 in covered else tuple(item for item in items if item not in covered)
    accounted = 0 in covered or (bool(covered) and not open_items)
    return Paragraph(number, tuple(norms), tuple(others), accounted, open_items if covered else ())


def _item_of(statute: Statute, paragraph: Place, place: Place) -> int | None:
    """The 项 of the 款 that ``place`` means, 0 for the whole of it, None where it means another 款.

    A 项 of an article without its 款 belongs to the first 款 that has it.
    """
    if place.article != paragraph.article or place.paragraph not in (0, paragraph.paragraph):
        return None
    if place.item and not place.paragraph:
        having = [n for n, items in enumerate(statute.articles[place.article], 1) if items >= place.item]
        return place.item if having[:1] == [paragraph.paragraph] else None
    return place.item


def statutes_meant(name: str, edition: str, catalogue: Catalogue, index: StatuteIndex) -> tuple[Statute, ...]:
    """The editions that a title, a part of one or the short name of a 依据 means, the oldest first.

    The name of a 依据 that ends in a year (村组法2018) means that edition only, others all of them.
    ``edition`` ('' : all) is the beginning of an edition's name, or the year in
    which it came into force. Raises UsageError where nothing or several
    statutes are meant.
    """
    found = _by_name(name.strip(), catalogue, index)
    if not found:
        raise _unknown(name, index)
    titles = dict.fromkeys(statute.quoted for statute in found)
    if len(titles) > 1:
        shown = "、".join([*titles][:_SHOWN])
        raise UsageError(
            f"“{name}”可以指{len(titles)}部法规：{shown}。请写全名。",
            f"“{name}” can mean {len(titles)} statutes: {shown}. Give the full title.",
        )
    chosen = [s for s in found if not edition or s.edition.startswith(edition) or _year(s) == edition]
    if not chosen:
        shown = "、".join(statute.edition or _year(statute) for statute in found) or "—"
        raise UsageError(
            f"{found[0].quoted}没有“{edition}”这个版本，有的是：{shown}。",
            f"{found[0].quoted} has no edition “{edition}”; there are: {shown}.",
        )
    return tuple(sorted(chosen, key=lambda statute: (_year(statute), statute.edition)))


def _year(statute: Statute) -> str:
    return str(statute.validity.start.year) if statute.validity.start else statute.edition[:4]


def _by_name(name: str, catalogue: Catalogue, index: StatuteIndex) -> list[Statute]:
    if not plain_title(name):
        return []
    if titled := index.editions(name):
        return list(titled)
    sources = [source for ruleset in catalogue.rulesets for source in ruleset.sources]
    exact = [index.of(source) for source in sources if source.name == name]
    if exact and name[-4:].isdecimal():
        return list({statute.key: statute for statute in exact if statute}.values())
    dated = [index.of(s) for s in sources if s.name.startswith(name) and s.name[len(name) :].isdecimal()]
    if titles := {statute.title for statute in exact or dated if statute}:
        return [s for s in index.statutes if s.title in titles]
    return [s for s in index.statutes if plain_title(name) in plain_title(s.title)]


def _unknown(name: str, index: StatuteIndex) -> UsageError:
    titles = dict.fromkeys(statute.title for statute in index.statutes)
    near = nearest(plain_title(name), [plain_title(title) for title in titles])
    return UsageError(
        f"法规目录里没有“{name}”。" + (f"是不是“{near}”？" if near else "可以写全名、全名的一部分，或者依据的名称。"),
        f"No statute “{name}” is in the index. "
        + (f"Did you mean “{near}”?" if near else "Give a title, a part of one, or the name of a 依据."),
    )
