"""What is written into the book: loans opened, entries posted and reversed, products set."""

from huashu.desk.loans.services.incoming import (
    Incoming,
    PreparedRenewal,
    loans_bring_up,
    openings_renew_bulk,
    payments_post_bulk,
    renewals_prepare,
)
from huashu.desk.loans.services.opening import Prepared, loan_open, loans_open_bulk, loans_prepare, loans_store
from huashu.desk.loans.services.posting import entry_post, payment_reverse
from huashu.desk.loans.services.products import product_save

__all__ = [
    "Incoming",
    "Prepared",
    "PreparedRenewal",
    "entry_post",
    "loan_open",
    "loans_bring_up",
    "loans_open_bulk",
    "loans_prepare",
    "loans_store",
    "openings_renew_bulk",
    "payment_reverse",
    "payments_post_bulk",
    "product_save",
    "renewals_prepare",
]
