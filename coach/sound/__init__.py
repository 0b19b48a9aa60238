"""What is heard of a session: the breath, chimes and a voice. NumPy and Qt's sound, all late."""
