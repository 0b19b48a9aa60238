"""New protocols, copies and their stages: always what a file may hold."""

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.massage import drafts
from coach.massage.protocol import ProtocolError
from tests.helpers.sessions import SHIPPED, shipped


@given(st.text(max_size=80), st.sets(st.sampled_from(["massage", "a", "a-2", "neck"])))
def test_any_name_makes_an_id_that_is_free(name, taken):
    made = drafts.an_id(name, taken)
    assert made not in taken
    drafts.validated(msgspec.structs.replace(shipped(), id=made))


def test_an_id_is_made_of_the_name():
    assert drafts.an_id("Ada's neck, 2nd", ()) == "ada-s-neck-2nd"
    assert drafts.an_id("Neck", {"neck"}) == "neck-2"
    assert drafts.an_id("脊", ()) == "massage"


@pytest.mark.parametrize("name", SHIPPED)
def test_a_copy_has_a_name_and_an_id_of_its_own_and_all_else_is_the_same(name):
    protocol = shipped(name)
    copy = drafts.copy_of(protocol, "Copy of it", "en", {name})
    assert (copy.id, copy.name["en"]) == ("copy-of-it", "Copy of it")
    assert msgspec.structs.replace(copy, id=protocol.id, name=protocol.name) == protocol
    drafts.validated(copy)


def test_a_new_one_and_its_stages_can_be_saved_as_soon_as_they_have_words():
    blank = drafts.blank("Mine", "en", ())
    drafts.validated(blank)
    more = drafts.inserted(blank, 1, drafts.another_stage(blank, "New stage", "en"))
    more = drafts.inserted(more, 1, drafts.twin_of(more, 0))
    assert [stage.id for stage in more.stage] == ["glide", "glide-2", "new-stage"]
    drafts.validated(more)
    assert drafts.moved(drafts.moved(more, 0, 2), 2, 0) == more
    assert drafts.removed(drafts.removed(more, 1), 1) == blank


def test_other_languages_stay():
    assert drafts.in_words({"en": "Up", "de": "Hoch"}, "en", "Go up") == {
        "en": "Go up",
        "de": "Hoch",
    }


def test_the_oldest_format_is_taken_and_what_cannot_be_is_refused():
    assert drafts.validated(msgspec.structs.replace(shipped(), format=2)).format == 1
    with pytest.raises(ProtocolError) as caught:
        drafts.validated(msgspec.structs.replace(shipped(), rate_bpm=99.0))
    assert caught.value.where == "rate_bpm"
