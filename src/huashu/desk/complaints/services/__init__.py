"""What is written: complaints and their steps."""
