"""Why a file isn't a call, in the reader's language: the sentences of the rooms that read text and sound, as keys of translations."""

from __future__ import annotations

import re
from typing import Final

from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _noop

SENTENCES: Final = (
    _noop("There is nothing to read. Paste the call, or choose a file."),
    _noop("The text is longer than two million characters. Give one call at a time."),
    _noop("The file isn't text in UTF-8. Save it as UTF-8 and choose it again."),
    _noop("The first words have no speaker. Begin each turn with a name and a colon, such as 客户： or Agent:."),
    _noop("No turn was found. Begin each turn with a name and a colon, such as 客户： or Agent:."),
    _noop("This begins like JSON but isn't. Look at quotation marks and commas near here."),
    _noop("The JSON has no turns. It needs a list of objects, each with speaker and text."),
    _noop("This isn't an uncompressed WAV file. Save the recording as WAV (PCM), 8 or 16 kHz, and try again."),
    _noop("The recording must have one or two channels of 8, 16 or 32 bits, and some sound."),
    _noop("The recording is longer than three hours. Cut it into calls."),
    _noop("The recording has one channel, so nobody can tell who speaks. Record in stereo, the officer left and the customer right."),
    _noop("Nobody speaks in this recording."),
    _noop("No words were recognised in this recording. Look at the language and at the model."),
    _noop("No speech model is set up: give its folder in HUASHU_SPEECH_MODEL."),
    _noop("The recogniser isn't installed: pip install 'huashu[speech]'."),
    _noop("The detector of voices isn't installed: pip install 'huashu[speech]'."),
)
_WITH_FIGURES: Final = (
    (
        re.compile(r"There are (?P<turns>\d+) turns; (?P<most>\d+) is the most\."),
        _noop("There are %(turns)s turns; %(most)s is the most. Give one call at a time."),
    ),
    (
        re.compile(r"Turn (?P<turn>\d+) of the JSON must"),
        _noop("Turn %(turn)s of the JSON must be an object with the texts speaker and text."),
    ),
    (
        re.compile(r"HUASHU_SPEECH_MODEL names (?P<folder>.+), which holds"),
        _noop("HUASHU_SPEECH_MODEL names %(folder)s, which holds no model.bin."),
    ),
    (
        re.compile(r"The model in (?P<folder>.+) can't be loaded \((?P<problem>.*)\)\."),
        _noop("The model in %(folder)s can't be loaded (%(problem)s)."),
    ),
    (re.compile(r"there:(?P<number>\d+)$"), _noop("This call is there already: number %(number)s.")),
    (re.compile(r"fault$"), _noop("A fault of ours stopped it. The log says more; try it again.")),
)


def reader_words(sentence: str) -> str:
    """A sentence of the reading rooms in the reader's language; one that isn't known stays as it is."""
    for pattern, template in _WITH_FIGURES:
        if match := pattern.match(sentence):
            return gettext(template) % match.groupdict()
    return gettext(sentence)
