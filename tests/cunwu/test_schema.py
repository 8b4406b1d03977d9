"""``cunwu schema``: what it says of records for chosen rulesets, against real records."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator

from cunwu.forms.make import schema_of
from cunwu.work import opened
from engine.records.read import from_mapping
from engine.records.vocabulary import Vocabulary
from engine.records.write import to_mapping
from engine.scenarios import mapping_of
from rulesets.loader import bundled_ids
from tests.cunwu.conftest import DATA, ROOT, RULES, Ran

EXAMPLES = sorted((ROOT / "examples" / "records").glob("*.yaml"))


def offered(schema: dict[str, Any], scope: str, name: str) -> list[str]:
    """The names that the schema offers for a field."""
    fields = schema["$defs"]["Event"] if scope == "经过" else schema
    described = fields["properties"][name]
    for one in described.get("anyOf", []):
        if one.get("type") == "array":
            return one["items"]["examples"]
    return described["examples"]


@pytest.fixture(scope="module")
def validator() -> Draft202012Validator:
    schema = schema_of(opened([]))
    Draft202012Validator.check_schema(schema)
    return Draft202012Validator(schema)


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_published_records_are_valid(validator: Draft202012Validator, path: Path) -> None:
    record = yaml.load(path.read_text("utf-8"), Loader=yaml.BaseLoader)
    assert [error.message for error in validator.iter_errors(record)] == []


@pytest.mark.parametrize("ruleset", [one for one in bundled_ids() if one != "national/vocabulary"])
def test_scenarios_are_valid_for_their_ruleset(ruleset: str) -> None:
    catalogue = opened([ruleset])
    validator = Draft202012Validator(schema_of(catalogue))
    vocabulary = Vocabulary(catalogue.fields)
    scenarios = catalogue.ruleset(ruleset).scenarios
    for scenario in scenarios[:40]:
        record, _ = from_mapping(mapping_of(scenario), vocabulary)
        assert record is not None
        assert [error.message for error in validator.iter_errors(to_mapping(record, vocabulary))] == []


def test_other_names_are_as_valid_but_other_fields_are_not(validator: Draft202012Validator) -> None:
    assert validator.is_valid(
        {"类别": ["没有这一类"], "程序": "别的程序", "经过": [{"步骤": "别的一步", "材料": "别的材料"}]}
    )
    assert not validator.is_valid({"金颔": "5万元"})
    assert not validator.is_valid({"经过": [{"步骤": "决议", "结果": "通过了"}]})


def test_examples_are_valid_themselves(validator: Draft202012Validator) -> None:
    schema: Any = validator.schema
    for name, described in schema["properties"].items():
        for example in described.get("examples", []):
            assert validator.is_valid({name: example}), (name, example)
    for name, described in schema["$defs"]["Event"]["properties"].items():
        for example in described.get("examples", []):
            assert validator.is_valid({"经过": [{"步骤": "决议", name: example}]}), (name, example)


def test_each_ruleset_offers_its_own_names(cli: Callable[..., Ran]) -> None:
    power = json.loads(cli("schema", "ninghai/power_list").out)
    decisions = json.loads(cli("schema", "national/major_decisions").out)
    assert offered(power, "经过", "步骤")[:3] == ["提议", "商议", "方案公示"]
    assert "合法性审查" in offered(decisions, "经过", "步骤")
    assert "合法性审查" not in offered(power, "经过", "步骤")
    assert offered(power, "记录", "程序")[:2] == ["五议决策法", "五议两公开"]
    assert "村民代表会议" in offered(power, "经过", "主体")
    assert "合法性审查意见" in offered(decisions, "经过", "材料")
    rules = offered(power, "记录", "规则")
    assert rules[-1] == "ninghai/power_list" and "national/organic_law" in rules
    assert "national/major_decisions" not in rules
    assert "发包方式" in power["$defs"]["Event"]["properties"]
    assert "发包方式" not in decisions["$defs"]["Event"]["properties"]
    assert "宁海县村级小微权力清单三十六条" in power["description"]


def test_rulesets_may_be_named_either_way_and_be_ones_own(cli: Callable[..., Ran], tmp_path: Path) -> None:
    assert cli("schema", "ninghai/power_list").out == cli("schema", "--rules", "ninghai/power_list").out
    own = json.loads(cli("schema", RULES).out)
    assert offered(own, "经过", "步骤") == ["商议", "方案公示", "决议", "决议公示", "报备"]
    path = tmp_path / "schema.json"
    assert cli("schema", RULES, "-o", path).code == 0
    assert json.loads(path.read_text("utf-8")) == own
    assert cli("schema", "没有").code == 3
    record = yaml.load((DATA / "compliant.yaml").read_text("utf-8"), Loader=yaml.BaseLoader)
    assert Draft202012Validator(own).is_valid(record)
