"""Pure: breathing as a function of time."""
