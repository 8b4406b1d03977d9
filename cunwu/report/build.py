"""From a result to its view: grouping, marks, and what is said once instead of many times."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from cunwu.language import Lang, pick
from cunwu.report import words
from cunwu.report.view import FEW, FactLine, Item, MissingGroup, ReportView, UnlistedStep
from dsl.describe.citations import citation_text
from engine.findings.nodes import Finding, Overall, Verdict

if TYPE_CHECKING:
    from cunwu.result import CheckResult
    from dsl.diagnostics.nodes import Diagnostic
    from engine.findings.nodes import MissingFact, UsedFact

MARKS = {
    Verdict.VIOLATED: "✗",
    Verdict.UNKNOWN: "?",
    Verdict.PENDING: "…",
    Verdict.COMPLIANT: "✓",
    Verdict.NOT_APPLICABLE: "–",
}
ADVICE_MARK = "!"
_HUMAN = "需人工："
"""Begins a caveat of a norm that names what only a person can decide."""
TO_DEAL_WITH = frozenset({Verdict.VIOLATED, Verdict.PENDING})
ALL = frozenset(Verdict)
_ENGLISH_VERDICTS = {
    Verdict.VIOLATED: "violated",
    Verdict.UNKNOWN: "facts missing",
    Verdict.PENDING: "pending",
    Verdict.COMPLIANT: "in order",
    Verdict.NOT_APPLICABLE: "not applicable",
}
_ENGLISH_OVERALL = {
    Overall.COMPLIANT: "compliant",
    Overall.VIOLATED: "not compliant",
    Overall.INCOMPLETE: "facts missing",
    Overall.IN_PROGRESS: "in progress",
    Overall.NO_RULE: "no applicable rule",
}
_NOT_VALIDITY = (
    "本报告只核对程序。程序有瑕疵的决定、合同是否有效，由有权机关或者人民法院认定。",
    (
        "This report judges procedure alone. Whether a decision or a contract is valid is for the competent "
        "authority or a court to say."
    ),
)


def view_of(result: CheckResult, lang: Lang, in_full: frozenset[Verdict] = TO_DEAL_WITH) -> ReportView:
    """The view of a result in ``lang``; findings with a verdict in ``in_full`` tell why.

    So do those in order while they are few. Findings keep the order of the
    rulesets within each group.
    """
    if sum(finding.verdict is Verdict.COMPLIANT for finding in result.findings) <= FEW:
        in_full |= {Verdict.COMPLIANT}
    common = _common_caveats(result)
    by_verdict: dict[Verdict, list[Item]] = {verdict: [] for verdict in Verdict}
    advice: list[Item] = []
    unknown: list[tuple[Finding, Item]] = []
    for finding in result.findings:
        # What is missing says why a finding is undecided; one that lacks nothing has a reason of its own.
        brief = finding.verdict not in in_full and (finding.verdict is not Verdict.UNKNOWN or bool(finding.missing))
        item = item_of(finding, result, lang, common, brief=brief)
        if finding.norm.advice and finding.verdict in (Verdict.VIOLATED, Verdict.PENDING):
            advice.append(item)
        elif finding.verdict is Verdict.UNKNOWN:
            unknown.append((finding, item))
        else:
            by_verdict[finding.verdict].append(item)
    return ReportView(
        title=result.record.title,
        file=result.file,
        overall=result.overall,
        overall_word=overall_word(result.overall, lang),
        as_of=words.day_text(result.report.as_of, lang),
        rulesets=_rulesets(result),
        counts=_counts(result.findings, lang),
        violated=tuple(by_verdict[Verdict.VIOLATED]),
        unknown=_grouped([pair for pair in unknown if not _waits_for_step(pair[0])], lang),
        unlisted=_grouped([pair for pair in unknown if _waits_for_step(pair[0])], lang),
        steps=_unlisted_steps(finding for finding, _ in unknown),
        pending=tuple(by_verdict[Verdict.PENDING]),
        advice=tuple(advice),
        compliant=tuple(by_verdict[Verdict.COMPLIANT]),
        not_applicable=tuple(by_verdict[Verdict.NOT_APPLICABLE]),
        warnings=tuple(_warning(found, lang) for found in result.diagnostics),
        notes=tuple(dict.fromkeys((*result.report.notes, *_ruleset_notes(result, common), *engine_note(result, lang)))),
        human=(pick(lang, *_NOT_VALIDITY),) if by_verdict[Verdict.VIOLATED] else (),
    )


def engine_note(result: CheckResult, lang: Lang) -> Iterator[str]:
    """That the rule engine was asked, too, and whether it agrees."""
    if result.opinion is None:
        return
    asked, differing = result.opinion.asked, len(result.opinion.disagreements)
    chinese = f"规则引擎 durable-rules 也核对了这{asked}条规范，"
    english = f"The rule engine durable-rules judged these {asked} norms, too: "
    if differing:
        chinese += f"有{differing}条不一致或者没有结论，各条写明“引擎不一致”，请人工复核。"
        english += (
            f"on {differing} it differs or gives no answer; they are marked “引擎不一致”, for a person to review."
        )
    else:
        chinese += "结论相同。"
        english += "the same verdicts."
    yield pick(lang, chinese, english)


def item_of(
    finding: Finding,
    result: CheckResult,
    lang: Lang,
    common: frozenset[str] = frozenset(),
    *,
    brief: bool = False,
) -> Item:
    """One finding in words; ``common`` caveats are said elsewhere, ``brief`` leaves reasons and facts out."""
    norm = finding.norm
    caveats = [one for one in dict.fromkeys(norm.caveats) if one not in common]
    lenient = norm.advice and finding.verdict is Verdict.VIOLATED
    titles = {ruleset.id: ruleset.title for ruleset in result.catalogue.heads}
    return Item(
        verdict=finding.verdict,
        mark=ADVICE_MARK if lenient else MARKS[finding.verdict],
        word=pick(lang, "提示", "advice") if lenient else verdict_word(finding.verdict, lang),
        norm=norm.name,
        norm_id=norm.id,
        ruleset=titles.get(norm.ruleset, norm.ruleset),
        advice=norm.advice,
        citation=citation_text(finding.citation, lang) if finding.citation else "",
        where=words.where_text(finding, lang),
        reasons=() if brief else words.reason_lines(finding, lang),
        remedy="" if finding.verdict is Verdict.UNKNOWN or brief else words.remedy_text(finding, lang),
        consequence=norm.consequence if finding.verdict is Verdict.VIOLATED else "",
        missing=tuple(words.missing_text(fact, lang) for fact in finding.missing),
        facts=() if brief else tuple(_fact(fact, result, lang) for fact in finding.facts),
        human=(*finding.human, *(one.removeprefix(_HUMAN) for one in caveats if one.startswith(_HUMAN))),
        caveats=tuple(one for one in caveats if not one.startswith(_HUMAN)),
        place=f"{norm.span.file}:{norm.span.line}",
    )


def _fact(fact: UsedFact, result: CheckResult, lang: Lang) -> FactLine:
    value = words.used_text(result.catalogue.heads, fact, lang)
    return FactLine(words.fact_name(fact, lang), value, words.place_of(fact.place))


def verdict_word(verdict: Verdict, lang: Lang) -> str:
    """The verdict on a norm as users read it."""
    return pick(lang, verdict.chinese, _ENGLISH_VERDICTS[verdict])


def overall_word(overall: Overall, lang: Lang) -> str:
    """The verdict on a record as users read it."""
    return pick(lang, overall.value, _ENGLISH_OVERALL[overall])


def _counts(findings: Iterable[Finding], lang: Lang) -> tuple[str, ...]:
    counts = dict.fromkeys(
        (Verdict.VIOLATED, Verdict.UNKNOWN, Verdict.PENDING, "advice", Verdict.COMPLIANT, Verdict.NOT_APPLICABLE), 0
    )
    for finding in findings:
        is_advice = finding.norm.advice and finding.verdict in (Verdict.VIOLATED, Verdict.PENDING)
        counts["advice" if is_advice else finding.verdict] += 1
    texts = []
    for key, count in counts.items():
        if count:
            word = pick(lang, "提示", "advice") if key == "advice" else verdict_word(Verdict(key), lang)
            texts.append(pick(lang, f"{word}{count}条", f"{count} {word}"))
    return tuple(texts)


def _grouped(unknown: list[tuple[Finding, Item]], lang: Lang) -> tuple[MissingGroup, ...]:
    """Norms that the same facts would decide together; those that most norms wait for first."""
    groups: dict[tuple[MissingFact, ...], list[Item]] = {}
    for finding, item in unknown:
        groups.setdefault(finding.missing, []).append(item)
    ordered = sorted(groups.items(), key=lambda group: -len(group[1]))
    return tuple(
        MissingGroup(tuple(words.missing_text(fact, lang) for fact in missing), tuple(items))
        for missing, items in ordered
    )


def _waits_for_step(finding: Finding) -> bool:
    return any(not fact.name for fact in finding.missing)


def _unlisted_steps(findings: Iterable[Finding]) -> tuple[UnlistedStep, ...]:
    """The steps that are missing as a whole; those that most norms wait for first."""
    counts = Counter(step for finding in findings for step in {fact.step for fact in finding.missing if not fact.name})
    return tuple(UnlistedStep(step, count) for step, count in sorted(counts.items(), key=lambda one: (-one[1], one[0])))


def _rulesets(result: CheckResult) -> tuple[str, ...]:
    with_norms = {program.ruleset for program in result.catalogue.programs if program.norms}
    return tuple(
        f"{ruleset.title}（{ruleset.version}）" if ruleset.version else ruleset.title
        for ruleset in result.catalogue.heads
        if ruleset.id in with_norms
    )


def _common_caveats(result: CheckResult) -> frozenset[str]:
    """Caveats of whole rulesets, which each of their norms repeats."""
    return frozenset(caveat for ruleset in result.catalogue.heads for caveat in ruleset.caveats)


def _ruleset_notes(result: CheckResult, common: frozenset[str]) -> tuple[str, ...]:
    """The caveats of rulesets that had something to say of this record."""
    speaking = {finding.norm.ruleset for finding in result.findings if finding.verdict is not Verdict.NOT_APPLICABLE}
    return tuple(
        f"{ruleset.title}：{caveat}"
        for ruleset in result.catalogue.heads
        if ruleset.id in speaking
        for caveat in ruleset.caveats
        if caveat in common
    )


def _warning(found: Diagnostic, lang: Lang) -> str:
    line = pick(lang, f"第{found.span.line}行：", f"line {found.span.line}: ") if found.span else ""
    if found.span and found.span.cell:
        line = pick(lang, f"{found.span.cell}：", f"{found.span.cell}: ")
    text = pick(lang, found.message, found.english or found.message)
    advice = pick(lang, found.help, found.english_help or found.help)
    return f"{line}{text}" + (pick(lang, f"（{advice}）", f" ({advice})") if advice else "")
