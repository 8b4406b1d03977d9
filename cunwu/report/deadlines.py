"""Deadlines in words, wherever they are shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cunwu.language import Lang, pick
from cunwu.report import words
from dsl.describe.citations import citation_text

if TYPE_CHECKING:
    from datetime import date

    from engine.live.obligations import Obligation


def obligation_text(one: Obligation, as_of: date, lang: Lang) -> str:
    """An obligation in one line: its last day, how far off that is, the norm and where it stands."""
    norm = one.finding.norm
    source = citation_text(one.finding.citation, lang) if one.finding.citation else ""
    name = norm.name + (pick(lang, f"（{source}）", f" ({source})") if source else "")
    due, left = words.day_text(one.due, lang), left_text((one.due - as_of).days, one.untold, lang)
    return pick(lang, f"最迟{due}：{name}，{left}", f"by {due}: {name}, {left}")


def left_text(days: int, untold: bool, lang: Lang) -> str:
    """How many days are left until the last one, or by how many it is overdue (below zero).

    ``untold``: it has gone by, and whether it was done in time wasn't told.
    """
    if untold:
        return pick(
            lang, f"已经过了{-days}日，没有登记，办了没有请问清楚", f"{-days} days past; ask whether it was done"
        )
    if days < 0:
        return pick(lang, f"已经逾期{-days}日", f"overdue by {-days} days")
    if days == 0:
        return pick(lang, "今天到期", "due today")
    return pick(lang, f"还有{days}日", f"{days} days left")
