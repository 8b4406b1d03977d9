"""Every message keeps to the guide (docs/messages.zh.md), whichever words it is given."""

from __future__ import annotations

import importlib
import inspect
import pkgutil
import re
from collections.abc import Callable, Iterator

import pytest

import dsl
from dsl.diagnostics import render_text
from dsl.diagnostics.codes import CODES, GROUPS
from dsl.diagnostics.nodes import Diagnostic, Severity, Span
from dsl.diagnostics.source import SourceText
from dsl.literals import BadDate
from dsl.surface.tokens import Token
from dsl.values import FieldType
from engine.records.messages import MESSAGES
from tests.dsl.code_list import BEGIN, GUIDE, NO_EXAMPLE, code_list, examples
from tests.dsl.mistakes import FILES, body
from tests.dsl.mistakes import compiled as compiled_file

TEXT = "规则集 “某村规则”\n参数 限额：5万元\n"
SOURCE = SourceText("某村.cunwu", TEXT)
LONGEST = 60
"""Characters of a sentence, without what it quotes."""
LONGEST_ENGLISH = 130
SAME = {"norms.messages.unit_missing": "model.messages.no_unit"}
"""Messages that are another one with some words filled in."""
PACKAGES = ("dsl", "engine", "visualize", "rulesets", "cunwu")
LATIN = {"Word", "Excel", "Markdown", "YAML", "JSON", "UTF", "U", "e", "g", "X"}
"""Latin words that Chinese texts may hold: names of formats and programs."""


def message_functions() -> Iterator[tuple[str, Callable[..., Diagnostic]]]:
    """All functions of dsl that put a message into words."""
    for module in pkgutil.walk_packages(dsl.__path__, "dsl."):
        if not module.name.rpartition(".")[2].endswith("messages"):
            continue
        loaded = importlib.import_module(module.name)
        for name, one in inspect.getmembers(loaded, inspect.isfunction):
            own = one.__module__ == module.name and not name.startswith("_")
            if own and inspect.signature(one, eval_str=True).return_annotation is Diagnostic:
                yield f"{module.name.removeprefix('dsl.')}.{name}", one


FUNCTIONS = dict(message_functions())


def sample(name: str, annotation: object, number: int) -> object:
    """An argument of that name and type."""
    place = SOURCE.span(11, 13)
    if annotation is Span or (name in ("first", "other") and "Span" in str(annotation)):
        return place
    if annotation is SourceText:
        return SOURCE
    if annotation is Token:
        return Token("NAME", "限额", "限额", 14, 16)
    if annotation is BadDate:
        return BadDate("2024年2月30日", 29)
    if annotation is FieldType:
        return FieldType.MONEY
    if annotation is str:
        if name == "english":
            return "a value"
        # Kinds of things have a fixed English; names are any.
        kinds = {"kind": "步骤", "header": "规则", "what": "要求", "word": "档", "outer": "分档", "type_": "文字"}
        types = {"left": "金额", "right": "人数"}
        return kinds.get(name) or types.get(name) or ("招标限额", "方案公示", "决议")[number % 3]
    if annotation is int:
        return {"start": 0, "end": 3, "pos": 0}[name]
    return {} if "Mapping" in str(annotation) else ["招标限额", "方案公示"]


def filled(function: Callable[..., Diagnostic]) -> Iterator[Diagnostic]:
    """The message with all arguments, and with those that must be there."""
    parameters = inspect.signature(function, eval_str=True).parameters.values()
    full = {p.name: sample(p.name, p.annotation, i) for i, p in enumerate(parameters)}
    yield function(**full)
    yield function(**{p.name: full[p.name] for p in parameters if p.default is inspect.Parameter.empty})


def quotations(text: str) -> list[str]:
    """What stands in “” (the outer ones)."""
    return re.findall(r"“([^“”]*(?:“[^“”]*”[^“”]*)*)”", text)


def bare(text: str) -> str:
    """``text`` without what it quotes."""
    return re.sub(r"《[^》]*》|【[^】]*】", "", re.sub(r"“[^“”]*(?:“[^“”]*”[^“”]*)*”", "", text))


def assert_kept(found: Diagnostic) -> None:
    """The message keeps to the guide."""
    assert re.fullmatch(r"[LSMNRF]\d{3}", found.code)
    for text in (found.message, found.english, found.help, found.english_help):
        assert "\n" not in text and "  " not in text and text == text.strip()
        assert text.count("“") == text.count("”"), text
    sentence = bare(found.message)
    assert found.message and not re.search(r"[。！!?？；;]|\.$", sentence), found.message
    assert len(sentence) <= LONGEST, found.message
    assert not set(re.findall(r"[A-Za-z]+", sentence)) - LATIN, found.message
    # Names as Python has them, or a value that was never put into words.
    inner = bare(found.message) + bare(found.help)
    assert not re.search(r"[a-z]+_[a-z]+|None|True|False|[{}]|<class", inner), inner
    assert found.english and not found.english.endswith((".", "!", "?"))
    assert len(bare(found.english)) <= LONGEST_ENGLISH, found.english
    assert not re.search("[\u4e00-\u9fff]", bare(found.english)), found.english
    assert sorted(set(quotations(found.english))) == sorted(set(quotations(found.message))), found
    assert bool(found.help) == bool(found.english_help)
    assert found.help, found.code
    assert not found.help.endswith("。") and found.help != found.message


@pytest.mark.parametrize("name", FUNCTIONS)
def test_every_message_of_rule_files_keeps_to_the_guide(name: str) -> None:
    for found in filled(FUNCTIONS[name]):
        assert_kept(found)
        assert found.span is not None


@pytest.mark.parametrize("path", FILES, ids=lambda p: p.stem)
def test_the_messages_for_mistakes_keep_to_it_and_lie_in_the_file(path, vocabulary) -> None:
    made = compiled_file(path, path.read_text("utf-8"), vocabulary)
    for found in made.diagnostics:
        assert_kept(found)
        assert found.span is not None
        start, end = found.span.start, found.span.end
        assert 0 <= start <= end <= len(made.source.text)
        assert made.source.position(start) == (found.span.line, found.span.column)
        if body(path.read_text("utf-8")).strip():
            assert made.source.text[start:end].strip(), "the place is not empty"


@pytest.mark.parametrize("code", MESSAGES)
def test_every_message_of_records_keeps_to_it(code: str) -> None:
    message = MESSAGES[code]
    names = set(re.findall(r"\{(\w+)\}", message.chinese + message.english + str(message.helps)))
    details = {"type": "人数", "kind": "PDF", "named": "同意", "unit": "人", "limit": "1MB"}
    words = {name: details.get(name, "31") for name in names}
    assert message.helps, code
    for chinese, english in message.helps.values():
        found = Diagnostic(
            code, message.chinese.format(**words), message.english.format(**words), None, message.severity,
            chinese.format(**words), english.format(**words),
        )  # fmt: skip
        sentence = bare(found.message)
        assert len(sentence) <= LONGEST and not re.search(r"[。！!?？；;]", sentence)
        assert not set(re.findall(r"[A-Za-z]+", sentence)) - LATIN - {"PDF", "MB", "XES", "XML", "log", "trace"}
        assert found.message.count("“") == found.message.count("”")
        assert not re.search(
            "[\u4e00-\u9fff]", bare(found.english).replace("同意", "").replace("人数", "").replace("人", "")
        )
        assert found.help and found.english_help


def test_each_code_has_one_meaning_and_each_meaning_one_code() -> None:
    used: dict[str, str] = {}
    for name, function in FUNCTIONS.items():
        for found in filled(function):
            name = SAME.get(name, name)
            assert used.setdefault(found.code, name) == name, f"{found.code} in {used[found.code]} and {name}"
    assert sorted(used) == sorted(CODES)
    for texts in ([m.chinese for m in CODES.values()], [m.english for m in CODES.values()]):
        assert len(set(texts)) == len(texts)
    assert {code[0] for code in CODES} == set(GROUPS)


def test_errors_are_errors_and_warnings_are_few() -> None:
    warnings = {f.code for function in FUNCTIONS.values() for f in filled(function) if f.severity is Severity.WARNING}
    assert warnings <= {"M119", "N118", "N130", "F101", "F102", "F103"}


# --- the page -------------------------------------------------------------------------


def test_the_list_of_codes_is_up_to_date(request: pytest.FixtureRequest) -> None:
    text = GUIDE.read_text("utf-8")
    written, begin, _ = text.partition(BEGIN)
    assert begin
    if request.config.getoption("--update-mistakes"):
        GUIDE.write_text(written + code_list(), "utf-8")
        text = GUIDE.read_text("utf-8")
    assert text == written + code_list()


def test_several_helps_of_a_code_are_told_of_as_alternatives() -> None:
    rows = dict(re.findall(r"^\| (R\d{3}) \|.*\| ([^|]*) \|$", GUIDE.read_text("utf-8"), re.M))
    assert rows["R090"] == "用 cunwu rules 可以看到全部；或者：是不是“……”？"
    for code, message in MESSAGES.items():
        assert rows[code].count("；或者：") == max(len(message.helps), 1) - 1


def test_no_code_of_the_program_is_missing_from_the_pages() -> None:
    root = GUIDE.parents[1]
    sources = [path for package in PACKAGES for path in sorted((root / package).rglob("*.py"))]
    used = {code for path in sources for code in re.findall(r"""["']([A-Z]\d{3})["']""", path.read_text("utf-8"))}
    told = set(re.findall(r"^\| ([A-Z]\d{3}) \|", GUIDE.read_text("utf-8"), re.M))
    hints = set(re.findall(r"^### (W\d{3}) ", (GUIDE.parent / "lint.zh.md").read_text("utf-8"), re.M))
    assert len(used) > 200
    assert used == told | hints


def test_each_code_has_an_example_or_a_reason() -> None:
    assert set(CODES) - set(examples()) == set(NO_EXAMPLE)
    assert set(examples()) <= set(CODES)


def test_the_examples_of_the_page_are_what_the_program_says(compiled) -> None:
    """Each box on the page that begins with a rule text and ends with a message is compiled."""
    text = GUIDE.read_text("utf-8").partition(BEGIN)[0]
    blocks = re.findall(r"```cunwu\n([^`]*)```\n+```text\n([^`]*)```(?:\n+```text\n([^`]*)```)?", text, re.S)
    assert len(blocks) >= 3
    for rules, chinese, english in blocks:
        made = compiled(rules)
        sources = {made.source.name: made.source}
        assert render_text.render_all(made.diagnostics, sources) + "\n" == chinese
        if english:
            assert render_text.render_all(made.diagnostics, sources, "en") + "\n" == english
