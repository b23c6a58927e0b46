"""Notes: written, corrected by newer ones, never changed."""

import pytest
from django.urls import reverse

from huashu.desk.cases.models import Note

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("now")]


def test_a_note_is_written(ada, signed_in, make_real_case):
    case, client = make_real_case(ada), signed_in(ada)
    response = client.post(reverse("note-new", args=[case.pk]) + "?from=today", {"text": " 下午在店里 "})
    assert response.url == f"/today/?case={case.pk}&written=note-{case.pk}"
    note = Note.objects.get()
    assert (note.text, note.author) == ("下午在店里", ada)
    assert "下午在店里" in client.get(f"/cases/{case.pk}/?tab=notes").text


def test_a_note_needs_words(ada, signed_in, make_real_case):
    response = signed_in(ada).post(reverse("note-new", args=[make_real_case(ada).pk]), {"text": "  "}, headers={"HX-Request": "true"})
    assert response.status_code == 422
    assert "Write the note first." in response.text
    assert "<html" not in response.text


def test_a_correction_keeps_the_old_one_struck_through(ada, ben, signed_in, make_real_case):
    case, client = make_real_case(ada), signed_in(ada)
    client.post(reverse("note-new", args=[case.pk]), {"text": "住五楼"})
    old = Note.objects.get()
    address = reverse("note-correct", args=[case.pk, old.pk])
    assert "住五楼" in signed_in(ben).get(address).text
    signed_in(ben).post(address, {"text": "住六楼"})
    new = Note.objects.get(corrects=old)
    page = client.get(f"/cases/{case.pk}/?tab=notes").text
    assert "住五楼" in page
    assert f'href="#note-{new.pk}"' in page
    again = signed_in(ben).post(address, {"text": "住七楼"})
    assert (again.status_code, Note.objects.count()) == (422, 2)


def test_a_closed_case_still_takes_notes(ada, signed_in, make_real_case):
    case = make_real_case(ada, closed_on="2026-11-22")
    assert signed_in(ada).post(reverse("note-new", args=[case.pk]), {"text": "已结清"}).status_code == 302


@pytest.mark.parametrize(("who", "status"), [("ada", 200), ("finn", 403), ("chen", 403), ("dora", 404)])
def test_who_may(who, status, request, ada, signed_in, make_real_case):
    case = make_real_case(ada)
    client = signed_in(request.getfixturevalue(who))
    assert client.get(reverse("note-new", args=[case.pk])).status_code == status


def test_a_note_of_another_case_is_not_found(ada, signed_in, make_real_case):
    case, client = make_real_case(ada), signed_in(ada)
    client.post(reverse("note-new", args=[case.pk]), {"text": "x"})
    assert client.get(reverse("note-correct", args=[make_real_case(ada).pk, Note.objects.get().pk])).status_code == 404
