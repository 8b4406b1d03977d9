"""Seeded ways of spoiling a text, and of making what fails as small as it can be.

A case is made of a seed, a kind and a number alone, so each can be made again
by itself. Nothing here knows what the texts are for.
"""

from __future__ import annotations

import re
import traceback
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

ROOT = Path(__file__).parent.parent

CONTROLS = (*"\x00\x01\x08\x0b\x0c\x1b\x7f\x85\u2028\u2029\ufeff\u200b\u202e\ufffe\u00ad", "\r", "\r\n", "\t")
ODD = ("\ud800", "\udfff", "\U0001f600", "𠮷", "é", "e\u0301", "ﬁ", "㈠", "①", "Ⅷ", "〇", "兩", "٣", "ß", "İ", "\u3000")
BRACKETS = tuple("（）()【】[]{}《》“”\"'「」『』〈〉")
MARKS = tuple("：:，,、；;。·-—~～%％+*/<>=≥≤≠#&!|?@\\`$_") + ("\n", "\n\n", " ", "  ", "    ")
NUMBERS = (
    "0", "-1", "1", "3", "48", "31", "９", "0.5", "1e400", "1e-400", "9" * 30, "9" * 5000, "0x1F", "1/0", "2/3",
    "三分之零", "三分之二", "零", "廿", "百分之五十", "一亿亿亿", "万", "五万", "36.5万元", "12元",
    "-5万元", "1.23456789元", "31人", "31人人", "15日", "7个工作日", "2个月", "0日", "九千九百九十九年",
    "99999999日", "99999999个工作日", "99999999年",
)  # fmt: skip
DAYS = (
    "2024-03-05", "2024年3月5日", "2024年2月30日", "0001-01-01", "9999-12-31", "10000-01-01", "2024-13-01", "24-3-5",
    "2024年3月", "二〇二四年三月五日", "2003年12月31日", "2004-01-01", "2026-12-31", "2027-01-01", "2024-03-05T10:00Z",
)  # fmt: skip
BYTES = (
    b"\xed\xa0\x80",
    b"\xed\xbf\xbf",
    b"\xff",
    b"\xfe\xff",
    b"\xc0\x80",
    b"\xf4\x90\x80\x80",
    b"\xe4\xb8",
    b"\x80",
    b"\x00",
)
ENCODINGS = ("utf-8-sig", "gb18030", "gbk", "big5", "utf-16", "utf-16-le", "utf-32", "shift_jis", "latin-1", "utf-7")

_COMMON = "[0-9０-９]+|[A-Za-z_]+|[\u4e00-\u9fff]{1,4}|[ \u3000]+|\n[ ]*|."


def of_case(seed: int, kind: str, number: int) -> Random:
    """The chances of one case."""
    return Random(f"{seed} {kind} {number}")


class Spoiler:
    """Spoils texts, knowing some words that mean something in them.

    ``alike`` are groups of words of which one can stand for another.
    """

    def __init__(self, words: Sequence[str], alike: Sequence[Sequence[str]]) -> None:
        self.words = tuple(words)
        known = sorted({word for word in words if word.strip()}, key=len, reverse=True)
        self._token = re.compile("|".join(map(re.escape, known)) + "|" + _COMMON, re.DOTALL)
        self._alike: Mapping[str, Sequence[str]] = {word: group for group in alike for word in group}

    def spoil(self, chance: Random, text: str, *, of_lines: bool = True) -> bytes:
        """``text`` after one to four changes of its words or its bytes.

        ``of_lines``: a line less or more, or elsewhere, is a small change.
        """
        times = chance.choice((1, 1, 1, 2, 2, 3, 4))
        # Every change small and sensible: what comes out is often still in order, and goes all the way.
        mild = chance.random() < 0.65
        for _ in range(times):
            text = self._milder(chance, text, of_lines) if mild else self._wilder(chance, text)
        data = encoded(chance, text)
        if not mild and chance.random() < 0.35:
            for _ in range(chance.choice((1, 1, 2, 5))):
                data = spoil_bytes(chance, data)
        return data

    def _milder(self, chance: Random, text: str, of_lines: bool) -> str:
        """One word for another of its kind, a number for a number, a line less or more."""
        tokens = self._token.findall(text)
        if not tokens:
            return text
        way = chance.random()
        if way < 0.6 or not of_lines:
            places = [n for n, token in enumerate(tokens) if token in self._alike or token.isdecimal()]
            if places:
                place = chance.choice(places)
                tokens[place] = self._another(chance, tokens[place])
            return "".join(tokens)
        lines = text.splitlines(keepends=True)
        place = chance.randrange(len(lines))
        if way < 0.75:
            del lines[place]
        elif way < 0.85:
            lines.insert(chance.randrange(len(lines) + 1), lines[place])
        elif way < 0.95:
            other = chance.randrange(len(lines))
            lines[place], lines[other] = lines[other], lines[place]
        else:
            lines[place] = lines[place].translate(_OTHER_WIDTH)
        return "".join(lines)

    def _another(self, chance: Random, token: str) -> str:
        if token.isdecimal():
            near = str(max(0, int(token) + chance.choice((-10, -2, -1, 1, 2, 10))))
            return chance.choice((near, near, near, str(chance.randrange(10 ** len(token[:6])))))
        return chance.choice(self._alike[token])

    def _wilder(self, chance: Random, text: str) -> str:
        way = chance.randrange(8)
        if way == 0:
            at = chance.randint(0, len(text))
            return text[:at] + self._piece(chance) + text[at:]
        if way == 1:
            start, end = _stretch(chance, len(text), 40)
            return (
                text[:start]
                + chance.choice(("", self._piece(chance), text[start:end] * 2, text[start:end][::-1]))
                + text[end:]
            )
        if way == 2:
            first, second = sorted((_stretch(chance, len(text), 30), _stretch(chance, len(text), 30)))
            if first[1] <= second[0]:
                return "".join(
                    (
                        text[: first[0]],
                        text[slice(*second)],
                        text[first[1] : second[0]],
                        text[slice(*first)],
                        text[second[1] :],
                    )
                )
        if way == 3:
            start, end = _stretch(chance, len(text), 6)
            return text[:start] + text[start:end] * chance.choice((3, 30, 300)) + text[end:]
        if way == 4:
            return text[: chance.randint(0, len(text))]
        tokens = self._token.findall(text)
        if not tokens:
            return self._piece(chance)
        place = chance.randrange(len(tokens))
        if way == 5:
            tokens[place] = self._piece(chance)
        elif way == 6:
            other = chance.randrange(len(tokens))
            tokens[place], tokens[other] = tokens[other], tokens[place]
        else:
            tokens[place : place + 1] = chance.choice(([], [tokens[place]] * 2, [tokens[place], chance.choice(tokens)]))
        return "".join(tokens)

    def _piece(self, chance: Random) -> str:
        kind = chance.choice((self.words, self.words, self.words, BRACKETS, MARKS, NUMBERS, DAYS, CONTROLS, ODD))
        return chance.choice(kind)


_NARROW = "：，（）；０１２３４５６７８９"
_WIDE = ":,();0123456789"
_OTHER_WIDTH = str.maketrans(_NARROW + _WIDE, _WIDE + _NARROW)


def encoded(chance: Random, text: str) -> bytes:
    """The bytes of a text, now and then in an encoding that nobody asked for."""
    encoding = chance.choice(ENCODINGS) if chance.random() < 0.06 else "utf-8"
    # Python's UTF-16 and UTF-32 let lone surrogates pass, others keep them as bytes that are not valid.
    return text.encode(encoding, "surrogatepass" if encoding.startswith("utf") and encoding != "utf-7" else "replace")


def spoil_bytes(chance: Random, data: bytes) -> bytes:
    """One change of bytes: cut, double, turn, overwrite, insert, flip a bit."""
    start, end = _stretch(chance, len(data), 12)
    piece = data[start:end]
    new = chance.choice((b"", piece * 2, piece[::-1], chance.choice(BYTES), chance.randbytes(chance.randint(1, 4))))
    if data and chance.random() < 0.3:
        at = chance.randrange(len(data))
        return data[:at] + bytes((data[at] ^ 1 << chance.randrange(8),)) + data[at + 1 :]
    return data[:start] + new + data[end:]


def _stretch(chance: Random, length: int, most: int) -> tuple[int, int]:
    start = chance.randint(0, length)
    return start, min(length, start + chance.randint(0, most))


# --- failures ---------------------------------------------------------------------


@dataclass(frozen=True)
class Place:
    """Where and how it failed: what makes two failures one."""

    kind: str
    where: str


@dataclass
class Failure:
    """One way to fail, the case that showed it first, the smallest input, and how often it was met."""

    case: str
    data: bytes
    trace: str
    met: int = 1


@dataclass
class Failures:
    """All ways in which cases failed."""

    seed: int
    found: dict[Place, Failure] = field(default_factory=dict)

    def run(self, case: str, data: bytes, check: Callable[[bytes], object]) -> object:
        """What ``check`` says of the data; None where it raises, which is kept with the smallest such input."""
        try:
            return check(data)
        except Exception as error:
            place = place_of(error)
            if place in self.found:
                self.found[place].met += 1
            else:
                small = smallest(data, lambda tried: _fails_at(check, tried) == place)
                self.found[place] = Failure(case, small, _trace(check, small))
            return None

    def __str__(self) -> str:
        several = [
            f"{number}. {place.kind} at {place.where}; {one.met} cases, first {one.case} of seed {self.seed}\n"
            f"smallest input: {one.data!r}\nas text: {one.data.decode('utf-8', 'backslashreplace')}\n{one.trace}"
            for number, (place, one) in enumerate(self.found.items(), start=1)
        ]
        return f"{len(several)} ways to fail\n\n" + "\n".join(several)


def place_of(error: BaseException) -> Place:
    """The kind of the error and the last line of ours that it went through."""
    ours = [
        frame for frame in traceback.extract_tb(error.__traceback__)
        if Path(frame.filename).is_relative_to(ROOT) and "site-packages" not in frame.filename
    ]  # fmt: skip
    # Where recursion ends is chance.
    where = (
        "recursion" if isinstance(error, RecursionError) else f"{ours[-1].filename}:{ours[-1].lineno}" if ours else ""
    )
    return Place(type(error).__name__, where.removeprefix(f"{ROOT}/"))


def smallest(data: bytes, fails: Callable[[bytes], bool], tries: int = 600) -> bytes:
    """A small input that still fails: stretches are left out as long as it does, large ones first."""
    try:
        units = [character.encode() for character in data.decode()]
    except UnicodeDecodeError:
        units = [bytes((byte,)) for byte in data]
    size = len(units)
    while size:
        start = 0
        while start < len(units):
            if not tries:
                return b"".join(units)
            tries -= 1
            less = units[:start] + units[start + size :]
            if fails(b"".join(less)):
                units = less
            else:
                start += size
        size //= 2
    return b"".join(units)


def _fails_at(check: Callable[[bytes], object], data: bytes) -> Place | None:
    try:
        check(data)
    except Exception as error:
        return place_of(error)
    return None


def _trace(check: Callable[[bytes], object], data: bytes) -> str:
    try:
        check(data)
    except Exception as error:
        return "".join(traceback.TracebackException.from_exception(error, limit=-8).format(chain=False))
    return "did not fail again"


# --- parts of rule files -----------------------------------------------------------

MOST_LINES = 45
"""Of a part of a rule file: so many take some ten milliseconds."""


def windows(text: str, headers: Sequence[str], declaring: Sequence[str]) -> Callable[[Random], str]:
    """A function that cuts a part of at most ``MOST_LINES`` out of a rule file.

    Most parts are whole blocks with the declarations that they name, so
    that they mean something by themselves; others begin and end anywhere.
    """
    lines = text.splitlines(keepends=True)
    blocks = list(_blocks(lines, headers))
    heads = [block for block in blocks if block.startswith(headers[0])]
    declared = [(_name(block), block) for block in blocks if block.startswith(tuple(declaring))]
    bodies = [block for block in blocks if not block.startswith((*declaring, headers[0]))] or blocks

    def cut(chance: Random) -> str:
        if chance.random() < 0.25:
            start = chance.randrange(len(lines))
            return "".join(lines[start : start + chance.randint(1, MOST_LINES // 2)])
        place = chance.randrange(len(bodies))
        part = bodies[place : place + chance.randint(1, 4)]
        # What is declared names other declarations: two rounds find them all.
        for _ in range(2):
            named = [block for name, block in declared if name and name in "".join(part) and block not in part]
            part = named + part
        whole = "".join(heads + part).splitlines(keepends=True)
        return "".join(whole[:MOST_LINES])

    return cut


def _blocks(lines: Sequence[str], headers: Sequence[str]) -> Iterator[str]:
    block: list[str] = []
    for line in lines:
        if line.startswith(tuple(headers)) and block:
            yield "".join(block)
            block = []
        if not line.startswith("注："):
            block.append(line)
    if block:
        yield "".join(block)


def _name(block: str) -> str:
    """The declared name, without the year of its edition."""
    found = re.match(r"\S+[ \u3000]+[“「]?([^：:（(”」 \n]+?)[0-9]*[：:（(”」 \n]", block)
    return found[1] if found else ""
