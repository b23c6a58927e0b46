"""What the portfolio page reads: totals of closed days, changes between them, and what people did."""
