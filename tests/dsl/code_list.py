"""The list of all codes in docs/messages.zh.md, made of their meanings, the catalogue and the records' messages."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from dsl.diagnostics.codes import CODES, GROUPS
from engine.records.messages import MESSAGES
from tests.dsl.mistakes import FILES

GUIDE = Path(__file__).parents[2] / "docs" / "messages.zh.md"
BEGIN = "<!-- 以下由 pytest tests/dsl/test_message_guide.py --update-mistakes 生成，不要手改 -->"
NO_EXAMPLE = {
    "M134": "只有用例文件会有",
    "M135": "只有用例文件会有",
    "M136": "只有用例文件会有",
    "F101": "排版（cunwu fmt）时才有",
    "F102": "排版（cunwu fmt）时才有",
    "F103": "排版（cunwu fmt）时才有",
    "N113": "读法由通用词汇声明，只有不用它的文件才会缺",
    "N120": "要几层规则文件放在一起才看得出来",
    "N121": "要几层规则文件放在一起才看得出来",
    "N122": "要几层规则文件放在一起才看得出来",
    "N123": "要几层规则文件放在一起才看得出来",
    "N124": "要几层规则文件放在一起才看得出来",
    "N125": "要几层规则文件放在一起才看得出来",
}
"""Codes that no single rule file below the vocabulary can show, with the reason."""
TELLING = frozenset(
    {
        "must",
        "word_numbering_chinese",
        "quote_unclosed",
        "zero_width",
        "citation_square",
        "step_misspelt",
        "label_synonym",
    }
)
"""Files that show their code better than others."""
_PLACE = re.compile(r"第(\d+)行")
_DETAIL = re.compile(r"\{\w+\}")


def examples() -> dict[str, tuple[str, str, str]]:
    """For each code the line of its first example, the sentence and the help."""
    found: dict[str, tuple[str, str, str]] = {}
    for path in sorted(FILES, key=lambda p: (p.stem not in TELLING, p)):
        lines = path.read_text("utf-8").split("\n")
        code, sentence = lines[0].partition(" ")[2].split(" ", 1)
        place = _PLACE.search(lines[1])
        line = lines[int(place[1]) - 1].strip() if place else ""
        found.setdefault(code, (line, sentence, lines[2].partition(" ")[2]))
    return found


def code_list() -> str:
    """The list as Markdown."""
    return "\n".join([BEGIN, *_of_rules(), *_of_records()]) + "\n"


def _of_rules() -> Iterator[str]:
    shown = examples()
    for letter, group in GROUPS.items():
        yield f"\n### {letter} {group.chinese}\n"
        yield "| 代码 | 含义 | 例子 | 提示 | 办法 |"
        yield "|---|---|---|---|---|"
        for code, meaning in CODES.items():
            if code.startswith(letter):
                line, sentence, advice = shown.get(code, ("", f"（{NO_EXAMPLE.get(code, '')}）", ""))
                example = f"`{_short(line)}`" if line else ""
                yield f"| {code} | {meaning.chinese} | {example} | {_cell(sentence)} | {_cell(advice)} |"


def _of_records() -> Iterator[str]:
    yield "\n### R 决策记录\n"
    yield "| 代码 | 提示 | 办法 |"
    yield "|---|---|---|"
    for code, message in MESSAGES.items():
        # One of several is given, as the record has it.
        advice = "；或者：".join(_open(chinese) for chinese, _ in message.helps.values())
        yield f"| {code} | {_open(message.chinese)} | {advice} |"


def _open(text: str) -> str:
    return _cell(_DETAIL.sub("……", text))


def _cell(text: str) -> str:
    return _short(text).replace("*", "\\*").replace("<", "&lt;")


def _short(text: str) -> str:
    short = text if len(text) <= 70 else text[:69] + "…"
    visible = "".join(c if c.isprintable() else f"<U+{ord(c):04X}>" for c in short)
    return visible.replace("|", "\\|").replace("`", "'")
