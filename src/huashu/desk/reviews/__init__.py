"""Calls that were made, held against their talk track: findings, what people say of them, and what a team learns."""
