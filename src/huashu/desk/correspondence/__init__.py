"""Messages and letters: templates and cadences as data, what is queued, what was handed over, what became of it."""
