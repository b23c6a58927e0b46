"""Template tags of the conduct pages."""
