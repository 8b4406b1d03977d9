"""One expectation next to the findings that came out."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from difflib import SequenceMatcher

from dsl.diagnostics.suggest import nearest
from dsl.literals import normalise
from dsl.model.nodes import Expectation
from dsl.norms.names import meant
from engine.findings.nodes import Finding, MissingFact, Overall, Verdict
from engine.findings.prose import finding_sentences
from engine.scenarios.nodes import Failure, Mismatch

_OF_THE_RECORD = {
    "违规": Overall.VIOLATED,
    "待补充": Overall.INCOMPLETE,
    "未到期": Overall.IN_PROGRESS,
    "不适用": Overall.NO_RULE,
    **{overall.value: overall for overall in Overall},
}
"""Verdict words where an expectation speaks of the record as a whole."""

_BEHIND = {
    Overall.VIOLATED: (Verdict.VIOLATED, Verdict.UNKNOWN),
    Overall.INCOMPLETE: (Verdict.UNKNOWN,),
    Overall.IN_PROGRESS: (Verdict.PENDING,),
}
"""Which findings explain a verdict on the record; what is lacking is told beside what is violated."""

_CLAUSE = re.compile(r"[^，。；]+[，。；]?")
_ALIKE = 0.34  # clauses less alike than this have nothing to do with one another


def matching(name: str, findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """The findings of the norms that ``name`` means."""
    return meant(name, findings, lambda finding: (finding.norm.id, finding.norm.name))


def relevant(found: tuple[Finding, ...]) -> tuple[Finding, ...]:
    """Those to compare with: versions that don't apply count only if all don't."""
    return tuple(finding for finding in found if finding.verdict is not Verdict.NOT_APPLICABLE) or found


def compare_record(expectation: Expectation, overall: Overall, findings: Iterable[Finding]) -> Iterator[Mismatch]:
    """What is expected of the record as a whole, next to what came out and the findings that this rests on."""
    expected = _OF_THE_RECORD[expectation.verdict]
    if overall is not expected:
        yield Mismatch(
            Failure.VERDICT, expected.value, overall.value, expectation.span, behind=deciding(overall, findings)
        )


def deciding(overall: Overall, findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """The findings for which a record isn't compliant, those of the worst verdict first; advice doesn't count."""
    order = _BEHIND.get(overall, ())
    counting = [one for one in findings if one.verdict in order and not one.norm.advice]
    return tuple(sorted(counting, key=lambda one: order.index(one.verdict)))


def compare_norm(expectation: Expectation, found: Sequence[Finding]) -> Iterator[Mismatch]:
    """What is expected of a norm, next to each of the findings on what its name means."""
    expected = f"{expectation.verdict} {expectation.norm}"
    for finding in found:
        if finding.verdict.chinese != expectation.verdict:
            actual = f"{finding.verdict.chinese} {finding.norm.name}"
            yield Mismatch(Failure.VERDICT, expected, actual, expectation.span, finding)
            continue
        if expectation.missing and not same_facts(expectation.missing, finding.missing):
            wanted = f"缺 {'、'.join(expectation.missing)}"
            actual = f"缺 {'、'.join(missing_name(fact) for fact in finding.missing) or '无'}"
            yield Mismatch(
                Failure.MISSING, f"{expected}（{wanted}）", f"{expected}（{actual}）", expectation.span, finding
            )
        yield from _compare_reasons(expectation, finding)


def _compare_reasons(expectation: Expectation, finding: Finding) -> Iterator[Mismatch]:
    sentences = finding_sentences(finding)
    for piece in expectation.reasons:
        if not is_said(piece, sentences):
            said = "；".join(sentences) or "没有理由"
            near = nearest_piece(piece, sentences)
            yield Mismatch(Failure.REASON, f"理由里有“{piece}”", said, expectation.span, finding, nearest=near)


def no_such_norm(expectation: Expectation, names: Iterable[str]) -> Mismatch:
    """An expectation about a norm that isn't there; ``names`` are those of all that are."""
    by_end: dict[str, str] = {}
    length = len(expectation.norm)
    for name in names:
        parts = name.split("·")
        ends = ["·".join(parts[start:]) for start in range(len(parts))]
        for end in (*ends, *(name[-size:] for size in (length, length + 1, length - 1) if size > 1)):
            by_end.setdefault(end, name)
    near = nearest(expectation.norm, by_end)
    expected = f"{expectation.verdict} {expectation.norm}"
    return Mismatch(Failure.NORM, expected, "", expectation.span, nearest=by_end[near] if near else "")


def is_said(piece: str, sentences: Iterable[str]) -> bool:
    """Whether a piece of a reason stands in one of the sentences; width and blanks don't count."""
    wanted = _bare(piece)
    return any(wanted in _bare(sentence) for sentence in sentences)


def nearest_piece(piece: str, sentences: Iterable[str]) -> str:
    """The clauses in a row that come nearest to ``piece``; '' where nothing is said.

    Where none is like it, the clause at the end of the first sentence, which tells the result.

    >>> nearest_piece("缺1人", ["组成人员48人，三分之二为32人；实到30人，缺2人"])
    '缺2人'
    """
    best, best_likeness = "", _ALIKE
    for sentence in sentences:
        clauses = _CLAUSE.findall(sentence)
        best = best or clauses[-1].strip("，。；")
        for start in range(len(clauses)):
            for end in range(start + 1, len(clauses) + 1):
                candidate = "".join(clauses[start:end]).strip().rstrip("，。；")
                likeness = SequenceMatcher(None, _bare(piece), _bare(candidate), autojunk=False).ratio()
                if likeness > best_likeness:
                    best, best_likeness = candidate, likeness
    return best


def missing_name(fact: MissingFact) -> str:
    """A missing fact as a scenario names it: 决议的通知日, 组成人员, or a step."""
    return f"{fact.step}的{fact.name}" if fact.step and fact.name else fact.name or fact.step


def same_facts(names: tuple[str, ...], facts: tuple[MissingFact, ...]) -> bool:
    """Whether the names are those of just these missing facts."""
    meanings = [{missing_name(fact), fact.name or fact.step} for fact in facts]
    return all(any(name in meant for meant in meanings) for name in names) and all(
        any(name in meant for name in names) for meant in meanings
    )


def _bare(text: str) -> str:
    return "".join(normalise(text).split())
