"""The small core that every evaluator implements: norms as data.

An expression is evaluated on the facts of one record, for one occurrence of
the act that the norm speaks of (``Current``), under strong Kleene logic: an
unknown operand makes a comparison unknown. Types are checked when norms are
made (``dsl.norms.from_model``), so evaluators need not check them again.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from fractions import Fraction

from dsl.diagnostics.nodes import Span
from dsl.values import FieldType, Interval, Period, Value

# --- which occurrence of an act -------------------------------------------------


class Which(StrEnum):
    """Which of several occurrences is meant; the value is the word of the language.

    PRIOR is the last one not after the day of the judged occurrence; only a ``Pick`` has it.
    """

    EACH = "每次"
    ANY = "任一"
    FIRST = "首次"
    LAST = "末次"
    PRIOR = "此前"


OF_NORMS = (Which.EACH, Which.ANY, Which.FIRST, Which.LAST)
"""Those that the act of a norm may have."""


@dataclass(frozen=True, slots=True)
class Act:
    """Occurrences of an act: events whose step *or* actor is one of ``names``.

    Occurrences that the record marks 未通过 or 作废 are set aside: nothing was decided.
    """

    names: tuple[str, ...]
    which: Which = Which.EACH


@dataclass(frozen=True, slots=True)
class Current:
    """The occurrence of the norm's own act that is being judged."""


@dataclass(frozen=True, slots=True)
class Bound:
    """The occurrence bound by the enclosing ``Exists`` or ``ForAll`` of that name."""

    variable: str


@dataclass(frozen=True, slots=True)
class Pick:
    """The first or last occurrence of an act, by date, or the last one before the judged one (FIRST, LAST, PRIOR)."""

    act: Act


EventRef = Current | Bound | Pick


# --- values ---------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Const:
    """A constant."""

    value: Value
    type: FieldType


@dataclass(frozen=True, slots=True)
class Fact:
    """A fact of the record as a whole (金额, 组成人员 …)."""

    name: str
    type: FieldType


@dataclass(frozen=True, slots=True)
class EventFact:
    """A fact of one occurrence (实到, 日期, 止 …)."""

    event: EventRef
    name: str
    type: FieldType


@dataclass(frozen=True, slots=True)
class JudgedDay:
    """The day whose law counts: that by which it is told whether the norm is in force, and which parameters count.

    Of an occurrence its 日期, else the record's; for a norm without an act the record's reference day.
    """


@dataclass(frozen=True, slots=True)
class Parameter:
    """A number or text that the ruleset sets, by the day of the act.

    ``versions`` are in order of time; a day outside all of them, or a version
    whose value is None (left open by the source), gives unknown. ``origins``
    are where those stand that a ruleset below has set, whose source the norm doesn't cite.
    """

    name: str
    versions: tuple[tuple[Interval, Value | None], ...]
    type: FieldType
    origins: tuple[tuple[Interval, Citation], ...] = ()

    def origin_on(self, day: date | None) -> Citation | None:
        """Where the value of a day stands, if a ruleset below has set it."""
        if day is None:
            return None
        return next((citation for interval, citation in self.origins if interval.contains(day)), None)


@dataclass(frozen=True, slots=True)
class Scale:
    """``operand`` times an exact fraction (组成人员的三分之二)."""

    operand: ValueExpr
    factor: Fraction


@dataclass(frozen=True, slots=True)
class Arithmetic:
    """``left op right`` with op one of ``+ -``, both of one number type."""

    op: str
    left: ValueExpr
    right: ValueExpr


@dataclass(frozen=True, slots=True)
class Coalesce:
    """``first`` where it is known, else ``fallback`` (a field's 推算)."""

    first: ValueExpr
    fallback: ValueExpr


@dataclass(frozen=True, slots=True)
class DaysBetween:
    """Days from ``start`` (not counted) to ``end`` (counted); may be negative.

    With ``unit`` WORKDAYS only working days count (国务院办公厅 arrangement);
    outside the known years the value is unknown.
    """

    start: ValueExpr
    end: ValueExpr
    unit: FieldType


@dataclass(frozen=True, slots=True)
class Due:
    """Last day of ``period`` counted from ``start`` (民法典 arts. 200-203).

    The day of ``start`` is not counted; a last day that is a rest day moves to
    the next working day. Unknown where the calendar is.
    """

    start: ValueExpr
    period: Period


@dataclass(frozen=True, slots=True)
class ByReading:
    """A value that depends on a named reading (读法) of the ruleset."""

    reading: str
    if_yes: ValueExpr
    if_no: ValueExpr


@dataclass(frozen=True, slots=True)
class Headcount:
    """How many names stand in all of ``lists`` (列表, 名单, or a single name as text).

    With ``distinct`` each name counts once; else (for one 名单 alone) as often as it is written.
    """

    lists: tuple[ValueExpr, ...]
    distinct: bool


@dataclass(frozen=True, slots=True)
class Total:
    """The sum of a fact over occurrences of ``act``; ``fact`` '' counts the occurrences.

    With ``same`` only those count that agree with the judged one in these
    facts; with ``period`` only those on a day from which the period reaches
    the judged one's, and not after it. Unknown where one that counts, or may
    count, doesn't state what is asked; zero where the record closes the act.
    """

    act: Act
    fact: str
    type: FieldType
    same: tuple[str, ...]
    period: Period | None


ValueExpr = (
    Const
    | Fact
    | EventFact
    | JudgedDay
    | Parameter
    | Scale
    | Arithmetic
    | Coalesce
    | DaysBetween
    | Due
    | ByReading
    | Headcount
    | Total
)


# --- truths ---------------------------------------------------------------------


class Op(StrEnum):
    """Comparisons; ``EQ`` and ``NE`` also compare texts, dates and flags."""

    GE = ">="
    GT = ">"
    LE = "<="
    LT = "<"
    EQ = "="
    NE = "!="


@dataclass(frozen=True, slots=True)
class Compare:
    """``left op right``; unknown when either side is."""

    op: Op
    left: ValueExpr
    right: ValueExpr


@dataclass(frozen=True, slots=True)
class OneOf:
    """A text is one of ``options``; for a list, any of its members is."""

    operand: ValueExpr
    options: frozenset[str]


@dataclass(frozen=True, slots=True)
class IsTrue:
    """A FLAG fact, as a truth."""

    operand: ValueExpr


@dataclass(frozen=True, slots=True)
class Stated:
    """The record states the value (never unknown)."""

    operand: ValueExpr


@dataclass(frozen=True, slots=True)
class Happened:
    """The act occurred. Not listed: false if the record closes it, else unknown.

    A record closes an act by 经过完整, or by naming it under 没有的步骤.
    """

    act: Act


@dataclass(frozen=True, slots=True)
class Exists:
    """Some occurrence of ``act`` satisfies ``body``.

    Over an open record that lists no occurrence of it the value is unknown; of
    an act that is listed, the listed occurrences are taken for all.
    """

    act: Act
    variable: str
    body: TruthExpr


@dataclass(frozen=True, slots=True)
class ForAll:
    """Every listed occurrence of ``act`` satisfies ``body`` (true where none is)."""

    act: Act
    variable: str
    body: TruthExpr


@dataclass(frozen=True, slots=True)
class HasDocument:
    """The occurrence has the document.

    Listed: true. Listed as missing, or 材料完整 without it: false. Else unknown.
    """

    event: EventRef
    name: str


@dataclass(frozen=True, slots=True)
class Within:
    """``day`` is not before ``start`` and not after ``Due(start, period)``.

    True or false without the calendar where no shift of the last day matters.
    """

    day: ValueExpr
    start: ValueExpr
    period: Period


@dataclass(frozen=True, slots=True)
class Not:
    """Kleene negation."""

    operand: TruthExpr


@dataclass(frozen=True, slots=True)
class And:
    """Kleene conjunction; of nothing, true."""

    operands: tuple[TruthExpr, ...]


@dataclass(frozen=True, slots=True)
class Or:
    """Kleene disjunction; of nothing, false."""

    operands: tuple[TruthExpr, ...]


TruthExpr = Compare | OneOf | IsTrue | Stated | Happened | Exists | ForAll | HasDocument | Within | Not | And | Or
Expr = ValueExpr | TruthExpr
TRUE = And(())


# --- norms ----------------------------------------------------------------------


class Kind(StrEnum):
    """What a norm does."""

    OBLIGATION = "应当"
    PROHIBITION = "不得"
    PERMISSION = "可以"
    POWER = "有权"


class Rank(StrEnum):
    """Rank of a source, highest first (立法法 arts. 98-100)."""

    CONSTITUTION = "宪法"
    LAW = "法律"
    INTERPRETATION = "司法解释"
    ADMINISTRATIVE_REGULATION = "行政法规"
    LOCAL_REGULATION = "地方性法规"
    RULE = "规章"
    NORMATIVE_DOCUMENT = "规范性文件"
    VILLAGE_CHARTER = "村规民约"


@dataclass(frozen=True, slots=True)
class Citation:
    """A place in a source.

    ``article`` is e.g. ``第二十六条第二款`` ('' for a source without articles),
    ``topic`` a heading of a source that has no articles. ``validity`` is that
    of the source's version. ``rank`` None means 无上位依据: ``title`` then says
    whose decision it is, and ``source`` is ''. ``caveat`` is what is unproven of the source.
    """

    source: str
    title: str
    rank: Rank | None
    article: str
    topic: str
    validity: Interval
    caveat: str = ""


@dataclass(frozen=True, slots=True)
class NormException:
    """An exception; where it holds the norm does not apply, or asks ``require`` instead.

    The first that holds counts. ``within`` names the exception that it is an
    exception of ('' : of the norm itself); ``when`` then includes that one's.
    ``before`` are those over which it says that it prevails (优先于).
    """

    name: str
    when: TruthExpr
    require: TruthExpr | None
    citations: tuple[Citation, ...]
    span: Span
    within: str = ""
    before: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Norm:
    """One norm.

    ``name`` is unique in its ruleset (五议决策法·决议·到会), ``ruleset`` its
    ruleset's id, ``id`` both together. In force on the days of ``validity``
    that also lie in the validity of a citation. ``act`` None: the norm speaks
    of the record as a whole, on its reference day. ``advice`` norms (一般,
    原则上, 可以) never change a record's verdict. ``caveats`` are what its
    reader must know (来源未证实, 待地方确认, a doubtful reading). ``delegates``:
    lower sources may make exceptions (准许变通). ``meaning``: a remark (说明).
    """

    ruleset: str
    name: str
    kind: Kind
    advice: bool
    act: Act | None
    when: TruthExpr
    require: TruthExpr
    exceptions: tuple[NormException, ...]
    deadline: ValueExpr | None
    validity: Interval
    citations: tuple[Citation, ...]
    consequence: str
    remedy: str
    caveats: tuple[str, ...]
    span: Span
    delegates: bool = False
    meaning: str = ""

    @property
    def id(self) -> str:
        """``ruleset:name``, unique among all rulesets."""
        return f"{self.ruleset}:{self.name}"


@dataclass(frozen=True, slots=True)
class Refinement:
    """An exception that a ruleset makes of a norm of another one (变通).

    ``target`` is the norm's name or id, ``against`` the exception of it that
    is meant ('' : the norm), ``before`` those over which it prevails.
    ``exception.require`` is None where it asks nothing of its own. It counts on
    ``days`` only, those on which its rule is in force; on others the norm stands.
    """

    target: str
    against: str
    before: tuple[str, ...]
    exception: NormException
    days: tuple[Interval, ...]
    span: Span


@dataclass(frozen=True, slots=True)
class Setting:
    """A parameter that a ruleset sets anew for the rulesets above it, in its versions by day, and where they stand."""

    name: str
    versions: tuple[tuple[Interval, Value | None], ...]
    caveat: str
    origins: tuple[tuple[Interval, Citation], ...] = ()


@dataclass(frozen=True, slots=True)
class Program:
    """Norms of one ruleset (without those of the rulesets above it), lowered.

    ``readings`` maps each named reading to its default. ``uppers`` are the ids
    of all rulesets above, whose norms ``refinements`` and ``settings`` change
    for the records that this ruleset is used for (``dsl.norms.link``).
    """

    ruleset: str
    norms: tuple[Norm, ...]
    readings: tuple[tuple[str, bool], ...]
    uppers: tuple[str, ...] = ()
    refinements: tuple[Refinement, ...] = ()
    settings: tuple[Setting, ...] = ()


# --- fields of an occurrence that the core itself reads ---------------------------

DATE = "日期"
"""First day of an occurrence (meeting day, first day of a posting, day of filing)."""
UNTIL = "止"
"""Last day of an occurrence that lasts; where absent it ended on ``DATE``… unknown for 届满."""
ACTOR = "主体"
"""Who acted: a LIST."""
OUTCOME = "结果"
"""通过 / 未通过 / 作废; an occurrence that states one of ``SET_ASIDE`` is set aside."""
SET_ASIDE = frozenset({"未通过", "作废"})
FAILED = "（未通过）"
"""Behind the name of a step: those of its occurrences that failed."""

# --- fields of the record that say which norms apply -------------------------------

PROCEDURE, MATTER, CONCLUDED = "程序", "事项", "办结"
"""The procedure that a case follows, its matter, and whether it is dealt with in full."""
