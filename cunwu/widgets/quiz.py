"""A quiz in a notebook: which norm a case breaks."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import traitlets

from cunwu.widgets.marks import TONES
from cunwu.widgets.shown import Shown, rendered, script

if TYPE_CHECKING:
    from cunwu.widgets.questions import Question

OPEN = -1
"""What stands for a question that isn't answered yet."""


class Quiz(Shown):
    """Questions one by one. ``number`` is the one shown, from 0; ``answers`` the places that were chosen.

    ``score`` counts the right answers. An answer once given stands.
    """

    _esm = script("quiz.js")
    title = traitlets.Unicode().tag(sync=True)
    number = traitlets.Int(0).tag(sync=True)
    answers = traitlets.List(trait=traitlets.Int()).tag(sync=True)
    shown = traitlets.Dict().tag(sync=True)
    score = traitlets.Int(0).tag(sync=True)

    def __init__(self, title: str, questions: Sequence[Question]) -> None:
        self.questions = tuple(questions)
        super().__init__(title=title, answers=[OPEN] * len(self.questions))
        self._show()

    def answer(self, choice: int) -> None:
        """Choose an answer to the question that is shown, counted from 0."""
        self.answers = [choice if place == self.number else one for place, one in enumerate(self.answers)]

    @traitlets.validate("number")
    def _inside(self, proposal: Any) -> int:
        return max(0, min(int(proposal["value"]), len(self.questions) - 1))

    @traitlets.validate("answers")
    def _once(self, proposal: Any) -> list[int]:
        """Keep the answers that were given; none but those that are offered count."""
        given = [*proposal["value"], *[OPEN] * len(self.questions)]
        before = self.answers or [OPEN] * len(self.questions)
        return [
            old if old != OPEN else (new if 0 <= new < len(question.labels) else OPEN)
            for question, old, new in zip(self.questions, before, given, strict=False)
        ]

    @traitlets.observe("number", "answers")
    def _changed(self, _: Any) -> None:
        self._show()

    def _show(self) -> None:
        if not self.answers:
            return
        question, chosen = self.questions[self.number], self.answers[self.number]
        answered = sum(one != OPEN for one in self.answers)
        right = sum(one == question.right for question, one in zip(self.questions, self.answers, strict=True))
        with self.hold_trait_notifications():
            self.score = right
            self.shown = {
                "case": rendered("quiz_case.html", case=question.case),
                "options": list(question.labels),
                "chosen": chosen,
                # The right one isn't told before an answer is given.
                "right": OPEN if chosen == OPEN else question.right,
                "answer": "" if chosen == OPEN else _answer(question, chosen),
                "tally": f"答对 {right} 题，已答 {answered} 题，共 {len(self.questions)} 题",
            }

    def still_html(self) -> str:
        """All questions, the answers folded in."""
        told = [(question, _answer(question, OPEN)) for question in self.questions]
        return rendered("quiz_still.html", title=self.title, questions=told)

    def still_text(self) -> str:
        """All questions without the answers."""
        blocks = [
            "\n".join(
                [
                    f"{number}. " + "；".join((*question.case.facts, *(f"{a}：{b}" for a, b in question.case.events))),
                    *(f"   {letter}. {label}" for letter, label in zip("ABCDEFGH", question.labels, strict=False)),
                ]
            )
            for number, question in enumerate(self.questions, 1)
        ]
        return "\n".join([self.title, *blocks])


def _answer(question: Question, chosen: int) -> str:
    other = question.options[chosen] if 0 <= chosen < len(question.options) and chosen != question.right else None
    return rendered(
        "quiz_answer.html",
        question=question,
        answered=chosen != OPEN,
        correct=chosen == question.right,
        right=question.labels[question.right],
        breaks=question.right < len(question.options),
        other=other,
        tone=TONES[other.verdict] if other else "",
    )
