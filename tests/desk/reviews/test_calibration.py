"""Calls read blind: nothing of the machine's shows, a reading stands, and how far readers agree is counted."""

import re

import pytest
from django.utils import translation

from huashu.desk.reviews.models import SecondReading
from huashu.desk.reviews.selectors.calibration import calibration_of, machine_verdicts
from huashu.review.agreement import agreement

pytestmark = pytest.mark.django_db


def test_the_page_of_a_blind_reading_tells_nothing(call, review, ben, signed_in):
    shown = signed_in(ben).get(f"/reviews/{call.pk}/read/").content.decode()
    assert "甲方拖着" in shown
    for told in ("<mark", "gutter", f"Score {review.score}", "blockquote"):
        assert told not in shown
    steps = re.findall(r'<input type="radio" name="steps\.[a-z_]+" value="[a-z_]+"([^>]*)>', shown)
    assert steps
    assert not any("checked" in rest for rest in steps)  # nothing is suggested


def test_a_reading_is_kept_and_stands(call, review, ben, ada, dora, signed_in):
    client, said = signed_in(ben), machine_verdicts(review)
    half = client.post(f"/reviews/{call.pk}/read/", {"steps.recap": "met"})
    assert half.status_code == 422
    assert client.post(f"/reviews/{call.pk}/read/", said).status_code == 302
    assert client.post(f"/reviews/{call.pk}/read/", said | {"steps.recap": "cant_tell"}).status_code == 302
    assert SecondReading.objects.get().verdicts == said
    assert signed_in(ada).get("/reviews/calibration/").status_code == 403
    assert signed_in(ada).get(f"/reviews/{call.pk}/read/").status_code == 403
    assert signed_in(dora).get(f"/reviews/{call.pk}/read/").status_code == 403


def test_agreement_and_disputed_items(call, review, ben, chen, signed_in, django_assert_num_queries):
    said = machine_verdicts(review)
    step = next(item for item, verdict in said.items() if item.startswith("steps.") and verdict == "met")
    signed_in(ben).post(f"/reviews/{call.pk}/read/", said)
    signed_in(chen).post(f"/reviews/{call.pk}/read/", said | {step: "not_met"})
    with django_assert_num_queries(1), translation.override("en"):
        held = calibration_of(chen)
    steps = sum(item.startswith("steps.") for item in said)
    figures = {row.words: row.figures for row in held.with_people}
    assert (figures["Steps"].pairs, figures["Steps"].equal) == (steps, steps - 1)
    assert figures["Mistakes"].share_permille == 1000
    assert (held.calls_with_machine, held.calls_with_people) == (1, 1)
    assert [(row.first_name, row.second_name) for row in held.disputed] == [("Ben", "Chen"), ("", "Chen")]
    shown = signed_in(chen).get("/reviews/calibration/").content.decode()
    assert f"/reviews/{call.pk}/#f-steps-" in shown
    assert "You have read every call" in shown


def test_own_calls_are_not_read(make_call, ben, ada, signed_in):
    own = make_call(officer=ben, person=ada)
    assert signed_in(ben).get(f"/reviews/{own.pk}/read/").status_code == 404


def test_kappa_as_worked_out_by_hand():
    # 20 yes/yes, 5 yes/no, 10 no/yes, 15 no/no: p0 = 0.7, pe = (25*30 + 25*20)/2500 = 0.5, kappa = 0.4
    pairs = [("y", "y")] * 20 + [("y", "n")] * 5 + [("n", "y")] * 10 + [("n", "n")] * 15
    held = agreement(pairs)
    assert (held.pairs, held.equal, held.share_permille, held.kappa_permille) == (50, 35, 700, 400)
    assert agreement([("y", "n"), ("n", "y")]).kappa_permille == -1000
    assert agreement([("y", "y")] * 3).kappa_permille is None
    assert (agreement([]).share_permille, agreement([]).kappa_permille) == (None, None)
