"""Written-down calls in the formats that people have: JSON, text with a name before each line, subtitles (SRT, WebVTT)."""

from huashu.review.formats.reading import Draft, Line, draft_read, draft_turns
from huashu.review.formats.speakers import speaker_guess

__all__ = ["Draft", "Line", "draft_read", "draft_turns", "speaker_guess"]
