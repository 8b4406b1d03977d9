"""Where lines are broken."""

from __future__ import annotations

from hypothesis import example, given
from hypothesis import strategies as st

from dsl.diagnostics.width import display_width
from dsl.format.styles import WIDTH
from dsl.format.wrapping import FORCED, Piece, wrapped


def words(count: int, width: int = 10, strength: int = 1) -> list[Piece]:
    return [Piece("字" * (width // 2), "", strength if i else None) for i in range(count)]


def test_what_fits_stays_on_one_line() -> None:
    assert wrapped(words(10), 0, 4) == ["字" * 50]


def test_a_column_too_much_breaks_and_hangs() -> None:
    assert wrapped(words(10), 1, 4) == [" " + "字" * 45, "    " + "字" * 5]


def test_wide_characters_count_twice() -> None:
    assert wrapped([Piece("x" * 99), Piece("x", "", 1)], 0, 2) == ["x" * 100]
    assert wrapped([Piece("x" * 99), Piece("字", "", 1)], 0, 2) == ["x" * 99, "  字"]


def test_the_better_place_is_taken_if_the_line_is_not_too_short() -> None:
    pieces = words(12, strength=4)
    pieces[6] = Piece("佳" * 5, "", 1)
    assert wrapped(pieces, 0, 2) == ["字" * 30, "  " + "佳" * 5 + "字" * 25]
    early = words(30, strength=4)
    early[2] = Piece("佳" * 5, "", 1)
    assert wrapped(early, 0, 2)[0] == "字" * 10 + "佳" * 5 + "字" * 35


def test_the_better_place_is_taken_early_if_the_rest_fits_then() -> None:
    pieces = words(11, strength=4)
    pieces[2] = Piece("佳" * 5, "", 1)
    assert wrapped(pieces, 0, 2) == ["字" * 10, "  " + "佳" * 5 + "字" * 40]


def test_what_cannot_be_broken_is_not() -> None:
    long = Piece("字" * 80, " ", None)
    assert wrapped([Piece("甲："), long], 2, 4) == ["  甲： " + "字" * 80]
    assert wrapped([Piece("字" * 80), Piece("乙", "", 1)], 0, 4) == ["字" * 80, "    乙"]


def test_forced_breaks_and_comments_end_a_line() -> None:
    pieces = [Piece("甲，"), Piece("注：一", "  ", closes=True), Piece("乙", " ", None), Piece("丙", "", FORCED)]
    assert wrapped(pieces, 0, 2) == ["甲，  注：一", "  乙", "  丙"]
    assert wrapped([Piece("注：一", closes=True)], 2, 2) == ["  注：一"]


def test_a_comment_does_not_make_a_line_too_long() -> None:
    pieces = [*words(10), Piece("注：" + "长" * 60, "  ", closes=True)]
    assert wrapped(pieces, 0, 2) == ["字" * 50 + "  注：" + "长" * 60]


PIECES = st.builds(
    Piece,
    st.text("字x，", min_size=1, max_size=30),
    st.sampled_from(["", " "]),
    st.sampled_from([None, None, 1, 2, 5, 5, 5, FORCED]),
    st.integers(0, 9).map(lambda n: n == 9),
)
"""Few forced breaks and comments, so that there is something left to break."""


@given(st.lists(PIECES, min_size=1, max_size=40))
@example([Piece("字" * 40), Piece("字" * 9, "", 1), Piece("长", " ", None, True)])
def test_nothing_is_lost_and_no_line_is_longer_than_it_must_be(pieces: list[Piece]) -> None:
    left = list(pieces)
    for line in wrapped(pieces, 2, 4):
        text, held = line.replace(" ", ""), list[Piece]()
        while "".join(p.text for p in held) != text:
            held.append(left.pop(0))
        comment = held.pop() if held[-1].closes and len(held) > 1 else Piece("")
        if display_width(line) - display_width(comment.gap + comment.text) > WIDTH:
            # Too long only for want of a place to break: a comment at its end is no reason to.
            assert all(p.strength is None for p in held[1:])
    assert not left
