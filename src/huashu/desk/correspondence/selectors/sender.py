"""Who sends: the institution, its address, whom to call and how to pay, in the language of the message."""

from __future__ import annotations

from huashu.desk.conduct.selectors.settings import conduct_setting
from huashu.desk.conduct.speech import traditional
from huashu.desk.correspondence.models import SenderSetting, Tongue

_ENDS = "。.；;，, "


def sender_setting() -> SenderSetting:
    """The one row, or empty where nobody has saved any; not stored by asking."""
    return SenderSetting.objects.filter(pk=1).first() or SenderSetting(pk=1)


def sender_values(language: str) -> dict[str, str]:
    """What templates say of the lender; what isn't set is empty.

    Args:
        language: ``zh-Hans``, ``zh-Hant`` or ``en``.
    """
    row = sender_setting()
    how_to_pay, opt_out = (row.how_to_pay_en, row.opt_out_en) if language == Tongue.EN else (row.how_to_pay_zh, row.opt_out_zh)
    if language == Tongue.HANT:
        how_to_pay, opt_out = traditional(how_to_pay), traditional(opt_out)
    return {
        "institution": conduct_setting().institution,
        "callback_number": row.callback_number,
        "how_to_pay": how_to_pay.rstrip(_ENDS),
        "opt_out": opt_out,
    }
