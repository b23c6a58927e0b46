"""Reads of the approvals app."""
