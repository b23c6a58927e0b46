"""Views of the complaints pages."""
