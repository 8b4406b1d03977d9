"""From a record to facts: what counts, in which order, and what a note says."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from dsl.diagnostics.nodes import Span
from dsl.norms.nodes import FAILED
from engine.facts import facts_of
from engine.records.nodes import DecisionRecord, Event

AS_OF = date(2024, 12, 31)


def event(step: str, **facts: Any) -> Event:
    return Event(step=step, facts=facts)


def record(*events: Event, **facts: Any) -> DecisionRecord:
    return DecisionRecord(events=events, facts=facts)


def steps(facts: Any, name: str) -> list[tuple[str, int]]:
    return [(found.step, found.number) for found in facts.occurrences[name]]


def test_an_event_is_found_by_its_step_and_by_each_actor() -> None:
    facts = facts_of(record(event("决议", 主体=frozenset({"村民代表会议", "党员大会"}))), AS_OF)
    assert set(facts.occurrences) == {"决议", "村民代表会议", "党员大会"}
    assert all(steps(facts, name) == [("决议", 1)] for name in facts.occurrences)


def test_a_step_named_as_its_actor_is_listed_once() -> None:
    facts = facts_of(record(event("村民会议", 主体=frozenset({"村民会议"}))), AS_OF)
    assert steps(facts, "村民会议") == [("村民会议", 1)]


def test_what_failed_is_set_aside_but_counted() -> None:
    facts = facts_of(
        record(
            event("决议", 日期=date(2024, 3, 5), 结果="未通过"),
            event("决议", 日期=date(2024, 3, 9), 结果="通过"),
        ),
        AS_OF,
    )
    assert steps(facts, "决议") == [("决议", 2)]
    assert facts.occurrences["决议"][0].values["日期"] == date(2024, 3, 9)


def test_what_only_failed_has_no_occurrence_but_as_failed() -> None:
    facts = facts_of(record(event("决议", 日期=date(2024, 3, 5), 结果="未通过", 主体=frozenset(["村民会议"]))), AS_OF)
    assert list(facts.occurrences) == ["决议（未通过）"]
    assert not facts.absent
    assert facts.reference_day == date(2024, 3, 5)


def test_of_a_listed_step_all_that_failed_are_listed() -> None:
    facts = facts_of(record(event("决议", 日期=date(2024, 3, 5)), event("审议", 结果="作废")), AS_OF)
    assert facts.absent == {"决议（未通过）", "审议（未通过）"}


def test_events_after_the_as_of_day_are_left_out_with_a_note() -> None:
    facts = facts_of(
        record(
            event("实施", 日期=date(2024, 5, 1)),
            event("决议", 日期=date(2024, 3, 5)),
            event("决议公示", 日期=date(2024, 3, 6)),
        ),
        date(2024, 3, 5),
    )
    assert set(facts.occurrences) == {"决议"}
    assert facts.reference_day == date(2024, 3, 5)
    assert facts.notes == (
        "“决议公示”（2024年3月6日）在审查日（2024年3月5日）之后，没有计入。",
        "“实施”（2024年5月1日）在审查日（2024年3月5日）之后，没有计入。",
    )


def test_a_last_day_after_the_as_of_day_has_not_come() -> None:
    facts = facts_of(record(event("决议公示", 日期=date(2024, 3, 1), 止=date(2024, 3, 16))), date(2024, 3, 5))
    assert "止" not in facts.occurrences["决议公示"][0].values
    assert facts.notes == ("“决议公示”到2024年3月16日届满，审查日（2024年3月5日）还没有届满。",)


def test_what_is_dealt_with_later_is_not_held_against_an_earlier_day() -> None:
    later = record(event("决议", 日期=date(2024, 3, 1)), event("评议", 日期=date(2024, 6, 1)), 办结=True)
    assert "办结" not in facts_of(later, date(2024, 3, 5)).values
    assert facts_of(later, date(2024, 6, 1)).values["办结"] is True


def test_order_is_by_date_then_last_day_and_undated_last() -> None:
    facts = facts_of(
        record(
            event("公示"),
            event("公示", 止=date(2024, 1, 2)),
            event("公示", 日期=date.max),
            event("公示", 日期=date(2024, 3, 1), 止=date(2024, 3, 16)),
            event("公示", 日期=date(2024, 3, 1), 止=date(2024, 3, 4)),
            event("公示", 日期=date(2024, 3, 1)),
            event("公示", 日期=date(2024, 2, 1)),
        ),
        date.max,
    )
    assert [(found.values.get("日期"), found.values.get("止")) for found in facts.occurrences["公示"]] == [
        (date(2024, 2, 1), None),
        (date(2024, 3, 1), date(2024, 3, 4)),
        (date(2024, 3, 1), date(2024, 3, 16)),
        (date(2024, 3, 1), None),
        (date.max, None),
        (None, date(2024, 1, 2)),
        (None, None),
    ]
    assert [found.number for found in facts.occurrences["公示"]] == [1, 2, 3, 4, 5, 6, 7]


def test_the_reference_day_is_the_records_own_or_the_latest_event() -> None:
    events = (event("实施", 日期=date(2024, 4, 1)), event("决议", 日期=date(2024, 3, 5)), event("评议"))
    assert facts_of(record(*events), AS_OF).reference_day == date(2024, 4, 1)
    assert facts_of(record(*events, 日期=date(2020, 1, 1)), AS_OF).reference_day == date(2020, 1, 1)
    assert facts_of(record(event("评议")), AS_OF).reference_day is None


def test_facts_and_places_are_handed_on() -> None:
    span = Span("案", 3, 5, 1, 4)
    one = Event(
        step="决议",
        documents=frozenset({"会议记录"}),
        missing_documents=frozenset({"签到册"}),
        documents_complete=True,
        facts={"实到": 31},
        places={"实到": span},
    )
    whole = DecisionRecord(events_complete=True, events=(one,), facts={"金额": 50000}, places={"金额": span})
    facts = facts_of(whole, AS_OF)
    assert (facts.values, facts.places, facts.complete) == ({"金额": 50000}, {"金额": span}, True)
    found = facts.occurrences["决议"][0]
    assert (found.values, found.places) == ({"实到": 31}, {"实到": span})
    assert found.documents == {"会议记录"}
    assert found.missing_documents == {"签到册"}
    assert found.documents_complete is True


names = st.sampled_from(["决议", "公示", "村民会议", "村民代表会议"])
day = st.dates(date(2024, 1, 1), date(2024, 1, 6))
fields = st.fixed_dictionaries(
    {},
    optional={
        "日期": day,
        "止": day,
        "主体": st.frozensets(names, max_size=3),
        "结果": st.sampled_from(["通过", "未通过"]),
        "实到": st.integers(0, 2),
        "面积": st.fractions(0, 1, max_denominator=2),
    },
)
documents = st.frozensets(st.sampled_from(["会议记录", "签到册"]))
events = st.builds(Event, step=names, facts=fields, documents=documents, documents_complete=st.booleans())


@given(st.lists(events, max_size=6).flatmap(lambda found: st.tuples(st.just(found), st.permutations(found))), day)
def test_the_order_in_the_file_does_not_matter(orders: tuple[list[Event], list[Event]], as_of: date) -> None:
    one, other = (facts_of(DecisionRecord(events=tuple(order)), as_of) for order in orders)
    assert one == other


@given(st.lists(events, max_size=6), day)
def test_every_event_is_accounted_for(found: list[Event], as_of: date) -> None:
    facts = facts_of(DecisionRecord(events=tuple(found)), as_of)
    late = [e for e in found if isinstance(dated := e.facts.get("日期"), date) and dated > as_of]
    kept = [e for e in found if e not in late]
    failed = [e for e in kept if e.facts.get("结果") == "未通过"]
    running = [e for e in kept if isinstance(end := e.facts.get("止"), date) and end > as_of]
    assert len(facts.notes) == len(late) + len(running)
    kinds = {name: found for name, found in facts.occurrences.items() if not name.endswith(FAILED)}
    listed = {(o.step, o.number) for occurrences in kinds.values() for o in occurrences}
    assert len(listed) == len(found) - len(late) - len(failed)
    assert sum(len(found) for name, found in facts.occurrences.items() if name not in kinds) == len(failed)
    for name, occurrences in kinds.items():
        assert len({(o.step, o.number) for o in occurrences}) == len(occurrences)
        for o in occurrences:
            actors = o.values.get("主体")
            assert name == o.step or (isinstance(actors, frozenset) and name in actors)


def test_exact_values_stay_exact() -> None:
    facts = facts_of(record(金额=Fraction(730001, 2)), AS_OF)
    assert facts.values["金额"] == Fraction(730001, 2)
