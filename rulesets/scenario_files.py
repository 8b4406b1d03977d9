"""Scenario files beside rule files: how they are named, and reading them.

Beside ``四步法.cunwu`` (or ``四步法.cunwu.md``) stands ``四步法.用例.cunwu``; ``.cases.cunwu``
says the same in English.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from dsl.diagnostics import SourceText, Span
from dsl.file_names import ENDINGS, MARKDOWN, without_ending
from dsl.model import scenario_messages
from dsl.model.nodes import RuleSet
from dsl.scenario_file import ScenarioFile, read_scenario_file

SCENARIOS = (".用例.cunwu", ".cases.cunwu")
"""How the name of a scenario file ends; that of a literate one has ``.md`` behind it."""
_ROOT = Path(__file__).resolve().parent


def is_scenario_file(name: str | Path) -> bool:
    """Whether a file of this name holds scenarios only.

    >>> is_scenario_file("四步法.用例.cunwu"), is_scenario_file("四步法.cunwu")
    (True, False)
    """
    return str(name).removesuffix(MARKDOWN).endswith(SCENARIOS)


def rule_file_of(scenario_file: Path) -> Path | None:
    """The rule file to which a scenario file belongs; None where there is none beside it."""
    name = scenario_file.name.removesuffix(MARKDOWN)
    stem = next(name.removesuffix(ending) for ending in SCENARIOS if name.endswith(ending))
    candidates = [scenario_file.with_name(f"{stem}{ending}") for ending in ENDINGS]
    return next((path for path in candidates if path.is_file()), None)


def scenario_files_of(ruleset: RuleSet) -> tuple[Path, ...]:
    """The scenario files beside the file of a ruleset."""
    rules = path_of(ruleset)
    stem = without_ending(rules.name)
    candidates = [rules.with_name(f"{stem}{ending}{more}") for ending in SCENARIOS for more in ("", MARKDOWN)]
    return tuple(path for path in candidates if path.is_file())


def path_of(ruleset: RuleSet) -> Path:
    """The file from which a ruleset was compiled."""
    return file_of(ruleset.span.file)


def name_of(path: Path) -> str:
    """The name that spans use for a file: its place among the bundled ones, else its path."""
    return path.relative_to(_ROOT).as_posix() if path.is_relative_to(_ROOT) else str(path)


def file_of(name: str) -> Path:
    """The file that spans call so: what ``name_of`` was made of."""
    return _ROOT / name


def read_beside(path: Path, ruleset: RuleSet, uppers: Sequence[RuleSet]) -> ScenarioFile:
    """Read a scenario file of ``ruleset``; ``uppers`` are all rulesets above it. Mistakes are in the result."""
    name = name_of(path)
    place = Span(name, 0, 0, 1, 1)
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError:
        return ScenarioFile(SourceText(name, ""), (), (scenario_messages.not_utf8(place),))
    except OSError as error:
        reason = error.strerror or str(error)
        return ScenarioFile(SourceText(name, ""), (), (scenario_messages.unreadable(reason, place),))
    return read_scenario_file(text, name, ruleset, uppers)
