"""Speech to turns: a recogniser of the user's behind a port; nothing needs one."""

from huashu.adapters.speech.port import Heard, Recogniser, SpeechUnavailable, Stretch, VoiceFinder
from huashu.adapters.speech.turns import SoundRefused, sound_read, turns_of

__all__ = ["Heard", "Recogniser", "SoundRefused", "SpeechUnavailable", "Stretch", "VoiceFinder", "sound_read", "turns_of"]
