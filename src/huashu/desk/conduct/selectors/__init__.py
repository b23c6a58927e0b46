"""What pages read about conduct: verdicts, and lists for those who look after them."""
