"""The name that a misspelt one was probably meant to be."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

# Characters that are taken for one another on a screen. The groups must not overlap.
_LOOKALIKES = (
    "己已巳", "末未", "日曰", "户卢", "人入八", "土士", "大太犬", "千干于", "天夫", "戊戌戍", "王玉主", "间问",
    "候侯", "账帐", "折拆析", "治冶", "辩辨辫", "栏拦", "待侍", "往住", "崇祟", "刺剌", "赢羸", "免兔", "乌鸟",
    "见贝", "目且", "今令", "午牛", "失矢", "酒洒", "园圆", "像象",
    "、/，,;；", "：:", "（(", "）)", "。.·•", "—-－–~～", "“\"＂”「」", "‘'＇’", "〇○0oO", "1lI",
)  # fmt: skip
# Cyrillic and Greek letters that look like Latin ones.
_SCRIPTS = str.maketrans(
    "АВЕКМНОРСТУХавекмнорстухіјѕΑΒΕΖΗΙΚΜΝΟΡΤΥΧαοτυν", "ABEKMHOPCTYXabekmhopctyxijsABEZHIKMNOPTYXaotuv"
)
# Those that are typed for one another because they sound the same.
_HOMOPHONES = ("作做", "至致", "的地得", "决绝", "带代", "定订", "份分", "再在", "和合", "其期", "事是", "公工")
_SKELETON = str.maketrans({character: group[0] for group in _LOOKALIKES for character in group})
_SOUNDS = str.maketrans({character: group[0] for group in _HOMOPHONES for character in group})

# Costs are in half edits, so that a likely mistake costs less than any other.
_EDIT = 2
_LIKELY = 1


def confusable(a: str, b: str) -> bool:
    """Tell whether two different texts look the same but for look-alike characters.

    >>> confusable("自已", "自己"), confusable("自己", "自己")
    (True, False)
    """
    return a != b and len(a) == len(b) and a.translate(_SKELETON) == b.translate(_SKELETON)


def skeleton(text: str) -> str:
    """``text`` with one character for all that look alike, of other scripts too.

    >>> skeleton("自已") == skeleton("自己"), skeleton("А村") == skeleton("A村")
    (True, True)
    """
    return text.translate(_SCRIPTS).translate(_SKELETON)


def nearest(name: str, candidates: Iterable[str]) -> str | None:
    """Return the candidate that ``name`` was probably meant to be, None if none is near.

    Near is one edit (a character put in, left out, changed or two swapped) in names of
    up to four characters, two in those of up to eight, three in longer ones. Of equally
    near ones that with most characters in common is taken, then the first.

    >>> nearest("会议记陆", ["签到册", "会议记录"]), nearest("公告", ["表决"])
    ('会议记录', None)
    >>> nearest("村民代表大会", ["村民代表变动", "村民代表会议"])
    '村民代表会议'
    """
    best, best_cost = None, 0
    for candidate in candidates:
        limit = _limit(name, candidate) if best is None else best_cost
        cost = _distance(name, candidate, limit) if candidate != name else None
        if cost is None or cost > _limit(name, candidate):
            continue
        if best is None or cost < best_cost or _in_common(name, candidate) > _in_common(name, best):
            best, best_cost = candidate, cost
    return best


def _in_common(a: str, b: str) -> int:
    return (Counter(a) & Counter(b)).total()


def _limit(a: str, b: str) -> int:
    """Return the largest cost at which two names are still near."""
    shorter = min(len(a), len(b))
    if shorter < 2:
        return _LIKELY
    longer = max(len(a), len(b))
    return _EDIT * (1 if longer <= 4 else 2 if longer <= 8 else 3)


def _distance(a: str, b: str, limit: int) -> int | None:
    """Return the cost of turning ``a`` into ``b``, None where it is above ``limit``."""
    if abs(len(a) - len(b)) * _EDIT > limit:
        return None
    # The optimal alignment, three rows at a time; a swap looks two rows back.
    before: list[int] = []
    previous = [_EDIT * j for j in range(len(b) + 1)]
    for i, x in enumerate(a, 1):
        row = [_EDIT * i]
        for j, y in enumerate(b, 1):
            cost = min(previous[j] + _EDIT, row[j - 1] + _EDIT, previous[j - 1] + _change(x, y))
            if i > 1 and j > 1 and x == b[j - 2] and a[i - 2] == y:
                cost = min(cost, before[j - 2] + _EDIT)
            row.append(cost)
        if min(row) > limit and min(previous) > limit:
            return None
        before, previous = previous, row
    return previous[-1] if previous[-1] <= limit else None


def _change(x: str, y: str) -> int:
    if x == y:
        return 0
    likely = confusable(x, y) or x.translate(_SOUNDS) == y.translate(_SOUNDS) or x.casefold() == y.casefold()
    return _LIKELY if likely else _EDIT
