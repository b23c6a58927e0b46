"""Desk app loans: the book: products, loans, ledger entries, status."""
