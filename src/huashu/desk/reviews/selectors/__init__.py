"""What is read about reviewed calls."""
