"""The questions are found by words that a user would type, not only by their own titles."""

import pytest

from coach.library.guide import read_guide
from coach.library.guide_index import GuideIndex
from coach.library.settings import Keys
from coach.ui.guide.entries import entries, opened_by
from coach.ui.guide.shortcuts import groups, keys_in_words
from coach.ui.keys.table import table_of

BEST = 3
"""The right page is among so many."""
PHRASINGS = (
    ("where do i start?", "q-start"),
    ("how do i begin", "q-start"),
    ("first time using this", "q-start"),
    ("how long?", "q-how-long"),
    ("how many minutes does it take", "q-how-long"),
    ("length of the massage", "q-how-long"),
    ("which oil?", "q-which-oil"),
    ("what oil is best for relaxing", "q-which-oil"),
    ("relaxing oil", "q-which-oil"),
    ("how many drops of lavender", "q-how-many-drops"),
    ("how much essential oil in 30 ml", "q-how-many-drops"),
    ("the client breathes very fast", "q-fast"),
    ("breathing too quickly", "q-fast"),
    ("rapid breathing", "q-fast"),
    ("24 breaths a minute", "q-fast"),
    ("client breathes slowly", "q-slow"),
    ("long breaths", "q-slow"),
    ("breathing is irregular", "q-irregular"),
    ("she sighs a lot", "q-irregular"),
    ("the muscle does not soften", "q-not-soften"),
    ("knot stays hard", "q-not-soften"),
    ("muscle won't relax", "q-not-soften"),
    ("the client fell asleep", "q-asleep"),
    ("he is snoring", "q-asleep"),
    ("they hold their breath", "q-holds-breath"),
    ("client stopped breathing", "q-holds-breath"),
    ("it hurts them", "q-hurts"),
    ("too much pressure", "q-hurts"),
    ("client says ouch", "q-hurts"),
    ("how hard should I press", "q-how-hard"),
    ("how much force", "q-how-hard"),
    ("my thumbs hurt", "q-thumbs-hurt"),
    ("sore wrists", "q-thumbs-hurt"),
    ("no pedal?", "q-no-pedal"),
    ("do i need a foot switch", "q-no-pedal"),
    ("which pedal should I buy", "q-which-pedal"),
    ("bluetooth page turner", "q-which-pedal"),
    ("where do I put the pedal", "q-pedal-place"),
    ("can i play music?", "q-music"),
    ("spotify", "q-music"),
    ("use headphones", "q-sound-output"),
    ("no sound", "q-no-sound"),
    ("i can't hear anything", "q-no-sound"),
    ("turn the voice off", "q-quiet"),
    ("what if the computer sleeps?", "q-sleep"),
    ("laptop goes to standby", "q-sleep"),
    ("program crashed", "q-crash"),
    ("power cut", "q-crash"),
    ("screen too bright", "q-screen-dark"),
    ("letters too small", "q-far"),
    ("picture is upside down", "q-turn"),
    ("whose left is it", "q-left-right"),
    ("mark a knot", "q-mark"),
    ("remove a mark", "q-undo"),
    ("tapped by accident", "q-wrong-tap"),
    ("out of sync with the client", "q-wrong-tap"),
    ("how often should i tap", "q-how-often-tap"),
    ("i cannot see their breathing", "q-tap-first"),
    ("start without touching", "q-countdown"),
    ("one more minute", "q-more-time"),
    ("leave out vibration", "q-skip"),
    ("time is up", "q-over-time"),
    ("how to stop the session", "q-end"),
    ("the phone rings", "q-hold-key"),
    ("need more oil", "q-more-oil"),
    ("client is anxious", "q-nervous"),
    ("client keeps talking", "q-talks"),
    ("she is crying", "q-cries"),
    ("ticklish client", "q-ticklish"),
    ("client is shivering", "q-cold"),
    ("room temperature", "q-room"),
    ("stroke too long for one breath", "q-stroke-too-long"),
    ("my arms get tired from shaking", "q-vibration-tires"),
    ("how to find knots", "q-find-tight"),
    ("how long on one spot", "q-how-long-area"),
    ("stiff neck", "q-neck"),
    ("sciatica", "q-low-back-pain"),
    ("why so many questions before starting", "q-checks"),
    ("scar on the back", "q-paint-avoid"),
    ("make the breath slower", "q-lead"),
    ("press on exhale", "q-press-out"),
    ("make my own protocol", "q-own-protocol"),
    ("send a protocol to a colleague", "q-share"),
    ("is the data private", "q-where-data"),
    ("gdpr", "q-where-data"),
    ("delete a client", "q-delete"),
    ("repeat the last massage", "q-again"),
    ("watch a session again", "q-replay"),
    ("regular client", "q-returning"),
    ("try it alone", "q-practise"),
    ("change shortcuts", "q-change-keys"),
    ("clients per day", "q-how-many-clients"),
    ("every week", "q-how-often-massage"),
    ("dizzy after the massage", "q-after"),
    ("sore next day", "q-sore-after"),
    ("itchy skin", "q-rash"),
    ("oil smells rancid", "q-store-oil"),
    ("print to pdf", "q-print"),
    ("efflurage", "effleurage"),
    ("kneeding", "kneading"),
    ("muscel does not soften", "q-not-soften"),
    ("vibraton", "vibration"),
    ("nut alergy", "allergies"),
    ("pregnent client", "pregnancy"),
    ("petrissage", "kneading"),
    ("contraindications", "when-not"),
    ("shoulder blade", "shoulder-blades"),
    ("pause key", "shortcuts"),
    ("key for full screen", "shortcuts"),
    ("shortcut to undo", "shortcuts"),
)


@pytest.fixture(scope="module")
def guide(tmp_path_factory):
    return read_guide(tmp_path_factory.mktemp("none"), "en")


@pytest.fixture(scope="module")
def index(guide):
    table = table_of(Keys())
    made = GuideIndex(entries(guide, {}, groups(table), keys_in_words(table)))
    yield made
    made.close()


@pytest.mark.parametrize(("typed", "wanted"), PHRASINGS)
def test_a_user_finds_it(index, typed, wanted):
    assert wanted in [opened_by(hit.id) for hit in index.search(typed)[:BEST]]


def test_there_are_phrasings_for_every_kind_of_question(guide):
    titles = {page.title.casefold().rstrip("?.") for page in guide.pages()}
    others = [typed for typed, _ in PHRASINGS if typed.casefold().rstrip("?.") not in titles]
    assert len(others) >= 60
    assert len({wanted for _, wanted in PHRASINGS if wanted.startswith("q-")}) >= 40


def test_every_page_is_found_by_its_own_title(guide, index):
    for page in guide.pages():
        assert page.id in [hit.id for hit in index.search(page.title)[:BEST]], page.title
