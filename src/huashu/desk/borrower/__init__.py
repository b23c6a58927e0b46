"""The customer's own page, opened by a signed link that runs out: what is owed, and what they tell us, which binds at once."""
