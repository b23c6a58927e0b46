"""Complaints: the register of what people complained about, what was done about it, and what they were answered."""
