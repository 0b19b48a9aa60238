"""What a screen reader is told: of painted widgets when it asks, of events when they happen."""
