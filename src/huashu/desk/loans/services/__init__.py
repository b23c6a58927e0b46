"""What is written into the book: loans opened, entries posted and reversed, products set."""

from huashu.desk.loans.services.incoming import Incoming, opening_renew, payments_post_bulk
from huashu.desk.loans.services.opening import loan_open, loans_open_bulk
from huashu.desk.loans.services.posting import entry_post, payment_reverse
from huashu.desk.loans.services.products import product_save

__all__ = [
    "Incoming",
    "entry_post",
    "loan_open",
    "loans_open_bulk",
    "opening_renew",
    "payment_reverse",
    "payments_post_bulk",
    "product_save",
]
