"""Desk app cases: the conversation: cases, contacts, promises, notes, files."""
