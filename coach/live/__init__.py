"""Time passes here: QtCore only."""
