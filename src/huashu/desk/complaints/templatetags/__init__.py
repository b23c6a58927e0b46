"""Template tags of the complaints pages and of what other pages say about complaints."""
