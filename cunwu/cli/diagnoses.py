"""What is wrong with a rule file, in the form that a person or a program reads."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from cunwu.language import Lang
from cunwu.version import __version__

if TYPE_CHECKING:
    from dsl.compile import Compiled

FORMATS = ("text", "plain", "json", "sarif")


def diagnoses(compiled: Compiled, form: str, lang: Lang, colour: bool) -> str:
    """The messages about a rule file: ``text`` boxes for a terminal, ``plain`` one line each, or data.

    JSON holds both languages; SARIF is in ``lang``. Only ``text`` is coloured.
    """
    sources = {compiled.source.name: compiled.source}
    if form == "plain":
        from dsl.diagnostics import render_plain

        return render_plain.render_all(compiled.diagnostics, lang)
    if form == "json":
        from dsl.diagnostics import render_json

        return json.dumps(render_json.to_document(compiled.diagnostics), ensure_ascii=False, indent=2)
    if form == "sarif":
        from dsl.diagnostics import render_sarif

        log = render_sarif.to_log(compiled.diagnostics, sources, lang, __version__)
        return json.dumps(log, ensure_ascii=False, indent=2)
    from dsl.diagnostics import render_text

    return render_text.render_all(compiled.diagnostics, sources, lang, colour)
