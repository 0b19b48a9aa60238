"""What is going on in a session, for the keys: Prepare, which needs none, loads without it."""

from coach.massage.protocol import Works
from coach.session.moment import Moment
from coach.session.state import Status
from coach.ui.keys.situations import Now, Situation


def is_answering(moment: Moment) -> bool:
    """Whether a tense area is in work, and may be said to have softened or not."""
    working = moment.area is not None and not moment.finished
    over = moment.status is Status.ENDED
    return working and not over and moment.stages[moment.stage].works is Works.AREAS


def in_session(moment: Moment | None, *, question: bool = False, panel: bool = False) -> Now:
    """What is going on in a session, with the question before its end, or the panel, open."""
    if moment is not None and moment.status is Status.ENDED:
        return (Situation.ENDED,)
    holds = {
        Situation.QUESTION: question,
        Situation.PANEL: panel,
        Situation.ANSWERING: moment is not None and is_answering(moment),
        Situation.UNDER_WAY: moment is None or not moment.finished,
        Situation.SESSION: True,
    }
    return tuple(situation for situation, does in holds.items() if does)
