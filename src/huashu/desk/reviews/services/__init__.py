"""What is written down about reviewed calls."""
