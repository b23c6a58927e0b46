"""Reading messages, templates, cadences and the sender."""
