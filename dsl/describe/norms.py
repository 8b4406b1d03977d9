"""A norm in plain words: what it asks, of whom, when, with which exceptions, on which source.

Everything that can change a verdict shows: two norms that judge some record
differently never read the same.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from dsl.describe.citations import citation_text, source_title
from dsl.describe.clauses import Clause, beside, inline, under
from dsl.describe.context import Context
from dsl.describe.facts import (
    asks_nothing,
    derived_of,
    needed,
    parameters_of,
    readings_of,
    unclear_names,
)
from dsl.describe.phrases import label
from dsl.describe.speaker import Speaker, interval_text, versions_text
from dsl.describe.truths import truth_clause
from dsl.describe.values import value_text
from dsl.describe.words import Language, listed, shown
from dsl.norms.force import days_in_force
from dsl.norms.nodes import (
    ACTOR,
    Act,
    Citation,
    Current,
    EventFact,
    Expr,
    Kind,
    Norm,
    NormException,
    Not,
    OneOf,
    TruthExpr,
    Which,
)
from dsl.norms.shape import expressions_of
from dsl.values import FieldType, Interval

_WHICH = {Which.EACH: "every", Which.ANY: "any", Which.FIRST: "first", Which.LAST: "last"}


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One part of a norm: ``key`` is one of ``phrases.LABELS``, ``label`` what stands before it."""

    key: str
    label: str
    clause: Clause


@dataclass(frozen=True, slots=True)
class NormText:
    """A norm in words.

    ``procedure`` is that whose cases the norm is for, '' for others; which
    cases those are, and what that rests on (``scope``), is the same for all
    norms of the procedure.
    """

    norm: Norm
    procedure: str
    scope: tuple[Paragraph, ...]
    paragraphs: tuple[Paragraph, ...]
    context: Context

    def text(self, *, full: bool = True) -> str:
        """All in one paragraph, as one would say it; without ``full``, the cases of a procedure are not spelled out."""
        parts = self.full if full else self.paragraphs
        return sentences(parts, self.context.language)

    @property
    def full(self) -> tuple[Paragraph, ...]:
        """All parts, the cases of its procedure before the days of force."""
        place = next(place for place, part in enumerate(self.paragraphs) if part.key == "force")
        return (*self.paragraphs[:place], *self.scope, *self.paragraphs[place:])

    def part(self, key: str) -> Paragraph | None:
        """The paragraph of that key, None where the norm has none."""
        return next((one for one in self.paragraphs if one.key == key), None)


def sentence(part: Paragraph, language: Language, text: str | None = None) -> str:
    """A part of a norm with its label, as a sentence; ``text`` in place of its own words."""
    said = inline(part.clause, language) if text is None else text
    return f"{part.label}：{said.rstrip('。')}。" if language == "zh" else f"{part.label}: {said.rstrip('.')}. "


def sentences(parts: Iterable[Paragraph], language: Language) -> str:
    """Parts of a norm in one paragraph."""
    return "".join(sentence(part, language) for part in parts).strip()


def describe_norm(norm: Norm, context: Context) -> NormText:
    """A norm in words."""
    scope, own = context.split(norm)
    speaker = Speaker(context.language, unclear=unclear_names(norm), whole=norm.act is None)
    procedure = context.scopes[scope] if scope is not None else ""
    return NormText(
        norm,
        procedure,
        () if scope is None else scope_paragraphs(scope, norm, context, speaker),
        _labelled(_parts(norm, own, procedure, speaker, context), context),
        context,
    )


def scope_paragraphs(scope: TruthExpr, norm: Norm, context: Context, speaker: Speaker) -> tuple[Paragraph, ...]:
    """Which cases follow the procedure of ``norm``, and what that rests on."""
    head = speaker.say("scope_means", procedure=context.scopes[scope])
    means = under(head, truth_clause(scope, speaker), speaker.language)
    return _labelled([("scope", means), *_beside((scope,), norm, speaker, context)], context)


def _labelled(parts: Iterable[tuple[str, Clause]], context: Context) -> tuple[Paragraph, ...]:
    return tuple(Paragraph(key, label(key, context.language), clause) for key, clause in parts)


def _parts(
    norm: Norm, own: TruthExpr | None, procedure: str, speaker: Speaker, context: Context
) -> Iterator[tuple[str, Clause]]:
    yield "applies", _applies(norm.act, procedure, speaker)
    if own is not None and not asks_nothing(own):
        yield "when", truth_clause(own, speaker)
    yield norm.kind.value, _requirement(norm, speaker)
    if norm.exceptions:
        yield "exceptions", _exceptions(norm.exceptions, speaker)
    if norm.deadline is not None:
        yield "deadline", Clause(speaker.say("until", due=value_text(norm.deadline, speaker)))
    exprs = expressions_of(norm, own)[0 if own is not None else 1 :]
    yield from _beside(exprs, norm, speaker, context)
    if norm.advice:
        yield "advice", Clause(speaker.say("advice"))
    if norm.delegates:
        yield "delegates", Clause(speaker.say("delegates"))
    yield "force", _force(norm, speaker)
    if norm.citations:
        yield (
            "citations",
            beside([cited_text(several, speaker) for several in _grouped(norm.citations)], speaker.language),
        )
    for key, text in (("consequence", norm.consequence), ("remedy", norm.remedy), ("meaning", norm.meaning)):
        if text:
            yield key, Clause(text.rstrip("。"))
    caveats = [*norm.caveats, *_unproven(norm, speaker)]
    if caveats:
        yield "caveats", beside(caveats, speaker.language)


def _applies(act: Act | None, procedure: str, speaker: Speaker) -> Clause:
    what = speaker.say("whole") if act is None else speaker.say(_WHICH[act.which], act=speaker.act(act))
    if not procedure:
        return Clause(what)
    return Clause(speaker.say("with_scope", scope=speaker.say("of_cases", procedure=procedure), what=what))


def _requirement(norm: Norm, speaker: Speaker) -> Clause:
    match norm.kind, norm.require:
        case Kind.PROHIBITION, Not(operand=forbidden):
            return truth_clause(forbidden, speaker)
        case Kind.PROHIBITION, require:
            return truth_clause(require, speaker, held=False)
        case Kind.POWER, OneOf(operand=EventFact(event=Current(), name=name), options=options) if name == ACTOR:
            phrase = "power" if len(options) == 1 else "power_any"
            return Clause(speaker.say(phrase, options=listed(sorted(options), speaker.language)))
        case _, require:
            return truth_clause(require, speaker)


# --- exceptions -------------------------------------------------------------------------


def _exceptions(exceptions: Sequence[NormException], speaker: Speaker) -> Clause:
    told = tuple(_exception(one, speaker) for one in exceptions)
    return told[0] if len(told) == 1 else Clause(speaker.say("in_order"), told)


def _exception(exception: NormException, speaker: Speaker) -> Clause:
    when = truth_clause(exception.when, speaker)
    require = None if exception.require is None else truth_clause(exception.require, speaker)
    cited = ""
    if exception.citations:
        texts = (_articles(several, speaker) for several in _grouped(exception.citations))
        cited = speaker.say("cited", citations=listed(texts, speaker.language))
    then = speaker.say("not_applicable")
    if require is not None:
        then = speaker.say("instead", require=require.text)
    name = speaker.say("quoted", text=exception.name)
    if exception.within:
        name = speaker.say("exception_of", name=name, other=exception.within)
    if not when.items and (require is None or not require.items):
        return Clause(speaker.say("exception", name=name, when=when.text, then=then, cited=cited))
    items = [under(speaker.say("if"), when, speaker.language)]
    if require is not None:
        then = speaker.say("instead_list")
        items.append(under(then, require, speaker.language))
    return Clause(speaker.say("exception_list", name=name, then=then, cited=cited), tuple(items))


# --- what is used, and what may be lacking --------------------------------------------------


def _beside(exprs: Sequence[Expr], norm: Norm, speaker: Speaker, context: Context) -> Iterator[tuple[str, Clause]]:
    """The numbers and readings that some expressions of a norm use, and the facts that they need."""
    if parameters := parameters_of(exprs):
        texts = [speaker.say("parameter", name=p.name, versions=versions_text(p, speaker)) for p in parameters]
        texts.append(speaker.say("by_day_of_case" if norm.act is None else "by_day_of_act"))
        yield "parameters", beside(texts, speaker.language)
    if derived := derived_of(exprs):
        texts = [
            speaker.say("derived", name=value_text(d.first, speaker), formula=value_text(d.fallback, speaker))
            for d in derived
        ]
        yield "derived", beside(texts, speaker.language)
    if names := readings_of(exprs):
        yield "readings", beside([_reading(name, norm, speaker, context) for name in names], speaker.language)
    if facts := needed(exprs, speaker):
        yield "missing", Clause(speaker.say("missing", facts=listed(facts, speaker.language, "；")))


def _reading(name: str, norm: Norm, speaker: Speaker, context: Context) -> str:
    default = context.defaults.get((norm.ruleset, name), False)
    meaning = context.meanings.get(name, "")
    return speaker.say(
        "reading",
        reading=name,
        default=shown(default, FieldType.FLAG, speaker.language),
        meaning=speaker.say("meaning", text=meaning) if meaning else "",
    )


# --- force and sources ----------------------------------------------------------------------


def _force(norm: Norm, speaker: Speaker) -> Clause:
    days = days_in_force(norm)
    if not days:
        return Clause(speaker.say("never_in_force"))
    texts = [interval_text(interval, speaker) for interval in days if interval != Interval()]
    if not texts:
        return Clause(speaker.say("always_in_force"))
    written = listed(texts, speaker.language)
    return Clause(speaker.say("in_force_case" if norm.act is None else "in_force_act", days=written))


def _grouped(citations: Sequence[Citation]) -> list[list[Citation]]:
    """Articles of one version of a source together, in the order of the norm."""
    groups: dict[tuple[object, ...], list[Citation]] = {}
    for one in citations:
        groups.setdefault((one.source, one.title, one.rank, one.topic, one.validity), []).append(one)
    return list(groups.values())


def cited_text(citations: Sequence[Citation], speaker: Speaker) -> str:
    """Places in one version of a source, with its rank and when it is in force."""
    first, text = citations[0], _articles(citations, speaker)
    if first.rank is None:
        return text
    days = interval_text(first.validity, speaker)
    if not days:
        return text + speaker.say("rank", rank=first.rank.value)
    return text + speaker.say("rank_force", rank=first.rank.value, days=days)


def _articles(citations: Sequence[Citation], speaker: Speaker) -> str:
    """Places in one version of a source."""
    first = citations[0]
    if len(citations) == 1 or first.topic or first.rank is None:
        return citation_text(first, speaker.language)
    articles = listed((one.article for one in citations if one.article), speaker.language)
    return f"{source_title(first)}{'' if speaker.language == 'zh' else ', '}{articles}"


def _unproven(norm: Norm, speaker: Speaker) -> list[str]:
    """What is unproven of the sources that are cited."""
    found = {
        speaker.say("unproven", source=source_title(one), caveat=one.caveat) for one in norm.citations if one.caveat
    }
    return sorted(found)
