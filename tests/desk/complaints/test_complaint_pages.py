"""The register's pages: who gets in and sees what, filters and order, figures, the form, the steps, the case page, the CSV file."""

import csv
import io
from datetime import timedelta

import pytest
from django.urls import reverse

from huashu.desk.access import complaint_handlers, complaints_for, trail_for
from huashu.desk.audit.models import TrailEntry
from huashu.desk.complaints.models import Complaint
from huashu.desk.complaints.selectors.register import complaint_figures
from huashu.desk.people.models import Person, Role

pytestmark = pytest.mark.django_db
LIST, NEW = "/conduct/complaints/", "/conduct/complaints/new/"


def page(client, address):
    answer = client.get(address, headers={"Accept-Language": "en"})
    assert answer.status_code == 200
    return answer.content.decode()


def numbers(client, query=""):
    return [row.number for row, _late in client.get(f"{LIST}?{query}").context["rows"]]


@pytest.fixture
def form(now):
    return {
        "received_at": (now - timedelta(hours=1)).strftime("%Y-%m-%dT%H:%M"),
        "came_by": "phone",
        "complainant": "borrower",
        "category": "threats",
        "words": "说要找我单位",
        "wanted": "道歉",
    }


GETS_IN = {"ada": (403, 403), "finn": (403, 403), "dora": (403, 403), "eve": (403, 403), "ben": (200, 200), "chen": (200, 200)}


@pytest.mark.parametrize("who", list(GETS_IN))
def test_who_reads_the_register(who, make_complaint, signed_in, request):
    row = make_complaint()
    client = signed_in(request.getfixturevalue(who))
    one = reverse("complaint", args=[row.number])
    assert (client.get(LIST).status_code, client.get(one).status_code) == GETS_IN[who]
    assert client.get("/conduct/complaints/export/").status_code == GETS_IN[who][0]


def test_a_supervisor_reads_their_teams_and_compliance_all(make_complaint, make_case, ben, chen, dora, south):
    gus = Person.objects.create_user("gus", None, name="Gus", role=Role.SUPERVISOR, team=south)
    ours, theirs = make_complaint(), make_complaint(case=make_case(dora), about_person=dora, person=dora)
    stray = make_complaint(case=None, about_person=None, person=chen)
    assert set(complaints_for(ben)) == {ours}
    assert set(complaints_for(gus)) == {theirs}
    assert set(complaints_for(chen)) == {ours, theirs, stray}
    Complaint.objects.filter(pk=stray.pk).update(owner=gus)
    assert set(complaints_for(gus)) == {theirs, stray}


@pytest.mark.parametrize("who", ["ben", "chen"])
def test_nobody_reads_a_complaint_about_themselves_not_even_in_the_trail(who, make_complaint, ben, chen, signed_in, request):
    person = request.getfixturevalue(who)
    row = make_complaint(about_person=person, owner=None)
    client = signed_in(person)
    address = reverse("complaint", args=[row.number])
    assert client.get(address).status_code == 404
    assert client.post(f"{address}step/note/", {"words": "x"}).status_code == 404
    assert numbers(client) == []
    assert row.number not in page(client, reverse("case", args=[row.case_id]))
    assert not trail_for(person).filter(kind="complaint_recorded").exists()
    other = ben if who == "chen" else chen
    assert trail_for(other).filter(kind="complaint_recorded").exists()
    assert person not in complaint_handlers(person)


def test_an_administrator_reads_no_complaint_in_the_trail(make_complaint, eve, ben):
    make_complaint(case=None, person=ben)
    assert not trail_for(eve).filter(kind="complaint_recorded").exists()


def test_late_ones_come_first_and_closed_ones_last(make_complaint, signed_in, chen):
    closed = make_complaint(state="closed", days=30)
    fresh, late, later = make_complaint(days=1), make_complaint(days=20), make_complaint(days=16)
    answered = make_complaint(state="answered", days=25)
    expected = [late, later, fresh, answered, closed]
    assert numbers(signed_in(chen)) == [row.number for row in expected]
    assert numbers(signed_in(chen), "overdue=on") == [late.number, later.number]
    assert numbers(signed_in(chen), "state=open") == [row.number for row in expected[:-1]]


FILTERS = {
    "state=closed": ["closed"],
    "category=wrong_amount": ["amount"],
    "owner=nobody": ["nobody's"],
    "owner={ben}": ["ben's"],
    "about={finn}": ["about finn"],
    "search=ts-2026-0003": ["nobody's"],
    "state=closed&category=wrong_amount": [],
    "state=nonsense": ["amount", "nobody's", "ben's", "about finn", "closed"],
    "owner=1e9": ["amount", "nobody's", "ben's", "about finn", "closed"],
}


@pytest.mark.parametrize("query", list(FILTERS))
def test_filters(query, make_complaint, signed_in, chen, ben, finn):
    made = {
        "closed": make_complaint(state="closed"),
        "amount": make_complaint(category="wrong_amount"),
        "nobody's": make_complaint(owner=None),
        "ben's": make_complaint(owner=ben),
        "about finn": make_complaint(about_person=finn),
    }
    found = numbers(signed_in(chen), query.format(ben=ben.pk, finn=finn.pk))
    assert sorted(found) == sorted(made[name].number for name in FILTERS[query])


def test_figures(make_complaint, chen, now):
    assert complaint_figures(chen, now.date()).median_days is None
    make_complaint(days=20)
    make_complaint(owner=None)
    for days in (4, 9, 10, 12):
        make_complaint(state="answered", days=days)
    make_complaint(state="closed", days=30)
    figures = complaint_figures(chen, now.date())
    assert (figures.open, figures.overdue, figures.unowned, figures.answered) == (6, 1, 1, 5)
    assert figures.median_days == 10  # 4, 9, 10, 12, 30
    assert complaint_figures(chen, now.date() + timedelta(days=60)).answered == 0, "another quarter"


@pytest.mark.parametrize("count", [2, 12])
def test_the_list_asks_the_database_a_fixed_number_of_times(count, make_complaint, signed_in, chen, django_assert_num_queries):
    for _ in range(count):
        make_complaint(state="acknowledged")
    client = signed_in(chen)
    client.get(LIST)  # notes the moment in the session
    with django_assert_num_queries(9):  # session, person, approvals waiting, two choices, two of figures, count, rows
        client.get(LIST)


def test_an_officer_writes_one_down_from_the_case_and_goes_back_to_it(make_case, ada, ben, signed_in, form):
    case, client = make_case(ada), signed_in(ada)
    assert f"{NEW}?case={case.pk}" in page(client, reverse("case", args=[case.pk]))
    assert "Looked after by" not in page(client, f"{NEW}?case={case.pk}")
    answer = client.post(f"{NEW}?case={case.pk}", form | {"about_person": ben.pk, "owner": ben.pk})
    assert (answer.status_code, answer.headers["Location"]) == (302, reverse("case", args=[case.pk]))
    page(client, reverse("case", args=[case.pk]))  # says once that it is recorded
    row = Complaint.objects.get()
    assert (row.case, row.customer, row.recorded_by, row.about_person, row.owner) == (case, case.customer, ada, ben, None)
    assert "TS-2026-0001" not in page(client, reverse("case", args=[case.pk]))


def test_compliance_writes_one_down_by_contract(make_case, ada, chen, signed_in, form):
    case, client = make_case(ada), signed_in(chen)
    assert client.post(NEW, form | {"contract": "no such"}).status_code == 422
    answer = client.post(NEW, form | {"contract": case.loan.contract_no, "owner": chen.pk})
    row = Complaint.objects.get()
    assert answer.headers["Location"] == reverse("complaint", args=[row.number])
    assert (row.case, row.owner) == (case, chen)


WRONG = {
    "no words": {"words": " "},
    "no category": {"category": ""},
    "a moment to come": {"received_at": "2027-01-01T10:00"},
    "a moment that isn't one": {"received_at": "gestern"},
    "its owner is whom it is about": {"about_person": "chen", "owner": "chen"},
    "somebody else's contract": {"contract": "HT-00001"},
}


@pytest.mark.parametrize("name", list(WRONG))
def test_what_is_wrong_is_said_and_nothing_is_saved(name, make_case, dora, ben, chen, signed_in, form):
    make_case(dora)
    wrong = {field: chen.pk if value == "chen" else value for field, value in WRONG[name].items()}
    answer = signed_in(ben).post(NEW, form | wrong)
    assert answer.status_code == 422
    assert "errorlist" in answer.content.decode()
    assert not Complaint.objects.exists()
    assert not TrailEntry.objects.exists()


@pytest.mark.parametrize(("who", "status"), [("ada", 200), ("ben", 200), ("chen", 200), ("finn", 200), ("dora", 404), ("eve", 403)])
def test_who_may_write_one_down(who, status, make_case, ada, signed_in, request):
    case = make_case(ada)
    assert signed_in(request.getfixturevalue(who)).get(f"{NEW}?case={case.pk}").status_code == status


@pytest.mark.parametrize("query", ["case=x", "case=999999", "case=99999999999999999999", "case=-1"])
def test_nonsense_in_the_address(query, signed_in, ada):
    assert signed_in(ada).get(f"{NEW}?{query}").status_code == 404


def test_from_new_to_closed(make_complaint, signed_in, chen, ben):
    row, client = make_complaint(owner=None), signed_in(chen)
    address = reverse("complaint", args=[row.number])
    for kind, data in {
        "acknowledged": {},
        "investigated": {"words": "听了录音"},
        "reassigned": {"owner": ben.pk},
        "answered": {"words": "已致歉"},
        "closed": {"finding": "upheld", "remedy": "已更正"},
    }.items():
        assert client.post(f"{address}step/{kind}/", data).headers["Location"] == address
    row.refresh_from_db()
    assert (row.state, row.owner, row.finding) == ("closed", ben, "upheld")
    shown = page(client, address)
    assert all(text in shown for text in ("听了录音", "已致歉", "已更正", "Upheld", "Reopen"))
    refused = client.post(f"{address}step/answered/", {"words": "noch einmal"}, headers={"Accept-Language": "en"})
    assert refused.status_code == 422
    assert "Reopen it first" in refused.content.decode()
    assert client.post(f"{address}step/eaten/", {}).status_code == 404
    assert client.get(f"{address}step/note/").headers["Location"] == address, "a page that was refused is loaded again"


def test_what_is_missing_stands_beside_its_field(make_complaint, signed_in, chen):
    row = make_complaint(state="answered")
    answer = signed_in(chen).post(f"{reverse('complaint', args=[row.number])}step/closed/", {"finding": "upheld", "remedy": ""})
    assert answer.status_code == 422
    assert answer.context["wrong"].errors["remedy"]


def test_without_an_answer_only_withdrawing_is_offered(make_complaint, signed_in, chen):
    row = make_complaint()
    forms = {form.kind: form for form in signed_in(chen).get(reverse("complaint", args=[row.number])).context["forms"]}
    assert [code for code, _ in forms["closed"].fields["finding"].choices] == ["withdrawn"]


def test_the_case_page_says_that_one_is_open(make_complaint, signed_in, ada, ben):
    row = make_complaint(days=20)
    case = reverse("case", args=[row.case_id])
    assert "should have been answered by" in page(signed_in(ben), case)
    assert row.number not in page(signed_in(ada), case)
    other = make_complaint(state="closed")
    assert other.number not in page(signed_in(ben), reverse("case", args=[other.case_id]))


def test_personal_data_stay_masked(make_complaint, signed_in, chen):
    row = make_complaint()
    shown = page(signed_in(chen), reverse("complaint", args=[row.number]))
    assert row.customer.phone not in shown
    assert row.customer.id_number not in shown
    assert f"100••••{row.customer.phone_tail}" in shown


def test_csv(make_complaint, signed_in, chen):
    make_complaint(words="=HYPERLINK(1)", wanted="+1", complainant_name="@x", authority_reference="-2")
    make_complaint(state="closed")
    answer = signed_in(chen).get("/conduct/complaints/export/?state=received", headers={"Accept-Language": "en"})
    text = answer.content.decode()
    assert text.startswith("\ufeff")
    (row,) = csv.DictReader(io.StringIO(text[1:]))
    assert (row["number"], row["state"], row["answer_by"], row["owner"]) == ("TS-2026-0001", "Received", "2026-12-06", "Chen")
    assert [row[name] for name in ("words", "wanted", "name", "authority_reference")] == ["'=HYPERLINK(1)", "'+1", "'@x", "'-2"]
    exported = TrailEntry.objects.get(kind="export_made")
    assert (exported.person, exported.data) == (chen, {"what": "complaints", "format": "csv", "lines": 1})
