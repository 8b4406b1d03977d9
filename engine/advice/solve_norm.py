"""What would give a norm another verdict: alternatives of changes, not yet checked by the evaluator."""

from __future__ import annotations

from dsl.norms.nodes import Which
from engine.advice.alternatives import NEVER, NOTHING, Ways, both, either
from engine.advice.changes import Changes
from engine.advice.kit import View
from engine.advice.solve import Solver
from engine.findings.nodes import Verdict
from engine.interpret.judge import Judge
from engine.interpret.scene import Scene

_LIFTED = (Verdict.COMPLIANT, Verdict.NOT_APPLICABLE)


def turning(view: View, norm_id: str, wanted: Verdict, *, lifted: bool = False) -> Ways:
    """Changes that would bring a norm's verdict to ``wanted``; with ``lifted`` an exception that holds does as well."""
    judge = view.kit.judges[norm_id]
    solver = Solver(view, judge.readings)
    turn = Turning(solver, judge, wanted, lifted)
    scenes = view.scenes(judge)
    if not scenes:
        return turn.unlisted(view)
    act = judge.norm.act
    accepted = _LIFTED if wanted is Verdict.COMPLIANT else (wanted,)
    wrong = [scene for scene in scenes if view.verdict_of(judge, scene) not in accepted]
    # Of several occurrences the worst decides (每次) or the best (任一).
    needed = (wanted is Verdict.VIOLATED) is (act is not None and act.which is Which.ANY)
    if needed:
        return both([turn.scene(scene) for scene in wrong or scenes], solver.rank)
    return either([turn.scene(scene) for scene in scenes], solver.rank)


class Turning:
    """A norm and the verdict that is wanted of it; by ``lifted`` an exception that holds is enough."""

    def __init__(self, solver: Solver, judge: Judge, wanted: Verdict, lifted: bool) -> None:
        self.solver = solver
        self.judge = judge
        self.norm = judge.norm
        self.wanted = wanted
        self.lifted = lifted

    def unlisted(self, view: View) -> Ways:
        """The act isn't listed: an occurrence of it that comes out so."""
        act = self.norm.act
        if act is None:
            return NEVER
        found = []
        for day in (None, view.day):
            event = self.solver.virtual(act.names[0], day)
            ways = self.scene(view.case.at(event))
            folded = (self.solver.folded(changes, event) for changes in ways)
            found.append(tuple(changes for changes in folded if changes is not None))
        return either(found, self.solver.rank)

    def scene(self, scene: Scene) -> Ways:
        """Changes by which one occurrence, or the record as a whole, comes out as wanted."""
        applies = self.solver.truth(self.norm.when, True, scene)
        match self.wanted:
            case Verdict.COMPLIANT:
                found = [both([applies, self._met(0, scene)], self.solver.rank)]
                if self.lifted:
                    found.append(both([applies, self._excused(scene)], self.solver.rank))
                return either(found, self.solver.rank)
            case Verdict.NOT_APPLICABLE:
                gone = self.solver.truth(self.norm.when, False, scene)
                return either([gone, self._excused(scene)], self.solver.rank)
            case Verdict.VIOLATED:
                return both([applies, self._broken(scene)], self.solver.rank)
            case _:
                return NEVER

    def _excused(self, scene: Scene) -> Ways:
        """An exception holds that asks nothing in its place."""
        return either(
            [self.solver.truth(one.when, True, scene) for one in self.norm.exceptions if one.require is None],
            self.solver.rank,
        )

    def _met(self, index: int, scene: Scene) -> Ways:
        """The requirement is met, or that of an exception that holds, from exception ``index`` on."""
        if index == len(self.norm.exceptions):
            return self.solver.truth(self.norm.require, True, scene)
        exception = self.norm.exceptions[index]
        found = []
        if exception.require is not None:
            holds = self.solver.truth(exception.when, True, scene)
            instead = self.solver.truth(exception.require, True, scene) if holds else NEVER
            found.append(both([holds, instead], self.solver.rank))
        fails = self.solver.truth(exception.when, False, scene)
        if fails:
            found.append(both([fails, self._met(index + 1, scene)], self.solver.rank))
        return either(found, self.solver.rank)

    def _broken(self, scene: Scene) -> Ways:
        """The requirement that counts is not met."""
        for exception in self.norm.exceptions:
            if self.solver.holds(exception.when, scene):
                if exception.require is None:
                    return NEVER
                return self.solver.truth(exception.require, False, scene)
        fails = [self.solver.truth(one.when, False, scene) for one in self.norm.exceptions]
        return both([*fails, self.solver.truth(self.norm.require, False, scene)], self.solver.rank)


def asks_nothing(changes: Changes) -> bool:
    """Whether there is nothing to change."""
    return (changes,) == NOTHING
