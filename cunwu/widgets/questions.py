"""Questions made of scenarios: a small case, and which norm it breaks."""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from cunwu.errors import UsageError
from cunwu.report import words
from cunwu.report.explanation import speaker_for, step_text
from cunwu.report.handbook_cases import cases_of
from cunwu.report.prose import context_of
from cunwu.suites import suites
from cunwu.work import opened
from dsl.describe.citations import citation_text
from dsl.describe.clauses import inline
from dsl.describe.norms import describe_norm
from engine.findings.nodes import Finding, Verdict

if TYPE_CHECKING:
    from cunwu.report.handbook_cases import Case
    from dsl.describe.context import Context
    from dsl.model.nodes import Scenario
    from engine.scenarios import ScenarioRun

NONE_BROKEN = "都没有违反"
_OFFERED = 4
"""Norms from which one is chosen."""
_NONE_BROKEN_IN = 4
"""One of so many questions is of a case that breaks nothing."""
_LEFT_OUT = ("missing", "citations")
"""Parts of a norm's text that the answer leaves out: it cites the source in force that day."""


class Option(NamedTuple):
    """A norm to choose; ``told`` is what was found of it, sentence by sentence."""

    name: str
    cited: str
    verdict: Verdict
    told: tuple[str, ...]


class NormInWords(NamedTuple):
    """What a norm says, part by part, and where."""

    name: str
    cited: str
    parts: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Question:
    """A case and the norms that it may break; ``right`` is the place of the one that it does.

    The place behind all norms is that of “none”. ``norm`` is what the answer explains: the norm that is broken, or
    one that is kept; ``steps`` is its reasoning, ``remedy`` what would put the case right.
    """

    case: Case
    options: tuple[Option, ...]
    right: int
    norm: NormInWords
    steps: tuple[str, ...]
    remedy: str

    @property
    def labels(self) -> tuple[str, ...]:
        """What can be chosen."""
        return (*(f"{one.name}（{one.cited}）" if one.cited else one.name for one in self.options), NONE_BROKEN)


class _Candidate(NamedTuple):
    scenario: Scenario
    findings: tuple[Finding, ...]
    about: Finding


def questions(about: str, seed: int, count: int) -> tuple[Question, ...]:
    """At most ``count`` questions from the scenarios of a rule file; the same ``seed`` gives the same.

    Raises RulesError where the file has mistakes, UsageError where it has too few scenarios.
    """
    found = suites([about])
    runs = [run for suite in found for run in suite.runner.runs(suite.ruleset, suite.scenarios)]
    broken, kept = list(_broken(runs)), list(_kept(runs))
    chance = random.Random(seed)
    of_kept = min(len(kept), count // _NONE_BROKEN_IN)
    chosen = _drawn(broken, count - of_kept, chance) + _drawn(kept, of_kept, chance)
    chance.shuffle(chosen)
    context = context_of(opened([about]), "zh")
    made = tuple(one for one in (_question(candidate, context, chance) for candidate in chosen) if one is not None)
    if not made:
        raise UsageError(
            f"“{about}”里没有可以出题的用例：要有只违反一条规范的用例，另有可以混淆的规范。",
            f"“{about}” has no scenario to make a question of: one that breaks a single norm among several.",
        )
    return made


def _broken(runs: Iterable[ScenarioRun]) -> Iterator[_Candidate]:
    """Cases that break just one norm, which binds."""
    for run in runs:
        violated = [one for one in run.findings if one.verdict is Verdict.VIOLATED]
        if run.result.passed and len(violated) == 1 and not violated[0].norm.advice:
            yield _Candidate(run.result.scenario, run.findings, violated[0])


def _kept(runs: Iterable[ScenarioRun]) -> Iterator[_Candidate]:
    """Cases that break nothing, and are said to keep a norm."""
    for run in runs:
        if not run.result.passed or any(one.verdict is Verdict.VIOLATED for one in run.findings):
            continue
        said = {one.verdict for one in run.result.scenario.expectations}
        kept = [
            one
            for one in run.findings
            if one.verdict is Verdict.COMPLIANT and one.norm.id in run.stated and not one.norm.advice
        ]
        if kept and said <= {"合规", "不适用"}:
            yield _Candidate(run.result.scenario, run.findings, kept[0])


def _drawn(candidates: Sequence[_Candidate], count: int, chance: random.Random) -> list[_Candidate]:
    """Some of them, each about another norm as long as there are so many."""
    shuffled = chance.sample(candidates, len(candidates))
    first: list[_Candidate] = []
    again: list[_Candidate] = []
    seen: set[str] = set()
    for one in shuffled:
        (again if one.about.norm.id in seen else first).append(one)
        seen.add(one.about.norm.id)
    return (first + again)[:count]


def _question(candidate: _Candidate, context: Context, chance: random.Random) -> Question | None:
    about = candidate.about
    others = sorted(
        (one for one in candidate.findings if one.verdict is not Verdict.VIOLATED and one is not about),
        key=lambda one: (-_likeness(one, about), one.norm.id),
    )
    # Those that come nearest, not always the same three of them.
    alike = sum(_likeness(one, about) > 1 for one in others)
    near = others[: max(_OFFERED - 1, min(alike, 2 * _OFFERED))]
    if not near:
        return None
    offered = [about, *chance.sample(near, min(_OFFERED - 1, len(near)))]
    chance.shuffle(offered)
    right = offered.index(about) if about.verdict is Verdict.VIOLATED else len(offered)
    ((_, case),) = cases_of([candidate.scenario], "zh")
    speaker = speaker_for(about.norm, "zh")
    return Question(
        case,
        tuple(map(_option, offered)),
        right,
        _in_words(about, context),
        tuple(step_text(reason, speaker, "zh") for reason in about.reasons),
        words.remedy_text(about, "zh") if about.verdict is Verdict.VIOLATED else "",
    )


def _likeness(one: Finding, about: Finding) -> int:
    """How easily a norm is taken for another: it asks of the same act, has a name like it, had something to say."""
    mine, theirs = one.norm.name.split("·"), about.norm.name.split("·")
    same_act = bool(one.norm.act and about.norm.act and set(one.norm.act.names) & set(about.norm.act.names))
    applied = one.verdict in (Verdict.COMPLIANT, Verdict.PENDING)
    return 4 * same_act + 2 * len(set(mine) & set(theirs)) + applied


def _option(finding: Finding) -> Option:
    citation = finding.citation or next(iter(finding.norm.citations), None)
    missing = tuple(words.missing_text(one, "zh") for one in finding.missing)
    told = (f"缺：{'、'.join(missing)}",) if missing else words.reason_lines(finding, "zh")
    return Option(finding.norm.name, citation_text(citation) if citation else "", finding.verdict, told)


def _in_words(finding: Finding, context: Context) -> NormInWords:
    told = describe_norm(finding.norm, context)
    parts = tuple((one.label, inline(one.clause, "zh")) for one in told.full if one.key not in _LEFT_OUT)
    return NormInWords(finding.norm.name, _option(finding).cited, parts)
