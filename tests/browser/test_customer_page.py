"""The customer's page on a phone: digits, a request for help by keyboard and without scripts, axe in light and dark."""

from datetime import date, timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from huashu.desk import clock
from huashu.desk.borrower.links import address_of_link, link_make
from huashu.desk.borrower.models import BorrowerAct
from huashu.desk.cases.models import Promise, PromisePart
from huashu.desk.loans.drafts import NewLoan
from huashu.desk.loans.models import Loan, LoanStatus, ProductSetting
from huashu.desk.loans.services import loan_open

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PHONE = 390


@pytest.fixture
def link(ada, make_customer, make_case):
    """A link to a case with a promise, on a loan of which something is overdue today."""
    now = clock.now()
    today = timezone.localdate(now)
    first = date(today.year - 1, today.month, 20)
    loan = Loan(
        contract_no="RL-00001",
        customer=make_customer(),
        product=ProductSetting.objects.create(code="standard", name="Standard"),
        currency="CNY",
        principal_minor=300_000,
        rate_ppb_year=120_000_000,
        periods=6,
        day_count="30/360",
        disbursed_on=first - timedelta(days=30),
        first_due_on=first,
    )
    loan = loan_open(new=NewLoan(loan, (), ()), person=None, now=now)
    LoanStatus.objects.create(loan=loan, as_of=today, bucket="M1", stage="early", grade="B", days_past_due=3)
    case = make_case(ada, loan=loan)
    promise = Promise.objects.create(case=case, loan=loan, kind="part", promised_on=today)
    PromisePart.objects.create(promise=promise, amount_minor=50_000, due_on=today + timedelta(days=2))
    return link_make(case=case, person=ada, now=now)


def enter(page, link):
    page.goto(address_of_link(link))
    page.fill("[name=digits]", link.case.customer.phone_tail)
    page.keyboard.press("Enter")
    page.wait_for_selector(".owed")


@pytest.mark.parametrize(("locale", "dark"), [("zh-CN", False), ("en-GB", True)])
def test_every_page_is_right_for_everybody(locale, dark, link, open_page, problems):
    page = open_page(width=PHONE, dark=dark, locale=locale)
    page.goto(address_of_link(link))
    assert problems(page) == []
    enter(page, link)
    assert problems(page) == []
    for kind in ("hardship", "dispute", "hours", "stop"):
        page.goto(address_of_link(link) + f"tell/{kind}/")
        assert problems(page) == []
        assert page.evaluate("document.documentElement.scrollWidth") <= PHONE


def test_without_scripts_and_by_keyboard(link, open_page):
    page = open_page(width=PHONE, scripts=False)
    enter(page, link)
    page.click(".promised button")
    expect(page.locator(".promised")).to_contain_text("You confirmed it")
    page.goto(address_of_link(link) + "tell/hardship/")
    page.select_option("[name=happened]", "illness")
    page.focus("[name=could_pay]")
    page.keyboard.type("300")
    page.keyboard.press("Enter")
    page.wait_for_selector(".told")
    expect(page.locator(".message")).to_contain_text("Until then nobody calls")
    assert sorted(BorrowerAct.objects.values_list("kind", flat=True)) == ["hardship", "promise"]
    page.click(".leave button")
    expect(page.locator("[name=digits]")).to_be_visible()
