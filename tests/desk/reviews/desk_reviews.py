"""Two calls that the tests of reviews share: one with a breach, one done well."""

FIRST_CALL = """\
专员：您好，请问是张志远先生本人吗？
客户：是我，哪位？
专员：我是安达汽车金融的客户经理李安。您的车贷昨天有一期4120元没有扣成功，还产生了罚息36元。您今天能把这笔款处理掉吗？
客户：今天不行，工程款没回来，手机13800001234也快停了。
专员：什么原因还没回来？
客户：甲方拖着，一直没给。
专员：你再不还我们就去你单位找你老婆。
客户：你这是什么态度。周五我先还三千行不行？
专员：好，那就周五下午五点前还三千，剩下的下周三还清，通过手机银行转账。
客户：行。
"""
GOOD_CALL = """\
Agent: Good morning, may I speak to Thomas Archer?
Customer: Speaking.
Agent: This is Ann Lee, account manager at Anda Auto Finance. Your car loan payment of $412 that was due on Monday hasn't arrived. \
Could you pay it today?
Customer: I can't today, my client hasn't paid me.
Agent: I see. What happened with the client?
Customer: He is two weeks late.
Agent: A late fee is added every day it stays open, and it may be reported to the credit bureau. Could you still manage it today?
Customer: I can pay all of it on Friday.
Agent: So that's $412 on Friday by bank transfer. I'll call you on Friday morning to check that it went through. Is that right?
Customer: Yes, that's right.
"""
FACTS = {"customer_name": "张志远", "currency": "CNY", "overdue_minor": 412_000, "penalty_minor": 3_600, "due_on": "2026-11-22"}
GOOD_FACTS = {"customer_name": "Thomas Archer", "currency": "USD", "overdue_minor": 41_200, "penalty_minor": 0, "due_on": "2026-11-16"}
