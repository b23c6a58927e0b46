"""What pages read about cases: where a loan stands, what has happened, and lists."""
