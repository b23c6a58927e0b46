"""Who next, when, and why: the place of a case in the day's list.

This room gives every open case one lane, a rank within it and the reason in a code with values, and says which kind of call comes
next on it. It doesn't fetch cases, read
the clock or judge whether a contact is lawful.
"""

from huashu.worklist.place import CaseFacts, Lane, Place, place
from huashu.worklist.track import Track, TrackFacts, track_for, track_of

__all__ = ["CaseFacts", "Lane", "Place", "Track", "TrackFacts", "place", "track_for", "track_of"]
