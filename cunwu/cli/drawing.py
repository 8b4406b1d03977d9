"""How commands write pictures."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

from cunwu.cli.output import save
from cunwu.cli.streams import write_data
from cunwu.errors import UsageError
from cunwu.language import Lang, pick

F = TypeVar("F", bound=Callable[..., Any])

_METHODS = {
    ".svg": "svg",
    ".png": "png",
    ".pdf": "pdf",
    ".bpmn": "bpmn",
    ".mmd": "mermaid",
    ".dot": "dot",
    ".gv": "dot",
}
"""The method of a picture that writes a file of that suffix."""


def output_option(lang: Lang, formats: tuple[str, str]) -> Callable[[F], F]:
    """``-o``; ``formats`` say which suffixes there are."""
    return click.option(
        "-o",
        "--output",
        metavar=pick(lang, "文件", "FILE"),
        help=pick(
            lang,
            f"写进文件，后缀决定格式：{formats[0]}。默认写 SVG 到标准输出。",
            f"Write to a file, whose suffix decides the format: {formats[1]}; else SVG to standard output.",
        ),
    )


def write_picture(picture: Any, output: str | None, lang: Lang) -> None:
    """Write a picture as the suffix of the file asks. Raises UsageError for a suffix that it can't have."""
    suffix = Path(output).suffix.lower() if output else ""
    known = [one for one, method in _METHODS.items() if hasattr(picture, method)]
    if suffix and suffix not in known:
        listed = "、".join(known)
        raise UsageError(
            f"这张图不能写成 {suffix}。可以写成：{listed}。", f"This can't be written as {suffix}, only as: {listed}."
        )
    told = getattr(picture, _METHODS.get(suffix, "svg"))()
    if output is None:
        write_data(told)
    else:
        save(Path(output), told, lang)
