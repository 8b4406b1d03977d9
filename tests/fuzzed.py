"""Ten thousand spoiled rule files and records, and workbooks: messages or a verdict, never an exception.

``CUNWU_FUZZ`` sets how many of each kind (5,000), ``CUNWU_FUZZ_SEED`` another seed.
"""

from __future__ import annotations

import gc
import io
import json
import os
import zipfile
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice
from pathlib import Path
from random import Random
from time import process_time

import pytest
import yaml

from cunwu.errors import CunwuError
from cunwu.result import CheckResult
from cunwu.work import Work
from dsl.compile import Compiled, compile_ruleset, parse_ruleset
from dsl.describe.citations import citation_text
from dsl.describe.words import Language
from dsl.diagnostics import Diagnostic, Severity, SourceText, render_json, render_text
from dsl.format.layout import lay_out
from dsl.literals import normalise
from dsl.literate import rules_of
from dsl.model.fields import Scope
from dsl.model.nodes import RuleSet
from dsl.model.printer import print_ruleset
from dsl.norms.nodes import Program
from dsl.norms.printer import print_program
from dsl.surface.compare import without_places
from dsl.surface.printer import print_file
from dsl.surface.words import ADVICE, ALONE, CLAUSES, COMPARISONS, HEADERS, PUNCTUATION, SUFFIXES, WORDS
from engine.facts import Facts, facts_of
from engine.findings.nodes import Overall, Verdict
from engine.findings.prose import finding_sentences
from engine.findings.remedy import remedy_text
from engine.interpret.codegen.source import VerdictFunction, load
from engine.interpret.codes import VERDICTS
from engine.interpret.evaluator import FAILED, Evaluator, compile_programs, overall
from engine.records.decode import decode
from engine.records.from_excel import read_workbook
from engine.records.nodes import DecisionRecord
from engine.records.read import Format, from_mapping, read
from engine.records.schema import json_schema
from engine.records.vocabulary import STRUCTURE, Vocabulary
from engine.records.write import to_mapping
from engine.scenarios import ScenarioRunner, as_of_day, mapping_of
from rulesets import loader
from tests.engine.records.excel.conftest import changed
from tests.fuzzing import MOST_LINES, Failures, Spoiler, of_case, spoil_bytes, windows

NUMBER = int(os.environ.get("CUNWU_FUZZ", "5000"))
SHARE = 12
"""Of the norms that a record doesn't decide, one in so many is told in words."""
SEED = int(os.environ.get("CUNWU_FUZZ_SEED", "20240601"))
LAID_OUT = 4
WORKBOOKS = 10
"""One case in so many is laid out as well; there is one workbook for so many records, since it takes long to read."""
WHOLE_WAY = 50
"""One case in so many goes through the outermost functions too: a file on the disk, a report."""
SHOWN = 12
"""So many messages of a case are drawn with the lines of the text under them."""
SECONDS = 5
"""No case may take longer; the processor's time counts, not that of a busy machine."""

ROOT = Path(__file__).parent
RULE_FILES = [*sorted(loader.ROOT.rglob("*.cunwu")), *sorted((ROOT / "dsl" / "mistakes").glob("*.cunwu"))]
EXAMPLE = ROOT.parent / "docs" / "example.cunwu.md"
WORKBOOK = next(iter(sorted((ROOT / "cunwu" / "data" / "workbooks").glob("*.xlsx"))))
RECORDS = [
    *sorted((ROOT.parent / "examples" / "records").glob("*.yaml")),
    *sorted((ROOT / "cunwu" / "data").glob("*.yaml")),
]
DECLARING = ("依据", "读法", "参数", "词汇", "机构", "行为")
DAYS = (date.min, date(2009, 6, 1), date(2018, 12, 29), date(2024, 5, 1), date(2026, 6, 30), date(2090, 1, 1), date.max)
LANGUAGES: tuple[Language, ...] = ("zh", "en")

LABELS = (
    "地区", "版本", "施行", "上位", "说明", "未证实", "待确认", "需人工", "含义", "英文", "计入", "推算", "取值",
    "主体", "次序", "到会", "通过", "公示", "通知", "材料", "期限", "未通过", "适用", "类别", "权力主体", "程序",
    "金额", "补正", "后果", "结论", "审查日", "经过完整", "可选",
)  # fmt: skip
ALIKE = (
    tuple(CLAUSES), tuple(COMPARISONS), tuple(SUFFIXES), HEADERS[6:11], LABELS[13:20],
    ("之后", "之前"), ("并且", "或者"), ("首次", "末次", "每次", "任一"), ("加上", "减去"), ("没有", "有"),
    ("是", "否"), ("过半数", "三分之二以上", "半数以上"), ("日", "个工作日", "个月", "年"),
    ("实到", "同意", "应到"), ("届满", ""),
    ("合规", "违规", "待补充", "未到期", "不适用"), ("人数", "金额", "日期", "文字", "列表", "是否", "日数"),
    ("记录", "经过"), ("村民会议", "村民代表会议", "村民委员会"), ("法律", "规范性文件", "地方性法规"),
)  # fmt: skip
MARKS = ("三分之二以上", "组成人员", "注：")
RULE_WORDS = Spoiler(
    (*HEADERS, *CLAUSES, *ADVICE, *COMPARISONS, *SUFFIXES, *WORDS, *ALONE, *PUNCTUATION, *LABELS, *MARKS), ALIKE
)


@dataclass(frozen=True)
class Bundled:
    """All bundled rulesets, compiled once."""

    rulesets: tuple[RuleSet, ...]
    programs: tuple[Program, ...]
    vocabulary: Vocabulary
    evaluator: Evaluator
    generated: VerdictFunction

    def layers(self, *ids: str) -> tuple[RuleSet, ...]:
        return tuple(one for one in self.rulesets if one.id in ids)

    def scenarios(self) -> Iterator[tuple[DecisionRecord, date]]:
        """The records of all scenarios, with their as-of days."""
        for ruleset in self.rulesets:
            for scenario in ruleset.scenarios:
                record, _ = from_mapping(mapping_of(scenario), self.vocabulary)
                assert record is not None
                yield record, as_of_day(scenario, record) or DAYS[-1]


@pytest.fixture(scope="module")
def bundled() -> Iterator[Bundled]:
    library = loader.load()
    assert not library.diagnostics
    evaluator = compile_programs(library.programs)
    generated = load(evaluator.source)
    # What stays for all cases need not be looked through for garbage again and again.
    gc.collect()
    gc.freeze()
    yield Bundled(library.rulesets, library.programs, Vocabulary(library.fields), evaluator, generated)
    gc.unfreeze()


# --- what must hold ------------------------------------------------------------------


def assert_sound(diagnostics: Sequence[Diagnostic], source: SourceText | None) -> None:
    """Messages can be shown, in each language and form, and lie in the text."""
    for found in diagnostics:
        assert found.message.strip() and found.english.strip() and "\n" not in found.message + found.english
        for span in (found.span, *(span for span, _ in found.related)):
            if span is not None and source is not None and span.file == source.name:
                assert 0 <= span.start <= span.end <= len(source.text)
    sources = {source.name: source} if source else {}
    for language in LANGUAGES:
        render_text.render_all(diagnostics[:SHOWN], sources, language).encode()
    json.dumps([render_json.to_dict(found) for found in diagnostics])


def assert_judged(
    evaluator: Evaluator,
    generated: VerdictFunction,
    facts: Facts,
    as_of: date,
    languages: Sequence[Language] = LANGUAGES,
    turn: int = 0,
) -> Overall:
    """The generated function and the findings agree; every finding can be told.

    Most norms don't apply to most records, or wait for more: of those one in ``SHARE`` is told, the ``turn``-th.
    """
    report = evaluator.report(facts, as_of)
    assert [VERDICTS[code] for code in generated(facts, as_of)] == [finding.verdict for finding in report.findings]
    assert report.overall is overall(report.findings)
    for place, finding in enumerate(report.findings):
        # The evaluator keeps the other findings where judging one raises. Here that must not happen at all.
        assert FAILED not in finding.human
        decided = finding.verdict not in (Verdict.NOT_APPLICABLE, Verdict.UNKNOWN)
        for language in languages if decided or place % SHARE == turn else ():
            said = (*finding_sentences(finding, language), remedy_text(finding, language))
            if finding.citation is not None:
                said += (citation_text(finding.citation, language),)
            assert all(isinstance(one, str) for one in said)
    return report.overall


# --- rule files ------------------------------------------------------------------------


@pytest.mark.slow
def test_spoiled_rule_files(bundled: Bundled, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    texts = [*(path.read_text("utf-8") for path in RULE_FILES), rules_of(EXAMPLE.read_text("utf-8"))]
    # Small files as they are; each large one as often as all of these together.
    cuts = [windows(text, HEADERS, DECLARING) for text in texts if text.count("\n") > MOST_LINES]
    small = [text for text in texts if text.count("\n") <= MOST_LINES]
    layers = (
        bundled.layers(loader.VOCABULARY),
        bundled.layers(loader.VOCABULARY, "national/organic_law"),
    )
    records = list(islice(bundled.scenarios(), 0, None, 97))
    facts = [(facts_of(record, day), day) for record, day in records]
    path = tmp_path / "稿.cunwu"
    failures, outcomes = Failures(SEED), Counter[object]()
    for number in range(NUMBER):
        chance = of_case(SEED, "rules", number)
        place = chance.randrange(len(cuts) + 1)
        text = cuts[place](chance) if place < len(cuts) else chance.choice(small)
        data = RULE_WORDS.spoil(chance, text)
        uppers, judged = layers[chance.random() < 0.6], chance.sample(facts, 2)

        def check(data: bytes, uppers=uppers, judged=judged, programs=bundled.programs) -> str:
            return in_time(lambda: check_rule_file(data, uppers, judged, programs))

        if number % LAID_OUT == 0:
            failures.run(f"layout of rule file {number}", data, lambda data: in_time(lambda: check_layout(data)))

        outcomes[failures.run(f"rule file {number}", data, check)] += 1
        if number % WHOLE_WAY == 0:
            failures.run(f"rule file {number} on the disk", data, lambda data: check_on_disk(path, data))
    tell(capsys, "rule files", outcomes)
    if failures.found:
        pytest.fail(str(failures), pytrace=False)
    # Otherwise the later levels have hardly been tried.
    assert outcomes["judged"] >= NUMBER // 20
    assert outcomes["mistakes"] >= NUMBER // 5


def check_rule_file(
    data: bytes, uppers: Sequence[RuleSet], judged: Sequence[tuple[Facts, date]], programs: Sequence[Program]
) -> str:
    """Compile, show, print; judge with what is in order."""
    compiled = compile_ruleset(text_of(data), "稿.cunwu", "稿", uppers)
    assert_sound(compiled.diagnostics, compiled.source)
    assert_prints_back(compiled)
    if not compiled.ok:
        assert any(found.severity is Severity.ERROR for found in compiled.diagnostics)
        return "mistakes"
    assert compiled.model is not None and compiled.program is not None
    print_ruleset(compiled.model)
    print_program(compiled.program)
    if not compiled.program.norms and not compiled.model.scenarios:
        return "no norms"
    fields = [field for ruleset in (*uppers, compiled.model) for field in ruleset.fields]
    vocabulary = Vocabulary(fields)
    evaluator = compile_programs([compiled.program])
    generated = load(evaluator.source)
    for facts, as_of in (*judged, *own_facts(compiled.model, vocabulary)):
        assert_judged(evaluator, generated, facts, as_of)
    above = [program for program in programs if program.ruleset in {upper.id for upper in uppers}]
    ScenarioRunner((*uppers, compiled.model), (*above, compiled.program)).run(compiled.model)
    return "judged"


def check_layout(data: bytes) -> str:
    """A text that is laid out stays as it is when it is laid out again."""
    text = text_of(data)
    once = lay_out(text, "稿.cunwu")
    assert_sound(once.diagnostics, SourceText("稿.cunwu", text))
    assert lay_out(once.text, "稿.cunwu").text == once.text
    literate = f"# 说明\n\n```cunwu\n{text}"
    assert lay_out(literate, "稿.md").text.startswith("# 说明\n\n```cunwu\n")
    return "laid out"


def assert_prints_back(compiled: Compiled) -> None:
    """What is printed says the same again, names and texts in the form in which they are compared."""
    printed = print_file(compiled.surface)
    if compiled.diagnostics:
        return
    again = parse_ruleset(printed, "印")
    assert not again.diagnostics
    assert in_one_form(without_places(again.surface.items)) == in_one_form(without_places(compiled.surface.items))
    assert print_file(again.surface) == print_file(parse_ruleset(print_file(again.surface), "再印").surface)


def in_one_form(tree: object) -> object:
    """``tree`` with all its texts normalised."""
    if isinstance(tree, tuple):
        return tuple(map(in_one_form, tree))
    return normalise(tree) if isinstance(tree, str) else tree


def own_facts(ruleset: RuleSet, vocabulary: Vocabulary) -> Iterator[tuple[Facts, date]]:
    """The records of the file's own scenarios."""
    for scenario in ruleset.scenarios[:3]:
        record, diagnostics = from_mapping(mapping_of(scenario), vocabulary)
        assert_sound(diagnostics, None)
        as_of = None if record is None else as_of_day(scenario, record)
        if record is not None and as_of is not None:
            yield facts_of(record, as_of), as_of


def check_on_disk(path: Path, data: bytes) -> None:
    """A file with these bytes can be loaded, or there is a reason."""
    # The vocabulary is the quickest to stand above it.
    path.write_bytes(data.replace(b"national/organic_law", loader.VOCABULARY.encode()))
    library = loader.load([str(path)])
    assert library.failed or len(library.compiled) > 1
    render_text.render_all(library.diagnostics, library.sources, "en").encode()
    json_schema(Vocabulary(library.fields))


def text_of(data: bytes) -> str:
    """The text of a rule file; bytes that are no UTF-8 become lone surrogates, as a caller might pass them."""
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("utf-8", "surrogateescape")


# --- records ---------------------------------------------------------------------------


@pytest.mark.slow
def test_spoiled_records(bundled: Bundled, capsys: pytest.CaptureFixture[str]) -> None:
    originals = records_as_written(bundled)
    words = record_words(bundled)
    work = Work.open([], date(2026, 6, 30), {})
    failures, outcomes = Failures(SEED), Counter[object]()
    for number in range(NUMBER):
        chance = of_case(SEED, "records", number)
        text, form = chance.choice(chance.choice(originals))
        data = words.spoil(chance, text, of_lines=form == "yaml")
        days, languages, turn = chance.sample(DAYS, 2), chance.sample(LANGUAGES, 2), chance.randrange(SHARE)

        def check(data: bytes, form=form, days=days, languages=languages, turn=turn) -> str:
            return in_time(lambda: check_record(data, form, days, languages, turn, bundled))

        outcomes[failures.run(f"record {number} ({form})", data, check)] += 1
        if number % WHOLE_WAY == 0:
            failures.run(f"report on record {number}", data, lambda data: in_time(lambda: check_report(work, data)))
    tell(capsys, "records", outcomes)
    if failures.found:
        pytest.fail(str(failures), pytrace=False)
    assert sum(outcomes[one] for one in Overall) >= NUMBER // 5
    assert outcomes["refused"] >= NUMBER // 5


def check_record(
    data: bytes, form: Format, days: Sequence[date], languages: Sequence[Language], turn: int, bundled: Bundled
) -> str:
    """Read; judge by all bundled norms on two days, and tell every finding of the first."""
    text, diagnostics = decode(data, "案")
    if text is None:
        assert diagnostics
        assert_sound(diagnostics, None)
        return "no text"
    source = SourceText("案", text)
    record, diagnostics = read(text, "案", bundled.vocabulary, format=form)
    assert_sound(diagnostics, source)
    assert (record is None) is any(found.severity is Severity.ERROR for found in diagnostics)
    if record is None:
        return "refused"
    to_mapping(record, bundled.vocabulary)
    first, second = days
    assert_judged(bundled.evaluator, bundled.generated, facts_of(record, second), second, ())
    return assert_judged(bundled.evaluator, bundled.generated, facts_of(record, first), first, languages, turn)


def check_report(work: Work, data: bytes) -> str:
    """What a user sees of it, whatever it is."""
    try:
        result = work.check_bytes(data, "案")
    except CunwuError as raised:
        refusal = raised
    else:
        return check_shown(result)
    assert all(refusal.text(language).strip() for language in LANGUAGES)
    return "refused"


def check_shown(result: CheckResult) -> str:
    """The report in every form."""
    for language in LANGUAGES:
        assert result.text(language, everything=True).strip()
    json.dumps(result.to_dict())
    assert result.html().startswith("<!")
    return "shown"


def records_as_written(bundled: Bundled) -> list[list[tuple[str, Format]]]:
    """Records as YAML and JSON: the files, the same written by us, and those of all scenarios."""
    files = [path.read_text("utf-8") for path in RECORDS]
    read_ones = [read(text, "案", bundled.vocabulary, format="yaml")[0] for text in files]
    own, scenarios = (
        [to_mapping(record, bundled.vocabulary) for record in several if record is not None]
        for several in (read_ones, (record for record, _ in islice(bundled.scenarios(), 0, None, 3)))
    )
    return [
        [(text, "yaml") for text in files],
        [(json.dumps(one, ensure_ascii=False, indent=1), "json") for one in own],
        [(yaml.safe_dump(one, allow_unicode=True, sort_keys=False), "yaml") for one in scenarios[1::2]],
        [(json.dumps(one, ensure_ascii=False), "json") for one in scenarios[::2]],
    ]


def record_words(bundled: Bundled) -> Spoiler:
    """Names of fields, steps and documents; one can stand for another of its kind."""
    groups: dict[object, list[str]] = {}
    for scope in Scope:
        for one in bundled.vocabulary.of(scope):
            groups.setdefault((scope, one.type), []).append(one.name)
            groups.setdefault(one, list(one.options))
    acts = sorted(
        {name for program in bundled.programs for norm in program.norms if norm.act for name in norm.act.names}
    )
    structure = [one.name for one in STRUCTURE]
    special = [
        "不详", "无", "暂无", "未知", "是", "否", "null", "~", "true", "no", "NaN", ".inf", "!!python/object:os.system",
        "!!binary", "!!timestamp", "&a", "*a", "<<: *a", "---", "...", "%YAML 9.9", "? ", "- ", "|", ">-", "{", "[",
        r"\u0000", r"\ud800", r"\x", "：",
    ]  # fmt: skip
    known = [name for scope in Scope for name in bundled.vocabulary.names(scope)]
    alike = [*groups.values(), acts, ("是", "否", "不详"), ("日期", "止", "通知日")]
    return Spoiler((*known, *acts, *structure, *special), [group for group in alike if group])


# --- workbooks --------------------------------------------------------------------------


@pytest.mark.slow
def test_spoiled_workbooks(bundled: Bundled, capsys: pytest.CaptureFixture[str]) -> None:
    words = record_words(bundled)
    failures, outcomes = Failures(SEED), Counter[object]()
    original = WORKBOOK.read_bytes()
    for number in range(0, NUMBER, WORKBOOKS):
        chance = of_case(SEED, "workbooks", number)
        data = spoiled_workbook(chance, original, words)

        def check(data: bytes) -> str:
            return in_time(lambda: check_workbook(data, bundled.vocabulary))

        outcomes[failures.run(f"workbook {number}", data, check)] += 1
    tell(capsys, "workbooks", outcomes)
    if failures.found:
        pytest.fail(str(failures), pytrace=False)
    assert outcomes["read"] and outcomes["refused"]


def spoiled_workbook(chance: Random, original: bytes, words: Spoiler) -> bytes:
    """The bytes of the file changed, or the text of one of its parts."""
    if chance.random() < 0.3:
        return spoil_bytes(chance, original)
    parts = zipfile.ZipFile(io.BytesIO(original)).namelist()
    chosen = chance.choice([name for name in parts if name.endswith((".xml", ".rels"))])
    return changed(original, chosen, lambda text: words.spoil(chance, text, of_lines=False))


def check_workbook(data: bytes, vocabulary: Vocabulary) -> str:
    """Records, or messages at their cells."""
    read_ones = False
    for file in read_workbook(data, "簿.xlsx", vocabulary):
        assert_sound(file.diagnostics, file.source)
        assert (file.record is None) is any(one.severity is Severity.ERROR for one in file.diagnostics)
        if file.record is not None:
            read_ones = True
            to_mapping(file.record, vocabulary)
    return "read" if read_ones else "refused"


# --- of both ---------------------------------------------------------------------------


def in_time(work: Callable[[], str]) -> str:
    """What ``work`` answers, within the time that a case may take."""
    started = process_time()
    answer = work()
    assert process_time() - started < SECONDS
    return answer


def tell(capsys: pytest.CaptureFixture[str], what: str, outcomes: Counter[object]) -> None:
    """Say what came out, and of which seed."""
    with capsys.disabled():
        listed = ", ".join(f"{kind} {count}" for kind, count in outcomes.most_common())
        print(f"\nseed {SEED}, {NUMBER} spoiled {what}: {listed}")
