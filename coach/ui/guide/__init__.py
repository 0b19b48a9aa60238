"""The Guide: read, search, ask; the tour of the first start."""
