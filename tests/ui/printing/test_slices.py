"""Laws of the cuts: every piece on one page, no page too high, nothing held is parted."""

from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from coach.ui.printing.slices import Piece, Slice, slices

HIGH = 100.0


@st.composite
def pieces(draw):
    made, y = [], 0.0
    for _ in range(draw(st.integers(0, 25))):
        y += draw(st.integers(0, 20))
        high = draw(st.integers(1, 60))
        made.append(Piece(y, y + high, draw(st.booleans()), draw(st.integers(0, 9)) == 0))
        y += high
    return made


@given(pieces())
def test_every_piece_is_whole_on_one_page_in_order(found):
    made = slices(found, HIGH)
    assert made
    assert all(page.bottom - page.top <= HIGH for page in made)
    assert all(a.bottom <= b.top for a, b in pairwise(made))
    for piece in found:
        assert sum(p.top <= piece.top and piece.bottom <= p.bottom for p in made) == 1


@settings(max_examples=40)
@given(pieces())
def test_what_holds_is_with_the_next_where_both_fit(found):
    made = slices(found, HIGH)

    def page_of(piece):
        return next(
            i for i, p in enumerate(made) if p.top <= piece.top and piece.bottom <= p.bottom
        )

    for before, after in pairwise(found):
        alone = not any(p.holds for p in found if p is not before)
        if before.holds and alone and not after.fresh and after.bottom - before.top <= HIGH:
            assert page_of(before) == page_of(after)
        if after.fresh:
            assert made[page_of(after)].top == after.top


def test_nothing_is_one_empty_page():
    assert slices([], HIGH) == [Slice(0.0, 0.0)]


def test_what_is_higher_than_a_page_is_cut_where_the_page_ends():
    made = slices([Piece(10, 20), Piece(30, 280), Piece(290, 300)], HIGH)
    assert made == [Slice(10, 20), Slice(30, 130), Slice(130, 230), Slice(230, 300)]


def test_a_heading_goes_to_the_next_page_with_what_it_heads():
    made = slices([Piece(0, 70), Piece(75, 90, holds=True), Piece(95, 110)], HIGH)
    assert made == [Slice(0, 70), Slice(75, 110)]


def test_pieces_beside_each_other_are_one():
    made = slices([Piece(0, 50), Piece(60, 80), Piece(60, 105)], HIGH)
    assert made == [Slice(0, 50), Slice(60, 105)]
