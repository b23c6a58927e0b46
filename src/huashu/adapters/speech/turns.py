"""A recording to turns: channels apart, stretches of speech, words for each, and all put in the order of time.

Left is the officer and right the customer, as call recorders write it; a recording with one channel can't tell who speaks, and says so.
"""

from __future__ import annotations

import wave
from collections.abc import Callable, Iterator
from io import BytesIO
from itertools import groupby
from typing import Final

import numpy as np

from huashu.adapters.speech.port import RATE, Recogniser, Sound, Stretch, VoiceFinder
from huashu.errors import Refusal
from huashu.review.transcript import CUSTOMER, OFFICER, Turn

SECONDS_MAX: Final = 3 * 60 * 60
PIECE_MAX: Final = 28.0
PAUSE: Final = 0.8
"""Words of one speaker with a shorter pause between them, and nobody in between, are one turn."""
_WIDTHS: Final = {1: (np.uint8, 128.0), 2: (np.int16, 32_768.0), 4: (np.int32, 2_147_483_648.0)}


class SoundRefused(Refusal):
    """A file that isn't a recording that can be used.

    Args:
        reason: What is wrong and what to do, as sentences.
    """

    code = "sound_refused"

    def __init__(self, reason: str) -> None:
        super().__init__(reason, field="content", reason=reason)


def sound_read(content: bytes) -> list[Sound]:
    """The channels of a WAV file, brought to 16,000 samples a second.

    Args:
        content: The file.

    Raises:
        SoundRefused: It isn't an uncompressed WAV file, is empty or too long.
    """
    try:
        with wave.open(BytesIO(content)) as held:
            channels, width, rate, frames = held.getnchannels(), held.getsampwidth(), held.getframerate(), held.getnframes()
            raw = held.readframes(frames)
    except (wave.Error, EOFError):
        raise SoundRefused("This isn't an uncompressed WAV file. Save the recording as WAV (PCM), 8 or 16 kHz, and try again.") from None
    if width not in _WIDTHS or not 1 <= channels <= 2 or not raw:
        raise SoundRefused("The recording must have one or two channels of 8, 16 or 32 bits, and some sound.")
    if frames / rate > SECONDS_MAX:
        raise SoundRefused("The recording is longer than three hours. Cut it into calls.")
    kind, full = _WIDTHS[width]
    samples = np.frombuffer(raw, dtype=kind).astype(np.float32)
    samples = (samples - 128.0) / full if width == 1 else samples / full
    return [_at_rate(np.ascontiguousarray(samples[channel::channels]), rate) for channel in range(channels)]


def _at_rate(sound: Sound, rate: int) -> Sound:
    if rate == RATE:
        return sound
    length = int(len(sound) * RATE / rate)
    places = np.arange(length, dtype=np.float64) * rate / RATE
    return np.interp(places, np.arange(len(sound)), sound).astype(np.float32)


def turns_of(
    channels: list[Sound], language: str, voices: VoiceFinder, recogniser: Recogniser, progress: Callable[[float], None] = lambda _: None
) -> list[Turn]:
    """The turns of a recording.

    Args:
        channels: One channel, or the officer's and the customer's.
        language: ``zh`` or ``en``.
        voices: Finds speech.
        recogniser: Finds words.
        progress: Told the share that is done, from 0 to 1.

    Raises:
        SoundRefused: There is only one channel, or nobody says anything.
    """
    if len(channels) != 2:
        raise SoundRefused(
            "The recording has one channel, so nobody can tell who speaks. Record in stereo, the officer left and the customer right."
        )
    pieces = [
        (speaker, sound, piece)
        for speaker, sound in zip((OFFICER, CUSTOMER), channels, strict=True)
        for piece in _pieces(voices.stretches(sound))
    ]
    if not pieces:
        raise SoundRefused("Nobody speaks in this recording.")
    spoken: list[Turn] = []
    for done, (speaker, sound, piece) in enumerate(pieces, 1):
        part = sound[int(piece.start * RATE) : int(piece.end * RATE)]
        spoken += [
            Turn(speaker, heard.text.strip(), round(piece.start + heard.start, 2), round(piece.start + heard.end, 2))
            for heard in recogniser.words(part, language)
            if heard.text.strip()
        ]
        progress(done / len(pieces))
    if not spoken:
        raise SoundRefused("No words were recognised in this recording. Look at the language and at the model.")
    return list(_joined(sorted(spoken, key=lambda turn: (turn.start or 0.0, turn.speaker)), language))


def _pieces(stretches: list[Stretch]) -> Iterator[Stretch]:
    """Stretches put together over short pauses, none longer than a recogniser takes at once."""
    held: Stretch | None = None
    for stretch in stretches:
        if held is not None and stretch.start - held.end < PAUSE and stretch.end - held.start <= PIECE_MAX:
            held = Stretch(held.start, stretch.end)
            continue
        if held is not None:
            yield from _cut(held)
        held = stretch
    if held is not None:
        yield from _cut(held)


def _cut(stretch: Stretch) -> Iterator[Stretch]:
    start = stretch.start
    while stretch.end - start > PIECE_MAX:
        yield Stretch(start, start + PIECE_MAX)
        start += PIECE_MAX
    yield Stretch(start, stretch.end)


def _joined(turns: list[Turn], language: str) -> Iterator[Turn]:
    space = " " if language == "en" else ""
    for _, run in groupby(turns, key=lambda turn: turn.speaker):
        own = list(run)
        yield Turn(own[0].speaker, space.join(turn.text for turn in own), own[0].start, own[-1].end)
