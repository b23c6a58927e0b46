"""The desk: the Django project. Services write, selectors read, views do neither."""
