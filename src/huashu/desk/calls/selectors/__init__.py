"""What call pages read."""
