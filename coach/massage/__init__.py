"""Pure: what the hands do."""
