"""The pitches of which all sounds are made, so that those heard together agree."""

import enum


class Pitch(float, enum.Enum):
    """G major pentatonic, in Hz, equal temperament at A4 = 440."""

    G2 = 98.00
    G3 = 196.00
    D4 = 293.66
    E4 = 329.63
    G4 = 392.00
    B4 = 493.88
    D5 = 587.33
    G5 = 783.99
