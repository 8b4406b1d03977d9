"""Places in sources as their readers write them."""

from __future__ import annotations

from collections.abc import Iterable

from dsl.describe.words import Language
from dsl.norms.nodes import Citation


def source_title(citation: Citation) -> str:
    """The source's title between its marks: 《中华人民共和国村民委员会组织法》（2018年修正）."""
    title = citation.title or citation.source
    return title if "《" in title else f"《{title}》"


def places_by_source(citations: Iterable[Citation], language: Language = "zh") -> dict[str, list[str]]:
    """Places by the titles of their sources, each place once; what has no source stands under ''."""
    found: dict[str, dict[str, None]] = {}
    for citation in citations:
        title = "" if citation.rank is None else source_title(citation)
        place = citation_text(citation, language).removeprefix(title).removeprefix(", ")
        found.setdefault(title, {})[place] = None
    return {title: list(places) for title, places in found.items()}


def citation_text(citation: Citation, language: Language = "zh") -> str:
    """A place in a source: 《中华人民共和国村民委员会组织法》第二十六条第二款."""
    if citation.rank is None:
        decider = citation.title
        return f"无上位依据（{decider}）" if language == "zh" else f"no higher source ({decider})"
    topic = f"“{citation.topic}”" if citation.topic else ""
    if language == "zh":
        return f"{source_title(citation)}{citation.article}{topic}"
    return ", ".join(part for part in (source_title(citation), citation.article, topic) if part)
