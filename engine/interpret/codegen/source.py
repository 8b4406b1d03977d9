"""All norms as one generated function: a list of verdict codes, in the order of the norms.

Norms are laid out in groups, so that what they share is done once: those of
one act (the loop over its occurrences), in it those in force on the same days
(one date test), in them those under the same condition. A group whose act did
not occur is skipped.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from types import CodeType
from typing import cast

from dsl.norms.force import days_in_force
from dsl.norms.nodes import TRUE, Act, Norm, Program, TruthExpr, Which
from dsl.values import Interval
from engine.facts import Facts
from engine.interpret.codegen import runtime
from engine.interpret.codegen.emit import Emitter
from engine.interpret.codegen.numbers import Unknown, code_of
from engine.interpret.codegen.places import Block
from engine.interpret.codegen.tri import TRI, Static
from engine.interpret.codegen.values import Constants, Env
from engine.interpret.codes import Code
from engine.interpret.force import ALWAYS
from engine.interpret.readings import resolve_norm, resolve_readings
from engine.interpret.shape import Shapes

VerdictFunction = Callable[[Facts, date], list[int]]
"""From facts and the as-of day to a ``Code`` for each norm."""

FILENAME = "<村务规则：生成的函数>"
NORMS_IN_FUNCTION = 400
"""A function of more norms is split, since very large ones are slow to compile."""

MET = (str(Code.COMPLIANT.value), str(Code.VIOLATED.value), str(Code.UNKNOWN.value))
"""Codes of a requirement that is true, false, unknown."""

Numbered = tuple[int, Norm]


@dataclass
class Group:
    """Norms of one act."""

    act: Act | None
    number: int
    classes: dict[tuple[Interval, ...], dict[TruthExpr, list[Numbered]]] = field(default_factory=dict)

    def norms(self) -> list[Numbered]:
        """All its norms."""
        return [norm for by_condition in self.classes.values() for norms in by_condition.values() for norm in norms]


def generate_source(programs: Sequence[Program], readings: Mapping[str, bool] | None = None) -> str:
    """Write the Python source of the verdict function for the norms of ``programs``.

    ``readings`` overrides the default of named readings. The same arguments
    give the same text, and the text is all that ``load`` needs.
    """
    resolved = resolve_readings(programs, readings or {})
    norms = [
        resolve_norm(norm, taken) for program, taken in zip(programs, resolved, strict=True) for norm in program.norms
    ]
    constants = Constants()
    chunks = _split(_groups(norms))
    lines: list[str] = []
    if len(chunks) == 1:
        lines += _function("verdicts", chunks[0], constants, range(len(norms)))
    else:
        calls = []
        for place, groups in enumerate(chunks, start=1):
            numbers = _numbers(groups)
            lines += [*_function(f"verdicts_{place}", groups, constants, numbers), ""]
            calls.append(f"    [{_results(numbers)}] = verdicts_{place}(facts, as_of)")
        never = sorted(set(range(len(norms))) - {number for groups in chunks for number in _numbers(groups)})
        lines += ["def verdicts(facts, as_of):", *_initial(never, "    "), *calls]
        lines.append(f"    return [{_results(range(len(norms)))}]")
    return "\n".join([*constants.lines(), "", *lines]) + "\n"


def _numbers(groups: Iterable[Group]) -> list[int]:
    return [number for group in groups for number, _ in group.norms()]


def _results(numbers: Iterable[int]) -> str:
    return ", ".join(f"r{number}" for number in numbers)


def _initial(numbers: Iterable[int], indent: str = "") -> list[str]:
    """All of these norms don't apply, until more is known."""
    chain = "".join(f"r{number} = " for number in numbers)
    return [f"{indent}{chain}{Code.NOT_APPLICABLE.value}"] if chain else []


def compile_source(source: str) -> CodeType:
    """Compile what ``generate_source`` wrote (the result can be kept with ``marshal``)."""
    return compile(source, FILENAME, "exec")


def load(source: str | CodeType) -> VerdictFunction:
    """Make the verdict function from its source or compiled source."""
    code = compile_source(source) if isinstance(source, str) else source
    names = dict(runtime.NAMES)
    exec(code, names)
    return cast(VerdictFunction, names["verdicts"])


def _groups(norms: Iterable[Norm]) -> list[Group]:
    """Lay out the norms; those that are in force on no day are left out."""
    groups: dict[Act | None, Group] = {}
    for number, norm in enumerate(norms):
        days = days_in_force(norm)
        if days:
            group = groups.setdefault(norm.act, Group(norm.act, len(groups)))
            group.classes.setdefault(days, {}).setdefault(norm.when, []).append((number, norm))
    return list(groups.values())


def _split(groups: list[Group]) -> list[list[Group]]:
    """Whole groups in chunks of a size that compiles fast."""
    chunks: list[list[Group]] = []
    size = NORMS_IN_FUNCTION
    for group in groups:
        if size >= NORMS_IN_FUNCTION:
            chunks.append([])
            size = 0
        chunks[-1].append(group)
        size += len(group.norms())
    return chunks


def _function(name: str, groups: list[Group], constants: Constants, numbers: Sequence[int]) -> list[str]:
    """The lines of one function, which returns the codes of the norms of these numbers."""
    shapes = Shapes()
    for group in groups:
        _count(group, shapes)
    emitter = Emitter(constants, shapes)
    top = Block(header=f"def {name}(facts, as_of):")
    body = Block(parent=top)
    top.items += [
        "record, index = facts.values.get, facts.occurrences",
        "complete, absent, reference = facts.complete, facts.absent, facts.reference_day",
        *_initial(numbers),
        body,
    ]
    for group in groups:
        _Layout(group, emitter).write(body)
    body.items.append(f"return [{_results(numbers)}]")
    emitter.binder.place()
    return top.lines()


def _count(group: Group, shapes: Shapes) -> None:
    """Count the uses of each expression in a group."""
    for by_condition in group.classes.values():
        for condition, norms in by_condition.items():
            shapes.count(condition, group.number)
            for _, norm in norms:
                shapes.count(norm.require, group.number)
                if norm.deadline is not None:
                    shapes.count(norm.deadline, group.number)
                for exception in norm.exceptions:
                    shapes.count(exception.when, group.number)
                    if exception.require is not None:
                        shapes.count(exception.require, group.number)


class _Layout:
    """Writes the code of one group."""

    def __init__(self, group: Group, emitter: Emitter):
        self.group = group
        self.emitter = emitter
        self.which = None if group.act is None else group.act.which
        self.repeated = self.which is Which.EACH or self.which is Which.ANY
        self.lost = f"lost{group.number}" if group.act else ""
        self.env = Env(group.number, f"o{group.number}_" if group.act else "")

    def write(self, block: Block) -> None:
        """Write the group at the end of ``block``."""
        act = self.group.act
        if act is None:
            self._classes(block)
            return
        found = self.emitter.occurrences(act, block)
        some = block.open(f"if {found} or not ({self.emitter.closed(act)}):")
        if self.repeated and ALWAYS in self.group.classes:
            some.items.append(f"{self.lost} = not {found}")
        current = self.env.current
        if self.repeated:
            each = some.open(f"for {current} in {found} or (NOWHERE,):", self.group.number)
        else:
            chosen = f"{found}[{0 if self.which is Which.FIRST else -1}]"
            some.items.append(f"{current} = {chosen} if len({found}) == 1 or decided({found}) else NOWHERE")
            if ALWAYS in self.group.classes:
                some.items.append(f"{self.lost} = {current} is NOWHERE")
            each = some.open("if True:")  # what is bound in a block comes before its statements
        self._classes(each, found)

    def _classes(self, block: Block, found: str = "") -> None:
        """The norms of the group, by the days on which they are in force; ``found``: its occurrences."""
        for number, (days, by_condition) in enumerate(self.group.classes.items()):
            if days == ALWAYS:
                force, inside = f"not {self.lost}" if self.lost else "", block
            else:
                force = f"force{self.group.number}_{number}"
                day = self.emitter.day(self.env, block)
                unsure = "None"
                if found:  # an act that isn't listed: perhaps not in force on the record's own day
                    possible = self.emitter.in_days(days, "reference")
                    unsure = f"None if {found} or reference is None or {possible} else False"
                block.items.append(f"{force} = {self.emitter.in_days(days, day)} if {day} is not None else {unsure}")
                inside = block.open(f"if {force} is not False:")
            for condition, norms in by_condition.items():
                self._conditional(condition, norms, force, inside)

    def _conditional(self, condition: TruthExpr, norms: list[Numbered], force: str, block: Block) -> None:
        """Norms under one condition; ``force``: a test that they are in force, '' if they always are."""
        held = Static(True) if condition == TRUE else self.emitter.truth(condition, self.env, block)
        if isinstance(held, Static) and held.value is False:
            return
        if isinstance(held, Static) and held.value is True:
            sure = force
            doubtful = "else:" if force else ""
        elif isinstance(held, Static):
            sure, doubtful = "False", "else:"
        else:
            known = self.emitter.binder.fresh("w")
            block.items.append(f"{known} = {held.render(*TRI)}")
            sure = f"{known} and {force}" if force else known
            doubtful = f"elif {known} is not False:"
        inside = block.open(f"if {sure}:") if sure else block
        for number, norm in norms:
            self._norm(number, norm, inside)
        if doubtful:
            otherwise = block.open(doubtful)
            for number, norm in norms:
                self._doubtful(number, norm, otherwise)

    def _norm(self, number: int, norm: Norm, block: Block) -> None:
        """A norm that applies, its exceptions apart: they are looked at from the last to the first."""
        block.items.append(f"# {_comment(norm)}")
        if not norm.exceptions:
            self._keep(number, self._required(norm.require, norm, block), block)
            return
        code = self.emitter.binder.fresh("c")
        block.items.append(f"{code} = {self._required(norm.require, norm, block)}")
        for exception in reversed(norm.exceptions):
            held = self.emitter.binder.fresh("h")
            block.items.append(f"{held} = {self.emitter.truth(exception.when, self.env, block).render(*TRI)}")
            if exception.require is None:
                block.items += [f"if {held}:", f"    {code} = {Code.NOT_APPLICABLE.value}"]
                block.items += [f"elif {held} is None and {code} > {Code.COMPLIANT.value}:"]
                block.items += [f"    {code} = {Code.UNKNOWN.value}"]
                continue
            possible = block.open(f"if {held} is not False:")
            instead = self.emitter.binder.fresh("c")
            possible.items.append(f"{instead} = {self._required(exception.require, norm, possible)}")
            possible.items.append(f"{code} = {instead} if {held} or {instead} == {code} else {Code.UNKNOWN.value}")
        self._keep(number, code, block)

    def _required(self, requirement: TruthExpr, norm: Norm, block: Block) -> str:
        """The code of a requirement, its deadline considered."""
        held = self.emitter.truth(requirement, self.env, block)
        if norm.deadline is None:
            return held.render(*MET)
        met, code = self.emitter.binder.fresh("t"), self.emitter.binder.fresh("c")
        compliant, violated, unknown = MET
        block.items += [f"{met} = {held.render(*TRI)}", f"{code} = {compliant}"]
        unmet = block.open(f"if not {met}:")
        day = self.emitter.value(norm.deadline, self.env, unmet)
        if isinstance(day, Unknown):
            unmet.items.append(f"{code} = {unknown}")
            return code
        undated = " or ".join(f"{guard} is None" for guard in day.guards) or "False"
        late = f"{violated} if {met} is False else {unknown}"
        pending = f"{Code.PENDING.value} if as_of <= {code_of(day)}"
        unmet.items.append(f"{code} = {unknown} if {undated} else {pending} else {late}")
        return code

    def _doubtful(self, number: int, norm: Norm, block: Block) -> None:
        """A norm of which it isn't known whether it applies: unknown, unless an exception takes it away."""
        unknown = str(Code.UNKNOWN.value)
        if all(exception.require is not None for exception in norm.exceptions):
            self._keep(number, unknown, block)
            return
        code = self.emitter.binder.fresh("c")
        block.items.append(f"{code} = {unknown}")
        for exception in reversed(norm.exceptions):
            held = self.emitter.truth(exception.when, self.env, block)
            result = str(Code.NOT_APPLICABLE.value) if exception.require is None else unknown
            keep = code if exception.require is None else unknown
            block.items.append(f"{code} = {held.render(result, code, keep)}")
        self._keep(number, code, block)

    def _keep(self, number: int, code: str, block: Block) -> None:
        """Keep a verdict: for a norm about each occurrence the worst one, for one about any the best."""
        result = f"r{number}"
        if not self.repeated:
            block.items.append(f"{result} = {code}")
            return
        if not code.isidentifier() and not code.isdigit():
            block.items.append(f"c = {code}")
            code = "c"
        test = f"{code} > {result}" if self.which is Which.EACH else f"{code} and (not {result} or {code} < {result})"
        block.items += [f"if {test}:", f"    {result} = {code}"]


def _comment(norm: Norm) -> str:
    return "".join(character if character.isprintable() else " " for character in norm.id)
