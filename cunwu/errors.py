"""What the public API raises. The message is complete: all mistakes with their places."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cunwu.language import Lang
    from dsl.diagnostics.nodes import Diagnostic


class CunwuError(Exception):
    """Something that the user can put right; the message says what.

    ``str(error)`` is Chinese; ``text("en")`` the same in English.
    """

    def __init__(self, chinese: str, english: str = "", diagnostics: tuple[Diagnostic, ...] = ()) -> None:
        super().__init__(chinese)
        self.chinese = chinese
        self.english = english or chinese
        self.diagnostics = diagnostics

    def text(self, lang: Lang = "zh") -> str:
        """The message in ``lang``."""
        return self.english if lang == "en" else self.chinese


class RecordError(CunwuError):
    """The record can't be read; ``diagnostics`` are all of its mistakes."""


class RulesError(CunwuError):
    """The rules can't be used: an unknown name, or a rule file with mistakes."""


class UsageError(CunwuError):
    """A question about something that isn't there: an unknown norm, procedure or day."""


class RegisterError(CunwuError):
    """The register (台账) can't be opened, read or written; the message says whether something was written."""
