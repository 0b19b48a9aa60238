"""Widgets: draw a Moment, send commands."""
