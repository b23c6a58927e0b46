"""Pages of reviewed calls."""
