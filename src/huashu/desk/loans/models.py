"""The book: products, loans, their append-only ledger, and what follows from it.

``LedgerEntry`` is the truth. ``LoanColumns`` and ``LoanStatus`` follow from it and can be made again at any time; the first
exists so that the close can load a book in a moment, the second so that lists needn't compute.
"""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class ProductSetting(models.Model):
    """A loan product's settings, as :class:`huashu.lending.product.Product` reads them from JSON."""

    code = models.CharField(_("code"), max_length=40, unique=True)
    name = models.CharField(_("name"), max_length=80)
    settings = models.JSONField(default=dict)

    def __str__(self) -> str:
        return self.name


class LoanSource(models.TextChoices):
    """Where a loan's plan comes from."""

    TERMS = "terms", _("Contract terms")
    SNAPSHOT = "snapshot", _("Snapshot of the loan system")
    TAPE = "tape", _("Public loan tape")


class Loan(models.Model):
    """A contract. Terms are empty where the source gave none (snapshots)."""

    contract_no = models.CharField(_("contract number"), max_length=80, unique=True)
    customer = models.ForeignKey("customers.Customer", on_delete=models.PROTECT, related_name="loans")
    product = models.ForeignKey(ProductSetting, on_delete=models.PROTECT, related_name="loans")
    officer = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="loans")
    source = models.CharField(max_length=10, choices=LoanSource.choices, default=LoanSource.TERMS)
    currency = models.CharField(_("currency"), max_length=3)
    principal_minor = models.BigIntegerField(_("principal"), null=True)
    rate_ppb_year = models.BigIntegerField(_("annual rate"), default=0)
    periods = models.PositiveIntegerField(_("instalments"), null=True)
    frequency = models.CharField(_("frequency"), max_length=10, default="monthly")
    method = models.CharField(_("method"), max_length=30, default="equal_instalment")
    day_count = models.CharField(_("day count"), max_length=12, default="actual/365")
    disbursed_on = models.DateField(_("disbursed on"))
    first_due_on = models.DateField(_("first due on"), null=True)
    balloon_minor = models.BigIntegerField(_("balloon"), default=0)
    fee_minor = models.BigIntegerField(_("fee"), default=0)
    vehicle = models.CharField(_("vehicle"), max_length=120, blank=True)
    security = models.CharField(_("security"), max_length=120, blank=True)
    facts = models.JSONField(_("other facts from the source"), default=dict)
    is_demo = models.BooleanField(default=False)

    def __str__(self) -> str:
        return self.contract_no


class LedgerEntry(models.Model):
    """One entry of a loan's ledger, never edited or deleted; see :class:`huashu.lending.entries.Entry`.

    Besides the kinds of ``EntryKind`` there is ``opening`` (``loans.mapping.OPENING``): the first entry of a loan whose
    instalments came with it (snapshot, tape); its ``change`` holds them.
    """

    loan = models.ForeignKey(Loan, on_delete=models.PROTECT, related_name="entries")
    seq = models.PositiveIntegerField()
    kind = models.CharField(max_length=20)
    value_on = models.DateField(_("value date"))
    entered_at = models.DateTimeField(_("entered at"))
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    amount_minor = models.BigIntegerField(_("amount"), default=0)
    reverses = models.OneToOneField("self", null=True, on_delete=models.PROTECT, related_name="reversed_by")
    change = models.JSONField(null=True)
    source_key = models.CharField(max_length=160, null=True, unique=True)  # noqa: DJ001 - unique, and many entries have no source
    note = models.CharField(_("note"), max_length=240, blank=True)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["loan", "seq"], name="ledger_entry_seq")]

    def __str__(self) -> str:
        return f"{self.loan_id}/{self.seq} {self.kind}"


class LoanColumns(models.Model):
    """A loan's plan and receipts packed for the close (``huashu.close.packing``); follows from its entries.

    ``last_seq`` is the number of the last entry packed: the close sees by it which loans got entries while it was working.
    """

    loan = models.OneToOneField(Loan, primary_key=True, on_delete=models.CASCADE, related_name="columns")
    last_seq = models.PositiveIntegerField()
    plan = models.BinaryField()
    receipts = models.BinaryField()


class LoanStatus(models.Model):
    """Where a loan stands, as :class:`huashu.lending.status.LoanStatus` says it; one row a loan.

    The close writes many rows at once, so ``loan`` carries no database constraint.
    """

    loan = models.OneToOneField(Loan, primary_key=True, on_delete=models.DO_NOTHING, db_constraint=False, related_name="status")
    as_of = models.DateField()
    overdue_minor = models.BigIntegerField(default=0)
    overdue_principal_minor = models.BigIntegerField(default=0)
    overdue_interest_minor = models.BigIntegerField(default=0)
    overdue_fee_minor = models.BigIntegerField(default=0)
    overdue_penalty_minor = models.BigIntegerField(default=0)
    due_now_minor = models.BigIntegerField(default=0)
    oldest_unpaid_due_on = models.DateField(null=True)
    days_past_due = models.IntegerField(default=0)
    bucket = models.CharField(max_length=12)
    stage = models.CharField(max_length=12)
    next_due_on = models.DateField(null=True)
    next_due_minor = models.BigIntegerField(default=0)
    outstanding_principal_minor = models.BigIntegerField(default=0)
    accrued_interest_minor = models.BigIntegerField(default=0)
    payoff_minor = models.BigIntegerField(default=0)
    credit_minor = models.BigIntegerField(default=0)
    grade = models.CharField(max_length=1)
    grade_due_count = models.IntegerField(default=0)
    grade_late_count = models.IntegerField(default=0)
    grade_worst_days = models.IntegerField(default=0)


class StatusChange(models.Model):
    """One row each time a loan changes bucket, stage or grade: the history that roll rates are read from."""

    loan = models.ForeignKey(Loan, on_delete=models.DO_NOTHING, db_constraint=False, related_name="status_changes")
    as_of = models.DateField(db_index=True)
    bucket_from = models.CharField(max_length=12, blank=True)
    bucket = models.CharField(max_length=12)
    stage_from = models.CharField(max_length=12, blank=True)
    stage = models.CharField(max_length=12)
    grade_from = models.CharField(max_length=1, blank=True)
    grade = models.CharField(max_length=1)
    days_past_due = models.IntegerField()
    outstanding_principal_minor = models.BigIntegerField()
    overdue_minor = models.BigIntegerField()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["loan", "as_of"], name="status_change_once_a_day")]
