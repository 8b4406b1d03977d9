"""Verdicts by the rule engine."""

from __future__ import annotations

import importlib.util
from datetime import date
from types import TracebackType

from engine.facts import Facts
from engine.interpret.codes import Code
from engine.interpret.evaluator import Evaluator
from engine.rete.corridor import refuse_unsafe_fact
from engine.rete.plan import Plan, Question
from engine.rete.workers import Answer, Workers


def is_installed() -> bool:
    """Whether durable-rules is."""
    return importlib.util.find_spec("durable_rules_engine") is not None


class ReteEvaluator:
    """Judges records against the norms of the reference by durable-rules, in processes of its own.

    Another version of the rules is another evaluator: a ruleset is never
    loaded anew. ``close`` ends the processes.
    """

    def __init__(self, reference: Evaluator, workers: int | None = None):
        self.plan = Plan(reference)
        self.norms = self.plan.norms
        self.workers = Workers(self.plan.rulesets, count=workers)

    def verdicts(self, facts: Facts, as_of: date) -> list[Code | None]:
        """The code of each norm, in their order; None where the engine gave no answer, or two."""
        questions = self.plan.questions(facts, as_of)
        codes: list[list[Code | None]] = [[] for _ in self.norms]
        for question in questions:
            refuse_unsafe_fact(question.fact, self.plan.parts[question.ruleset].fields)
        answers = self.workers.ask([(one.ruleset, one.fact) for one in questions]) if questions else []
        for question, answer in zip(questions, answers, strict=True):
            for place, code in codes_of(question, answer).items():
                codes[place].append(code)
        return [
            None if None in found else self.plan.verdict(place, [one for one in found if one is not None])
            for place, found in enumerate(codes)
        ]

    def close(self) -> None:
        """End the processes."""
        self.workers.stop()

    def __enter__(self) -> ReteEvaluator:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def codes_of(question: Question, answer: Answer) -> dict[int, Code | None]:
    """The code of each norm of a question: of the rule that fired; 待补充 where none did."""
    if answer is None:
        return dict.fromkeys(question.norms)
    fired: dict[int, set[Code]] = {}
    for name in answer:
        number, code, _ = name.split(".")
        fired.setdefault(int(number), set()).add(Code(int(code)))
    found: dict[int, Code | None] = {}
    for place in question.norms:
        codes = fired.get(place, {Code.UNKNOWN})
        found[place] = next(iter(codes)) if len(codes) == 1 else None
    return found
