"""Rule files as they are written: 5,000 lines compiled, and 1,000 lines compiled again after each change.

    python -m benchmarks.authoring [times]

The texts are those of the bundled files below the vocabulary, put together in
one file; up to 5,000 lines their rules, procedures and scenarios come again
under other names. All of it resolves. Changes are seeded, one line at a time;
before anything is timed, what a draft says after each is compared with what
compiling from nothing says. Times are those of the processor.
"""

from __future__ import annotations

import gc
import sys
from collections.abc import Callable, Sequence
from itertools import pairwise, zip_longest
from random import Random
from statistics import median, quantiles
from time import process_time
from typing import TypeVar

from dsl.compile import compile_ruleset
from dsl.diagnostics.source import SourceText
from dsl.drafts import Draft, draft, edited
from dsl.model.from_surface import from_surface
from dsl.model.nodes import RuleSet
from dsl.norms.from_model import from_model
from dsl.surface.from_text import _tree, parse
from dsl.surface.lexer import tokenise
from dsl.surface.words import INSIDE
from rulesets import loader

T = TypeVar("T")
SEED = 20261126
LINES, SHORT = 5000, 1000
FILES = ("national/organic_law", "national/major_decisions")
"""Neither stands above the other."""
REPEATED = ("程序", "规则", "用例")
SUFFIXES = "乙丙丁戊己庚辛"
PIECES = ("甲", "，", "注：改", "不少于5人", "“", "应当", "（", "")


def main(times: int = 7) -> None:
    vocabulary = compiled(loader.VOCABULARY, ())
    uppers = (vocabulary,)
    text = long_file(LINES)
    made = compile_ruleset(text, "长", "长", uppers)
    assert not made.diagnostics and made.program is not None, made.diagnostics[:3]
    print(f"{LINES} lines, {len(made.surface.items)} entries, {len(made.program.norms)} norms; median of {times}")
    whole(text, uppers, times)
    print(f"\n{SHORT} lines, one of them changed; milliseconds")
    changes(long_file(SHORT), uppers, 30 * times)


# --- the whole file --------------------------------------------------------------------


def whole(text: str, uppers: Sequence[RuleSet], times: int) -> None:
    """The passes apart, interleaved with all of them in one; each shape of a segment is new every time."""
    taken: dict[str, list[float]] = {}

    def timed(name: str, work: Callable[..., T], *arguments: object) -> T:
        gc.collect()
        started = process_time()
        result = work(*arguments)
        taken.setdefault(name, []).append(process_time() - started)
        return result

    source = SourceText("长", text)
    for _ in range(times):
        _tree.cache_clear()
        timed("all (compile_ruleset)", compile_ruleset, text, "长", "长", uppers)
        _tree.cache_clear()
        timed("of it, to tokens", tokenise, source)
        file, _ = timed("characters to surface", parse, source)
        model, _ = timed("surface to model", from_surface, file, "长", uppers)
        timed("model to norms", from_model, model, uppers)
    total = median(taken["all (compile_ruleset)"])
    print(f"{'':24}{'ms':>8}{'share':>8}")
    for name, found in taken.items():
        print(f"{name:24}{median(found) * 1000:8.0f}{median(found) / total:8.2f}")


# --- one line after another --------------------------------------------------------------


def changes(text: str, uppers: Sequence[RuleSet], times: int) -> None:
    """Changes at the beginning, in the middle and at the end, against compiling from nothing."""
    print(f"{'':24}{'draft':>8}{'p99':>8}{'anew':>8}{'ratio':>8}")
    first = draft(text, "短", "短", uppers)
    assert first.compiled.ok
    lines = text.split("\n")
    thirds = {"first third": 0, "second third": 1, "last third": 2}
    for name, third in thirds.items():
        chance = Random(f"{SEED} {name}")
        edits = [changed(chance, lines, third * len(lines) // 3, (third + 1) * len(lines) // 3) for _ in range(times)]
        for edit in edits[:5]:
            assert edited(first, edit).compiled == compile_ruleset(edit, "短", "短", uppers)
        show(name, first, edits, uppers)
    broken = [text.replace(one, "坏" + one, 1) for one in ("依据 村组法2018", "词汇 ", "机构 村民会议", "规则集 ")]
    show("a declaration broken", first, broken * (times // 4), uppers)


def show(name: str, first: Draft, edits: Sequence[str], uppers: Sequence[RuleSet]) -> None:
    """A line of the table: each change for itself, made to the ``first`` state."""
    fast, slow = [], []
    gc.collect()
    gc.freeze()
    for number, text in enumerate(edits):
        started = process_time()
        state = edited(first, text)
        fast.append(process_time() - started)
        if number % 5 == 0:
            started = process_time()
            anew = compile_ruleset(text, "短", "短", uppers)
            slow.append(process_time() - started)
            assert anew.diagnostics == state.compiled.diagnostics
    gc.unfreeze()
    middle, whole = median(fast), median(slow)
    last = quantiles(fast, n=100)[98]
    print(f"{name:24}{middle * 1000:8.1f}{last * 1000:8.1f}{whole * 1000:8.1f}{middle / whole:8.2f}")


def changed(chance: Random, lines: Sequence[str], start: int, end: int) -> str:
    """The text with one line between ``start`` and ``end`` changed, mostly into one with a mistake."""
    number = chance.randrange(start, end)
    at = chance.randint(0, len(lines[number]))
    line = lines[number][:at] + chance.choice(PIECES) + lines[number][at + chance.randint(0, 3) :]
    return "\n".join([*lines[:number], line, *lines[number + 1 :]])


# --- the texts -----------------------------------------------------------------------


def compiled(id: str, uppers: Sequence[RuleSet]) -> RuleSet:
    """The model of a bundled file."""
    made = compile_ruleset(bundled(id), id, id, uppers)
    assert made.ok and made.model is not None
    return made.model


def bundled(id: str) -> str:
    return (loader.ROOT / f"{id}.cunwu").read_text("utf-8")


def long_file(lines: int) -> str:
    """One rule file of so many lines: the blocks of the bundled files, each file's rules under its own names."""
    kept, length = [], 0
    for number, id in enumerate((*FILES, *FILES)):
        found = blocks(renamed(bundled(id), SUFFIXES[:number][-1:]))
        for word, block in found:
            own = number == 0 or (word in REPEATED if number >= len(FILES) else word != "规则集")
            if own and (length := length + block.count("\n")) <= lines:
                kept.append(block)
    missing = lines - sum(block.count("\n") for block in kept)
    return "".join(kept) + "注：完\n" * missing


def blocks(text: str) -> list[tuple[str, str]]:
    """The blocks of a file with their header words, a procedure with its steps."""
    starts = [
        (str(token.value), text.rfind("\n", 0, token.start) + 1)
        for token in tokenise(SourceText("", text))[0]
        if token.kind == "HEADER" and token.value not in INSIDE
    ]
    ends = [start for _, start in starts[1:]] + [len(text)]
    return [(word, text[start:end]) for (word, start), end in zip(starts, ends, strict=True)]


def renamed(text: str, suffix: str) -> str:
    """``text`` with ``suffix`` behind the names of its procedures, rules, scenarios and (without editions) sources."""
    tokens = tokenise(SourceText("", text))[0]
    named = ("依据", *REPEATED)
    names = {b.value for a, b in pairwise(tokens) if a.kind == "HEADER" and a.value in named}
    pieces, done = [], 0
    for token, after in zip_longest(tokens, tokens[1:]):
        if token.kind in ("NAME", "STRING") and token.value in names and (after is None or after.kind != "NUMBER"):
            end = token.end - (token.kind == "STRING")
            pieces += [text[done:end], suffix]
            done = end
    return "".join(pieces) + text[done:]


if __name__ == "__main__":
    main(*(int(one) for one in sys.argv[1:]))
