"""Forms of the customer's page and of the desk around it."""
