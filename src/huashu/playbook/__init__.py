"""Talk tracks: one file that guides a call, plays the customer in rehearsal and is the yardstick of the review."""
