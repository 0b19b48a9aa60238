"""The Settings dialog: what is chosen once, by part, searchable, applied as it is changed."""
