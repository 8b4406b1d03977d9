"""Next steps in sentences: when, by whom, with how many heads, with which papers, and what says so."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from dsl.describe.citations import places_by_source
from dsl.describe.words import Language, any_of, listed, shown
from dsl.norms.nodes import ACTOR, DATE, UNTIL, Citation, Norm
from dsl.values import FieldType
from engine.advice.changes import AddDocument, Bound, StateOfStep
from engine.advice.plans import Need
from engine.advice.steps import Force, NextStep
from engine.advice.texts import value_text
from engine.advice.words import say
from engine.findings.prose import missing_text
from engine.records.checks import ATTENDED, NOTICE_DATE

_IN_FAVOUR = "同意"
_FORCES = {Force.MUST: "must", Force.ADVISED: "advised", Force.PERHAPS: "perhaps", Force.MAY: "may"}


def step_sentences(step: NextStep, norms: Iterable[Norm], as_of: date, language: Language = "zh") -> tuple[str, ...]:
    """What an officer must know to take a step, in sentences without full stops; ``norms`` are the evaluator's."""
    by_id = {norm.id: norm for norm in norms}
    return tuple(_Telling(step, by_id, as_of, language).sentences())


class _Telling:
    def __init__(self, step: NextStep, norms: Mapping[str, Norm], as_of: date, language: Language) -> None:
        self.step = step
        self.norms = norms
        self.as_of = as_of
        self.language = language

    def say(self, phrase: str, **parts: str) -> str:
        return say(phrase, self.language, **parts)

    def day(self, day: date) -> str:
        return shown(day, FieldType.DATE, self.language)

    def names(self, names: Iterable[str]) -> str:
        return listed([self.say("step", step=name) for name in names], self.language)

    def sentences(self) -> Iterator[str]:
        step = self.step
        if step.goes_on is not None and step.until is not None:
            yield self.say("goes_on", step=step.step, day=self.day(step.until))
            yield self.say("rests_on", places=self.sources(self.citations()))
            return
        head = self.say("next", step=step.step, force=self.say(_FORCES[step.force]))
        yield self.say("head", head=head, when=self.when())
        if step.blocks:
            yield from self.blocked()
            return
        if step.waits_for:
            yield self.say("waits", steps=self.names(step.waits_for))
        if step.bodies:
            yield self.say("bodies", bodies=any_of(step.bodies, self.language))
        yield from self.needs(step.needs)
        if step.advised:
            told = listed(self.needs(step.advised), self.language, "，")
            yield self.say("advice", what=told)
        if step.asks:
            yield self.say("perhaps_asks" if step.force is Force.PERHAPS else "asks", facts=self.missing())
        if citations := self.citations():
            yield self.say("rests_on", places=self.sources(citations))

    def missing(self) -> str:
        return missing_text(self.step.asks, self.language)

    def when(self) -> str:
        step = self.step
        if step.earliest is None:
            return self.say("not_now")
        phrase = "from_today" if step.earliest <= self.as_of and not step.waits_for else "from_day"
        parts = [self.say(phrase, day=self.day(step.earliest))]
        if step.latest is not None:
            parts.append(self.say("until_day", day=self.day(step.latest)))
        return listed(parts, self.language, "，")

    def blocked(self) -> Iterator[str]:
        for block in self.step.blocks:
            norm = self.norms[block.norm_id]
            places = self.sources(self.places([norm]))
            if block.gone_on:
                yield self.say("gone_on", later=block.gone_on, step=self.step.step, norm=norm.name, places=places)
            elif block.step:
                yield self.say("block_first", step=block.step, norm=norm.name, places=places)
            else:
                yield self.say("block", norm=norm.name, places=places)

    def needs(self, needs: tuple[Need, ...]) -> Iterator[str]:
        """The needs of a step: heads together, papers together, the rest one by one."""
        facts = {need.what.name: need.what for need in needs if isinstance(need.what, StateOfStep)}
        stated = [facts.pop(name).name for name, fact in tuple(facts.items()) if fact.bound is Bound.ANY]
        heads, votes = facts.pop(ATTENDED, None), facts.pop(_IN_FAVOUR, None)
        if heads is not None and votes is not None and heads.type.is_number:
            yield self.by_body(self.say("heads_and_votes", heads=self.count(heads), votes=self.count(votes)))
        elif heads is not None:
            yield self.by_body(self.say("heads", heads=self.count(heads)))
        elif votes is not None:
            yield self.by_body(self.say("votes", votes=self.count(votes)))
        notice = self.step.event.value(NOTICE_DATE)
        for name, fact in facts.items():
            if name == DATE and isinstance(notice, date) and self.step.earliest is not None:
                if fact.value == self.step.earliest and self.step.earliest > self.as_of and not self.step.waits_for:
                    yield self.say("notice", notice=self.day(notice), day=self.day(self.step.earliest))
            elif name == UNTIL and isinstance(fact.value, date):
                yield self.say("lasts", day=self.day(fact.value))
            elif name not in (DATE, ACTOR, NOTICE_DATE):
                yield value_text(name, fact.value, fact.type, fact.bound, self.language)
        if stated:
            yield self.say("write", what=listed(stated, self.language))
        documents = [need.what.name for need in needs if isinstance(need.what, AddDocument)]
        if documents:
            yield self.say("papers", names=listed(documents, self.language))

    def by_body(self, what: str) -> str:
        """What is asked of the body by which the step is planned, where others could take it as well."""
        actors = self.step.event.value(ACTOR)
        if len(self.step.bodies) < 2 or not isinstance(actors, frozenset):
            return what
        return self.say("if_by", bodies=any_of(sorted(actors), self.language), what=what)

    def count(self, fact: StateOfStep) -> str:
        return shown(fact.value, fact.type, self.language)

    def citations(self) -> list[str]:
        """The places that ask for something of the step, set its last day or order it."""
        ids = [need.norm_id for need in (*self.step.needs, *self.step.advised)]
        if self.step.latest_by:
            ids.append(self.step.latest_by)
        return self.places([self.norms[norm_id] for norm_id in ids])

    def places(self, norms: Iterable[Norm]) -> list[str]:
        """Where norms stand, each source once with all its articles."""
        found = (_in_force(norm, self.step.earliest or self.as_of) for norm in norms)
        by_source = places_by_source((one for one in found if one is not None), self.language)
        return [title + self.between(title) + listed(places, self.language) for title, places in by_source.items()]

    def sources(self, places: list[str]) -> str:
        """Sources in a row."""
        return ("；" if self.language == "zh" else "; ").join(places)

    def between(self, title: str) -> str:
        """What stands between a title and its articles."""
        return ", " if title and self.language == "en" else ""


def _in_force(norm: Norm, day: date) -> Citation | None:
    """The citation that counts on a day, the last one where none does."""
    current = (one for one in norm.citations if one.validity.contains(day))
    return next(current, norm.citations[-1] if norm.citations else None)
