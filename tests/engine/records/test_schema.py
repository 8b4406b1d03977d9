"""The model and its JSON Schema tell what the reader takes."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import jsonschema
import pytest
from pydantic import ValidationError

from dsl.diagnostics.nodes import Diagnostic
from dsl.model.fields import Field, Scope
from dsl.values import FieldType
from engine.records.nodes import DecisionRecord
from engine.records.read import from_mapping
from engine.records.schema import json_schema, record_model
from engine.records.vocabulary import STRUCTURE, Vocabulary
from engine.records.write import to_mapping

Reader = Callable[[str], tuple[DecisionRecord | None, tuple[Diagnostic, ...]]]

GOOD: list[dict[str, Any]] = [
    {},
    {"标题": "甲", "金额": "36.5万元", "人口": 1200, "抢险救灾": True, "日期": "2024年3月5日"},
    {"金额": "不详", "人口": None, "日期": "?", "抢险救灾": "否", "类别": "甲、乙", "事项": 3},
    {"人口": "三十一人", "户数": "无", "比例": "三分之二", "占地": "120平方米", "审查期限": "7个工作日"},
    {"经过": []},
    {"经过": [{"步骤": "决议", "结果": "未通过", "材料": ["会议记录"], "材料完整": "是", "日期": "2024/3/5"}]},
]
BAD: list[dict[str, Any]] = [
    {"没有这样的栏目": 1},
    {"实到": 31},
    {"金额": 36.5},
    {"金额": "36.5"},
    {"金额": "36.5万"},
    {"人口": -3},
    {"人口": 3.5},
    {"人口": "很多"},
    {"抢险救灾": "也许"},
    {"日期": "昨天"},
    {"日期": 20240305},
    {"标题": ["甲"]},
    {"类别": {"甲": "乙"}},
    {"经过": {"步骤": "甲"}},
    {"经过": [{"日期": "2024-03-05"}]},
    {"经过": [{"步骤": ""}]},
    {"经过": [{"步骤": "决议", "结果": "没通过"}]},
    {"经过": [{"步骤": "决议", "金额": "5万元"}]},
    {"资金性质": ["别的"]},
]


@pytest.fixture(scope="module")
def validator(vocabulary: Vocabulary) -> Any:
    schema = json_schema(vocabulary)
    jsonschema.Draft202012Validator.check_schema(schema)
    return jsonschema.Draft202012Validator(schema)


@pytest.mark.parametrize("value", GOOD)
def test_what_the_reader_takes_the_schema_takes(vocabulary: Vocabulary, validator: Any, value: Any) -> None:
    record, diagnostics = from_mapping(value, vocabulary)
    assert record is not None, diagnostics
    validator.validate(value)
    record_model(vocabulary).model_validate_json(json.dumps(value))


@pytest.mark.parametrize("value", BAD)
def test_what_the_reader_refuses_the_schema_refuses(vocabulary: Vocabulary, validator: Any, value: Any) -> None:
    assert from_mapping(value, vocabulary)[0] is None
    assert not validator.is_valid(value)
    with pytest.raises(ValidationError):
        record_model(vocabulary).model_validate_json(json.dumps(value))


def test_an_example_record_fits(vocabulary: Vocabulary, validator: Any, yaml: Reader, road: str) -> None:
    record, _ = yaml(road)
    assert record is not None
    validator.validate(to_mapping(record, vocabulary))


def test_every_field_is_documented(vocabulary: Vocabulary) -> None:
    schema = json_schema(vocabulary)
    event = schema["$defs"]["Event"]
    for scope, properties in ((Scope.RECORD, schema["properties"]), (Scope.EVENT, event["properties"])):
        fields = [*(one for one in STRUCTURE if one.scope is scope), *vocabulary.of(scope)]
        assert list(properties) == [field.name for field in fields]
        for field in fields:
            described = properties[field.name]
            assert described["x-english"] == field.aliases[0]
            assert f"类型：{field.type.value}" in described["description"]
            for alias in field.aliases[1:]:
                assert alias in described["description"]
            for option in field.options:
                assert option in described["description"]
    assert event["required"] == ["步骤"]
    assert "单位：元" in schema["properties"]["金额"]["description"]
    assert schema["title"] == "决策记录"


def test_examples_are_read(vocabulary: Vocabulary, validator: Any) -> None:
    for name, described in json_schema(vocabulary)["properties"].items():
        for example in described.get("examples", []):
            validator.validate({name: example})
            record, diagnostics = from_mapping({name: example}, vocabulary)
            assert record is not None, diagnostics


def test_the_model_takes_english_names_too(vocabulary: Vocabulary) -> None:
    model = record_model(vocabulary)
    assert model.model_validate({"title": "甲", "committee_members": 5}) == model.model_validate(
        {"标题": "甲", "村民委员会成员": 5}
    )


@pytest.mark.parametrize("english", ["model_dump", "copy", "title", "class", "_x", "two words", "schema"])
def test_names_that_python_or_pydantic_need_are_no_obstacle(english: str) -> None:
    vocabulary = Vocabulary(
        [
            Field("甲", (english,), Scope.RECORD, FieldType.TEXT, (), "", None, None),
            Field("乙", (), Scope.RECORD, FieldType.CHOICE, (), "", None, None),
        ]
    )
    assert record_model(vocabulary).model_validate({"甲": "x", "乙": "y"}).model_dump(by_alias=True)["甲"] == "x"
    assert "甲" in json_schema(vocabulary)["properties"]
