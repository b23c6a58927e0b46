"""Who a name before a line stands for, as far as the name tells."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

from huashu.review.transcript import CUSTOMER, OFFICER, THIRD_PARTY

_NAMES: Final[dict[str, str]] = {
    OFFICER: (
        "officer agent rep representative collector caller operator advisor adviser analyst verifier underwriter sales salesperson "
        "dealer lender csr staff "
        "专员 客服 坐席 座席 催收员 催收 客户经理 经理 信审 审核 审核员 信审员 业务员 销售 顾问 员工 工号 "
        "話務員 專員 坐席 業務 業務員 "
        "照會 照會員 客戶經理 銷售 左声道 左"
    ),
    CUSTOMER: (
        "customer client borrower applicant buyer debtor user member consumer "
        "客户 借款人 申请人 买家 顾客 用户 车主 本人 客戶 申請人 顧客 用戶 車主 右声道 右"
    ),
    THIRD_PARTY: (
        "third_party thirdparty third other relative spouse wife husband colleague stranger "
        "第三人 第三方 家属 家人 同事 亲属 配偶 路人 家屬 親屬 旁人"
    ),
}
_BY_NAME: Final = {name: speaker for speaker, names in _NAMES.items() for name in names.split()}
_SHORT: Final = {"o": OFFICER, "a": OFFICER, "c": CUSTOMER, "b": CUSTOMER, "t": THIRD_PARTY}
_IN_BRACKETS: Final = re.compile(r"\(.*?\)")
_TAIL: Final = re.compile(r"[\s\d_#.:：\-()（）]+$")


def speaker_guess(name: str) -> str | None:
    """The speaker that a name stands for, or None if the name doesn't tell.

    Args:
        name: As it stands before a line: ``客户``, ``Agent 1``, ``坐席（李）``.
    """
    bare = _IN_BRACKETS.sub("", unicodedata.normalize("NFKC", name).strip().lower())
    bare = _TAIL.sub("", bare).strip().replace("-", "_")
    if bare in _BY_NAME:
        return _BY_NAME[bare]
    if bare.replace(" ", "_") in _BY_NAME:
        return _BY_NAME[bare.replace(" ", "_")]
    return _SHORT.get(bare)
