"""What was said, held against its track: findings with the words that prove them, the promise, and a score made by plain code."""
