"""What is said of a truth: a sentence, or a heading with numbered items as in a statute."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dsl.describe.phrases import MARKS, say
from dsl.describe.words import Language
from dsl.literals import chinese_digits


@dataclass(frozen=True, slots=True)
class Clause:
    """A statement. With ``items``, ``text`` says how those belong together.

    ``joined``: the text holds several statements with one connective between
    them; inside of another connective such a statement becomes an item.
    ``rows`` are the parts of a text that only stand beside each other.
    """

    text: str
    items: tuple[Clause, ...] = ()
    joined: bool = False
    rows: tuple[str, ...] = ()

    @property
    def simple(self) -> bool:
        """Whether it is a single statement."""
        return not self.items and not self.joined


def joined(parts: Sequence[Clause], how: str, language: Language) -> Clause:
    """Several statements as one; ``how`` is ``and`` or ``or``. Of one, that one.

    Simple ones stand in a row; where one has parts of its own, each becomes an
    item, so that it is always clear what belongs to what.
    """
    if len(parts) == 1:
        return parts[0]
    if all(part.simple for part in parts):
        return Clause(say(how, language).join(part.text for part in parts), joined=True)
    head = say("all_of" if how == "and" else "any_of", language, head="")
    return Clause(head, tuple(parts))


def beside(texts: Sequence[str], language: Language) -> Clause:
    """Texts that only stand beside each other, such as sources."""
    rows = tuple(text.rstrip("。").replace("。；", "；") for text in texts)
    return Clause(say("item", language).join(rows), rows=rows)


def under(head: str, clause: Clause, language: Language) -> Clause:
    """A heading with a statement below it."""
    if not clause.items:
        return Clause(say("head", language, head=head, rest=clause.text))
    return Clause(f"{head}{'' if language == 'zh' else ' '}{clause.text}", clause.items)


def inline(clause: Clause, language: Language, depth: int = 0) -> str:
    """A statement in one line, without its full stop: 下列各项都成立：（一）…；（二）…."""
    if not clause.items:
        return clause.text
    items = [
        mark(number, depth, language) + inline(item, language, depth + 1) for number, item in enumerate(clause.items, 1)
    ]
    return say("head", language, head=clause.text, rest=say("item", language).join(items))


def mark(number: int, depth: int, language: Language) -> str:
    """The number of an item: （一） for the outermost list, then 1． 〔1〕 1）, so that each item's list is clear."""
    if depth >= len(MARKS):
        return f"{depth}-{number}）"
    if language == "en":
        return MARKS[depth].format(number).translate(_ASCII) + " "
    return MARKS[depth].format(chinese_digits(number) if depth == 0 else number)


_ASCII = str.maketrans("（）．〔〕", "().[]")
