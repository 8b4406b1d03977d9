"""``cunwu check --engine``: the rule engine beside the reference, alone, or not at all."""

from __future__ import annotations

import json

import pytest

from engine.interpret.codes import Code
from engine.rete import evaluator
from rulesets.loader import ROOT

RECORD = str(ROOT.parent / "examples" / "records" / "c03.yaml")
SAID = "规则引擎 durable-rules 也核对了"
needs_engine = pytest.mark.skipif(not evaluator.is_installed(), reason="durable-rules is not installed")


def check(cli, *options: str):
    return cli("check", RECORD, "--as-of", "2026-11-22", *options)


@needs_engine
def test_it_is_asked_by_default_and_the_report_says_so(cli):
    ran = check(cli)
    assert ran.code == 1 and SAID in ran.out and "结论相同" in ran.out
    assert "same verdicts" in check(cli, "--lang", "en").out
    (result,) = json.loads(check(cli, "--format", "json").out)["results"]
    assert result["second_opinion"]["asked"] == len(result["findings"])
    assert result["second_opinion"]["disagreements"] == []


def test_the_reference_alone(cli):
    ran = check(cli, "--engine", "interpret")
    assert ran.code == 1 and SAID not in ran.out


@needs_engine
def test_the_engine_alone_comes_to_the_same(cli):
    assert check(cli, "--engine", "durable").out == check(cli, "--engine", "both").out


@needs_engine
def test_where_it_gives_no_answer_the_reference_decides_and_the_exit_code_says_it(cli, monkeypatch):
    monkeypatch.setattr(evaluator.ReteEvaluator, "verdicts", lambda self, facts, as_of: [None] * len(self.norms))
    ran = check(cli)
    assert ran.code == 4 and "不合规" in ran.out
    assert "引擎不一致：规则引擎没有给出结论，参照的核对是违规，请人工复核" in ran.out
    (result,) = json.loads(check(cli, "--format", "json").out)["results"]
    marked = len(result["second_opinion"]["disagreements"])
    assert marked == len(result["findings"]) > 0
    assert f"有{marked}条不一致或者没有结论" in ran.out.split("【说明】")[1]


@needs_engine
def test_where_it_says_something_else_the_finding_is_marked(cli, monkeypatch):
    given = evaluator.ReteEvaluator.verdicts

    def wrong(self, facts, as_of):
        return [Code.COMPLIANT if code is Code.VIOLATED else code for code in given(self, facts, as_of)]

    monkeypatch.setattr(evaluator.ReteEvaluator, "verdicts", wrong)
    ran = check(cli, "--format", "json")
    (result,) = json.loads(ran.out)["results"]
    (one,) = result["second_opinion"]["disagreements"]
    assert (one["reference"], one["engine"]) == ("violated", "compliant")
    assert ran.code == 4 and result["overall"] == "violated"


def test_where_it_is_not_installed_only_who_asks_for_it_is_told(cli, monkeypatch):
    monkeypatch.setattr(evaluator, "is_installed", lambda: False)
    ran = check(cli)
    assert ran.code == 1 and SAID not in ran.out
    refused = check(cli, "--engine", "both")
    assert refused.code == 3 and "没有安装规则引擎 durable-rules" in refused.err
    assert check(cli, "--engine", "clips").code == 3
