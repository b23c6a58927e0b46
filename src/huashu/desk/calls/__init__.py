"""Calls led along a talk track: the sheet before, the screen during, the record after, and the facts that wordings are filled with."""
