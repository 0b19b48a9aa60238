"""What every voicing keeps to, so that another can be chosen without touching the volume."""

PEAK = 0.45
"""No sample is beyond; with a cue's 0.3 and a chime's 0.25 the sum stays within 1."""
LARGEST_STEP = 0.08
"""No two consecutive samples are further apart, whatever the breath does: no click."""
LOUDNESS_LUFS = -26.0
"""Of quiet breathing at 14/min, by ITU-R BS.1770-4."""
