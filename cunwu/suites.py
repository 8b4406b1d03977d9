"""Which scenarios to run: those of rule files and of the scenario files beside them, each with its rules."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from cunwu.errors import RulesError, UsageError
from cunwu.rule_files import files_in
from cunwu.work import opened
from dsl.diagnostics.suggest import nearest
from dsl.file_names import RULES
from engine.scenarios import ScenarioRunner
from rulesets.loader import id_of, locate
from rulesets.scenario_files import is_scenario_file, path_of, read_beside, rule_file_of, scenario_files_of

if TYPE_CHECKING:
    from cunwu.catalogue import Catalogue
    from dsl.model.nodes import RuleSet, Scenario
    from dsl.scenario_file import ScenarioFile


@dataclass(frozen=True, slots=True)
class Suite:
    """The scenarios of one ruleset. ``files`` are those they stand in, by the names that spans use."""

    ruleset: RuleSet
    runner: ScenarioRunner
    scenarios: tuple[Scenario, ...]
    files: dict[str, Path]

    def text(self, name: str) -> str:
        """The text of one of the files, as spans count its characters. Raises OSError, UnicodeDecodeError."""
        return self.files[name].read_bytes().decode("utf-8-sig")


@dataclass
class _Wanted:
    """A rule file or ruleset that was asked for; ``only``: just these scenario files of it, and not its own."""

    name: str
    file: Path | None
    only: set[Path] = field(default_factory=set)


def suites(names: Sequence[str]) -> tuple[Suite, ...]:
    """The suites of rule files, scenario files, folders, ids or titles of rulesets; all bundled ones without names.

    Raises RulesError where one can't be found, or it or a scenario file has mistakes.
    """
    wanted = tuple(_wanted(names))
    found = []
    for batch in _batches(wanted):
        catalogue = opened([one.name for one in batch])
        runner = ScenarioRunner(catalogue.rulesets, catalogue.programs)
        for ruleset in catalogue.rulesets:
            asked = next((one for one in batch if _is_meant(one, ruleset)), None)
            if asked is not None or not batch:
                found.append(_suite(ruleset, asked, runner))
    return tuple(found)


def scenarios_of(catalogue: Catalogue, ruleset: RuleSet) -> tuple[Scenario, ...]:
    """All scenarios of a ruleset: its own and those of the scenario files beside its file.

    Raises RulesError where such a file has mistakes.
    """
    if not scenario_files_of(ruleset):
        return ruleset.scenarios
    return _suite(ruleset, None, ScenarioRunner(catalogue.rulesets, catalogue.programs)).scenarios


def selected(several: Iterable[Suite], texts: Sequence[str]) -> tuple[Suite, ...]:
    """Just the scenarios in whose name, or in the name of a norm they speak of, one of ``texts`` stands.

    Raises UsageError where there is none.
    """
    listed = tuple(several)
    if not texts:
        return listed
    kept = [
        replace(
            suite,
            scenarios=tuple(
                one for one in suite.scenarios if any(text in name for text in texts for name in _named(one))
            ),
        )
        for suite in listed
    ]
    if not any(suite.scenarios for suite in kept):
        written = "、".join(f"“{text}”" for text in texts)
        near = nearest(texts[0], [name for suite in listed for one in suite.scenarios for name in _named(one)])
        raise UsageError(
            f"没有名称里有{written}的用例。" + (f"是不是“{near}”？" if near else ""),
            f"No scenario is named {written}." + (f" Did you mean “{near}”?" if near else ""),
        )
    return tuple(suite for suite in kept if suite.scenarios)


def _named(scenario: Scenario) -> Iterator[str]:
    yield scenario.name
    yield from (one.norm for one in scenario.expectations)


def _wanted(names: Sequence[str]) -> Iterator[_Wanted]:
    """What the names mean, each rule file once."""
    found: dict[object, _Wanted] = {}
    whole: set[object] = set()
    for name in names:
        for path in _files(name):
            rules, scenarios = path, None
            if is_scenario_file(path) and Path(path).is_file():
                rules, scenarios = str(_rules_beside(Path(path))), Path(path).resolve()
            file = locate(rules)
            one = found.setdefault(file or rules, _Wanted(rules, file))
            if scenarios is None:
                whole.add(file or rules)
            else:
                one.only.add(scenarios)
    for key in whole:
        found[key].only.clear()
    yield from found.values()


def _files(name: str) -> Iterator[str]:
    """The file, or those in the folder, that a name means; another name stands for itself."""
    folder = Path(name)
    if not folder.is_dir():
        yield name
        return
    files = files_in(folder)
    if not files:
        raise RulesError(f"文件夹“{name}”里没有规则文件（{RULES}）。", f"There is no rule file ({RULES}) in {name}.")
    rules = {path.resolve() for path in files if not is_scenario_file(path)}
    for path in files:
        # The scenario files beside rule files come with those.
        if not is_scenario_file(path) or _rules_beside(path).resolve() not in rules:
            yield str(path)


def _rules_beside(scenario_file: Path) -> Path:
    rules = rule_file_of(scenario_file)
    if rules is None:
        stem = scenario_file.name.partition(".")[0]
        raise RulesError(
            f"“{scenario_file}”是用例文件，旁边没有它的规则文件“{stem}{RULES}”。",
            f"{scenario_file} holds scenarios, and the rule file {stem}{RULES} isn't beside it.",
        )
    return rules


def _batches(wanted: Iterable[_Wanted]) -> list[list[_Wanted]]:
    """Files to open together: no two of one name, since names tell rulesets apart. One empty batch: all bundled."""
    batches: list[dict[str, _Wanted]] = [{}]
    for one in wanted:
        key = id_of(one.file) if one.file else one.name
        free = next((batch for batch in batches if key not in batch), None)
        if free is None:
            free = {}
            batches.append(free)
        free[key] = one
    return [list(batch.values()) for batch in batches]


def _is_meant(one: _Wanted, ruleset: RuleSet) -> bool:
    return one.file == path_of(ruleset).resolve() if one.file else one.name.strip() == ruleset.title


def _suite(ruleset: RuleSet, asked: _Wanted | None, runner: ScenarioRunner) -> Suite:
    only = asked.only if asked is not None else set()
    files = {} if only else {ruleset.span.file: path_of(ruleset)}
    scenarios = [] if only else list(ruleset.scenarios)
    uppers = runner.uppers(ruleset)
    beside = [(path, read_beside(path, ruleset, uppers)) for path in scenario_files_of(ruleset)]
    _refuse([made for _, made in beside], ruleset)
    for path, made in beside:
        if not only or path.resolve() in only:
            files[made.source.name] = path
            scenarios += made.scenarios
    return Suite(ruleset, runner, tuple(scenarios), files)


def _refuse(made: Sequence[ScenarioFile], ruleset: RuleSet) -> None:
    """Raise RulesError where scenario files have mistakes."""
    if all(one.ok for one in made):
        return
    from dsl.diagnostics import SourceText, render_text

    diagnostics = tuple(found for one in made for found in one.diagnostics)
    sources = {one.source.name: one.source for one in made}
    sources[ruleset.span.file] = SourceText(ruleset.span.file, path_of(ruleset).read_bytes().decode("utf-8-sig"))
    chinese, english = (render_text.render_all(diagnostics, sources, lang) for lang in ("zh", "en"))
    raise RulesError(chinese, english, diagnostics)
