"""Pages of the cases app, one module per kind of page."""
