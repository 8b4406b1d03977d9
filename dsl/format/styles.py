"""What the layout knows of the language's words. A new word needs an entry here at most.

A header word that no table names opens a block at the margin, a label that none
names stands on a line of its own.
"""

from __future__ import annotations

WIDTH = 100
"""Columns of a line, as displayed; only what can't be broken is longer."""

STEP = 2
"""Columns by which a block's labels stand behind its header, and an inner block behind the outer one."""

HEADER_HANG = 4
"""Columns by which a header goes on behind its beginning; labels already stand at ``STEP``."""

FACTS_APART = "    "
"""Between two facts on one line."""

RUNS = {
    "依据": "依据",
    "读法": "读法",
    "参数": "参数",
    "词汇": "词汇",
    "机构": "机构",
    "行为": "机构",
    "用例": "用例",
}
"""Blocks that may follow one another without a blank line, by what makes them alike."""

CITED_APART = frozenset({"规则", "分档", "档"})
"""Blocks whose citations support all of them, not the line before: those stand on their own line."""

ROWS = frozenset({"档"})
"""Blocks that are rows of a table: their clauses go on behind the colon of their header."""

FACT_BLOCKS = frozenset({"用例"})
"""Blocks whose labels are facts, several of which may share a line."""

LISTED_TEXTS = frozenset({"结论"})
"""Labels whose text is a list with ； between its parts."""

VERSIONED = "参数"
"""The block whose values may follow its header line by line."""
