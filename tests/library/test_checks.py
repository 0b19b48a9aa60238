"""The checks that come with the program, and the user's own."""

import pytest

from coach.library.checks import find_checks
from coach.massage.checks import MOST_ASKED, answer
from coach.session.prepared import Prepared
from tests.helpers.sessions import Rehearsal, stored
from tests.massage.test_checks import IDS, ONE


@pytest.fixture
def own(tmp_path):
    folder = tmp_path / "checks"
    folder.mkdir()
    return folder


def ids(found):
    return tuple(check.id for check in found.checks)


def test_the_shipped_checks_are_found_without_any_of_the_users(tmp_path):
    found = find_checks(tmp_path / "nowhere")
    assert ids(found) == IDS
    assert found.broken == ()


def test_a_users_own_is_asked_after_them(own):
    (own / "mine.toml").write_text(ONE)
    assert ids(find_checks(own.parent)) == (*IDS, "own")


def test_a_users_check_takes_the_place_of_a_shipped_one(own):
    (own / "mine.toml").write_text(ONE.replace('"own"', '"fever"'))
    found = find_checks(own.parent)
    assert ids(found) == IDS
    assert found.checks[IDS.index("fever")].question == {"en": "A question?"}


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (b"", "format: is missing"),
        (ONE.replace('source = "our choice"', "").encode(), "check[0].source: is missing"),
        (b"\nname = \xff", "line 2: is not UTF-8 text"),
        (b"#" * 1_000_001, "is larger than 1 MB"),
    ],
)
def test_a_broken_file_is_named_and_the_others_are_asked(own, content, problem):
    (own / "a.toml").write_bytes(content)
    (own / "b.toml").write_text(ONE)
    found = find_checks(own.parent)
    assert ids(found) == (*IDS, "own")
    (broken,) = found.broken
    assert (broken.path, broken.problem) == (own / "a.toml", problem)


def test_the_second_file_with_one_id_is_left_out_with_the_reason(own):
    (own / "a.toml").write_text(ONE)
    (own / "b.toml").write_text(ONE.replace("A question?", "Another?"))
    found = find_checks(own.parent)
    assert found.checks[-1].question == {"en": "A question?"}
    assert found.broken[0].problem == "id: 'own' is used by a.toml already"


def many(name, count=60):
    head, _, one = ONE.partition("[[check]]")
    return head + "".join(f"[[check]]{one}".replace('"own"', f'"{name}-{i}"') for i in range(count))


def test_a_file_that_makes_more_checks_than_a_session_can_keep_is_left_out(own):
    (own / "a.toml").write_text(many("a"))
    (own / "b.toml").write_text(many("b"))
    (own / "c.toml").write_text(many("c", MOST_ASKED - len(IDS) - 60))
    found = find_checks(own.parent)
    (broken,) = found.broken
    assert broken.path == own / "b.toml"
    assert broken.problem == "with it there are more than 100 questions"
    answers = tuple(answer(check, yes=False) for check in found.checks)
    live = Rehearsal(prepared=Prepared(answers=answers))
    assert len(answers) == MOST_ASKED
    assert stored(live.events) == live.events
