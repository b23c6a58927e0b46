"""Pages of messages and letters."""
