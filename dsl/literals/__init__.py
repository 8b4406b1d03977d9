"""How numbers, money, days and periods are written in Chinese.

Rule files and records share these readers, so that ``３６．５万元`` means the same in
both. Everything is exact (``int``, ``Fraction``, ``date``); a reader returns ``None``
for a text that is no literal of its kind and raises nothing.
"""

from dsl.literals.amounts import money, number
from dsl.literals.days import BadDate, day
from dsl.literals.formatting import format_fraction, format_share, format_value
from dsl.literals.matching import LiteralValue, Match, match
from dsl.literals.numerals import chinese_digits, chinese_number, normalise, plain_name

__all__ = [
    "BadDate",
    "LiteralValue",
    "Match",
    "chinese_digits",
    "chinese_number",
    "day",
    "format_fraction",
    "format_share",
    "format_value",
    "match",
    "money",
    "normalise",
    "number",
    "plain_name",
]
