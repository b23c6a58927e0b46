"""What the desk asks of a speech model: words for a stretch of sound, and where somebody speaks at all."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from huashu.errors import Refusal

Sound = NDArray[np.float32]
"""One channel at 16,000 samples a second, from -1 to 1; shape (samples,)."""
RATE = 16_000


class SpeechUnavailable(Refusal):
    """No speech model is set up, or it can't be loaded.

    Args:
        reason: What is missing, as a sentence.
    """

    code = "speech_unavailable"

    def __init__(self, reason: str) -> None:
        super().__init__(
            f"{reason} Recordings can't be written down until then; written-down calls can be reviewed as before.", reason=reason
        )


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch in which somebody speaks, in seconds."""

    start: float
    end: float


@dataclass(frozen=True, slots=True)
class Heard:
    """Words that were recognised, in seconds from the start of the sound."""

    text: str
    start: float
    end: float


class VoiceFinder(Protocol):
    """Finds where somebody speaks."""

    def stretches(self, sound: Sound) -> list[Stretch]:
        """Stretches of speech in order, not overlapping."""


class Recogniser(Protocol):
    """Turns speech into words."""

    def words(self, sound: Sound, language: str) -> list[Heard]:
        """What is said in a piece of sound, in order.

        Args:
            sound: One channel.
            language: ``zh`` or ``en``.
        """
