"""A recording becomes turns, with a recogniser that says what it was told and a finder that knows where there is sound."""

import io
import wave

import numpy as np
import pytest

from huashu.adapters.speech import Heard, SoundRefused, SpeechUnavailable, Stretch, sound_read, turns_of
from huashu.adapters.speech.port import RATE
from huashu.adapters.speech.whisper import WhisperRecogniser, stretches_of

OFFICER = [(0.5, 1.5, "您好，请问是张先生吗？"), (4.0, 5.0, "您这期没扣到。"), (5.3, 6.0, "今天能还吗？")]
CUSTOMER = [(2.0, 3.0, "我是。"), (7.0, 8.0, "今天不行。")]


class Loud:
    """Finds the stretches that aren't silent."""

    def stretches(self, sound):
        loud = np.abs(sound) > 0.05
        edges = np.flatnonzero(np.diff(np.concatenate([[0], loud.astype(np.int8), [0]])))
        return [Stretch(start / RATE, end / RATE) for start, end in zip(edges[::2], edges[1::2], strict=True)]


class Told:
    """Says the words whose loudness the sound has."""

    def __init__(self, words):
        self.words_by_level = words
        self.languages = set()

    def words(self, sound, language):
        self.languages.add(language)
        found, inside = [], np.abs(sound) > 0.05
        edges = np.flatnonzero(np.diff(np.concatenate([[0], inside.astype(np.int8), [0]])))
        for start, end in zip(edges[::2], edges[1::2], strict=True):
            level = round(float(np.abs(sound[start:end]).max()), 2)
            found.append(Heard(self.words_by_level[level], start / RATE, end / RATE))
        return found


def recording(*sides, rate=8000, seconds=9, width=2):
    """A WAV file with one steady level for each thing that is said, and what each level means."""
    told, channels = {}, []
    level = 0.1
    for side in sides:
        sound = np.zeros(rate * seconds)
        for start, end, words in side:
            told[round(level, 2)] = words
            sound[int(start * rate) : int(end * rate)] = level
            level += 0.1
        channels.append(sound)
    frames = (np.stack(channels, axis=1) * 32767).astype(np.int16).tobytes()
    held = io.BytesIO()
    with wave.open(held, "wb") as file:
        file.setnchannels(len(sides))
        file.setsampwidth(width)
        file.setframerate(rate)
        file.writeframes(frames)
    return held.getvalue(), told


def test_left_is_the_officer_and_right_the_customer():
    content, told = recording(OFFICER, CUSTOMER)
    recogniser, shares = Told(told), []
    turns = turns_of(sound_read(content), "zh", Loud(), recogniser, shares.append)
    assert [(turn.speaker, turn.text) for turn in turns] == [
        ("officer", "您好，请问是张先生吗？"),
        ("customer", "我是。"),
        ("officer", "您这期没扣到。今天能还吗？"),
        ("customer", "今天不行。"),
    ]
    assert turns[0].start == pytest.approx(0.5, abs=0.02)
    assert turns[2].end == pytest.approx(6.0, abs=0.02)
    assert shares == sorted(shares)
    assert shares[-1] == 1.0
    assert recogniser.languages == {"zh"}


def test_one_channel_cannot_tell_who_speaks():
    content, told = recording(OFFICER)
    with pytest.raises(SoundRefused, match="one channel"):
        turns_of(sound_read(content), "zh", Loud(), Told(told))


def test_silence_is_refused():
    content, told = recording([], [])
    with pytest.raises(SoundRefused, match="Nobody speaks"):
        turns_of(sound_read(content), "zh", Loud(), Told(told))


@pytest.mark.parametrize("content", [b"", b"ID3 an mp3 file", b"RIFF0000WAVE"])
def test_what_is_no_wav_file_is_refused(content):
    with pytest.raises(SoundRefused, match="WAV"):
        sound_read(content)


def test_other_rates_are_brought_to_one():
    content, _ = recording(OFFICER, CUSTOMER, rate=44100)
    assert [len(channel) for channel in sound_read(content)] == [9 * RATE, 9 * RATE]


def test_windows_become_stretches_with_room_around_them():
    assert stretches_of([(1.0, 1.1), (1.3, 1.4), (3.0, 3.1)], 3.15) == [Stretch(0.85, 1.55), Stretch(2.85, 3.15)]


@pytest.mark.parametrize(("folder", "says"), [("", "HUASHU_SPEECH_MODEL"), ("/nowhere", "no model.bin")])
def test_without_a_model_it_says_what_to_do(folder, says):
    with pytest.raises(SpeechUnavailable, match=says):
        WhisperRecogniser(folder)
