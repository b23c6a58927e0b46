"""What is read of the register."""
