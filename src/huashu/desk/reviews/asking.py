"""The language model and the speech model that the settings name; nothing needs one."""

from __future__ import annotations

from django.conf import settings

from huashu.adapters.language_model import ChatModel
from huashu.adapters.speech import Recogniser, VoiceFinder
from huashu.adapters.speech.whisper import SileroVoices, WhisperRecogniser


def model_is_set() -> bool:
    """Whether a language model is named."""
    return bool(settings.HUASHU_MODEL_URL)


def language_model() -> ChatModel:
    """The language model of the settings.

    Raises:
        InvalidValue: Its address isn't one.
    """
    return ChatModel(settings.HUASHU_MODEL_URL, settings.HUASHU_MODEL_NAME, settings.HUASHU_MODEL_KEY, settings.HUASHU_MODEL_SECONDS)


def speech_is_set() -> bool:
    """Whether a speech model is named."""
    return bool(settings.HUASHU_SPEECH_MODEL)


def speech() -> tuple[VoiceFinder, Recogniser]:
    """What finds voices and words, with the model of the settings.

    Raises:
        SpeechUnavailable: No model is named, or it can't be used.
    """
    return SileroVoices(), WhisperRecogniser(settings.HUASHU_SPEECH_MODEL)
