"""A saved session given again keeps what protects the client, as it is known today."""

import msgspec
import pytest

from coach.again import choice_again
from coach.library.client_record import new_record
from coach.massage.avoid import Patch
from coach.massage.checks import Answered
from coach.session import commands as cmd
from coach.session.prepared import Hands, Prepared
from coach.session.repeat import Part
from tests.helpers.sessions import Rehearsal

PAINTED = (Patch(0.1, 0.5, 0.05),)
ANSWERS = (Answered("fever", {"en": "Fever?"}, yes=False),)
OTHERS = (Patch(-0.1, 0.7, 0.05),)


def events(prepared):
    live = Rehearsal(prepared=prepared)
    live.wait(30_000)
    return live.events


SAVED = Prepared(answers=ANSWERS, avoid=PAINTED, hands=Hands.LEFT)


@pytest.mark.parametrize("part", list(Part))
def test_areas_to_avoid_and_hands_hold_again_but_nobody_was_asked(part):
    again = choice_again(events(SAVED), part, "A. M.")
    assert again.prepared == Prepared(avoid=PAINTED, hands=Hands.LEFT)


def test_the_clients_record_has_the_last_word():
    record = msgspec.structs.replace(new_record("A. M."), avoid=OTHERS, hands=Hands.RIGHT)
    again = choice_again(events(SAVED), Part.ALL, "A. M.", record.token, record)
    assert again.prepared == Prepared(avoid=OTHERS, hands=Hands.RIGHT)
    assert again.client_token == record.token


def test_of_a_client_known_by_name_alone_both_are_avoided():
    record = msgspec.structs.replace(new_record("A. M."), avoid=OTHERS)
    again = choice_again(events(SAVED), Part.ALL, "A. M.", None, record)
    assert set(again.prepared.avoid) == {*OTHERS, *PAINTED}


def test_where_nothing_was_prepared_nothing_is():
    assert choice_again(events(None), Part.ALL, "").prepared is None


def test_the_pressure_is_the_sessions_or_with_todays_stages_the_clients():
    live = Rehearsal()
    live.do(cmd.ChangePressure(-1))
    live.wait(30_000)
    record = msgspec.structs.replace(new_record("A. M."), pressure_step=-2)
    steps = {
        part: choice_again(live.events, part, "A. M.", record.token, record).pressure_step
        for part in Part
    }
    assert steps == {Part.ALL: -1, Part.RHYTHM: -2, Part.STAGES: -1}
    assert choice_again(live.events, Part.RHYTHM, "").pressure_step == -1
