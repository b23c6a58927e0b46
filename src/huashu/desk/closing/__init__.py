"""Desk app closing: the nightly close over the desk's own book."""
