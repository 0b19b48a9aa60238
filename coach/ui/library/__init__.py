"""The saved sessions: a list, and one of them seen again."""
