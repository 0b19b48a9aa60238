"""Prepare: protocol, length, the rhythm of the client, Ready."""
