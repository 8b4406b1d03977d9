"""What next, how to put it right, why not: found by search, and always checked by the reference evaluator.

``why_not``, ``next_steps``, ``ways`` and ``questions`` answer once; who asks
often keeps a ``Kit`` (and ``NextSteps``, ``Mender``, ``Questions`` made of it),
which depends on the rules alone. Procedure is not validity: nothing here says
that a decision is void.
"""

from engine.advice.kit import Kit
from engine.advice.mend import Hopeless, Mender, Way, ways
from engine.advice.mend_text import way_sentences
from engine.advice.questions import Answer, Question, Questions, questions
from engine.advice.questions_text import question_sentences
from engine.advice.steps import Force, NextStep, NextSteps, next_steps
from engine.advice.steps_text import step_sentences
from engine.advice.whynot import Turn, turn_text, turns, why_not

__all__ = [
    "Answer",
    "Force",
    "Hopeless",
    "Kit",
    "Mender",
    "NextStep",
    "NextSteps",
    "Question",
    "Questions",
    "Turn",
    "Way",
    "next_steps",
    "question_sentences",
    "questions",
    "step_sentences",
    "turn_text",
    "turns",
    "way_sentences",
    "ways",
    "why_not",
]
