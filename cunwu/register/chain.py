"""The chain: each entry's hash is over what it says and over the hash of the entry before it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from cunwu.register.entries import Broken, Head, Kept

GENESIS = "0" * 64
"""The hash before the first entry."""
_DAY = len("2026-11-27")


def text_of(body: Mapping[str, Any]) -> str:
    """A body as the text that is kept and hashed. Raises TypeError, ValueError for what JSON can't say."""
    return json.dumps(body, ensure_ascii=False, separators=(",", ":"), allow_nan=False)


def hash_of(told: Sequence[object]) -> str:
    """The hash of an entry (SHA-256, hexadecimal): over all columns of ``Kept`` but the last, in their order.

    Raises TypeError, UnicodeEncodeError for what no entry of ours holds.
    """
    return hashlib.sha256(json.dumps(told, ensure_ascii=False).encode()).hexdigest()


def breaks(entries: Iterable[Kept], head: str | None) -> Iterator[Broken]:
    """Where the chain doesn't hold.

    ``entries`` are all those of the register in the order of their positions;
    ``head`` is a hash that was written down earlier.
    """
    last = Head(0, GENESIS)
    counts: dict[str, int] = {}
    seen = head is None or head == GENESIS
    for kept in entries:
        if kept.position < 1:  # positions count from 1: none of ours stands there
            yield _broken(
                kept,
                f"第{kept.number}号是插进来的（链上没有第{kept.position}条的位置）",
                f"No. {kept.number} was put in (the chain has no place {kept.position})",
            )
            continue
        if kept.position != last.position + 1:
            count = kept.position - last.position - 1
            yield _broken(
                kept,
                f"第{kept.number}号前面少了{count}条登记（链上第{last.position + 1}条起）",
                f"{count} entries before no. {kept.number} are gone (from place {last.position + 1} of the chain)",
            )
        elif kept.previous != last.hash:
            yield _broken(
                kept,
                f"第{kept.number}号同前一条登记接不上：有一条被改过、调换过或者插进来",
                f"No. {kept.number} doesn't follow the entry before it: one was changed, moved or put in",
            )
        if not _holds(kept):
            day = str(kept.told_at)[:_DAY]
            yield _broken(
                kept,
                f"第{kept.number}号（{kept.who}，{day}）的内容被改过",
                f"No. {kept.number} ({kept.who}, {day}) was changed",
            )
        count = counts.get(kept.case_number, 0) + 1
        if count != kept.number:
            yield _broken(
                kept,
                f"本件登记的号不连续：这里应当是第{count}号，写的是第{kept.number}号",
                f"The numbers of this case have a gap: no. {count} is due here, there is {kept.number}",
            )
        counts[kept.case_number] = kept.number if isinstance(kept.number, int) else count
        seen = seen or kept.hash == head
        last = Head(kept.position, kept.hash)
    if not seen:
        yield Broken(
            last.position, "", 0,
            f"台账里没有验证码{(head or '')[:12]}…的登记：记下它以后，末尾有登记被删去，或者整个台账被换过",
            f"No entry has the code {(head or '')[:12]}…: since it was written down the end was cut off, "
            "or the whole register was replaced",
        )  # fmt: skip


def _holds(kept: Kept) -> bool:
    """Whether an entry says what its hash was made of; only what we wrote has types that can be hashed."""
    *told, hash_ = kept
    try:
        return hash_of(told) == hash_
    except (TypeError, UnicodeEncodeError):
        return False


def _broken(kept: Kept, chinese: str, english: str) -> Broken:
    case = kept.case_number
    return Broken(kept.position, case, kept.number, f"{case}：{chinese}", f"{case}: {english}")
