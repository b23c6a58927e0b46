"""Pages of the conduct app, one module per kind of page."""
