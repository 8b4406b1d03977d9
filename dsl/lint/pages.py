"""The published pages of the rules, made of their docstrings.

``python -m dsl.lint.pages docs/lint.zh.md`` writes them all to a file.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from dsl.lint.rules import RULES

BAD, GOOD = "例", "改成"
HEADINGS = ("查什么", "为什么", BAD, GOOD, "说明")
"""The sections of a page in their order; the last may be missing."""

PRELUDE = """规则集 “例”
  施行：2020年1月1日起
依据 某法：《某法》（法律）
机构 村民会议：“村民组成的会议”
"""
"""What stands before an example that has no 规则集 of its own."""

_HEADING = re.compile(rf"^(?P<heading>{'|'.join(HEADINGS)})：(?P<text>.*)$")
_OWN = (
    """W901 不查没有写理由

查什么：“注：不查 W201”这样的注释里，代号后面没有写理由。

为什么：以后看的人要知道为什么可以不查，情况变了还能重新判断。

例：

    注：不查 W701
    规则 到会
      行为：每次 村民会议
      应当 实到不少于 20人
      【某法 第四条】

改成：

    注：不查 W701 理由：会议已经开过，无法补正
    规则 到会
      行为：每次 村民会议
      应当 实到不少于 20人
      【某法 第四条】
""",
    """W902 不查用不着

查什么：“注：不查……”的下一行没有这条检查要说的问题，或者没有这个代号。

为什么：问题已经改正，注释还留着，会把以后真正的问题也盖住。

例：

    注：不查 W701 理由：会议已经开过，无法补正
    规则 到会
      行为：每次 村民会议
      应当 实到不少于 20人
      【某法 第四条】
      补正：“重新召集会议”

改成：

    规则 到会
      行为：每次 村民会议
      应当 实到不少于 20人
      【某法 第四条】
      补正：“重新召集会议”
""",
)
_FAMILIES = {
    "W1": "没有用到的",
    "W2": "依据和施行",
    "W3": "程序",
    "W4": "条件和数",
    "W5": "名称",
    "W6": "用例",
    "W7": "写法",
    "W9": "不查",
}
_INTRODUCTION = f"""# 规则文件的检查

本页由 `python -m dsl.lint.pages docs/lint.zh.md` 从各条检查的说明生成，不要直接改。

`cunwu lint 文件或者文件夹` 检查规则文件里合乎语法、但多半是写错了的地方；不写文件的，检查全部内置规则集。

- `--fix` 改正可以放心改的（只改写法，不改意思），改完列出其余的。
- `--select W2,W401`、`--ignore W6` 只查、不查哪些；写 `W2` 指 W2 开头的全部。
- `--format json` 输出给其他程序用，和 `cunwu parse` 的一样，每处另有 `fix`：怎样改正，没有的是空的。
- `--format plain` 每处一行，`--format sarif` 给代码审查的工具。
- `--explain W401` 显示本页里的一条。

退出码：0 没有发现问题；1 有；3 规则文件有错误，或者命令写错了。

不需要改的，在上一行写一条注释，写明理由：

```
注：不查 W101 理由：清单正册未得，等司法所填
参数 较大开支限额（金额）：待填【清单 “财务管理”】
```

下面的例子省略了开头：

```
{PRELUDE}```
"""


@dataclass(frozen=True, slots=True)
class Page:
    """One rule's page; ``sections`` are pairs of a heading and its text, examples without their indent."""

    code: str
    title: str
    sections: tuple[tuple[str, str], ...]
    text: str

    def section(self, heading: str) -> str:
        """The text of a section, '' where the page has none of it."""
        return dict(self.sections).get(heading, "")

    def example(self, heading: str) -> str:
        """The example of a section (BAD or GOOD) as a whole rule file."""
        code = self.section(heading)
        return code if code.startswith("规则集") else PRELUDE + code


def pages() -> tuple[Page, ...]:
    """The pages of all rules in the order of their codes, those on silencing comments last."""
    docs = [sys.modules[check.__module__].__doc__ or "" for _, check in RULES]
    return tuple(read_page(doc) for doc in (*docs, *_OWN))


def read_page(doc: str) -> Page:
    """The page that a docstring is."""
    first, *lines = doc.strip().splitlines()
    code, _, title = first.partition(" ")
    sections: list[tuple[str, list[str]]] = []
    for line in lines:
        found = _HEADING.match(line)
        if found:
            sections.append((found["heading"], [found["text"]] if found["text"] else []))
        elif sections:
            sections[-1][1].append(line)
    return Page(code, title, tuple((heading, _joined(heading, body)) for heading, body in sections), doc.strip())


def _joined(heading: str, lines: Sequence[str]) -> str:
    indent = 4 if heading in (BAD, GOOD) else 0
    return "\n".join(line[indent:] for line in lines).strip("\n") + ("\n" if indent else "")


def markdown() -> str:
    """All pages as one Markdown file."""
    all_ = pages()
    parts = [_INTRODUCTION]
    for family, name in _FAMILIES.items():
        parts.append(f"## {family} {name}\n")
        parts += ["\n".join(_page_lines(page)) for page in all_ if page.code.startswith(family)]
    return "\n".join(parts)


def _page_lines(page: Page) -> Iterator[str]:
    yield f"### {page.code} {page.title}\n"
    for heading, text in page.sections:
        if heading in (BAD, GOOD):
            yield f"{heading}：\n\n```\n{text}```\n"
        else:
            yield f"{heading}：{text}\n"


def main(arguments: Sequence[str]) -> int:
    """Write the pages to a file; 2 for wrong usage."""
    if len(arguments) != 1:
        sys.stderr.write("python -m dsl.lint.pages FILE\n")
        return 2
    Path(arguments[0]).write_text(markdown(), "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
