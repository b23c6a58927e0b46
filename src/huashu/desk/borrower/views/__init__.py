"""The customer's pages, and those of the desk that make links and set the page's texts."""
