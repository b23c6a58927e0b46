"""Desk app portfolio: are we getting better: buckets, rolls, promises."""
