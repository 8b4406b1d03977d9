"""Messages as lines of text, one each, for editors and other programs that look for file:line:column."""

from __future__ import annotations

from collections.abc import Iterable

from dsl.diagnostics.nodes import Diagnostic
from dsl.diagnostics.render_text import ENGLISH_SEVERITIES, Lang, in_order, place_of, visible


def render(diagnostic: Diagnostic, lang: Lang = "zh") -> str:
    """Return the message as one line: place, weight, code, sentence and help.

    ``lang`` "en" falls back to Chinese where the diagnostic has no English.
    """
    span = diagnostic.span
    place = f"{place_of(span)}: " if span is not None else ""
    if lang == "en":
        message, advice = diagnostic.english or diagnostic.message, diagnostic.english_help or diagnostic.help
        text = f"{ENGLISH_SEVERITIES[diagnostic.severity]}[{diagnostic.code}]: {message}" + (
            f" ({advice})" if advice else ""
        )
    else:
        advice = f"（{diagnostic.help}）" if diagnostic.help else ""
        text = f"{diagnostic.severity.value}[{diagnostic.code}]：{diagnostic.message}{advice}"
    return place + visible(text)


def render_all(diagnostics: Iterable[Diagnostic], lang: Lang = "zh") -> str:
    """Return all messages in the order of their places, a line each; '' for none."""
    return "\n".join(render(one, lang) for one in in_order(diagnostics))
