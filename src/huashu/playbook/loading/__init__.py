"""From a YAML file to a :class:`huashu.playbook.track.Track`, or to a list of what is wrong with it, each with its line."""

from huashu.playbook.loading.checking import track_check
from huashu.playbook.loading.problems import TrackProblem, TrackRefused
from huashu.playbook.loading.shipped import shipped_track, shipped_tracks, track_load

__all__ = ["TrackProblem", "TrackRefused", "shipped_track", "shipped_tracks", "track_check", "track_load"]
