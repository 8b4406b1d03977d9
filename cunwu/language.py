"""Two languages for what users read: Chinese, and English on request."""

from __future__ import annotations

from typing import Literal

Lang = Literal["zh", "en"]
LANGUAGES: tuple[Lang, ...] = ("zh", "en")


def pick(lang: Lang, chinese: str, english: str) -> str:
    """The one of two wordings that ``lang`` asks for."""
    return english if lang == "en" else chinese
