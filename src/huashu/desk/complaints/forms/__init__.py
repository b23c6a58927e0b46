"""Forms of the complaints pages."""
