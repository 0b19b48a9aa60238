"""The Session screen."""
