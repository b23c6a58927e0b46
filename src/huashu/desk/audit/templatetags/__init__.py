"""Template library of masked personal data; see ``masked``."""
