"""Recordings: brought in, written down in the background by a recogniser that is made up here, and what happens without a model."""

import io
import wave
from datetime import timedelta

import numpy as np
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from huashu.adapters.speech import Heard, SpeechUnavailable, Stretch
from huashu.desk.access import recordings_for
from huashu.desk.holds import hold
from huashu.desk.reviews import asking
from huashu.desk.reviews.models import Conversation, Recording, RecordingState
from huashu.desk.reviews.services.recordings import hold_name, recording_is_stopped, recording_write_down

pytestmark = pytest.mark.django_db
PAGE = "/reviews/recordings/"


def sound(channels=2, seconds=3):
    held = io.BytesIO()
    with wave.open(held, "wb") as out:
        out.setnchannels(channels)
        out.setsampwidth(2)
        out.setframerate(8000)
        out.writeframes(np.zeros(8000 * seconds * channels, dtype=np.int16).tobytes())
    return held.getvalue()


class Voices:
    def stretches(self, sound):
        return [Stretch(0.2, 1.0)]


class Words:
    """Says one thing for the officer's channel and another for the customer's, in turn."""

    def __init__(self, told=None):
        self.said, self.told = ["您好，请问是张志远先生吗？", "是我，哪位？"], told

    def words(self, sound, language):
        if self.told:
            self.told()
        return [Heard(self.said.pop(0), 0.0, 0.7)]


@pytest.fixture
def model(settings, monkeypatch):
    settings.HUASHU_SPEECH_MODEL = "somewhere"
    monkeypatch.setattr(asking, "speech", lambda: (Voices(), Words()))


@pytest.fixture
def form(ada):
    return {"kind": "overdue_first_call", "language": "zh", "started_at": "2026-11-23T09:00", "officer": ada.pk}


def upload(content=None, name="call.wav"):
    return SimpleUploadedFile(name, sound() if content is None else content)


def test_without_a_model_the_page_says_how_to_set_one(ada, form, call, signed_in):
    client = signed_in(ada)
    shown = client.get(PAGE).content.decode()
    assert "HUASHU_SPEECH_MODEL" in shown
    assert 'type="file"' not in shown
    assert client.post(PAGE, form | {"content": upload()}).status_code == 422
    assert not Recording.objects.exists()
    assert client.get(f"/reviews/{call.pk}/").status_code == 200


def test_a_recording_becomes_a_reviewed_call(model, form, ada, ben, dora, signed_in):
    answer = signed_in(ada).post(PAGE, form | {"content": upload()})
    row, call = Recording.objects.get(), Conversation.objects.get()
    assert answer.url == f"{PAGE}{row.pk}/"
    assert (row.state, row.percent, row.conversation, call.source) == (RecordingState.DONE, 100, call, "recording")
    assert [(turn["speaker"], turn["start"]) for turn in call.turns] == [("customer", 0.2), ("officer", 0.2)]
    shown = signed_in(ada).get(answer.url).content.decode()
    assert f'href="/reviews/{call.pk}/"' in shown
    assert "hx-get" not in shown
    assert (row in recordings_for(ben), row in recordings_for(dora)) == (True, False)
    assert signed_in(dora).get(answer.url).status_code == 404


@pytest.mark.parametrize(
    ("content", "words"),
    [(b"ID3 an MP3 file", "uncompressed WAV"), (b"", "empty"), (None, "one channel"), (sound(seconds=0), "some sound")],
)
def test_what_cannot_be_used_says_why(content, words, model, form, ada, signed_in):
    client = signed_in(ada)
    answer = client.post(PAGE, form | {"content": upload(sound(channels=1) if content is None else content)})
    shown = answer.content.decode() if answer.status_code == 422 else client.get(answer.url).content.decode()
    assert words in shown
    assert not Conversation.objects.exists()


def test_a_model_that_cannot_be_loaded_stops_it_in_words(model, form, ada, monkeypatch, signed_in):
    def missing():
        raise SpeechUnavailable("The recogniser isn't installed: pip install 'huashu[speech]'.")

    monkeypatch.setattr(asking, "speech", missing)
    client = signed_in(ada)
    address = client.post(PAGE, form | {"content": upload()}).url
    assert "The recogniser isn&#x27;t installed" in client.get(address).content.decode()
    monkeypatch.setattr(asking, "speech", lambda: (Voices(), Words()))
    client.post(f"{address}again/")
    assert Recording.objects.get().state == RecordingState.DONE
    client.post(f"{address}again/")
    assert Conversation.objects.count() == 1


def test_the_same_recording_again_leads_to_the_first_call(model, form, ada, signed_in):
    client = signed_in(ada)
    client.post(PAGE, form | {"content": upload()})
    address = client.post(PAGE, form | {"content": upload()}).url
    assert f"number {Conversation.objects.get().pk}" in client.get(address).content.decode()


def test_progress_is_told_while_it_is_written_down(model, ada, now, signed_in):
    row = Recording.objects.create(
        file_name="x.wav",
        options={"kind": "due_reminder", "language": "zh", "started_at": now.isoformat(), "title": "", "case": None, "officer": ada.pk},
        added_at=now,
        added_by=ada,
        team=ada.team,
    )
    row.content.save("x.wav", upload())
    client, seen = signed_in(ada), []

    def look():
        shown = client.get(f"{PAGE}{row.pk}/progress/").content.decode()
        seen.append((Recording.objects.get().percent, "hx-get" in shown, recording_is_stopped(Recording.objects.get())))

    recording_write_down(recording=row, speech=lambda: (Voices(), Words(look)), clock=lambda: now + timedelta(minutes=1))
    assert seen == [(0, True, False), (50, True, False)]
    assert Recording.objects.get().state == RecordingState.DONE


def test_one_that_was_left_behind_may_have_another_turn(model, ada, now, signed_in):
    row = Recording.objects.create(file_name="x.wav", state=RecordingState.RUNNING, added_at=now, added_by=ada, team=ada.team)
    with hold(hold_name(row.pk)):
        assert not recording_is_stopped(row)
    assert recording_is_stopped(row)
    assert "It stopped before its time" in signed_in(ada).get(f"{PAGE}{row.pk}/").content.decode()
