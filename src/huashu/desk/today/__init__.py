"""Desk app today: who next, and why."""
