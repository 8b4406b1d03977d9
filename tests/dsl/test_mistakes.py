"""Mistakes that officers make, each a file whose first line says which message it must give.

``注：期望 CODE words``: exactly one error, of that code, with the words in message or help.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from dsl.diagnostics.render_text import render

FILES = sorted((Path(__file__).parent / "mistakes").glob("*.cunwu"))


@pytest.mark.parametrize("path", FILES, ids=lambda p: p.stem)
def test_the_mistake_is_named_once_and_in_plain_words(path: Path, compiled) -> None:
    text = path.read_text("utf-8")
    code, words = text.split("\n", 1)[0].removeprefix("注：期望 ").split(" ", 1)
    made = compiled(text)
    assert [d.code for d in made.diagnostics] == [code], "\n".join(render(d, made.source) for d in made.diagnostics)
    (found,) = made.diagnostics
    assert words in found.message + found.help
    assert found.english and found.span is not None
    assert not found.message.endswith("。") and "\n" not in found.message
    shown = render(found, made.source)
    assert code in shown and "^" in shown
