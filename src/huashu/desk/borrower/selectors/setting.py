"""What the lender says on the customer's page."""

from __future__ import annotations

from dataclasses import dataclass

from huashu.desk.borrower.models import BorrowerPageSetting
from huashu.desk.conduct.selectors.settings import conduct_setting


@dataclass(frozen=True, slots=True)
class PageTexts:
    """The lender's own words, in the reader's language where there are any; empty where the lender has said nothing.

    Args:
        institution: The lender's name.
        how_to_pay: Where the money goes.
        whom_to_call: With the number.
        hours: In which somebody answers.
        complaint_channel: How to complain, and to whom else.
    """

    institution: str
    how_to_pay: str
    whom_to_call: str
    hours: str
    complaint_channel: str


def page_setting() -> BorrowerPageSetting:
    """The newest setting, or an empty one where nobody has said anything; not stored by asking."""
    return BorrowerPageSetting.objects.order_by("-pk").first() or BorrowerPageSetting()


def setting_history() -> list[BorrowerPageSetting]:
    """Every version, newest first."""
    return list(BorrowerPageSetting.objects.select_related("changed_by").order_by("-pk"))


def page_texts(language: str) -> PageTexts:
    """What the page says for its lender.

    Args:
        language: The reader's, as Django names it.
    """
    row, english = page_setting(), language.startswith("en")
    return PageTexts(
        institution=conduct_setting().institution,
        how_to_pay=(english and row.how_to_pay_en) or row.how_to_pay,
        whom_to_call=row.whom_to_call,
        hours=row.hours,
        complaint_channel=(english and row.complaint_channel_en) or row.complaint_channel,
    )
