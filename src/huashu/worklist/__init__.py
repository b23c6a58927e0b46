"""Who next, when, and why: the place of a case in the day's list.

This room gives every open case one lane, a rank within it and the reason in a code with values. It doesn't fetch cases, read
the clock or judge whether a contact is lawful.
"""

from huashu.worklist.place import CaseFacts, Lane, Place, place

__all__ = ["CaseFacts", "Lane", "Place", "place"]
