"""Talk tracks in the desk: read with a sample or a real case, edited with problems said in both languages, published as versions."""

import re

import pytest
from django.urls import reverse
from django.utils import translation

from huashu.desk.audit.models import TrailEntry
from huashu.desk.playbooks.models import TrackVersion
from huashu.desk.playbooks.problem_words import is_known, problem_shown
from huashu.desk.playbooks.selectors import track_current, track_serving, tracks_current
from huashu.playbook.loading import track_check
from huashu.playbook.loading.shipped import shipped_texts

NAME, LANGUAGE = "overdue_first_call", "zh-Hans"
TEXT = shipped_texts()[f"{NAME}.{LANGUAGE}.yaml"]
NEXT = re.sub(r"(?m)^version:.*$", "version: 7", TEXT, count=1)
PAGE = ("playbook", [NAME, LANGUAGE])
EDIT = ("playbook-edit", [NAME, LANGUAGE])


def address(page):
    return reverse(page[0], args=page[1])


def test_the_list_names_every_track(ada, signed_in, now):
    page = signed_in(ada).get(reverse("playbook-list")).content.decode()
    assert "首次逾期电话" in page
    assert "with the product" in page
    assert reverse("playbook-new") not in page


def test_who_may_read_and_who_may_publish(ada, ben, eve, signed_in, now):
    assert signed_in(eve).get(reverse("playbook-list")).status_code == 403
    assert signed_in(ada).get(address(EDIT)).status_code == 403
    assert signed_in(ben).get(address(EDIT)).status_code == 200
    assert signed_in(ben).get(reverse("playbook", args=["nothing", "en"])).status_code == 404


def test_a_track_is_read_with_a_made_up_case(ada, signed_in, now):
    page = signed_in(ada).get(address(PAGE)).content.decode()
    assert "<mark>张志远</mark>本人吗" in page
    assert "Filled with a made-up case" in page
    assert "ending: 有争议" in page


def test_a_verification_track_shows_its_questions(ada, signed_in, now):
    page = signed_in(ada).get(reverse("playbook", args=["verification", LANGUAGE])).content.decode()
    assert "您现在在哪里上班？" in page
    assert page.index("核对工作和收入") < page.index("您现在在哪里上班？") < page.index("核对家庭和其他借款")
    assert "ask openly" in page


def test_a_track_is_read_with_a_real_case(ada, dora, signed_in, make_real_case, now):
    case = make_real_case(ada)
    for asked in (case.pk, case.loan.contract_no):
        page = signed_in(ada).get(address(PAGE), {"case": asked}).content.decode()
        assert f"<mark>{case.customer.name}</mark>本人吗" in page
        assert "as this isn't known" in page
    assert "No case of yours" in signed_in(dora).get(address(PAGE), {"case": case.pk}).content.decode()


def test_publishing_makes_the_next_version(ben, signed_in, now):
    client = signed_in(ben)
    done = client.post(address(EDIT), {"text": NEXT.replace("\n", "\r\n"), "note": "clearer"})
    assert done.headers["Location"].startswith(address(PAGE))
    row = TrackVersion.objects.get()
    assert (row.version, row.text, row.note, row.published_by) == (7, NEXT, "clearer", ben)
    assert track_current(NAME, LANGUAGE, now.date()).row == row
    assert TrailEntry.objects.get().data == {"changes": {f"track {NAME} {LANGUAGE}": [1, 7]}}
    page = client.get(address(PAGE)).content.decode()
    assert "clearer" in page
    changes = client.get(reverse("playbook-version", args=[row.pk])).content.decode()
    assert '<span class="add">+version: 7' in changes


REFUSED = {
    "the same": (TEXT, "Nothing was changed"),
    "an old number": (TEXT + "# a remark\n", "Write version: 2 in the file."),
    "another track": (shipped_texts()["third_person.zh-Hans.yaml"], "This page edits overdue_first_call"),
    "problems": (NEXT.replace("goal: 先确认", "gaol: 先确认", 1), "problems stand beside it"),
    "no track": ("- a list", "problems stand beside it"),
}


@pytest.mark.parametrize("name", list(REFUSED))
def test_what_cant_be_published_is_kept_on_the_page(name, ben, signed_in, now):
    text, said = REFUSED[name]
    answer = signed_in(ben).post(address(EDIT), {"text": text, "note": "n"})
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert answer.context["form"]["text"].value() == text
    assert not TrackVersion.objects.exists()


def test_a_note_is_wanted(ben, signed_in, now):
    answer = signed_in(ben).post(address(EDIT), {"text": NEXT, "note": ""})
    assert "Say in a few words what changed" in answer.content.decode()


def test_the_check_names_lines(ben, signed_in, now):
    client = signed_in(ben)
    faulty = NEXT.replace("goal: 先确认", "gaol: 先确认", 1)
    line = next(number for number, text in enumerate(faulty.splitlines(), start=1) if "gaol" in text)
    page = client.post(reverse("playbook-check"), {"text": faulty}).content.decode()
    assert f'data-line="{line}"' in page
    assert "goal or another of the" in page
    assert "No problems: this can be published." in client.post(reverse("playbook-check"), {"text": NEXT}).content.decode()


def test_a_version_that_isnt_valid_yet_waits(ben, signed_in, now):
    later = NEXT.replace("valid: {from: 2026-11-01}", "valid: {from: 2026-12-01}")
    signed_in(ben).post(address(EDIT), {"text": later, "note": "for December"})
    assert track_current(NAME, LANGUAGE, now.date()).track.version == 1
    assert track_current(NAME, LANGUAGE, now.date().replace(month=12)).track.version == 7


def test_the_nearest_language_serves(db, now):
    held = track_serving(NAME, "zh-Hant", now.date())
    assert held.track.language in ("zh-Hant", "zh-Hans")


def test_the_list_takes_a_fixed_number_of_queries(db, now, django_assert_num_queries):
    with django_assert_num_queries(1):
        tracks_current(now.date())


BAD = {
    "spelling": ("need: must", "need: musst"),
    "unknown variable": ("{customer_name}本人吗", "{customer_nane}本人吗"),
    "debt before confirming": ("您好，请问是{customer_name}本人吗？", "您好，您逾期{overdue_amount}？"),
    "leads nowhere": ("to: identify_self", "to: identify_sself"),
    "a circle": ("after: [confirm_party]\n", "after: [confirm_party, obtain_promise]\n"),
    "a threat": ("您好，请问是{customer_name}本人吗？", "再不还钱我就打断你的腿"),
    "not yaml": ("steps:\n", "steps: [\n"),
    "a tab": ("    goal: 先确认", "\tgoal: 先确认"),
    "a number": ("weight: 8", "weight: 888"),
    "twice": ("    need: must\n", "    need: must\n    need: must\n"),
    "a day": ("from: 2026-11-01", "from: 1 November"),
    "missing": ("call_kind: overdue_first_call\n", ""),
    "brace": ("您好，请问是{customer_name}本人吗？", "您好{，请问是{customer_name}本人吗？"),
    "empty file": (TEXT, ""),
}


@pytest.mark.parametrize("name", list(BAD))
def test_problems_are_said_in_chinese(name):
    found, put = BAD[name]
    _track, problems = track_check(TEXT.replace(found, put, 1))
    assert problems
    for problem in problems:
        for piece in (problem.wanted, problem.action):
            assert is_known(piece), piece
        with translation.override("zh-hans"):
            sentence = problem_shown(problem).sentence
        assert re.search(r"[\u4e00-\u9fff]", re.sub(r"'[^']*'", "", sentence)), sentence
