"""The chain: each entry's hash is over what it says and over the hash of the entry before it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from cunwu.register.entries import Broken, Entry, Head

GENESIS = "0" * 64
"""The hash before the first entry."""


def text_of(body: Mapping[str, Any]) -> str:
    """A body as the text that is kept and hashed. Raises TypeError, ValueError for what JSON can't say."""
    return json.dumps(body, ensure_ascii=False, separators=(",", ":"), allow_nan=False)


def hash_of(position: int, case: str, number: int, kind: str, body: str, who: str, told_at: str, previous: str) -> str:
    """The hash of an entry (SHA-256, hexadecimal), its body as ``text_of`` gives it, its moment as ISO text."""
    told = json.dumps([position, case, number, kind, body, who, told_at, previous], ensure_ascii=False)
    return hashlib.sha256(told.encode()).hexdigest()


def breaks(entries: Iterable[tuple[Entry, str, str]], head: str | None) -> Iterator[Broken]:
    """Where the chain doesn't hold.

    ``entries`` are those of the register in their order, each with its body and
    its moment as they are kept; ``head`` is a hash that was written down earlier.
    """
    last = Head(0, GENESIS)
    counts: dict[str, int] = {}
    seen = head is None or head == GENESIS
    for entry, body, told_at in entries:
        if entry.position != last.position + 1:
            count = entry.position - last.position - 1
            yield _broken(
                entry,
                f"第{entry.number}号前面少了{count}条登记（链上第{last.position + 1}条起）",
                f"{count} entries before no. {entry.number} are gone (from place {last.position + 1} of the chain)",
            )
        elif entry.previous != last.hash:
            yield _broken(
                entry,
                f"第{entry.number}号同前一条登记接不上：有一条被改过、调换过或者插进来",
                f"No. {entry.number} doesn't follow the entry before it: one was changed, moved or put in",
            )
        told = (entry.position, entry.case, entry.number, entry.kind, body, entry.who, told_at, entry.previous)
        if hash_of(*told) != entry.hash:
            yield _broken(
                entry,
                f"第{entry.number}号（{entry.who}，{entry.told_at:%Y-%m-%d}）的内容被改过",
                f"No. {entry.number} ({entry.who}, {entry.told_at:%Y-%m-%d}) was changed",
            )
        counts[entry.case] = counts.get(entry.case, 0) + 1
        if counts[entry.case] != entry.number:
            yield _broken(
                entry,
                f"本件登记的号不连续：这里应当是第{counts[entry.case]}号，写的是第{entry.number}号",
                f"The numbers of this case have a gap: no. {counts[entry.case]} is due here, there is {entry.number}",
            )
            counts[entry.case] = entry.number
        seen = seen or entry.hash == head
        last = Head(entry.position, entry.hash)
    if not seen:
        yield Broken(
            last.position, "", 0,
            f"台账里没有验证码{(head or '')[:12]}…的登记：记下它以后，末尾有登记被删去，或者整个台账被换过",
            f"No entry has the code {(head or '')[:12]}…: since it was written down the end was cut off, "
            "or the whole register was replaced",
        )  # fmt: skip


def _broken(entry: Entry, chinese: str, english: str) -> Broken:
    return Broken(entry.position, entry.case, entry.number, f"{entry.case}：{chinese}", f"{entry.case}: {english}")
