"""The text of a rule file, to be looked at."""

from __future__ import annotations

from dataclasses import dataclass

from cunwu.errors import RulesError


@dataclass(frozen=True)
class RuleText:
    """A rule file as it is written. In a notebook it shows itself in colour.

    ``name`` is the file's, as messages use it.
    """

    name: str
    text: str

    @classmethod
    def of(cls, name: str) -> RuleText:
        """The text of a bundled ruleset by its id, or of a file by its path. Raises RulesError."""
        from rulesets.loader import ROOT, locate

        path = locate(name)
        if path is None:
            raise RulesError(
                f"找不到规则文件“{name}”。可以写内置规则集的代号（如 ninghai/power_list），或者文件的路径。",
                f"There is no rule file {name!r}. Give the id of a ruleset (ninghai/power_list) or the path of a file.",
            )
        shown = path.relative_to(ROOT).as_posix() if path.is_relative_to(ROOT) else str(path)
        try:
            return cls(shown, path.read_bytes().decode("utf-8-sig"))
        except UnicodeDecodeError as error:
            raise RulesError(f"“{name}”不是UTF-8编码的文字。", f"{name} is no text in UTF-8.") from error
        except OSError as error:
            raise RulesError(f"“{name}”读不出来：{error.strerror}。", f"{name} can't be read: {error}.") from error

    def html(self) -> str:
        """The text as a block of HTML, in colour."""
        from dsl.highlight import html

        return html(self.text, self.name)

    def terminal(self) -> str:
        """The text with the colour codes of a terminal."""
        from dsl.highlight import terminal

        return terminal(self.text, self.name)

    def __str__(self) -> str:
        return self.text

    def _repr_html_(self) -> str:
        return self.html()
