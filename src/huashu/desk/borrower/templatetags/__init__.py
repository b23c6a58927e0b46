"""What other pages say about the customer's page."""
