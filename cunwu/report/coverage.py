"""What scenarios try out of a ruleset, on a terminal."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from cunwu.language import Lang, pick
from cunwu.report.build import verdict_word
from cunwu.report.text import table
from cunwu.report.width import wrap
from engine.coverage import VERDICTS
from engine.coverage.wording import boundary_text

if TYPE_CHECKING:
    from engine.coverage import BoundaryCoverage, Coverage, Sighting, Sightings

STATED, SEEN, NEVER = "✓", "○", "–"
LEGEND = (
    f"{STATED} 有用例写明这个结论；{SEEN} 只是用例里出现过，没有用例写明；{NEVER} 没有出现过",
    f"{STATED} a scenario states this verdict; {SEEN} it came out unstated; {NEVER} it never came out",
)


def coverage_text(several: Iterable[Coverage], lang: Lang, columns: int, *, everything: bool = False) -> str:
    """Each ruleset: how much is tried, then what isn't; with ``everything``, all norms and boundaries."""
    blocks = [_of_ruleset(one, lang, columns, everything) for one in several if one.norms]
    if not blocks:
        return pick(lang, "这些规则集里没有规范。", "There are no norms in these rulesets.")
    return "\n\n".join([*blocks, wrap(pick(lang, *LEGEND), columns)])


def _of_ruleset(one: Coverage, lang: Lang, columns: int, everything: bool) -> str:
    lines = [f"{one.ruleset}  {one.title}", *(f"  {line}" for line in summary_lines(one, lang))]
    norms = [norm for norm in one.norms if everything or norm.lacking]
    if norms:
        head = (pick(lang, "规范", "norm"), *(verdict_word(verdict, lang) for verdict in VERDICTS))
        rows = [(norm.norm.name, *(sign(norm.of(verdict)) for verdict in VERDICTS)) for norm in norms]
        title = pick(lang, "规范", "Norms") if everything else pick(lang, "还缺用例的规范", "Norms that lack scenarios")
        lines += [f"【{title}】", *(f"  {line}" for line in table([head, *rows]).splitlines())]
    exceptions = [seen for seen in one.exceptions if everything or not seen.seen.covered]
    if exceptions:
        title = (
            pick(lang, "例外", "Exceptions") if everything else pick(lang, "没有用到过的例外", "Exceptions never used")
        )
        lines += [f"【{title}】", *(f"  {sign(seen.seen)} {seen.norm.name}：{seen.name}" for seen in exceptions)]
    boundaries = [seen for seen in one.boundaries if everything or not seen.covered]
    if boundaries:
        title = pick(lang, "界限", "Boundaries") if everything else pick(lang, "没有试到的界限", "Boundaries not tried")
        lines.append(f"【{title}】")
        for seen in boundaries:
            lines += [wrap(line, columns, first, "      ") for first, line in _boundary(seen, lang)]
    return "\n".join(lines)


def summary_lines(one: Coverage, lang: Lang) -> tuple[str, ...]:
    """How many norms, exceptions and boundaries are tried, of how many."""
    counts = "，".join(f"{verdict_word(verdict, lang)}{one.stated(verdict)}" for verdict in VERDICTS)
    english = ", ".join(f"{verdict_word(verdict, lang)} {one.stated(verdict)}" for verdict in VERDICTS)
    lines = [
        pick(
            lang,
            f"{one.scenarios}个用例，{len(one.norms)}条规范；有用例写明结论的：{counts}",
            f"{one.scenarios} scenarios, {len(one.norms)} norms; stated by a scenario: {english}",
        )
    ]
    if one.exceptions:
        used = sum(seen.seen.covered for seen in one.exceptions)
        lines.append(
            pick(lang, f"例外{len(one.exceptions)}个，用到{used}个", f"{used} of {len(one.exceptions)} exceptions used")
        )
    if one.boundaries:
        tried = sum(seen.covered for seen in one.boundaries)
        total = len(one.boundaries)
        lines.append(
            pick(lang, f"界限{total}处，两边都试到的{tried}处", f"{tried} of {total} boundaries tried on both sides")
        )
    return tuple(lines)


def sign(seen: Sightings) -> str:
    """Whether something is stated by a scenario, was only seen, or never."""
    return STATED if seen.covered else SEEN if seen.all else NEVER


def sides(seen: BoundaryCoverage, lang: Lang) -> Iterator[tuple[str, Sightings, Sighting | None]]:
    """Both sides of a boundary: what it is called, where it was seen, and what came nearest."""
    yield pick(lang, "刚好符合", "just met"), seen.met, seen.nearest_met
    yield pick(lang, "刚好不符合", "just missed"), seen.missed, seen.nearest_missed


def boundary_name(seen: BoundaryCoverage, lang: Lang) -> str:
    """The norm and what the boundary says; the number of norms, where several have the condition in common."""
    norms = seen.boundary.norms
    more = pick(lang, f"等{len(norms)}条", f" and {len(norms) - 1} more") if len(norms) > 1 else ""
    return f"{norms[0].name}{more}（{seen.boundary.part}）：{boundary_text(seen.boundary, lang)}"


def _boundary(seen: BoundaryCoverage, lang: Lang) -> Iterator[tuple[str, str]]:
    yield "  ", boundary_name(seen, lang)
    for name, sightings, nearest in sides(seen, lang):
        detail = (sightings.stated or sightings.all)[0].detail if sightings.all else ""
        if not sightings.all and nearest is not None:
            detail = pick(lang, f"最近的是{nearest.detail}", f"nearest: {nearest.detail}")
        yield "      ", f"{sign(sightings)} {name}" + (f"：{detail}" if detail else "")
