"""Forms of the conduct pages."""
