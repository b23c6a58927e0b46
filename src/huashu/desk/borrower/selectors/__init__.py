"""What is read: a link by its token, what its page shows, and what a case knows of both."""
