"""Python values as a notebook has them."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.records.read import from_mapping
from engine.records.vocabulary import Vocabulary


def facts(vocabulary: Vocabulary, **values: Any) -> dict[str, Any]:
    record, diagnostics = from_mapping(values, vocabulary)
    assert diagnostics == ()
    assert record is not None
    return record.facts


def codes(vocabulary: Vocabulary, value: Any) -> list[str]:
    record, diagnostics = from_mapping(value, vocabulary)
    assert (record is None) is bool(diagnostics)
    return [found.code for found in diagnostics]


class Scalar:
    """What NumPy's scalars look like."""

    def __init__(self, value: Any) -> None:
        self.value = value

    def item(self) -> Any:
        return self.value


class Odd:
    def item(self) -> Any:
        raise RuntimeError


def test_values_of_every_kind(vocabulary: Vocabulary) -> None:
    found = facts(
        vocabulary,
        人口=1200,
        户数=Decimal("300"),
        村民代表=43.0,
        比例=Fraction(2, 3),
        日期=date(2024, 3, 5),
        抢险救灾=True,
        类别={"道路", "工程建设"},
        金额="36.5万元",
        村=None,
        成年村民=float("nan"),
        妇女村民代表=Decimal("sNaN"),
        村民委员会成员=Scalar(5),
    )
    assert found == {
        "人口": 1200,
        "户数": 300,
        "村民代表": 43,
        "比例": Fraction(2, 3),
        "日期": date(2024, 3, 5),
        "抢险救灾": True,
        "类别": frozenset({"道路", "工程建设"}),
        "金额": 365000,
        "村民委员会成员": 5,
    }
    assert type(found["村民代表"]) is int


def test_decimals_are_what_is_written(vocabulary: Vocabulary) -> None:
    assert facts(vocabulary, 比例=0.1) == {"比例": Fraction(1, 10)}
    assert facts(vocabulary, 比例=Fraction(-3, 2)) == {"比例": Fraction(-3, 2)}


def test_a_time_stamp_at_midnight_is_a_day(vocabulary: Vocabulary) -> None:
    assert facts(vocabulary, 日期=datetime(2024, 3, 5)) == {"日期": date(2024, 3, 5)}  # noqa: DTZ001
    assert codes(vocabulary, {"日期": datetime(2024, 3, 5, 9)}) == ["R037"]  # noqa: DTZ001


def test_unknown_keys_and_places(vocabulary: Vocabulary) -> None:
    assert codes(vocabulary, {"金颔": "5万元"}) == ["R021"]
    assert codes(vocabulary, {3: "5万元"}) == ["R020"]
    assert codes(vocabulary, {"经过": [{"步骤": "甲", "金额": "5万元"}]}) == ["R022"]
    assert codes(vocabulary, {"金额": "5万元", "amount": "5万元"}) == ["R023"]


@pytest.mark.parametrize(
    ("value", "code"),
    [
        ({"人口": 10**5000}, "R043"),
        ({"人口": -(10**5000)}, "R043"),
        ({"比例": Fraction(1, 10**5000)}, "R043"),
        ({"人口": 1e300}, "R032"),
        ({"人口": float("inf")}, "R032"),
        ({"人口": Decimal("1e999999999")}, "R032"),
        ({"人口": True}, "R032"),
        ({"人口": object()}, "R044"),
        ({"人口": Odd()}, "R044"),
        ({"人口": Scalar([1])}, "R044"),
        ({"村": b"bytes"}, "R044"),
        ({"类别": {1, "甲", object()}}, "R044"),
        ({"村": "\ud800"}, "R004"),
        ([], "R014"),
        (None, "R014"),
    ],
)
def test_values_that_no_record_holds(vocabulary: Vocabulary, value: Any, code: str) -> None:
    assert code in codes(vocabulary, value)


def test_mappings_that_hold_themselves(vocabulary: Vocabulary) -> None:
    knot: dict[str, Any] = {"步骤": "甲"}
    knot["经过"] = [knot, knot]
    assert "R016" in codes(vocabulary, knot)


def test_deep_mappings(vocabulary: Vocabulary) -> None:
    deep: Any = "甲"
    for _ in range(5000):
        deep = [deep]
    assert codes(vocabulary, {"类别": deep}) == ["R016", "R031"]


scalars = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.decimals()
    | st.fractions()
    | st.dates()
    | st.datetimes()
) | (st.text() | st.binary(max_size=3) | st.complex_numbers())
keys = (
    st.sampled_from(["标题", "金额", "日期", "人口", "类别", "经过", "步骤", "实到", "材料", "比例"])
    | st.text()
    | st.integers()
)
trees = st.recursive(scalars, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(keys, inner, max_size=5))


@settings(max_examples=50)
@given(st.dictionaries(keys, trees, max_size=6))
def test_any_mapping_gives_a_record_or_messages(vocabulary: Vocabulary, value: Any) -> None:
    codes(vocabulary, value)
