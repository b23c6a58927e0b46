"""Desk app customers: the people who borrowed, and how to reach them."""
