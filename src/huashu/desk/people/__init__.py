"""Desk app people: who works here: people, roles, teams, sign-in."""
