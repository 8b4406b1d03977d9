"""Names of fields: aliases, forms of writing, which of two fields is meant."""

from __future__ import annotations

import pytest

from dsl.model.fields import Field, Scope
from dsl.values import FieldType
from engine.records.vocabulary import STRUCTURE, Vocabulary, fold, visible


def field(name: str, *aliases: str, scope: Scope = Scope.RECORD, type: FieldType = FieldType.TEXT) -> Field:
    return Field(name, aliases, scope, type, (), "", None, None)


CHINESE = ["村民委员会成员", " 村民委员会成员 ", "村民 委员会成员", "村民委员会\u200b成员", "\ufeff村民委员会成员"]
ENGLISH = ["committee_members", "Committee Members", "COMMITTEE-MEMBERS", "ｃｏｍｍｉｔｔｅｅ＿ｍｅｍｂｅｒｓ"]


@pytest.mark.parametrize("key", CHINESE + ENGLISH)
def test_a_key_is_found_however_it_is_written(vocabulary: Vocabulary, key: str) -> None:
    found = vocabulary.find(Scope.RECORD, key)
    assert found is not None
    assert found.name == "村民委员会成员"


def test_a_key_is_looked_up_in_its_scope(vocabulary: Vocabulary) -> None:
    in_record, in_event = (vocabulary.find(scope, "date") for scope in (Scope.RECORD, Scope.EVENT))
    assert in_record is not in_event
    assert vocabulary.find(Scope.EVENT, "起") is in_event
    assert vocabulary.find(Scope.RECORD, "起") is None
    assert vocabulary.find(Scope.EVENT, "金额") is None


def test_structural_fields_come_first() -> None:
    mine = field("题目", "title")
    vocabulary = Vocabulary([mine, field("标题")])
    title = vocabulary.find(Scope.RECORD, "title")
    assert title in STRUCTURE
    assert vocabulary.find(Scope.RECORD, "标题") is title
    assert vocabulary.find(Scope.RECORD, "题目") is mine
    assert list(vocabulary.of(Scope.RECORD)) == [mine]


def test_the_first_of_two_fields_is_meant() -> None:
    first, second = field("甲", "a"), field("甲", "b", type=FieldType.MONEY)
    vocabulary = Vocabulary(iter([first, second]))
    assert vocabulary.find(Scope.RECORD, "甲") is first
    assert vocabulary.find(Scope.RECORD, "b") is second
    assert list(vocabulary.of(Scope.RECORD)) == [first]


def test_equal_fields_make_equal_vocabularies() -> None:
    one, other = Vocabulary([field("甲")]), Vocabulary((field("甲"),))
    assert one == other
    assert hash(one) == hash(other)
    assert one != Vocabulary([field("乙")])


def test_names_hold_every_alias(vocabulary: Vocabulary) -> None:
    names = set(vocabulary.names(Scope.EVENT))
    assert {"步骤", "step", "日期", "起", "start"} <= names
    assert "金额" not in names


@pytest.mark.parametrize(("key", "near"), [("金额", True), ("金颔", True), ("实到", True), ("天气如何", False)])
def test_what_resembles_a_field(vocabulary: Vocabulary, key: str, near: bool) -> None:
    assert vocabulary.resembles(key) is near


def test_fold_and_visible() -> None:
    assert fold("Ａ b－C") == "a_b_c"
    assert fold("甲 乙_丙") == "甲乙丙"
    assert visible("甲\u200b\u00ad乙") == "甲乙"
    assert visible("plain") == "plain"
