"""The promise of a conversation: only the customer commits, the last word counts, the officer's question gives it its context."""

import pytest
from promises_counted import OVERDUE, SAID_ON, written

from huashu.language import Turn, promise_of

# turns, officer first; promise; the customer's turns that show it; the officer's that it answers
CALLS = {
    "agreed to day and sum": (["那您周五还三千，可以吗？", "行，没问题"], "part 3000 by 11-27", (1,), (0,)),
    "sum for the day asked about": (["周五能还多少？", "三千吧"], "part 3000 by 11-27", (1,), (0,)),
    "day, then sum": (["什么时候还？", "周五", "还多少呢？", "三千"], "part 3000 by 11-27", (1, 3), ()),
    "sum, then day": (["今天能还多少？", "两千", "哪天能到账？", "周五下午"], "part 2000 by 11-27", (1, 3), ()),
    "another day": (["哪天还？", "周五还三千", "能不能早一点？", "那明天吧"], "part 3000 by 11-26", (1, 3), ()),
    "another sum asked for and agreed": (["哪天还？", "周五还两千", "两千不够，四千行不行？", "行吧"], "part 4000 by 11-27", (1, 3), (2,)),
    "the rest asked for": (
        ["能还多少？", "周五先还两千", "剩下的呢？", "月底吧"],
        "instalments 2000 by 11-27, 3000 by 11-30",
        (1, 3),
        (2,),
    ),
    "the rest offered": (["能还多少？", "周五先还两千", "好的", "剩下的月底还清"], "instalments 2000 by 11-27, 3000 by 11-30", (1, 3), ()),
    "taken back": (["哪天还？", "周五还三千", "确定吗？", "算了，还不了"], "none", (), ()),
    "the day won't do after all": (["哪天还？", "周五还三千", "好，周五三千", "哎周五不行，我那天没钱"], "none", (), ()),
    "wavers when asked again": (["哪天还？", "周五还三千", "能保证吗？", "我不敢保证"], "none", (), ()),
    "refuses at last": (["哪天还？", "周五还", "好的", "算了我不还了，你们告去吧"], "refusal", (3,), ()),
    "only the officer named a day": (["周五还三千", "……我再想想"], "none", (), ()),
    "agrees to a fact, not to pay": (["您五号到期的那期还没还，对吗？", "对"], "none", (), ()),
    "agrees with doubts": (["周五还三千行吗", "应该可以吧"], "part 3000 by 11-27?", (1,), (0,)),
    "recap": (["哪天还？", "周五还三千", "那就周五三千，对吧？", "对"], "part 3000 by 11-27", (1, 3), (2,)),
    "English, agreed": (["So five hundred this Friday, can you do that?", "Yes, I can do that."], "part 500 by 11-27", (1,), (0,)),
    "English, sum for the day asked about": (["How much can you pay on Friday?", "Three hundred."], "part 300 by 11-27", (1,), (0,)),
    "English, no": (["Can you pay on Friday?", "No, I can't."], "none", (), ()),
    "wonders at the officer's sum": (["今天还三千，行吧？", "三千？我没欠那么多"], "none", (), ()),
    "hasn't got the sum": (["今天还一千行不行？", "一千也没有"], "none", (), ()),
    "sees to it somehow": (["周五能还吗？", "我月底想办法"], "none", (), ()),
    "another day is for a call": (
        ["哪天还？", "周五还两千", "那好，周四上午九点我把结果念给您听，可以吗？", "可以"],
        "part 2000 by 11-27",
        (1,),
        (),
    ),
    "two parts take the place of a day": (
        ["哪天还？", "明天不行，再说周五吧", "您定个准的", "周五两千，剩下的月底"],
        "instalments 2000 by 11-27, 3000 by 11-30",
        (3,),
        (),
    ),
    "one of two parts said again": (
        ["怎么还？", "周五两千，剩下的月底", "剩下是三千，对吧？", "对，月底三千"],
        "instalments 2000 by 11-27, 3000 by 11-30",
        (1, 3),
        (),
    ),
    "that same day, of what the officer supposed": (
        ["如果保险二十七号赔下来，您怎么处理？", "赔下来我当天就还三千"],
        "conditional 3000 by 11-27",
        (1,),
        (),
    ),
    "English, wonders": (["You pay six hundred today.", "Six hundred? I owe five."], "none", (), ()),
    "English, what happened on a day": (["Can you pay today?", "My card got eaten by the machine Friday."], "none", (), ()),
    "English, moves it over": (
        ["Can you pay before Friday?", "Yeah, I'll move it over tomorrow night. All of it."],
        "full all by 11-26",
        (1,),
        (),
    ),
    "English, not a dime more": (
        ["Can you pay?", "I'll pay 300 on Friday and not a dime more", "300 Friday.", "We'll see."],
        "part 300 by 11-27",
        (1,),
        (),
    ),
    "thanks are no yes": (["So five hundred this Friday, can you do that?", "Thank you."], "none", (), ()),
    "English, that one": (["So five hundred this Friday, can you do that?", "Yeah, do that."], "part 500 by 11-27", (1,), (0,)),
    "what is left, with its sum": (
        ["What can you pay?", "300 on Friday.", "And the rest?", "400 on the 4th."],
        "instalments 300 by 11-27, 400 by 12-04",
        (1, 3),
        (),
    ),
    "another question takes nothing along": (
        ["哪天还？", "周五还一千", "还有别的疑问吗？", "没有，那我下周一还两千"],
        "part 2000 by 11-30",
        (3,),
        (),
    ),
    "the rest on another day": (
        ["怎么还？", "周五两千，剩下的月底", "月底来得及吗？", "那剩下的五号"],
        "instalments 2000 by 11-27, 3000 by 12-05",
        (1, 3),
        (),
    ),
    "a small charge in wonder": (["周五还吗？罚息一天七块。", "七块钱一包烟都买不到"], "none", (), ()),
    "the officer's sum and day said again": (["五千，下周一，好不好？", "五千啊，行啦"], "full 5000 by 11-30", (1,), (0,)),
    "English, not a dime": (["Can you pay?", "Not a dime more."], "refusal", (1,), ()),
    "English, another day": (["When can you pay?", "Friday, 300", "Not sooner?", "Okay, tomorrow then"], "part 300 by 11-26", (1, 3), ()),
}


@pytest.mark.parametrize(("turns", "wanted", "shown", "asked"), CALLS.values(), ids=CALLS)
def test_call(turns, wanted, shown, asked):
    language = "en" if turns[0].isascii() else "zh"
    spoken = [Turn("customer" if number % 2 else "officer", text) for number, text in enumerate(turns)]
    found = promise_of(spoken, SAID_ON, language, OVERDUE[language])
    assert (written(found.promise, SAID_ON), found.turns, found.asked_in) == (wanted, shown, asked)


def test_words_of_others_commit_nobody():
    turns = [Turn("officer", "哪天还？"), Turn("third_party", "他周五还三千")]
    assert promise_of(turns, SAID_ON).promise.kind == "none"
    assert promise_of([], SAID_ON).promise.kind == "none"
