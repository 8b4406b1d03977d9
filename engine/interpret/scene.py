"""What an expression is evaluated on: the facts, and the occurrence that is being judged."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, cast

from dsl.norms.nodes import DATE, Act, Bound, Current, EventRef, Pick, Which
from engine.facts import Facts, Occurrence
from engine.findings.nodes import MissingFact, Reason, UsedFact
from engine.interpret.occurrences import closed, first, last, prior, select
from engine.interpret.quick import maker
from engine.interpret.sets import Sets, make_missing

if TYPE_CHECKING:
    from engine.interpret.ground import Outside, Standing

make_used_fact = maker(UsedFact)

_ANY = MissingFact("", "")

Shown = dict[str, UsedFact]
"""The facts that are stated of the record or of one occurrence, as findings show them."""


@dataclass(frozen=True, slots=True)
class Known:
    """What came out for a truth about the record as a whole.

    ``used`` are the facts looked at, ``read`` the named readings that would change it.
    """

    held: bool | None
    reasons: tuple[Reason, ...]
    used: tuple[UsedFact, ...]
    read: frozenset[str]


make_known = maker(Known)


class Case:
    """The facts of a record on its as-of day; what several norms look at is prepared once.

    ``read`` collects the named readings on which something depended.
    """

    __slots__ = (
        "_acts",
        "_earliest",
        "_scenes",
        "_shown",
        "_unlisted",
        "as_of",
        "cited",
        "facts",
        "index",
        "lacks",
        "memo",
        "read",
        "record",
        "standings",
        "whole",
    )

    def __init__(self, facts: Facts, as_of: date):
        self.facts = facts
        self.as_of = as_of
        self.index = facts.occurrences
        self.memo: dict[object, Known] = {}
        self.lacks: dict[object, Sets] = {}
        self.read: set[str] = set()
        self.record: Shown = {
            name: make_used_fact(name, "", 0, value, facts.places.get(name)) for name, value in facts.values.items()
        }
        self.whole = Scene(self, None, facts.reference_day, MissingFact(DATE, ""))
        self._unlisted = Scene(self, None, None, _ANY)
        self.standings: dict[object, Standing] = {}
        self.cited: dict[object, int] = {}
        self._acts: dict[tuple[str, ...], Acts] = {}
        self._earliest: dict[tuple[str, ...], Acts] = {}
        self._scenes: dict[int, Scene] = {}
        self._shown: dict[int, Shown] = {}

    def acts(self, names: tuple[str, ...]) -> Acts:
        """What the record says of steps or actors of these names."""
        found = self._acts.get(names)
        if found is None:
            events = select(self.index, names)
            if events:
                found = Acts(tuple([self.at(event) for event in events]))
            else:
                found = NO_ACTS if closed(self.facts, names) else UNLISTED
            self._acts[names] = found
        return found

    def are_unlisted(self, acts: Iterable[tuple[str, ...]]) -> list[bool]:
        """For each act, by its names, whether it isn't listed, but may have occurred."""
        if self.facts.complete:
            return [False for _ in acts]
        listed, absent = self.index.keys(), self.facts.absent
        return [listed.isdisjoint(names) and not absent.issuperset(names) for names in acts]

    def earliest(self, names: tuple[str, ...]) -> Acts:
        """As ``acts``, for norms that look only at the record as a whole: of several occurrences just the first.

        All of them where one has no day, since that one may be judged differently.
        """
        found = self._earliest.get(names)
        if found is None:
            found = self._earliest[names] = self._first_of(names) or self.acts(names)
        return found

    def _first_of(self, names: tuple[str, ...]) -> Acts | None:
        first, several = None, False
        for name in names:
            occurrences = self.index.get(name)
            if not occurrences:
                continue
            if DATE not in occurrences[-1].values:
                return None
            several = several or first is not None or len(occurrences) > 1
            if first is None or occurrences[0].when < first.when:
                first = occurrences[0]
        if first is None or not several:
            return None
        return Acts((self.at(first),), several=True)

    def unlisted(self, lacking: tuple[MissingFact, ...]) -> Scene:
        """An occurrence that the record doesn't list, but may be; ``lacking`` holds the one fact to tell it."""
        scene = self._unlisted
        scene.lack, scene.lacking = lacking[0], lacking
        return scene

    def undated(self, step: str) -> Scene:
        """One of several occurrences, where a missing date of ``step`` leaves open which."""
        return Scene(self, None, None, MissingFact(DATE, step))

    def shown(self, event: Occurrence) -> Shown:
        """The facts that are stated of an occurrence."""
        found = self._shown.get(id(event))
        if found is None:
            found = self._shown[id(event)] = {
                name: make_used_fact(name, event.step, event.number, value, event.places.get(name))
                for name, value in event.values.items()
            }
        return found

    def at(self, event: Occurrence) -> Scene:
        """The scene of one occurrence; the same object each time for the same one."""
        scene = self._scenes.get(id(event))
        if scene is None:
            day = cast(date | None, event.values.get(DATE) or self.facts.values.get(DATE))
            scene = self._scenes[id(event)] = Scene(self, event, day, make_missing(DATE, event.step, ""))
            scene.stated = self.shown(event)
            scene.dated = DATE in scene.stated
        return scene


class Acts:
    """A scene for each listed occurrence of an act, in order.

    ``only`` is the one scene there is, if there is just one. ``several``: it
    stands for later ones, too. ``unlisted``: none is listed, but there may be one.
    """

    __slots__ = ("only", "scenes", "several", "unlisted")

    def __init__(self, scenes: tuple[Scene, ...], several: bool = False, unlisted: bool = False):
        self.scenes = scenes
        self.only = scenes[0] if len(scenes) == 1 else None
        self.several = several
        self.unlisted = unlisted


NO_ACTS = Acts(())
UNLISTED = Acts((), unlisted=True)


class Scene:
    """A case, one occurrence of the norm's act, and what was looked up so far.

    ``current`` is None for a norm without an act, and where it isn't known which
    occurrence counts; ``stated`` are its facts. ``day`` is the day whose law
    counts: that of the occurrence (``dated``), else the one that the record states.
    ``lack`` is the fact that would tell the occurrence, or else its day; ``lacking`` only holds it.
    ``flipped`` is the reading to take the other way. ``outside`` keeps what is
    said of all norms that are not in force.
    """

    __slots__ = (
        "bound",
        "case",
        "current",
        "dated",
        "day",
        "flipped",
        "lack",
        "lacking",
        "outside",
        "stated",
        "step",
        "used",
    )

    def __init__(self, case: Case, current: Occurrence | None, day: date | None, lack: MissingFact):
        self.case = case
        self.current = current
        self.day = day
        self.dated = True
        self.lack = lack
        self.lacking: tuple[MissingFact, ...] = (lack,)
        self.step = lack.step if lack.name else ""
        self.stated: Shown = {}
        self.flipped = ""
        self.outside: Outside | None = None
        self.bound: dict[str, Occurrence] = {}
        self.used: list[UsedFact] = []

    def occurrences(self, act: Act) -> tuple[Occurrence, ...]:
        """All occurrences of ``act``, whichever of them it means."""
        names = act.names
        return self.case.index.get(names[0], ()) if len(names) == 1 else select(self.case.index, names)

    def closed(self, act: Act) -> bool:
        """Whether the act is known not to have occurred where it isn't listed."""
        return closed(self.case.facts, act.names)

    def event(self, ref: EventRef) -> Occurrence | None:
        """The occurrence that ``ref`` means; None where there is none, or it isn't known which."""
        match ref:
            case Current():
                return self.current
            case Bound(variable):
                return self.bound[variable]
            case Pick(act):
                found = select(self.case.index, act.names)
                if act.which is Which.PRIOR:
                    return None if self.current is None else prior(found, self.current)
                return first(found) if act.which is Which.FIRST else last(found)

    def use_document(self, event: Occurrence, name: str) -> None:
        """Note that an occurrence has a document."""
        self.used.append(make_used_fact(name, event.step, event.number, True, event.places.get(name)))

    def use_day(self, event: Occurrence) -> None:
        """Note the day of an occurrence."""
        fact = self.case.shown(event).get(DATE)
        if fact is not None:
            self.used.append(fact)


def no_occurrence() -> Scene:
    """The scene of an act of which nothing at all is known, for truths that look only at its occurrence."""
    return Scene(cast(Case, None), None, None, _ANY)


def each_once(used: list[UsedFact]) -> tuple[UsedFact, ...]:
    """The facts used, in order, each once."""
    if len(set(map(id, used))) == len(used):
        return tuple(used)
    return tuple({id(fact): fact for fact in used}.values())
