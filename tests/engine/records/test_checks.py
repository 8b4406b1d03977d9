"""One value against another."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from dsl.diagnostics.nodes import Diagnostic, Severity
from engine.records.nodes import DecisionRecord

Reader = Callable[[str], tuple[DecisionRecord | None, tuple[Diagnostic, ...]]]


@pytest.mark.parametrize(
    ("lines", "code", "message"),
    [
        (["应到: 48", "实到: 49"], "R060", "实到49人多于应到48人"),
        (["应到: 48", "实到: 48"], None, None),
        (["实到: 31", "同意: 30", "反对: 1", "弃权: 1"], "R061", "同意、反对、弃权共32人，多于实到31人"),
        (["实到: 31", "同意: 32"], "R061", "同意共32人，多于实到31人"),
        (["实到: 31", "同意: 30", "反对: 1", "弃权: 不详"], None, None),
        (["同意: 32", "实到: 不详", "应到: 31"], None, None),
        (["日期: 2024-03-05", "止: 2024-03-04"], "R062", "止日早于起日"),
        (["日期: 2024-03-05", "止: 2024-03-05"], None, None),
        (["日期: 2024-03-05", "通知日: 2024-03-06"], "R063", "通知日晚于这一步的日期"),
        (["日期: 2024-03-05", "通知日: 2024-03-05"], None, None),
    ],
)
def test_an_event_that_does_not_add_up_is_warned_of(
    yaml: Reader, lines: list[str], code: str | None, message: str | None
) -> None:
    record, diagnostics = yaml("经过:\n- 步骤: 决议\n" + "".join(f"  {line}\n" for line in lines))
    assert record is not None
    assert [(found.code, found.message) for found in diagnostics] == ([(code, message)] if code else [])
    for found in diagnostics:
        assert found.severity is Severity.WARNING
        assert found.span is not None
        assert len(found.related) == 1


@pytest.mark.parametrize(
    ("text", "codes", "is_read"),
    [
        ("双重身份人数: 5\n村民代表: 43\n村民委员会成员: 5\n", [], True),
        ("双重身份人数: 6\n村民代表: 43\n村民委员会成员: 5\n", ["R064"], False),
        ("双重身份人数: 6\n村民代表: 3\n村民委员会成员: 5\n", ["R064", "R064"], False),
        ("双重身份人数: 6\n村民代表: 不详\n", [], True),
        ("妇女村民代表: 44\n村民代表: 43\n", ["R065"], True),
        ("妇女村民代表: 43\n村民代表: 43\n", [], True),
    ],
)
def test_numbers_of_persons_that_cannot_be(yaml: Reader, text: str, codes: list[str], is_read: bool) -> None:
    record, diagnostics = yaml(text)
    assert [found.code for found in diagnostics] == codes
    assert (record is not None) is is_read
