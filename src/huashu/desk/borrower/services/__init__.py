"""What is written: links, tries to open them, what customers tell us, and what the lender says on the page."""
