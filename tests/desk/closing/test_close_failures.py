"""One loan that can't be closed is marked and named; the others are closed."""

import pytest
from closing_book import at_noon, nov, oct_, status_of

from huashu.desk.closing.command import close_desk
from huashu.desk.closing.models import CloseFailure
from huashu.desk.loans.models import LedgerEntry, LoanColumns, ProductSetting

pytestmark = pytest.mark.django_db


def failures():
    return list(CloseFailure.objects.order_by("run__as_of", "loan_id").values_list("run__as_of", "loan_id", "sentence", "resolved_at"))


def test_damaged_columns_are_made_again_from_the_entries(open_loan, close):
    damaged, missing = open_loan(paid=8), open_loan(paid=8)
    LoanColumns.objects.filter(loan=damaged).update(plan=b"12345")
    LoanColumns.objects.filter(loan=missing).delete()
    close(oct_(25))
    assert failures() == []
    assert [status_of(loan).overdue_minor for loan in (damaged, missing)] == [10_000, 10_000]
    assert LoanColumns.objects.get(loan=missing).last_seq == 8


def test_a_loan_whose_entries_make_no_sense_fails_alone_keeps_its_status_and_is_mended(open_loan, close):
    bad, good = open_loan(paid=8), open_loan(paid=8)
    close(oct_(24))
    LoanColumns.objects.filter(loan=bad).update(plan=b"")
    entry = LedgerEntry.objects.filter(loan=bad, seq=3)
    entry.update(amount_minor=-5)
    (run,) = close(oct_(25))
    ((day, loan_id, sentence, resolved_at),) = failures()
    assert (day, loan_id, resolved_at) == (oct_(25), bad.pk, None)
    assert "must be more than 0" in sentence
    assert (status_of(bad).as_of, status_of(good).as_of, run.loans) == (oct_(24), oct_(25), 1)

    close(oct_(25))
    assert len(failures()) == 1  # a second run of the day marks it once

    entry.update(amount_minor=10_000)
    close(oct_(26))
    assert [failure[3] is not None for failure in failures()] == [True]
    assert status_of(bad).as_of == oct_(26)


def test_a_product_that_can_not_be_read_fails_its_loans_and_no_others(open_loan, close, product):
    broken = ProductSetting.objects.create(code="broken", name="Broken", settings={"grace_days": "three"})
    mended = {"grace_days": 3}
    good = open_loan(paid=8)
    bad = open_loan(paid=8)
    type(bad).objects.filter(pk=bad.pk).update(product=broken)
    close(oct_(25))
    ((_, loan_id, sentence, _),) = failures()
    assert loan_id == bad.pk
    assert sentence == "Product broken: grace_days is 'three', but must be a whole number."
    assert status_of(good).overdue_minor == 10_000
    ProductSetting.objects.filter(pk=broken.pk).update(settings=mended)
    close(oct_(26))
    assert (status_of(bad).overdue_minor, status_of(bad).days_past_due) == (10_000, 6)


def test_the_command_names_failures_and_says_so_by_its_exit_code(open_loan, close, at):
    good, bad = open_loan(paid=8), open_loan(paid=8)
    LoanColumns.objects.filter(loan=bad).update(plan=b"")
    LedgerEntry.objects.filter(loan=bad, seq=3).update(amount_minor=-5)
    at(at_noon(nov(2)))
    lines = []
    assert close_desk(None, lines.append) == 1
    assert lines[0].startswith("2026-11-02: 1 loans closed in")
    assert lines[1].startswith(f"  {bad.contract_no}: ")
    assert lines[2] == "1 loans couldn't be closed; the Close page lists them all. The others were."
    LedgerEntry.objects.filter(loan=bad, seq=3).update(amount_minor=10_000)
    lines.clear()
    assert close_desk(nov(2), lines.append) == 0
    assert lines == [line for line in lines if line.startswith("2026-11-02: 2 loans closed in")]
    assert good.contract_no not in lines[0]
