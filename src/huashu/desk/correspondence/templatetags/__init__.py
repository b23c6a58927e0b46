"""Template tags of the pages of messages and letters."""
