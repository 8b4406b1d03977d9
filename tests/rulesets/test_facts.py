"""Each fact of law that a machine can check is named where a rule file encodes it: ``注：事实 VCL-45、VCL-46``.

``facts.txt`` has every fact, one a line, with 待写 behind those that no rule file encodes yet.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

import pytest

from dsl.surface.words import HEADERS
from rulesets.loader import ROOT

FACTS = Path(__file__).parent / "facts.txt"
TO_WRITE = "待写"
_COMMENT = re.compile(r"\s*注[：:]")
_NAMING = re.compile(r"\s*注[：:]\s*事实\s*[：:]?\s*[A-Z]")
_ID = r"[A-Z][A-Z0-9]*-\d+(?:-\d+)?"
_FORM = re.compile(rf"\s*注：事实 (?P<ids>{_ID}(?:、{_ID})*)")
_ENTRY = re.compile(rf"\s*(?:{'|'.join(HEADERS)})\s")


def read_facts(text: str) -> dict[str, bool]:
    """Each id, and whether it is to be written yet."""
    found = {}
    for line in text.splitlines():
        id_, _, mark = line.partition(" ")
        assert id_ not in found and mark in ("", TO_WRITE), line
        found[id_] = mark == TO_WRITE
    return found


def named_in(text: str) -> tuple[list[str], list[int]]:
    """The ids that comments right above an entry name, and the lines of the comments that are in no such form."""
    lines = text.splitlines()
    ids: list[str] = []
    wrong: list[int] = []
    for number, line in enumerate(lines, 1):
        if not _NAMING.match(line):
            continue
        form = _FORM.fullmatch(line)
        below = next((one for one in lines[number:] if not _COMMENT.match(one)), "")
        if form and _ENTRY.match(below):
            ids += form["ids"].split("、")
        else:
            wrong.append(number)
    return ids, wrong


def faults(facts: Mapping[str, bool], texts: Mapping[str, str]) -> Iterator[str]:
    """What is wrong with the comments or with the marks."""
    named: set[str] = set()
    for name, text in texts.items():
        ids, wrong = named_in(text)
        named.update(ids)
        yield from (f"{name}:{line} is not “注：事实 ID、ID” right above an entry" for line in wrong)
        yield from (f"{name} names {id_}, which is no fact" for id_ in ids if id_ not in facts)
    for id_, to_write in facts.items():
        if to_write and id_ in named:
            yield f"{id_} is written: take its mark away"
        if not to_write and id_ not in named:
            yield f"{id_} is named nowhere"


def rule_texts() -> dict[str, str]:
    paths: Iterable[Path] = sorted(ROOT.rglob("*.cunwu"))
    return {path.relative_to(ROOT).as_posix(): path.read_text("utf-8") for path in paths}


def test_every_fact_is_named_where_it_is_encoded() -> None:
    assert list(faults(read_facts(FACTS.read_text("utf-8")), rule_texts())) == []


def test_the_list_holds_all_families() -> None:
    families = {id_.partition("-")[0] for id_ in read_facts(FACTS.read_text("utf-8"))}
    assert len(families) == 13 and {"VCL", "ZJE", "RCE", "D713", "SEAL"} <= families


RULE = "规则 到会\n  应当 有 会议\n"


@pytest.mark.parametrize(
    ("listed", "text", "said"),
    [
        ("A-1\nA-2 待写\n", f"注：事实 A-1\n{RULE}", []),
        ("A-1\nA-2\n", f"注：事实 A-1、A-2\n注：不查 W701 理由：会议开过了\n{RULE}", []),
        ("A-20-98\nA-20-10 待写\n", f"注：事实 A-20-98\n{RULE}", []),
        ("A-1\n", "程序 甲\n  注：事实 A-1\n  步骤 乙\n", []),
        ("A-1\n", "注：事实 A-1\n不可机检 宗旨【法 第一条】\n", []),
        ("A-1\n", f"注：不是说事实如何\n{RULE}", ["A-1 is named nowhere"]),
        ("A-1 待写\n", f"注：事实 A-1\n{RULE}", ["A-1 is written: take its mark away"]),
        ("A-1 待写\n", f"注：事实 A-2\n{RULE}", ["x names A-2, which is no fact"]),
        (
            "A-1\n",
            f"注：事实 A-1，到会\n{RULE}",
            ["x:1 is not “注：事实 ID、ID” right above an entry", "A-1 is named nowhere"],
        ),
        ("A-1 待写\n", f"注：事实A-1\n{RULE}", ["x:1 is not “注：事实 ID、ID” right above an entry"]),
        ("A-1 待写\n", f"注：事实 A-1\n\n{RULE}", ["x:1 is not “注：事实 ID、ID” right above an entry"]),
        (
            "A-1 待写\n",
            "规则 甲\n  注：事实 A-1\n  应当 有 乙\n",
            ["x:2 is not “注：事实 ID、ID” right above an entry"],
        ),
    ],
)
def test_what_is_found_wrong(listed, text, said) -> None:
    assert list(faults(read_facts(listed), {"x": text})) == said
