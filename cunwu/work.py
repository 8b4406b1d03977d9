"""A run of checks: rulesets opened once, records checked one after the other."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from cunwu.catalogue import Catalogue, NotOneError
from cunwu.errors import RecordError, UsageError
from cunwu.language import LANGUAGES
from cunwu.library.stock import stock
from cunwu.result import CheckResult
from dsl.diagnostics.nodes import Diagnostic, Severity
from dsl.diagnostics.source import SourceText
from engine.facts import facts_of
from engine.findings.names import NamesInUse, check_names
from engine.findings.scope import narrowed, unknown_names
from engine.interpret.evaluator import Evaluator, compile_programs
from engine.records.messages import Problem, diagnostic
from engine.records.nodes import DecisionRecord, RecordFile
from engine.records.read import from_mapping, is_log, is_workbook, read, read_bytes, read_records
from engine.records.vocabulary import ONLY, RULES, Vocabulary
from engine.records.write import Plain, to_mapping

if TYPE_CHECKING:
    from cunwu.api import Record
    from engine.rete.evaluator import ReteEvaluator

Engine = Literal["interpret", "durable", "both"]
"""Who judges: the reference; the rule engine durable-rules; or the reference, with the engine as a second opinion."""

STANDARD_INPUT = "-"
CASE_SIGN = "#"
"""Between a workbook and the number of one of its cases."""
REGION = "地区"
_OF_OTHER_RULES = ("R021", "R090")
"""A field or a ruleset that isn't known: those of the user's own rules aren't where these weren't opened."""
_OWN_RULES = ("自己的规则文件要用 --rules 写明。", "Rule files of your own must be named with --rules.")


def opened(rules: Iterable[str | Path]) -> Catalogue:
    """The rulesets of these ids, titles and paths, all bundled ones where none is named. Raises RulesError."""
    return stock([str(one) for one in rules])


def chosen(names: Sequence[str]) -> tuple[Catalogue, tuple[str, ...]]:
    """The rulesets of these ids, titles and paths with all above them; the ids of those named. Raises RulesError."""
    from rulesets.loader import id_of, locate

    catalogue = opened(names)
    ids = (id_of(path) if (path := locate(name)) else catalogue.head(name).id for name in names)
    return catalogue, tuple(dict.fromkeys(ids))


def checked(record: Record, rules: Sequence[str | Path], as_of: date, readings: Mapping[str, bool]) -> CheckResult:
    """One record next to the rules; see ``cunwu.check``."""
    return Work.open(rules, as_of, readings).check(record)


def all_checked(
    name: str, rules: Sequence[str | Path], as_of: date, readings: Mapping[str, bool]
) -> tuple[CheckResult, ...]:
    """All records in a file next to the rules; see ``cunwu.check_all``."""
    outcomes = list(Work.open(rules, as_of, readings).check_all(name))
    refused = [one for one in outcomes if isinstance(one, RecordError)]
    if refused:
        found = tuple(diagnostic for one in refused for diagnostic in one.diagnostics)
        raise RecordError("\n\n".join(map(str, refused)), "\n\n".join(one.english for one in refused), found)
    return tuple(one for one in outcomes if not isinstance(one, RecordError))


@dataclass
class Work:
    """Opened rulesets and how to apply them.

    ``chosen``: the user named the rulesets, so what a record names doesn't count.
    """

    catalogue: Catalogue
    as_of: date
    readings: Mapping[str, bool]
    chosen: bool
    vocabulary: Vocabulary
    engine: Engine = "interpret"
    _evaluators: dict[tuple[str, ...], Evaluator] = field(default_factory=dict)
    _engines: dict[tuple[str, ...], ReteEvaluator] = field(default_factory=dict)
    _names: dict[tuple[str, ...], NamesInUse] = field(default_factory=dict)

    @classmethod
    def open(
        cls,
        rules: Sequence[str | Path],
        as_of: date,
        readings: Mapping[str, bool],
        engine: Engine | None = "interpret",
    ) -> Work:
        """Open the rulesets; without an ``engine`` both are asked where the second is installed.

        Raises RulesError, and UsageError for a reading that none of them leaves open, or an engine that isn't there.
        """
        found = opened(rules)
        known = {name for program in found.programs for name, _ in program.readings}
        for name in readings:
            if name not in known:
                listed = "、".join(sorted(known)) or "没有"
                raise UsageError(
                    f"没有叫“{name}”的读法。可以选择的读法：{listed}。",
                    f"No reading is called “{name}”. There are: {listed}.",
                )
        return cls(found, as_of, readings, bool(rules), Vocabulary(found.fields), _engine(engine))

    def close(self) -> None:
        """End the processes of the rule engine, where there are any."""
        for engine in self._engines.values():
            engine.close()
        self._engines.clear()

    def check(self, record: Record) -> CheckResult:
        """Check one record, whatever its form. Raises RecordError."""
        if isinstance(record, DecisionRecord):
            return self._judge(record, (), None)
        if isinstance(record, Mapping):
            return self.check_mapping(record)
        if isinstance(record, str) and "\n" in record:
            return self.check_text(record)
        return self.check_file(str(record))

    def check_file(self, name: str) -> CheckResult:
        """Check the record in a file, or one case of a workbook (记录.xlsx#A01); ``-`` is standard input.

        Raises RecordError, and UsageError for a workbook of several cases where none is named.
        """
        return self._only(self._files(name), name)

    def check_all(self, name: str) -> Iterator[CheckResult | RecordError]:
        """Check every record in a file, each by itself; one that can't be read is given back as its error."""
        for file in self._files(name):
            try:
                yield self._result(file)
            except RecordError as error:
                yield error

    def check_bytes(self, data: bytes, name: str) -> CheckResult:
        """Check the record that these bytes hold, as ``check_file`` does."""
        return self._only(read_bytes(data, name, self.vocabulary), name)

    def judge(self, mapping: Mapping[str, Any], as_of: date, places: Mapping[str, str]) -> CheckResult:
        """Check a record given as a mapping as it stands on ``as_of``; messages call ``places`` by other names.

        Raises RecordError.
        """
        record, diagnostics = from_mapping(mapping, self.vocabulary)
        diagnostics = tuple(_renamed(found, places) for found in diagnostics)
        if record is None:
            raise self._refusal(diagnostics, None)
        return self._judge(record, diagnostics, None, as_of)

    def read(self, name: str) -> DecisionRecord:
        """The record in a file, or one case of a workbook, unchecked. Raises as ``check_file`` does."""
        file = self._one(self._files(name), name)
        if file.record is None:
            raise self._refusal(file.diagnostics, file.source)
        return file.record

    def read_mapping(self, mapping: Mapping[str, Any], places: Mapping[str, str] | None = None) -> DecisionRecord:
        """The record that a mapping holds, unchecked; ``places`` as in ``judge``. Raises RecordError."""
        record, diagnostics = from_mapping(mapping, self.vocabulary)
        if record is None:
            raise self._refusal(tuple(_renamed(found, places or {}) for found in diagnostics), None)
        return record

    def plain(self, record: DecisionRecord) -> dict[str, Plain]:
        """A record as a mapping of texts and lists, which reads back as the same record."""
        return to_mapping(record, self.vocabulary)

    def evaluator(self, result: CheckResult) -> Evaluator:
        """The reference with the norms by which a result was made."""
        return self._evaluator(tuple(program.ruleset for program in result.catalogue.programs), result.catalogue)

    def _only(self, files: tuple[RecordFile, ...], name: str) -> CheckResult:
        return self._result(self._one(files, name))

    def _one(self, files: tuple[RecordFile, ...], name: str) -> RecordFile:
        if len(files) == 1:
            return files[0]
        numbers = "、".join(file.case for file in files)
        raise UsageError(
            f"“{name}”里有{len(files)}件：{numbers}。请写明是哪一件，如“{name}{CASE_SIGN}{files[0].case}”。",
            f"“{name}” holds {len(files)} cases: {numbers}. Name one, such as “{name}{CASE_SIGN}{files[0].case}”.",
        )

    def _files(self, name: str) -> tuple[RecordFile, ...]:
        if name == STANDARD_INPUT:
            return read_bytes(_standard_input(), "标准输入", self.vocabulary)
        path, sign, case = name.rpartition(CASE_SIGN)
        if not sign or not (is_workbook(path, b"") or is_log(path)):
            return read_records(name, self.vocabulary)
        files = read_records(path, self.vocabulary)
        found = tuple(file for file in files if file.case == case.strip())
        if found or any(file.record is None and not file.case for file in files):
            return found or files  # a workbook that can't be read at all says why
        from dsl.diagnostics.suggest import nearest

        numbers = [file.case for file in files if file.case]
        near, known = nearest(case.strip(), numbers), "、".join(numbers) or "无"
        raise UsageError(
            f"“{path}”里没有“{case}”这一件。" + (f"是不是“{near}”？" if near else f"现有：{known}。"),
            f"“{path}” has no case “{case}”. " + (f"Did you mean “{near}”?" if near else f"There are: {known}."),
        )

    def check_text(self, text: str, name: str = "记录") -> CheckResult:
        """Check a record given as YAML or JSON text. Raises RecordError."""
        is_json = text.lstrip("\ufeff \t\r\n")[:1] in ("{", "[")
        record, diagnostics = read(text, name, self.vocabulary, format="json" if is_json else "yaml")
        return self._result(RecordFile(record, diagnostics, SourceText(name, text)))

    def check_mapping(self, mapping: Mapping[str, Any]) -> CheckResult:
        """Check a record given as a mapping. Raises RecordError."""
        record, diagnostics = from_mapping(mapping, self.vocabulary)
        return self._result(RecordFile(record, diagnostics, None))

    def _result(self, file: RecordFile) -> CheckResult:
        if file.record is None:
            raise self._refusal(file.diagnostics, file.source)
        return replace(self._judge(file.record, file.diagnostics, file.source), case=file.case)

    def _judge(
        self,
        record: DecisionRecord,
        diagnostics: tuple[Diagnostic, ...],
        source: SourceText | None,
        as_of: date | None = None,
    ) -> CheckResult:
        as_of = as_of or self.as_of
        catalogue = self._catalogue(record, source)
        ids = tuple(program.ruleset for program in catalogue.programs)
        evaluator = self._evaluator(ids, catalogue)
        unknown = check_names(record, self._names[ids])
        if any(found.severity is Severity.ERROR for found in unknown):
            raise self._refusal(unknown, source)
        diagnostics = (*diagnostics, *unknown, *self._unknown_region(record, catalogue))
        facts = facts_of(record, as_of)
        second = self._second(ids, evaluator) if self.engine != "interpret" else None
        report = evaluator.report(facts, as_of)
        opinion = None
        if second is not None:
            from engine.rete.second import by_engine, marked, second_opinion

            opinion = second_opinion(report.findings, second.verdicts(facts, as_of))
            report = (by_engine if self.engine == "durable" else marked)(report, opinion)
        if record.only:
            self._check_only(record, evaluator, source)
            report = narrowed(report, record.only)
        return CheckResult(
            record, report, facts, catalogue, diagnostics, source.name if source else "", opinion=opinion
        )

    def _evaluator(self, ids: tuple[str, ...], catalogue: Catalogue) -> Evaluator:
        """The reference with the norms of these rulesets; compiled once."""
        found = self._evaluators.get(ids)
        if found is None:
            found = self._evaluators[ids] = compile_programs(catalogue.programs, self.readings)
            self._names[ids] = NamesInUse.of(found.norms)
        return found

    def _second(self, ids: tuple[str, ...], evaluator: Evaluator) -> ReteEvaluator:
        """The rule engine with the norms of these rulesets, its process on the way."""
        found = self._engines.get(ids)
        if found is None:
            from engine.rete.evaluator import ReteEvaluator

            found = self._engines[ids] = ReteEvaluator(evaluator, workers=1)
            found.workers.start()
        return found

    def _check_only(self, record: DecisionRecord, evaluator: Evaluator, source: SourceText | None) -> None:
        """Refuse a 只核对 that names nothing, so that a misspelt one can't hide a finding."""
        from dsl.diagnostics import nearest

        problems = []
        for name in unknown_names(evaluator.norms, record.only):
            near = nearest(name, [part for norm in evaluator.norms for part in (norm.name, *norm.name.split("·"))])
            details = {"name": name, "near": near or ""}
            problems.append(diagnostic(Problem("R091", "near" if near else "", details), record.places.get(ONLY)))
        if problems:
            raise self._refusal(tuple(problems), source)

    def _catalogue(self, record: DecisionRecord, source: SourceText | None) -> Catalogue:
        """The rulesets that apply: those the user named, else those the record names, else all of its region."""
        everything = self.catalogue
        if self.chosen:
            return everything
        if not record.rules:
            region = record.facts.get(REGION)
            return everything.of_region(region) if isinstance(region, str) else everything
        named, problems = [], []
        for name in record.rules:
            try:
                named.append(everything.head(name).id)
            except NotOneError as error:
                details = {"name": name, "near": error.near, "several": "、".join(error.several)}
                problem = Problem("R090", "near" if error.near else "", details)
                if error.several:
                    problem = Problem("R093", "", details)
                problems.append(diagnostic(problem, record.places.get(RULES)))
        if problems:
            raise self._refusal(tuple(problems), source)
        return everything.only(everything.with_uppers(named))

    def _unknown_region(self, record: DecisionRecord, catalogue: Catalogue) -> tuple[Diagnostic, ...]:
        """A warning where the record's region has no rules of its own, which may be a slip of the pen."""
        region = record.facts.get(REGION)
        known = self.catalogue.regions
        if not isinstance(region, str) or self.chosen or record.rules or not known or catalogue.regions:
            return ()
        from dsl.diagnostics import nearest

        near = nearest(region, known)
        details = {"name": region, "near": near or ""}
        return (diagnostic(Problem("R094", "near" if near else "", details), record.places.get(REGION)),)

    def _refusal(self, diagnostics: tuple[Diagnostic, ...], source: SourceText | None) -> RecordError:
        from dsl.diagnostics import render_text

        sources = {source.name: source} if source else {}
        chinese, english = (render_text.render_all(diagnostics, sources, lang) for lang in LANGUAGES)
        if any(found.code in _OF_OTHER_RULES for found in diagnostics) and self._only_bundled():
            chinese += f"\n{_OWN_RULES[0]}"
            english += f"\n{_OWN_RULES[1]}"
        return RecordError(chinese, english, diagnostics)

    def _only_bundled(self) -> bool:
        """Whether no rule file of the user's own was opened."""
        from rulesets.loader import bundled_ids

        return {head.id for head in self.catalogue.heads} <= set(bundled_ids())


def _renamed(found: Diagnostic, places: Mapping[str, str]) -> Diagnostic:
    """A message that calls places of a mapping by other names."""
    message, english = found.message, found.english
    for place in sorted(places, key=len, reverse=True):
        if message.startswith(place):
            return replace(
                found, message=places[place] + message[len(place) :], english=places[place] + english[len(place) :]
            )
    return found


def _engine(asked: Engine | None) -> Engine:
    """The engine to use: the one asked for, or both where the second is installed. Raises UsageError."""
    if asked == "interpret":
        return asked
    from engine.rete.evaluator import is_installed

    if is_installed():
        return asked or "both"
    if asked is None:
        return "interpret"
    raise UsageError(
        "没有安装规则引擎 durable-rules（pip install cunwu[rete]，需要 C 编译器）。可以用 --engine interpret。",
        "The rule engine durable-rules is not installed (pip install cunwu[rete], which needs a C compiler). "
        "There is --engine interpret.",
    )


def _standard_input() -> bytes:
    import sys

    from engine.records.decode import MOST_BYTES_OF_WORKBOOKS

    return sys.stdin.buffer.read(MOST_BYTES_OF_WORKBOOKS + 1)
