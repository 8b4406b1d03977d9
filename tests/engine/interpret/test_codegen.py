"""The generated source: the same for the same norms, exact, lean, and loadable from a cache."""

from __future__ import annotations

import marshal
import pickle
from fractions import Fraction

import pytest

from dsl.norms.nodes import TRUE, Act, And, Compare, Due, Happened, IsTrue, Op, Or, Scale, Which
from dsl.values import FieldType, Period
from engine.interpret.codegen import source as source_module
from engine.interpret.codegen.places import Binder, Block
from engine.interpret.codegen.source import FILENAME, compile_source, generate_source, load
from engine.interpret.codegen.tri import TRI, Either, Guarded, Held, Static, Tri, connect
from engine.interpret.evaluator import compile_programs
from tests.engine.interpret.build import (
    AS_OF,
    DAY,
    at_least,
    current,
    day,
    event,
    fact,
    more_than,
    norm,
    parameter,
    program,
    record,
    since,
)

QUORUM = at_least(current("实到"), Scale(fact("组成人员"), Fraction(2, 3)))
MAJORITY = more_than(current("同意"), Scale(current("实到"), Fraction(1, 2)))
FACTS = record(event("决议", "2024-03-05", 实到=31, 同意=16), 组成人员=48)


def flag(name):
    return IsTrue(fact(name, FieldType.FLAG))


def test_the_same_norms_give_the_same_text():
    programs = [program(norm(QUORUM, "决议"), norm(MAJORITY, "决议", name="通过"))]
    assert generate_source(programs) == generate_source(pickle.loads(pickle.dumps(programs)))


def test_fractions_become_whole_numbers():
    text = generate_source([program(norm(QUORUM, "决议"), norm(MAJORITY, "决议", name="通过"))])
    assert "Fraction" not in text
    assert " * 3 >= " in text
    assert " * 2 > " in text


def test_facts_are_fetched_once():
    norms = [norm(QUORUM, "决议", name=str(place)) for place in range(5)]
    text = generate_source([program(*norms)])
    assert text.count("'实到'") == 1
    assert text.count("'组成人员'") == 1
    assert text.count("'决议'") == 2  # its occurrences, and whether the record says that there is none


def test_norms_of_one_act_share_one_loop_and_one_look_at_the_day():
    norms = [norm(QUORUM, "决议", name=str(place), validity=since("2018-12-29")) for place in range(5)]
    text = generate_source([program(*norms)])
    assert text.count("for ") == 1
    assert text.count("'日期'") == 2  # that of the occurrence, and the one that the record states


def test_a_condition_is_looked_at_once():
    norms = [norm(QUORUM, "决议", at_least(fact("金额"), fact("限额")), name=str(place)) for place in range(5)]
    assert generate_source([program(*norms)]).count(" >= ") == 2


def test_names_of_norms_cannot_break_the_text():
    bad = "一\n    raise SystemExit\r\x0c\u2028二"
    evaluator = compile_programs([program(norm(TRUE, "决议", name=bad))])
    assert evaluator.verdicts(FACTS, AS_OF) == [1]


def test_source_and_code_can_be_kept():
    programs = [program(norm(QUORUM, "决议"), norm(MAJORITY, "决议", name="通过"))]
    text = generate_source(programs)
    kept = marshal.loads(marshal.dumps(compile_source(text)))
    assert kept.co_filename == FILENAME
    assert load(kept)(FACTS, AS_OF) == load(text)(FACTS, AS_OF) == [4, 1]
    assert compile_programs(programs, source=text).source is text


def test_norms_that_are_never_in_force_keep_their_place():
    never = norm(QUORUM, "决议", name="从不", validity=since("2020-01-01", "2019-01-01"))
    evaluator = compile_programs([program(never, norm(QUORUM, "决议"), never)])
    assert evaluator.verdicts(FACTS, AS_OF) == [0, 4, 0]


def test_a_function_that_grows_too_large_is_split(monkeypatch):
    norms = [
        norm(QUORUM, "决议", name="甲"),
        norm(flag("抢险"), name="乙"),
        norm(QUORUM, Act(("决议",), Which.LAST), name="丙"),
        norm(QUORUM, "决议", name="丁", validity=since("2020-01-01", "2019-01-01")),
        norm(MAJORITY, "决议", name="戊"),
    ]
    whole = generate_source([program(*norms)])
    monkeypatch.setattr(source_module, "NORMS_IN_FUNCTION", 2)
    parts = generate_source([program(*norms)])
    assert parts.count("def ") == 3
    assert whole.count("def ") == 1
    assert load(parts)(FACTS, AS_OF) == load(whole)(FACTS, AS_OF) == [4, 3, 4, 0, 1]


def test_only_what_is_in_doubt_asks_for_a_deadline():
    late = norm(Happened(Act(("公示",))), "决议", deadline=Due(DAY, Period(10, FieldType.DAYS)))
    lines = generate_source([program(late)]).splitlines()
    (asked,) = [line for line in lines if "due(" in line]
    (guard,) = [line for line in lines if line.strip().startswith("if not t")]
    assert len(asked) - len(asked.lstrip()) > len(guard) - len(guard.lstrip())


def test_constants_are_folded():
    one = norm(Compare(Op.GE, Scale(parameter((since("2014-02-25"), 5)), Fraction(2)), fact("金额")))
    two = norm(Or((Compare(Op.GE, parameter((since("2014-02-25"), 5)), fact("甲")), And(()))), name="乙")
    assert "    r0 = 1\n" in generate_source([program(two)])
    assert compile_programs([program(one, two)]).verdicts(record(日期=day("2024-01-01"), 金额=10), AS_OF) == [1, 1]


# --- truths as code -----------------------------------------------------------------

VALUES = (True, False, None)


def leaves(value: bool | None) -> list[Tri]:
    """Every kind of leaf, with this value where ``x`` holds it."""
    return [
        Static(value),
        Guarded(("x",), "x", "not x"),
        Held("x"),
        Either("x", "x is False"),
        Held("x").negated().negated(),
    ]


def fresh_names():
    return Binder().fresh


@pytest.mark.parametrize("decisive", [True, False])
@pytest.mark.parametrize("left", VALUES)
@pytest.mark.parametrize("right", VALUES)
def test_rendered_connectives(decisive, left, right):
    values = (left, right)
    expected = decisive if decisive in values else None if None in values else not decisive
    for one in leaves(left):
        for other in (Static(right), Held("y"), Guarded(("y",), "y", "not y"), Either("y", "y is False")):
            inner = connect(not decisive, [other, other.negated(), other], fresh_names())
            contradiction = None if right is None else not decisive
            for truth, result in [
                (connect(decisive, [one, other], fresh_names()), expected),
                (inner, contradiction),
                (connect(decisive, [inner, inner.negated()], fresh_names()), None if right is None else decisive),
            ]:
                names = {"x": left, "y": right}
                assert eval(truth.render(*TRI), names) is result
                assert eval(truth.negated().render(*TRI), names) is (None if result is None else not result)
                assert (
                    eval(truth.render("'真'", "'假'", "'不详'"), names)
                    == {True: "真", False: "假", None: "不详"}[result]
                )


def test_a_value_is_bound_where_all_its_uses_see_it():
    binder, top = Binder(), Block(header="def f():")
    inner = top.open("if a:")
    left, right = inner.open("if b:"), inner.open("if c:")
    for block in (left, right):
        name = binder.use(
            "共用",
            block,
            2,
            None,
            "v",
            lambda place, name: [f"{name} = {binder.use('深', place, 1, None, 'w', lambda _, w: [f'{w} = 1'])}"],
        )
        block.items.append(f"print({name})")
    binder.place()
    assert [line.strip() for line in top.lines()] == [
        "def f():", "if a:", "w2 = 1", "v1 = w2", "if b:", "print(v1)", "if c:", "print(v1)",
    ]  # fmt: skip


def test_a_value_that_does_not_change_in_a_loop_is_bound_before_it():
    binder, top = Binder(), Block(header="def f():")
    loop = top.open("for o in q:", "圈")
    for key, scope in [("外", None), ("内", "圈")]:
        loop.items.append(binder.use(key, loop, 1, scope, key, lambda _, name: [f"{name} = 0"]))
    binder.place()
    assert [line.strip() for line in top.lines()] == ["def f():", "外1 = 0", "for o in q:", "内2 = 0", "外1", "内2"]
