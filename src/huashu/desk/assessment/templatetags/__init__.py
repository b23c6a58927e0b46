"""Template tags of the assessment app."""
