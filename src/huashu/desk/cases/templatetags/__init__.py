"""Template filters of the cases app."""
