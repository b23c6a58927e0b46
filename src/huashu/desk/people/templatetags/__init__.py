"""Template libraries of the desk; see ``huashu``."""
