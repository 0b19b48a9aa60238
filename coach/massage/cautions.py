"""What is known of a client that speaks against an oil or a way of working."""

import enum


class Caution(enum.Enum):
    """Kept with the client, matched against oils and checks. Age is told by the birth year."""

    EPILEPSY = "epilepsy"
    PREGNANCY = "pregnancy"
    ASTHMA = "asthma"
    HEART_RHYTHM = "heart_rhythm"
    G6PD = "g6pd"
    ALLERGY = "allergy"
    NUT_ALLERGY = "nut_allergy"
    SESAME_ALLERGY = "sesame_allergy"
    SENSITIVE_SKIN = "sensitive_skin"
    MEDICINES = "medicines"
