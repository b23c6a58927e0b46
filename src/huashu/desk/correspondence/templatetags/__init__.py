"""Template tags of messages and letters."""
