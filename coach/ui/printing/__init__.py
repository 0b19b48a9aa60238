"""Printing: a document laid out page by page, shown before it is printed, or written as PDF."""
