"""Pure: one massage as a list of events."""
