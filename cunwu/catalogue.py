"""What the rulesets hold, by name: norms, procedures, rulesets.

A check needs norms, fields and what a ruleset says of itself; the full models
(procedures, matters, scenarios) are many times as large and are fetched only
when something of them is shown.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from cunwu.errors import UsageError
from dsl.diagnostics.suggest import nearest
from dsl.norms.names import meant

if TYPE_CHECKING:
    from dsl.model.fields import Field
    from dsl.model.nodes import Procedure, RuleSet, Table
    from dsl.norms.nodes import Norm, Program

T = TypeVar("T")


class NotOneError(UsageError):
    """A ``name`` that means nothing, or ``several`` things; ``near`` is what was perhaps meant ('' if nothing)."""

    def __init__(self, name: str, what: tuple[str, str], several: Sequence[str], near: str) -> None:
        self.name, self.several, self.near = name, tuple(several), near
        if several:
            shown = "、".join(several[:8])
            super().__init__(
                f"“{name}”可以指{len(several)}个{what[0]}：{shown}。请写全名。",
                f"“{name}” can mean {len(several)} {what[1]}: {shown}. Give the full name.",
            )
        else:
            super().__init__(
                f"没有叫“{name}”的{what[0]}。" + (f"是不是“{near}”？" if near else "用 cunwu rules 可以看到全部。"),
                f"There is no “{name}” among the {what[1]}. "
                + (f"Did you mean “{near}”?" if near else "cunwu rules lists them."),
            )


class Head(NamedTuple):
    """What a ruleset says of itself, and its fields, without their 推算 (the norms have those built in).

    ``digest`` is a hash of its text, by which a case knows that its rules have changed.
    """

    id: str
    title: str
    region: str
    version: str
    uppers: tuple[str, ...]
    caveats: tuple[str, ...]
    fields: tuple[Field, ...]
    digest: str = ""


NATIONAL = "全国"
_UNIT = re.compile(r"[^省市县区]+[省市县区]")
_DIGITS = 16
"""Hexadecimal digits of a ruleset's digest: it tells versions of one file apart, and need not withstand forgery."""


def is_of_region(ruleset: str, record: str) -> bool:
    """Whether a ruleset of one place may speak of a record of another: the one lies in the other, as written.

    >>> is_of_region("浙江省宁波市", "浙江省宁波市宁海县"), is_of_region("浙江省宁波市宁海县", "浙江省余姚市")
    (True, False)
    """
    return ruleset in ("", NATIONAL) or ruleset in record or record in ruleset


def full_region(region: str, known: Iterable[str]) -> str:
    """A region with the province and city that it lacks, where just one of the ``known`` regions fits; else as it is.

    >>> full_region("宁海县长街镇", ["浙江省", "浙江省宁波市宁海县"])
    '浙江省宁波市宁海县长街镇'
    """
    found: dict[int, set[str]] = {}
    for place in known:
        units = _UNIT.findall(place)
        for start in range(1, len(units)):
            ending = "".join(units[start:])
            if region.startswith(ending) and place.endswith(ending):
                found.setdefault(len(ending), set()).add("".join(units[:start]) + region)
    longest = found.get(max(found, default=0), set())
    return longest.pop() if len(longest) == 1 else region


class Catalogue:
    """Rulesets and their norms, in the order in which they are loaded: upper ones first."""

    def __init__(
        self, heads: Sequence[Head], programs: Sequence[Program], models: Callable[[], Sequence[RuleSet]]
    ) -> None:
        self.heads = tuple(heads)
        self.programs = tuple(programs)
        self._fetch = models
        self._models: tuple[RuleSet, ...] | None = None

    @property
    def rulesets(self) -> tuple[RuleSet, ...]:
        """The full models."""
        if self._models is None:
            ids = {head.id for head in self.heads}
            self._models = tuple(model for model in self._fetch() if model.id in ids)
        return self._models

    @property
    def fields(self) -> tuple[Field, ...]:
        """The vocabulary of all rulesets."""
        return tuple(field for head in self.heads for field in head.fields)

    def ruleset(self, name: str) -> RuleSet:
        """The ruleset of that id or title. Raises UsageError where there is none."""
        head = self.head(name)
        return next(model for model in self.rulesets if model.id == head.id)

    def head(self, name: str) -> Head:
        """What the ruleset of that id or title says of itself. Raises UsageError where there is none."""
        return _find(name, self.heads, lambda it: (it.id, it.title), ("规则集", "rulesets"))

    def norm(self, name: str) -> Norm:
        """The norm of that id, name or unique end of a name (决议·到会).

        The name of an exception that a lower ruleset makes (变通) means the norm
        above with it. Raises UsageError where there is none, or several.
        """
        if (refined := self._refined(name.strip())) is not None:
            return refined
        norms = [norm for program in self.programs for norm in program.norms]
        return _find(name, norms, lambda it: (it.id, it.name), ("规范", "norms"))

    def _refined(self, name: str) -> Norm | None:
        from dsl.norms.link import target_of, with_uppers

        for program in self.programs:
            for refinement in program.refinements:
                own = refinement.exception.name
                if name in (own, f"{program.ruleset}:{own}"):
                    return target_of(refinement, with_uppers(program, self.programs))
        return None

    def procedure(self, name: str) -> Procedure:
        """The procedure of that name, or ``ruleset:name``. Raises UsageError where there is none, or several."""
        pairs = [(ruleset.id, procedure) for ruleset in self.rulesets for procedure in ruleset.procedures]
        return _find(name, pairs, lambda it: (f"{it[0]}:{it[1].name}", it[1].name), ("程序", "procedures"))[1]

    def table(self, name: str) -> Table:
        """The decision table of that name, or ``ruleset:name``. Raises UsageError where there is none, or several."""
        pairs = [(ruleset.id, table) for ruleset in self.rulesets for table in ruleset.tables]
        return _find(name, pairs, lambda it: (f"{it[0]}:{it[1].name}", it[1].name), ("分档", "tables"))[1]

    def only(self, ids: Iterable[str]) -> Catalogue:
        """The same with just the rulesets of these ids."""
        wanted = set(ids)
        return Catalogue(
            [head for head in self.heads if head.id in wanted],
            [program for program in self.programs if program.ruleset in wanted],
            lambda: self.rulesets,
        )

    def together(self) -> Catalogue:
        """The same with the norms as they apply together: with what lower rulesets change of those above them."""
        from dsl.norms.link import link

        return Catalogue(self.heads, link(self.programs).programs, lambda: self.rulesets)

    def of_region(self, region: str) -> Catalogue:
        """The same without the rulesets of other places than ``region``, which may lack its province and city."""
        full = full_region(region, self.regions)
        return self.only(head.id for head in self.heads if is_of_region(head.region, full))

    @property
    def regions(self) -> tuple[str, ...]:
        """The places of which rulesets speak, the nation left out."""
        return tuple(dict.fromkeys(head.region for head in self.heads if head.region not in ("", NATIONAL)))

    def with_uppers(self, ids: Iterable[str]) -> tuple[str, ...]:
        """The rulesets of these ids and all above them, in the order of the catalogue."""
        by_id = {head.id: head for head in self.heads}
        wanted: set[str] = set()
        queue = list(ids)
        while queue:
            one = queue.pop()
            if one in by_id and one not in wanted:
                wanted.add(one)
                queue += by_id[one].uppers
        return tuple(head.id for head in self.heads if head.id in wanted)


def head_of(model: RuleSet, text: str = "") -> Head:
    """What the model says of its ruleset; ``text`` is that of its file."""
    fields = tuple(replace(field, derivation=None) for field in model.fields)
    digest = hashlib.sha256(text.encode()).hexdigest()[:_DIGITS]
    return Head(model.id, model.title, model.region, model.version, model.uppers, model.caveats, fields, digest)


def _find(name: str, things: Sequence[T], names_of: Callable[[T], tuple[str, str]], what: tuple[str, str]) -> T:
    """The thing that ``name`` means: by its full name, its short one, or a unique end of either."""
    wanted = name.strip()
    found = meant(wanted, things, names_of) if wanted else ()
    if len(found) == 1:
        return found[0]
    known = [one for thing in things for one in names_of(thing)]
    near = nearest(wanted, known) or next((one for one in known if wanted and wanted in one), "")
    raise NotOneError(name, what, tuple(names_of(thing)[0] for thing in found), near)
