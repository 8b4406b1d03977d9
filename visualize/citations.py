"""Citations in the tooltips of a map."""

from __future__ import annotations

from collections.abc import Sequence

from dsl.norms.nodes import Citation


def cite(citation: Citation) -> str:
    """A citation in words: 《title》 article, or whose decision it is where no source stands above."""
    if citation.rank is None:
        return f"无上位依据（{citation.source}）"
    title = citation.title or citation.source
    quoted = title if title.startswith("《") else f"《{title}》"
    return f"{quoted}{citation.article}{'“' + citation.topic + '”' if citation.topic else ''}"


def cite_all(citations: Sequence[Citation]) -> str:
    """Several citations, versions of one source named once; '' for none."""
    return "；".join(dict.fromkeys(cite(citation) for citation in citations))
