"""Each form of the messages about a file with many mistakes, as a snapshot; and what SARIF demands."""

from __future__ import annotations

import doctest
import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dsl.compile import Compiled, compile_ruleset
from dsl.diagnostics import render_json, render_plain, render_sarif, render_text
from dsl.diagnostics.nodes import Diagnostic, Severity, Span
from dsl.diagnostics.source import SourceText
from dsl.model.nodes import RuleSet

FOLDER = Path(__file__).parent / "rendered"
SCHEMA = json.loads((FOLDER / "sarif-structure.schema.json").read_text("utf-8"))
"""The part of SARIF 2.1.0's structure that we use, closed: nothing else may be written."""


def run_of(log: dict[str, Any]) -> Any:
    """The one run of a SARIF log."""
    (run,) = log["runs"]
    return run


@pytest.fixture(scope="module")
def made(vocabulary: RuleSet) -> Compiled:
    return compile_ruleset(
        (FOLDER / "several.cunwu").read_text("utf-8"), "村规/several.cunwu", "several", (vocabulary,)
    )


def forms(made: Compiled) -> dict[str, str]:
    sources = {made.source.name: made.source}
    found = made.diagnostics
    return {
        "text.zh.txt": render_text.render_all(found, sources),
        "text.en.txt": render_text.render_all(found, sources, "en"),
        "colour.zh.txt": render_text.render_all(found, sources, colour=True).replace("\x1b", "␛"),
        "plain.zh.txt": render_plain.render_all(found),
        "plain.en.txt": render_plain.render_all(found, "en"),
        "json": json.dumps(render_json.to_document(found), ensure_ascii=False, indent=1),
        "sarif.zh.json": json.dumps(render_sarif.to_log(found, sources, "zh", "0.1.0"), ensure_ascii=False, indent=1),
        "sarif.en.json": json.dumps(render_sarif.to_log(found, sources, "en", "0.1.0"), ensure_ascii=False, indent=1),
    }


FORMS = (
    "text.zh.txt",
    "text.en.txt",
    "colour.zh.txt",
    "plain.zh.txt",
    "plain.en.txt",
    "json",
    "sarif.zh.json",
    "sarif.en.json",
)


@pytest.mark.parametrize("form", FORMS)
def test_the_form_is_the_one_on_file(form: str, made: Compiled, request: pytest.FixtureRequest) -> None:
    path = FOLDER / f"several.{form}"
    shown = forms(made)[form] + "\n"
    if request.config.getoption("--update-mistakes"):
        path.write_text(shown, "utf-8")
    assert shown == path.read_text("utf-8")


def test_every_form_tells_the_same_messages(made: Compiled) -> None:
    codes = [d.code for d in render_text.in_order(made.diagnostics)]
    assert len(codes) > 10
    document: Any = render_json.to_document(made.diagnostics)
    assert [one["code"] for one in document["diagnostics"]] == codes
    assert document["errors"] == len(codes) and document["warnings"] == 0
    log = render_sarif.to_log(made.diagnostics, {})
    assert [one["ruleId"] for one in run_of(log)["results"]] == codes
    assert [line.split("[")[1][:4] for line in render_plain.render_all(made.diagnostics).split("\n")] == codes


def test_sarif_has_the_structure_of_the_standard(made: Compiled) -> None:
    validator = jsonschema.Draft7Validator(SCHEMA)
    jsonschema.Draft7Validator.check_schema(SCHEMA)
    log = render_sarif.to_log(made.diagnostics, {made.source.name: made.source})
    validator.validate(log)
    validator.validate(render_sarif.to_log(made.diagnostics, {made.source.name: made.source}, "en"))
    validator.validate(render_sarif.to_log((), {}))
    run = run_of(log)
    rules = run["tool"]["driver"]["rules"]
    for result in run["results"]:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]


def test_a_region_of_sarif_holds_what_is_marked(made: Compiled) -> None:
    log = render_sarif.to_log(made.diagnostics, {made.source.name: made.source})
    lines = made.source.text.split("\n")
    for result in run_of(log)["results"]:
        region = result["locations"][0]["physicalLocation"]["region"]
        if region["startLine"] == region["endLine"]:
            line = lines[region["startLine"] - 1]
            assert line[region["startColumn"] - 1 : region["endColumn"] - 1] == region["snippet"]["text"] != ""


def test_the_rules_of_sarif_speak_chinese_and_english(made: Compiled) -> None:
    chinese = run_of(render_sarif.to_log(made.diagnostics, {}))
    english = run_of(render_sarif.to_log(made.diagnostics, {}, "en"))
    first = {rule["id"]: rule["shortDescription"]["text"] for rule in chinese["tool"]["driver"]["rules"]}
    second = {rule["id"]: rule["shortDescription"]["text"] for rule in english["tool"]["driver"]["rules"]}
    assert (first["S213"], second["S213"]) == ("总数和比例之间缺少“的”", "的 missing between a whole and its share")
    assert (chinese["language"], english["language"]) == ("zh-CN", "en")


def test_messages_without_a_place_or_a_text_can_be_rendered() -> None:
    placeless = Diagnostic("R001", "读不了文件“甲”", "the file “甲” cannot be read", None, Severity.WARNING)
    outside = Diagnostic("S101", "甲", "a", Span("乙", 5, 90, 3, 2), related=((Span("丙", 0, 1, 1, 1), "这里"),))
    log = render_sarif.to_log([outside, placeless], {"乙": SourceText("乙", "短")})
    jsonschema.Draft7Validator(SCHEMA).validate(log)
    first, second = run_of(log)["results"]
    assert "locations" not in first and first["level"] == "warning"
    assert second["locations"][0]["physicalLocation"]["region"] == {"startLine": 3, "startColumn": 2}
    assert render_plain.render(placeless) == "警告[R001]：读不了文件“甲”"
    assert render_plain.render(outside, "en") == "乙:3:2: error[S101]: a"
    assert render_plain.render_all([]) == ""
    cell = Diagnostic("R032", "甲", "a", Span("表.xlsx", 0, 0, 1, 1, "记录!B3"))
    assert render_plain.render(cell) == "表.xlsx:记录!B3: 错误[R032]：甲"
    log = render_sarif.to_log([cell], {})
    jsonschema.Draft7Validator(SCHEMA).validate(log)
    assert run_of(log)["results"][0]["locations"][0]["logicalLocations"] == [{"name": "记录!B3"}]


def test_the_examples_in_the_docstrings_hold() -> None:
    result = doctest.testmod(render_sarif)
    assert result.attempted and not result.failed


@given(st.text(max_size=60), st.integers(-3, 70), st.integers(-3, 70))
def test_any_text_and_name_can_be_rendered(text: str, start: int, end: int) -> None:
    source = SourceText(text, text)
    found = [Diagnostic("S101", text or "甲", text, source.span(start, end), help=text)]
    log = render_sarif.to_log(found, {text: source})
    jsonschema.Draft7Validator(SCHEMA).validate(log)
    json.dumps(log, ensure_ascii=False).encode("utf-8")
    assert "\n" not in render_plain.render_all(found)
