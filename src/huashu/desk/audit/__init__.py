"""Desk app audit: who was shown what, append-only."""
