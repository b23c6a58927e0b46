"""Forms of messages and letters."""
