"""What is heard of a session: the breath, chimes and a voice. NumPy and Qt's sound, all late."""

LOG_RULES = "qt.multimedia.symbolsresolver=false\nqt.multimedia.ffmpeg.info=false"
"""Qt tells what it found and what it did without, which is nothing for the user."""
