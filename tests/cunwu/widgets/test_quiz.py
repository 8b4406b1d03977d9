"""Questions made of scenarios, without a browser."""

from __future__ import annotations

import pytest

import cunwu
from cunwu.errors import RulesError, UsageError
from cunwu.suites import suites
from cunwu.widgets.questions import NONE_BROKEN
from engine.findings.nodes import Verdict
from tests.cunwu.conftest import DATA, ROOT, RULES

LAW = "national/organic_law"


@pytest.fixture(scope="module")
def asked():
    return cunwu.quiz(LAW, seed=1).questions


def test_the_same_seed_asks_the_same(asked):
    assert cunwu.quiz(LAW, seed=1).still_html() == cunwu.quiz(LAW, seed=1).still_html()
    assert cunwu.quiz(LAW, seed=2).questions != asked


def test_questions_differ_and_some_break_nothing(asked):
    assert len(asked) == 10 and len({question.case.name for question in asked}) == 10
    none = [question for question in asked if question.labels[question.right] == NONE_BROKEN]
    assert len(none) == 2
    assert len({question.norm.name for question in asked}) == 10


@pytest.mark.parametrize("about", [LAW, "national/major_decisions", "ninghai/power_list"])
def test_just_the_right_answer_is_right(about: str):
    (suite,) = suites([about])
    runs = {run.result.scenario.name: run for run in suite.runner.runs(suite.ruleset, suite.scenarios)}
    for question in cunwu.quiz(about, seed=3, count=30).questions:
        violated = [one for one in runs[question.case.name].findings if one.verdict is Verdict.VIOLATED]
        offered = [one.verdict for one in question.options]
        if question.right < len(question.options):
            assert [one.norm.name for one in violated] == [question.options[question.right].name]
            assert offered.count(Verdict.VIOLATED) == 1 and question.remedy
        else:
            assert not violated and Verdict.VIOLATED not in offered
        assert len({one.name for one in question.options}) == len(question.options) >= 2


def test_the_case_doesnt_give_the_answer_away():
    quiz = cunwu.quiz(LAW, seed=1)
    for number, question in enumerate(quiz.questions):
        quiz.number = number
        assert quiz.shown["right"] == -1 and quiz.shown["answer"] == ""
        assert f"用例：{question.case.name}" not in str(quiz.get_state())


def test_the_score_is_kept_and_an_answer_stands():
    quiz = cunwu.quiz(LAW, seed=1)
    right, wrong = quiz.questions[0].right, (quiz.questions[1].right + 1) % len(quiz.questions[1].labels)
    quiz.answer(right)
    assert quiz.score == 1 and "答对了" in quiz.shown["answer"]
    quiz.answer(right + 1)
    assert quiz.answers[0] == right and quiz.score == 1
    quiz.number = 1
    quiz.answer(99)
    assert quiz.answers[1] == -1
    quiz.answer(wrong)
    assert quiz.score == 1 and "不对" in quiz.shown["answer"]
    assert quiz.shown["tally"] == "答对 1 题，已答 2 题，共 10 题"
    quiz.number = 99
    assert quiz.number == 9


def test_the_answer_explains(asked):
    quiz = cunwu.quiz(LAW, seed=1)
    place = next(at for at, one in enumerate(asked) if one.right < len(one.options))
    quiz.number = place
    chosen = next(at for at, _ in enumerate(asked[place].options) if at != asked[place].right)
    quiz.answer(chosen)
    html, question = quiz.shown["answer"], asked[place]
    assert f"依据：{question.norm.cited}" in html and "《中华人民共和国村民委员会组织法》" in html
    assert "要求：" in html and "不成立" in html and "<dt>要求</dt>" in html and "处理：" in html
    assert question.options[chosen].name in html and question.options[chosen].verdict.chinese in html


def test_it_is_readable_without_a_kernel(asked):
    data, _ = cunwu.quiz(LAW, seed=1)._repr_mimebundle_()
    html = data["text/html"]
    assert html.count("<summary>答案</summary>") == 10 and "<script" not in html
    assert data["text/plain"].count(NONE_BROKEN) == 10
    # Whoever reads the text sees no answer.
    assert not any(question.case.name in data["text/plain"] for question in asked)


def test_a_rule_file_of_ones_own():
    quiz = cunwu.quiz(RULES)
    assert quiz.title == "试验村规则：违反了哪一条？" and len(quiz.questions) == 2
    township = cunwu.quiz(ROOT / "examples" / "township" / "云岭镇清单.cunwu")
    assert len(township.questions) >= 1


def test_what_gives_no_question_says_so():
    with pytest.raises(UsageError, match="没有可以出题的用例"):
        cunwu.quiz("national/vocabulary")
    with pytest.raises(UsageError, match="至少要出一题"):
        cunwu.quiz(LAW, count=0)
    with pytest.raises(UsageError, match="没有叫“村组发”的规则集"):
        cunwu.quiz("村组发")
    with pytest.raises(RulesError):
        cunwu.quiz(DATA / "wrong.yaml")
