"""Mistakes that officers make, each a file that says which one message it must give, whole and in both languages."""

from __future__ import annotations

from pathlib import Path

import pytest

from dsl.diagnostics.render_text import render
from dsl.model.nodes import RuleSet
from tests.dsl.mistakes import FILES, FOLDER, body, compiled, expected, framed


@pytest.mark.parametrize("path", FILES, ids=lambda p: p.stem)
def test_the_mistake_is_named_once_and_in_plain_words(
    path: Path, vocabulary: RuleSet, request: pytest.FixtureRequest
) -> None:
    text = path.read_text("utf-8")
    if request.config.getoption("--update-mistakes"):
        path.write_text(framed(text), "utf-8")
        made = compiled(path, framed(text), vocabulary)
        text = expected(made, made.diagnostics[:1]) + body(text)
        path.write_text(text, "utf-8")
    made = compiled(path, text, vocabulary)
    shown = "\n".join(render(d, made.source) for d in made.diagnostics)
    assert len(made.diagnostics) == 1, shown
    assert text == expected(made, made.diagnostics) + body(text), shown


def test_there_are_many_of_them_and_no_two_are_the_same() -> None:
    texts = [body(path.read_text("utf-8")) for path in FILES]
    assert len(set(texts)) == len(texts) >= 80
    assert all(path.name.replace("_", "").removesuffix(".cunwu").isalnum() for path in FOLDER.iterdir())
