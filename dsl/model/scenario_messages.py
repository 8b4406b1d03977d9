"""Messages about scenarios and scenario files. One sentence each, the input quoted, help apart."""

from __future__ import annotations

from collections.abc import Iterable

from dsl.diagnostics.nodes import Diagnostic, Span

_EXAMPLE = "结论：违规 决议·到会（理由 “缺1人”）"


def note_on_the_record(kind: str, span: Span) -> Diagnostic:
    """Brackets behind a verdict on the record as a whole."""
    return Diagnostic(
        "M131",
        f"“{kind}”说的是一条规则，前面没有写规则的名称",
        f"“{kind}” speaks of a norm, and none is named",
        span,
        help=f"例如：{_EXAMPLE}",
        english_help=f"for example: {_EXAMPLE}",
    )


def unknown_note(kinds: Iterable[str], span: Span) -> Diagnostic:
    """A note in brackets that begins with none of its words."""
    listed = "、".join(f"“{kind}”" for kind in kinds)
    return Diagnostic(
        "M132",
        f"括号里的话没有以{listed}之一开头",
        f"what stands in brackets begins with none of {listed}",
        span,
        help=f"例如：{_EXAMPLE}",
        english_help=f"for example: {_EXAMPLE}",
    )


def empty_note(kind: str, span: Span) -> Diagnostic:
    """A note that says nothing."""
    return Diagnostic(
        "M133",
        f"“{kind}”后面没有写内容",
        f"nothing is written behind “{kind}”",
        span,
        help=f"写明内容，或者删去这对括号；例如：{_EXAMPLE}",
        english_help="write what, or remove the brackets",
    )


def not_a_scenario(what: str, span: Span) -> Diagnostic:
    """A scenario file that holds something else."""
    return Diagnostic(
        "M134",
        f"用例文件里只能写“用例”，这里是“{what}”",
        f"a scenario file holds “用例” only, not “{what}”",
        span,
        help="把它移到规则文件里",
        english_help="move it to the rule file",
    )


def not_utf8(span: Span) -> Diagnostic:
    """A scenario file in another encoding."""
    return Diagnostic(
        "M135",
        "文件不是UTF-8编码的文字",
        "the file is not text in UTF-8",
        span,
        help="用编辑器另存为UTF-8编码",
        english_help="save it as UTF-8",
    )


def unreadable(reason: str, span: Span) -> Diagnostic:
    """A scenario file that can't be read."""
    return Diagnostic(
        "M136",
        f"文件读不出来：“{reason}”",
        f"the file cannot be read: “{reason}”",
        span,
        help="检查文件名、文件夹和权限",
        english_help="check its name, folder and permissions",
    )
