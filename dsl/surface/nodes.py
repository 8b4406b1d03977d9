"""The surface level: what a rule file says, with every token and its place.

A file is a list of segments in the order of the text. A segment begins with a
header word (步骤), a label (到会：), a clause word (应当) or a citation (【 】).
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from dsl.diagnostics.nodes import Span
from dsl.values import FieldType, Interval, Period, Value

# --- expressions ----------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Name:
    """A path of names (决议的实到), with 首次/末次/每次/任一 in front if written."""

    parts: tuple[str, ...]
    which: str
    span: Span


@dataclass(frozen=True, slots=True)
class Literal:
    """A constant; ``type`` is NUMBER for a number without a unit, TEXT for a quoted one.

    ``text`` is how it stood in the file.
    """

    value: Value
    type: FieldType
    text: str
    span: Span


@dataclass(frozen=True, slots=True)
class PeriodLiteral:
    """A length of time (15日, 7个工作日, 六个月, 三年)."""

    period: Period
    text: str
    span: Span


@dataclass(frozen=True, slots=True)
class FractionOf:
    """``operand`` 的三分之二."""

    operand: SurfaceExpr
    factor: Fraction
    span: Span


@dataclass(frozen=True, slots=True)
class Sum:
    """``left`` 加上/减去 ``right``."""

    op: str
    left: SurfaceExpr
    right: SurfaceExpr
    span: Span


@dataclass(frozen=True, slots=True)
class Comparison:
    """``left op right``; op one of ``>= > <= < = !=``."""

    op: str
    left: SurfaceExpr
    right: SurfaceExpr
    span: Span


@dataclass(frozen=True, slots=True)
class Threshold:
    """A bound with nothing on its left (不少于15日, 组成人员的三分之二以上)."""

    op: str
    bound: SurfaceExpr
    span: Span


@dataclass(frozen=True, slots=True)
class Member:
    """``operand`` 属于/包括 options."""

    operand: SurfaceExpr
    options: tuple[SurfaceExpr, ...]
    span: Span


@dataclass(frozen=True, slots=True)
class Repeated:
    """``operand`` 有重复: a name stands in it more than once."""

    operand: SurfaceExpr
    span: Span


@dataclass(frozen=True, slots=True)
class Total:
    """签约的金额合计（同一承包人，12个月内）, or 签约的次数（…）.

    ``same`` are the words in the brackets (同一承包人), ``period`` is the time there.
    """

    name: Name
    same: tuple[str, ...]
    period: PeriodLiteral | None
    span: Span


@dataclass(frozen=True, slots=True)
class Lapse:
    """自 X 至 Y: the days from one day to a later one, the first not counted."""

    start: Name
    end: Name
    span: Span


@dataclass(frozen=True, slots=True)
class Happening:
    """有 X: the act occurred, or the document is there."""

    name: Name
    span: Span


@dataclass(frozen=True, slots=True)
class StatedName:
    """已载明 X: the record states it."""

    name: Name
    span: Span


@dataclass(frozen=True, slots=True)
class TimePhrase:
    """X之后, X届满之后, X之后7日内, X之前, X之前10日.

    ``relation`` is 之后 or 之前; ``complete`` tells 届满. A period behind 之后 is
    a deadline, behind 之前 the least distance.
    """

    relation: str
    name: Name
    complete: bool
    period: PeriodLiteral | None
    span: Span


@dataclass(frozen=True, slots=True)
class Negation:
    """并非 X."""

    operand: SurfaceExpr
    span: Span


@dataclass(frozen=True, slots=True)
class Junction:
    """``op`` is 并且 or 或者."""

    op: str
    operands: tuple[SurfaceExpr, ...]
    span: Span


@dataclass(frozen=True, slots=True)
class Enumeration:
    """Items with 、 between them."""

    items: tuple[SurfaceExpr, ...]
    span: Span


@dataclass(frozen=True, slots=True)
class Ahead:
    """提前10日; with the field that holds the earlier day, if it is written (送达日提前7日)."""

    name: Name | None
    op: str
    period: PeriodLiteral
    span: Span


@dataclass(frozen=True, slots=True)
class Pair:
    """A field and its value side by side (实到31, 材料“会议记录”、“签到册”)."""

    name: Name
    values: tuple[Literal | PeriodLiteral, ...]
    span: Span


@dataclass(frozen=True, slots=True)
class Title:
    """《…》 with what stands in brackets behind it."""

    title: str
    note: tuple[SurfaceExpr, ...]
    span: Span


@dataclass(frozen=True, slots=True)
class Advised:
    """What follows 一般 or 原则上."""

    operand: SurfaceExpr
    span: Span


@dataclass(frozen=True, slots=True)
class Open:
    """待填: a value that the source leaves open."""

    span: Span


@dataclass(frozen=True, slots=True)
class Dated:
    """Days from … to …, with the value that holds on them, if one is given."""

    interval: Interval
    value: SurfaceExpr | None
    span: Span


SurfaceExpr = (
    Name
    | Literal
    | PeriodLiteral
    | FractionOf
    | Sum
    | Comparison
    | Threshold
    | Member
    | Repeated
    | Total
    | Lapse
    | Happening
    | StatedName
    | TimePhrase
    | Negation
    | Junction
    | Enumeration
    | Ahead
    | Pair
    | Title
    | Advised
    | Open
    | Dated
)

# --- items of a file ------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Header:
    """A header word, the name behind it, what stands in brackets and behind the colon."""

    word: str
    names: tuple[str, ...]
    note: tuple[SurfaceExpr, ...]
    values: tuple[SurfaceExpr, ...]
    span: Span
    name_span: Span


@dataclass(frozen=True, slots=True)
class Attribute:
    """A label and its values; ``text`` is the value as written, white space folded."""

    label: str
    values: tuple[SurfaceExpr, ...]
    text: str
    span: Span
    label_span: Span


@dataclass(frozen=True, slots=True)
class Clause:
    """当, 应当, 不得, 可以 or 有权 and what follows."""

    word: str
    advice: bool
    values: tuple[SurfaceExpr, ...]
    text: str
    span: Span


@dataclass(frozen=True, slots=True)
class ExceptionHead:
    """例外 and its name."""

    names: tuple[str, ...]
    note: tuple[SurfaceExpr, ...]
    values: tuple[SurfaceExpr, ...]
    span: Span


@dataclass(frozen=True, slots=True)
class Reference:
    """One place in a source, as cited: 村组法2018第二十六条第二款.

    ``decider`` is set for 无上位依据 and names whose decision it is.
    """

    name: str
    editions: tuple[int, ...]
    articles: tuple[str, ...]
    topic: str
    decider: str
    span: Span


@dataclass(frozen=True, slots=True)
class CitationList:
    """【…】."""

    references: tuple[Reference, ...]
    span: Span


Item = Header | Attribute | Clause | ExceptionHead | CitationList


@dataclass(frozen=True, slots=True)
class File:
    """A rule file: its items in order.

    ``unread`` are the stretches that could not be read and stand for no item.
    """

    name: str
    items: tuple[Item, ...]
    unread: tuple[Span, ...] = ()
