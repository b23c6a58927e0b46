"""The bars on the case and on Today, the page of evidence, the forms and the page of rules."""

import pytest
from django.urls import reverse

from huashu.desk.assessment.models import AssessmentOverride, IncomeNote, LegalMark

pytestmark = pytest.mark.django_db


@pytest.fixture
def url(case):
    """``url("assessment")``: the address of a page of the case."""
    return lambda name, *args: reverse(name, args=[case.pk, *args])


@pytest.mark.parametrize("of_today", [True, False])
def test_both_bars_with_evidence_and_remedy(of_today, ada, case, promise, signed_in, url):
    promise("kept", days=3)
    promise("broken", days=9)
    page = f"{reverse('today')}?case={case.pk}" if of_today else url("case")
    text = signed_in(ada).get(page).text
    # 50 + 12 − 14 + 1
    for part in ("Willingness</b> middle", "49<small", "1 of 2 promises kept", "+12", "1 of 2 promises broken", "\N{MINUS SIGN}14"):
        assert part in text
    for part in (
        "Ability</b> middle",
        "rests on little",
        "Agree on a plan",
        "Willingness middle, ability middle.",
        "Phase:",
        "have reached the firm stage",
    ):
        assert part in text


def test_the_page_of_evidence_shows_the_arithmetic(ada, promise, signed_in, url):
    for days in (1, 2, 3, 200):
        promise("kept", days=days)
    text = signed_in(ada).get(url("assessment")).text
    for part in ("4 of 4 promises kept", "3 × 12 + 1 × 12 ÷ 2, at most 30", "+30", "<b>81</b>", "To “Firm, lawsuit”:", "517.65"):
        assert part in text


def test_saying_otherwise(ada, case, signed_in, url):
    client = signed_in(ada)
    said = {"axis": "ability", "level": "low", "reason": "厂里停工"}
    assert client.post(url("assessment-override"), said | {"reason": ""}).status_code == 422
    assert "stands already" in client.post(url("assessment-override"), said | {"level": "middle"}).text
    assert client.post(url("assessment-override"), said).status_code == 302
    row = AssessmentOverride.objects.get()
    assert (row.person, row.score, row.level) == (ada, 55, "low")
    for part in ("Ada says: low", "厂里停工", "Ability</b> middle", "Look at a reschedule"):
        assert part in client.get(url("case")).text
    assert client.post(url("assessment-override-end", row.pk), {"reason": "有误"}).status_code == 302
    assert "Ada says" not in client.get(url("case")).text
    assert "taken back" in client.get(url("assessment")).text


def test_an_income_in_the_customer_s_words(ada, signed_in, url, now):
    client = signed_in(ada)
    assert client.post(url("income-new"), {"amount": "abc", "words": "x"}).status_code == 422
    assert client.post(url("income-new"), {"amount": "6500", "words": "", "said_on": "today"}).status_code == 422
    assert client.post(url("income-new"), {"amount": "6500", "words": "净剩六千五"}).status_code == 302
    row = IncomeNote.objects.get()
    assert (row.monthly_minor, row.said_on, row.currency) == (650_000, now.date(), "CNY")
    assert "净剩六千五" in client.get(url("assessment")).text


def test_marks(ben, chen, case, signed_in, url):
    client = signed_in(ben)
    assert client.post(url("legal-mark", "urgent"), {"reason": "车将转卖"}).status_code == 302
    assert "two people" in client.post(url("legal-mark", "legal_approved"), {"reason": "同意"}).text
    other = signed_in(chen)
    assert other.post(url("legal-mark", "urgent"), {"reason": "x"}).status_code == 403
    assert other.post(url("legal-mark", "legal_approved"), {"reason": "同意立案"}).status_code == 302
    text = client.get(url("case")).text
    for part in ("Firm, lawsuit", "Urgent", "Legal action approved", "litigation at once"):
        assert part in text
    assert client.post(url("legal-mark", "urgent"), {"reason": "车已找到", "withdraw": "1"}).status_code == 302
    assert LegalMark.objects.count() == 3
    assert "Firm, lawsuit" not in client.get(url("case")).text
    assert client.get(url("legal-mark", "nonsense")).status_code == 404


GATES = [
    ("assessment", "GET", {"ada": 200, "ben": 200, "chen": 200, "finn": 200, "eve": 403, "dora": 404}),
    ("assessment-override", "GET", {"ada": 200, "ben": 200, "chen": 403, "finn": 403, "eve": 403, "dora": 404}),
    ("income-new", "GET", {"ada": 200, "ben": 200, "chen": 403, "finn": 200, "eve": 403, "dora": 404}),
]


@pytest.mark.parametrize(("name", "method", "expected"), GATES)
def test_who_gets_in(name, method, expected, request, signed_in, url):
    for who, status in expected.items():
        assert signed_in(request.getfixturevalue(who)).generic(method, url(name)).status_code == status, who


def test_the_rules_with_their_cases(ada, dora, case, signed_in):
    text = signed_in(ada).get(reverse("phases")).text
    for part in ("Three promises were broken.", "Promises broken: 3 or more", "the debt is disputed", "every other case", "<b>1</b>"):
        assert part in text
    assert "<b>0</b>" in signed_in(dora).get(reverse("phases")).text


@pytest.mark.parametrize(
    ("language", "said"), [("zh-hans", "承诺三次落空"), ("zh-hant", "承諾三次落空"), ("en", "Three promises were broken.")]
)
def test_rules_in_three_languages(language, said, ada, signed_in):
    ada.language = language
    ada.save()
    assert said in signed_in(ada).get(reverse("phases")).text
