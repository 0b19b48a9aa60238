"""Breathing-paced massage coach."""

__version__ = "0.1.0"
