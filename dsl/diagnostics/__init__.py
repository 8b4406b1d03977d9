"""Messages about a text that a person wrote: one type, its places and its renderers."""

from dsl.diagnostics import render_json, render_plain, render_text
from dsl.diagnostics.nodes import Diagnostic, Severity, Span
from dsl.diagnostics.source import SourceText
from dsl.diagnostics.suggest import confusable, nearest

__all__ = [
    "Diagnostic",
    "Severity",
    "SourceText",
    "Span",
    "confusable",
    "nearest",
    "render_json",
    "render_plain",
    "render_text",
]
