"""Desk app approvals: how far a role may go alone, and what goes to a supervisor beyond that."""
