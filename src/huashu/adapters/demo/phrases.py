"""What invented customers and officers say and write: a promise in the customer's words, a line of note.

Notes are by reason; one is picked. ``{when}`` and ``{amount}`` of a promise are the promised day and sum, so words and figures
agree.
"""

from __future__ import annotations

from datetime import date
from typing import Final

from huashu.adapters.demo.dice import Dice
from huashu.money import format_minor

PROMISE_WORDS: Final[dict[str, tuple[str, ...]]] = {
    "zh-hans": (
        "{when}之前我还{amount}元",
        "{when}发工资，当天转{amount}过去",
        "{when}下班前还{amount}",
        "这两天手头紧，{when}还{amount}没问题",
        "{when}我自己去银行存{amount}",
    ),
    "zh-hant": ("{when}之前我還{amount}元", "{when}出糧，當日轉{amount}過去", "{when}下班前還{amount}"),
    "en": (
        "I'll pay {amount} by {when}.",
        "My wages come on {when}; I'll send {amount} that day.",
        "{amount} on {when}, you have my word.",
    ),
}

CONDITION_WORDS: Final[dict[str, str]] = {
    "zh-hans": "货款要是到了，{when}就还{amount}",
    "zh-hant": "貨款要是到了，{when}就還{amount}",
    "en": "If my client pays me, you'll have {amount} on {when}.",
}

NOTES: Final[dict[str, tuple[tuple[str, str], ...]]] = {
    "forgot": (
        ("忘了扣款日，已教他设置日历提醒。", "Forgot the due day; showed them how to set a reminder."),
        ("以为下月才还，已讲清每期日子。", "Thought it was due next month; went through the dates."),
    ),
    "auto_debit_failed": (
        ("扣款卡余额不足，换了一张卡。", "The card for the debit was short; they gave another one."),
        ("银行卡过期，当天去柜台换卡。", "Card expired; going to the branch the same day."),
    ),
    "cash_flow_gap": (
        ("工资每月十五号到账，扣款日偏早。", "Wages come on the 15th, after the due day."),
        ("淡季单子少，月底回款后先还一期。", "Slow season; will pay one instalment when orders are settled."),
    ),
    "third_party_unpaid": (
        ("工程款被拖欠，答应把结算单拍过来。", "A contractor owes them; they'll send a photo of the statement."),
        ("货主账期六十天，还差一笔运费。", "A shipper pays after sixty days; one freight bill is open."),
    ),
    "income_loss": (
        ("厂里减班，正在找新工作，谈了降低期供的办法。", "Shifts were cut; looking for work. Talked about a smaller instalment."),
        ("停工两个月，愿意每月先还一半。", "Laid off for two months; would pay half for now."),
    ),
    "illness": (
        ("家人住院，语气配合，下次别在上午打。", "A relative is in hospital; cooperative. Don't call in the morning."),
        ("本人手术后休养，申请困难帮扶，已转主管。", "Recovering from surgery; asked for help, passed to the supervisor."),
    ),
    "family_event": (("孩子开学交学费，月底周转过来。", "School fees this month; will catch up at its end."),),
    "disaster": (("店里进水，在等保险理赔。", "The shop was flooded; waiting for the insurer."),),
    "dispute": (("说上次多扣了一笔，已请他发流水核对。", "Says one debit was taken twice; asked for the bank statement to check."),),
    "over_indebted": (("还有两家的贷款，愿意列出来一起看。", "Two other loans; willing to list them and go through them."),),
    "unwilling": (("只说知道了，不肯说日子。", "Only says they know, and names no day."),),
    "in_custody_or_away": (("在外地跑长途，晚上七点后方便。", "On long hauls; better after seven in the evening."),),
    "other": (("原因没有细说，态度平和。", "Gave no details; calm."),),
}

STANDING_NOTES: Final[tuple[tuple[str, str], ...]] = (
    ("听力不太好，说慢一点。", "Hard of hearing; speak slowly."),
    ("车在跑网约车，收入按周结。", "Drives for a ride app and is paid weekly."),
    ("白天开车不接电话，先发短信。", "Doesn't answer while driving; send a message first."),
    ("喜欢微信转账，已说明只收合同账户。", "Prefers app transfers; explained that only the contract's account counts."),
    ("上次承诺准时到账，值得信任。", "The last promise came on time."),
    ("地址已核对，与合同一致。", "Address checked; it matches the contract."),
)


def promise_words(language: str, on: date, amount_minor: int, currency: str, dice: Dice, *, conditional: bool = False) -> str:
    """A promise in the customer's words.

    Args:
        language: ``zh-hans``, ``zh-hant`` or ``en``.
        on: The promised day.
        amount_minor: The promised sum.
        currency: Its currency.
        dice: Where chance comes from.
        conditional: Whether it hangs on something.
    """
    template = CONDITION_WORDS[language] if conditional else dice.pick(PROMISE_WORDS[language])
    when = f"{on.day} {on:%B}" if language == "en" else f"{on.month}月{on.day}号"
    if language == "zh-hant":
        when = f"{on.month}月{on.day}號"
    return template.format(when=when, amount=format_minor(amount_minor, currency))


def note(reason: str, language: str, dice: Dice) -> str:
    """A line that an officer notes after a talk."""
    return _in(language, dice.pick(NOTES[reason]))


def standing_note(language: str, dice: Dice) -> str:
    """A line that stays true for longer than a call."""
    return _in(language, dice.pick(STANDING_NOTES))


def _in(language: str, texts: tuple[str, str]) -> str:
    """Officers write in Chinese, except about customers who speak English."""
    return texts[1] if language == "en" else texts[0]
