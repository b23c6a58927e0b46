"""Desk app imports: loan books and payments coming in from files."""
