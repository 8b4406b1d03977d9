"""The model level: what a rule file declares, names resolved, expressions still as written."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from dsl.diagnostics.nodes import Span
from dsl.model.fields import Field
from dsl.norms.nodes import Citation, Kind, Rank, Which
from dsl.surface.nodes import SurfaceExpr, TimePhrase
from dsl.values import FieldType, Interval, Value


@dataclass(frozen=True, slots=True)
class Source:
    """A version of a source (依据 村组法2018)."""

    name: str
    title: str
    rank: Rank
    validity: Interval
    caveat: str
    span: Span


@dataclass(frozen=True, slots=True)
class ParameterVersion:
    """A parameter's value for a time; None: left open by its source (待填)."""

    validity: Interval
    value: Value | None
    citations: tuple[Citation, ...]


class Latitude(StrEnum):
    """What a lower ruleset may make of a parameter; the value is the word of the language."""

    RAISE = "只能提高"
    LOWER = "只能降低"
    FREE = "自行规定"
    NONE = "固定不变"


@dataclass(frozen=True, slots=True)
class ParameterDef:
    """A named number or text that can differ by time and by layer.

    ``latitude`` (下级) says what lower rulesets may make of it; None: not said,
    so that they may fill in what is left open, and change nothing else.
    """

    name: str
    type: FieldType
    versions: tuple[ParameterVersion, ...]
    meaning: str
    caveat: str
    span: Span
    latitude: Latitude | None = None


@dataclass(frozen=True, slots=True)
class Body:
    """A body that acts (机构), or an act outside the procedures (行为).

    Both are names by which norms speak of events: a body of those whose 主体 it is.
    ``counts_as`` (计入) names wider acts of which its events are occurrences too.
    """

    name: str
    alias: str
    meaning: str
    counts_as: tuple[str, ...]
    span: Span


@dataclass(frozen=True, slots=True)
class Demand:
    """One attribute of a step that asks something (到会, 通过, 公示, 历时, 通知, 材料 …).

    ``text`` is the value as written, white space folded, for maps and prose.
    """

    label: str
    values: tuple[SurfaceExpr, ...]
    text: str
    advice: bool
    citations: tuple[Citation, ...]
    remedy: str
    span: Span


@dataclass(frozen=True, slots=True)
class Step:
    """A step of a procedure.

    ``after`` are its time phrases (次序); ``condition`` says when the step is
    asked for at all (None: always, unless ``optional``); ``on_failure`` names
    the step to which a failed one goes back (未通过：退回…). ``inner`` (子程序)
    names the procedure that the step consists of.
    """

    name: str
    actors: tuple[str, ...]
    after: tuple[TimePhrase, ...]
    demands: tuple[Demand, ...]
    optional: bool
    condition: SurfaceExpr | None
    condition_text: str
    on_failure: str
    counts_as: tuple[str, ...]
    meaning: str
    remedy: str
    citations: tuple[Citation, ...]
    span: Span
    inner: str = ""


@dataclass(frozen=True, slots=True)
class Procedure:
    """A procedure (程序): steps in the order of the file.

    ``applies`` (适用) must hold for a case that follows it; ``advice`` (只作提示)
    makes all its norms mere advice. ``moment`` (时间效力) as for a rule.
    """

    name: str
    steps: tuple[Step, ...]
    applies: SurfaceExpr | None
    advice: bool
    meaning: str
    caveats: tuple[str, ...]
    citations: tuple[Citation, ...]
    span: Span
    moment: str = ""


@dataclass(frozen=True, slots=True)
class Matter:
    """A matter (事项) of a power list.

    ``vacant`` marks a place of the list whose text isn't known (空缺).
    ``texts`` are its informative entries (公开, 责任追究 …) by label.
    """

    number: str
    title: str
    group: str
    bodies: tuple[str, ...]
    applies: SurfaceExpr | None
    procedure: str
    vacant: bool
    texts: tuple[tuple[str, str], ...]
    caveats: tuple[str, ...]
    citations: tuple[Citation, ...]
    span: Span


@dataclass(frozen=True, slots=True)
class RuleException:
    """An exception (例外) of a rule, with another requirement in its place or none.

    ``against`` (针对) names the exception that it is an exception of, ``before``
    (优先于) those over which it prevails.
    """

    name: str
    when: SurfaceExpr | None
    require: tuple[SurfaceExpr, ...]
    citations: tuple[Citation, ...]
    against: str
    before: tuple[str, ...]
    span: Span


@dataclass(frozen=True, slots=True)
class ActRef:
    """The act that a rule speaks of (行为：每次 村民代表会议)."""

    names: tuple[str, ...]
    which: Which
    span: Span


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule (规则). ``require`` are the parts of its clause, split at commas.

    ``holders`` are those who 有权 do what ``require`` names; ``procedure`` limits
    the rule to cases that follow it. ``excepts`` (变通) makes it an exception of
    those rules, maybe of another file, with ``against`` and ``before`` as an
    exception has them. ``delegates`` (准许变通): lower files may make exceptions.
    ``moment`` (时间效力) is the act whose first day decides which law applies.
    ``meaning`` (说明) is a remark for its readers.
    """

    name: str
    procedure: str
    kind: Kind
    advice: bool
    act: ActRef | None
    when: SurfaceExpr | None
    require: tuple[SurfaceExpr, ...]
    holders: tuple[str, ...]
    exceptions: tuple[RuleException, ...]
    validity: Interval
    consequence: str
    remedy: str
    caveats: tuple[str, ...]
    citations: tuple[Citation, ...]
    span: Span
    excepts: tuple[str, ...] = ()
    against: str = ""
    before: tuple[str, ...] = ()
    delegates: bool = False
    moment: str = ""
    meaning: str = ""


class HitPolicy(StrEnum):
    """Which rows of a table count where several hold; the value is the word of the language."""

    UNIQUE = "唯一"
    FIRST = "首个"
    ALL = "全部"


@dataclass(frozen=True, slots=True)
class Table:
    """A decision table (分档): a rule for each row (档), of cases of which ``when`` holds.

    With UNIQUE no two rows may hold at once; with FIRST a row counts where
    none before it holds.
    """

    name: str
    when: SurfaceExpr | None
    hit: HitPolicy
    rows: tuple[Rule, ...]
    meaning: str
    span: Span


@dataclass(frozen=True, slots=True)
class ScenarioEvent:
    """An occurrence in a scenario: raw values by field name, as a record would have them.

    ``places`` says where each field is written (its last mention counts).
    """

    step: str
    values: tuple[tuple[str, object], ...]
    span: Span
    places: tuple[tuple[str, Span], ...] = ()


@dataclass(frozen=True, slots=True)
class Expectation:
    """One expected finding: a verdict word, the norm's name (or its end), missing facts.

    ``norm`` '' speaks of the record as a whole. ``readings`` are those on which
    the verdict must depend (取决于), ``reasons`` pieces of the sentences that must
    give its reasons (理由). ``span`` is that of the whole entry, of which this is
    the part number ``place`` (from 0).
    """

    verdict: str
    norm: str
    missing: tuple[str, ...]
    readings: tuple[str, ...]
    reasons: tuple[str, ...]
    span: Span
    place: int


@dataclass(frozen=True, slots=True)
class Scenario:
    """A scenario (用例): a small record in the rule file and what must come of it.

    ``span`` is that of its header, ``whole`` reaches to its last entry;
    ``places`` says where each of ``values`` is written.
    """

    name: str
    values: tuple[tuple[str, object], ...]
    events: tuple[ScenarioEvent, ...]
    as_of: SurfaceExpr | None
    expectations: tuple[Expectation, ...]
    span: Span
    whole: Span
    places: tuple[tuple[str, Span], ...] = ()


@dataclass(frozen=True, slots=True)
class Reading:
    """A named reading (读法) that the statute leaves open, and its default."""

    name: str
    default: bool
    meaning: str
    span: Span


@dataclass(frozen=True, slots=True)
class Uncheckable:
    """A provision that no record can show to be kept or broken (不可机检), and why (理由).

    It makes no norm; it accounts for the articles that it cites.
    """

    name: str
    citations: tuple[Citation, ...]
    reason: str
    meaning: str
    span: Span


@dataclass(frozen=True, slots=True)
class RuleSet:
    """A rule file, resolved. ``uppers`` are the ids of the rulesets above it."""

    id: str
    title: str
    region: str
    version: str
    validity: Interval
    uppers: tuple[str, ...]
    meaning: str
    caveats: tuple[str, ...]
    sources: tuple[Source, ...]
    readings: tuple[Reading, ...]
    parameters: tuple[ParameterDef, ...]
    fields: tuple[Field, ...]
    bodies: tuple[Body, ...]
    acts: tuple[Body, ...]
    procedures: tuple[Procedure, ...]
    matters: tuple[Matter, ...]
    rules: tuple[Rule, ...]
    scenarios: tuple[Scenario, ...]
    span: Span
    tables: tuple[Table, ...] = ()
    uncheckable: tuple[Uncheckable, ...] = ()

    @property
    def act_names(self) -> tuple[str, ...]:
        """Everything that it declares by whose name an event may go: bodies, acts, steps."""
        steps = (step.name for procedure in self.procedures for step in procedure.steps)
        return (*(one.name for one in (*self.bodies, *self.acts)), *steps)
