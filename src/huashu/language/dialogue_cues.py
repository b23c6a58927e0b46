"""Words that tell, in a conversation, what an answer is about: agreeing, taking back, telling of money or of a call."""

from __future__ import annotations

import re
from typing import Final

ASSENT: Final = re.compile(
    r"^(?:嗯+|啊|哦|噢|那|好吧?|行吧?|成|中|可以|没问题|得|对|是的?|好的?|行的?|知道了?|听你的|就这样|就[这那]么[定办着]|就咁|要得|指定|都行|没意见|同意|"
    r"一定|放心|我|的|啦|了|吧|呢|嘛|呀|就|按你?说的|办|记住了|明白了?|会的?|能|冇问题|得啦|好啊|可以啊|[,，。！!、 ])+$|"
    r"^(?!(?:(?:please|thanks|thank you|then|sir|ma'am|mate|love|madam)[,.! ]*)+$)(?:(?:yes|yeah|yep|yup|ok|okay|sure|fine|alright|"
    r"all right|deal|right|absolutely|definitely|of course|certainly|correct|"
    r"sounds good|that works|that'?ll work|works for me|no problem|i can do that|i'?ll do that|i will|i'?ll do it|you got it|agreed|"
    r"that'?s (?:fine|right|correct|good|it|that|the one)|(?:fine )?do that|do it|put (?:it|that|me) down|that one|aye|ayuh|grand|"
    r"both|go ahead|please|thanks|thank you|mate|love|madam|i promise|can do|will do|let'?s do that|i guess|then|sir|ma'am|"
    r"good|perfect|can|boleh|"
    r"confirm|done)[,.! ]*)+$"
)
DOUBTFUL_ASSENT: Final = re.compile(
    r"^(?:应该(?:可以|行|没问题|能|差不多)|可能可以|差不多|尽量(?:吧)?|争取(?:吧)?|估计(?:可以|行)|i (?:think|guess) so|"
    r"should be (?:fine|ok|okay|good|able to)|probably|maybe|hopefully|i'?ll try)[吧,，。.! a-z]{0,12}$"
)
WITHDRAWN: Final = re.compile(
    r"算了[,，]?(?:不|还不)|收回|当我没说|刚才(?:说)?的(?:不算|作废)|还是(?:不行|算了|还不了)|(?:take|took) (?:that|it) back|"
    r"forget (?:what i said|it|that)|never ?mind|i can'?t (?:do|make) (?:it|that) after all|not after all|can'?t commit"
)
ASKS_REST: Final = re.compile(
    r"那?还有(?:[0-9一二两三四五六七八九十]|的)[^，。]{0,8}呢|what'?s left|what is left|剩下|剩余|余下|其余|另外的?|还差|差的|"
    r"the rest|remaining|remainder|other half|balance"
)
FACT: Final = re.compile(
    r"逾期|到期|应还|账单日|还款日|扣款日|欠款是|\b(?:was|were|is|fell|became) due\b|\bdue (?:on|date|since)\b|past due|overdue|"
    r"behind since|上报|起诉|立案|罚息|违约金|滞纳金|利息|late fee|penalty|report(?:ed)?\b"
)
CONTACT: Final = re.compile(
    r"打(?:个|通)?电话|电话(?:问|提醒|给|联系|通知)|回电|回话|来电|再打|打(?:给|俾|来|过去)|致电|联系你|提醒你|通知你|"
    r"(?:给|跟|同)你(?:打|联系|回|覆|确认|说结果)|上传|拍照|传(?:上来|给|过来)|材料|证明|资料|见面|上门|登门|答复|批|主管|经理|"
    r"上报|上级|同你讲|话你|短信|简讯|发链接|call(?:ing)? you|ring(?:ing)? you|talk (?:again|on|at|then)|speak (?:again|on|at)|"
    r"\b(?:i'?ll|i will|i can|i am going to|let me|we'?ll|shall i|can i|could i|me to|to) (?:just )?"
    r"(?:call|ring|phone|text|email|send you|talk|speak|check|give you a (?:call|ring|bell|shout))|"
    r"supervisor|manager|approv|paperwork|documents?|upload|email it|appointment|visit"
)
PAYS: Final = re.compile(
    r"还|缴|交|付|转|汇|存|结清|清[晒掉]?|给你(?!拍|发|回|打|看|送|听|念|讲|说)|过(?:数|[一两三四五六七八九十\d])|搞定|处理|补(?:上|齐)|"
    r"打(?:过去|款|钱)|先[一二两三四五六七八九十\d]|"
    r"\b(?:pay|paid|paying|send|transfer|settle|clear|mail|bring|drop|cover|do (?:it|that|the)|can do|get (?:it|that|you)|give you|"
    r"put (?:it|in|through)|write (?:the|a) che|wire|zelle|half|whole|full|rest|all of it)"
)
ASKS_PAY: Final = re.compile(
    r"多少|哪[天一]|边一?日|几号|几时|什么时候|何时|今天|今日|还|缴|交|付|转|存|结|准数|准日|打算|怎么(?:排|安排)|"
    r"\b(?:when|how much|what day|which day|today|pay|what (?:can|could|exactly)|date|day|amount|tonight|now|sort)\b"
)
ASKS_MORE: Final = re.compile(
    r"再来呢|然后呢|接下来呢?|还有呢|之后呢|(?:剩下|余下|其余)[^，。]{0,3}呢|and then\??|after that|(?:剩下|余下|其余|"
    r"(?:还有|另外)(?:那|的|[0-9一二两三四五六七八九十]))[^，。？?]{0,10}(?:呢|[？?])|"
    r"\b(?:and|what about|the) (?:the )?(?:rest|balance|remainder|other half)[^.?!]{0,40}\?|\bwhat'?s left\?"
)
SHRUG: Final = re.compile(
    r"^(?:we'?ll see|do what you (?:have|need|got) to(?: do)?|whatever(?: you (?:need|want|say))?|随便你?们?吧?|你们看着办)[.。!！ ]*$"
)
MISTAKEN: Final = re.compile(
    r"(?:以为|当(?:成|是)|记成|想着是|还(?:以|当)为)[^。！？]{0,12}D|(?:thought|figured|assumed) (?:it|that|this|the)[^.!?]{0,30}D"
)
VAGUE: Final = re.compile(r"想想?办法(?![^，。]{0,4}(?:还|缴|交|付|凑|补))|\bas soon as (?:i|we) can\b")
"""He'll see to it somehow: a day beside it is no day of paying."""
HAPPENED: Final = re.compile(r"\b(?:had|was|were|got|came|went|lost|happened|died|broke|ate|started|moved|flew)\b")
"""What happened on a day, in a part of a sentence that speaks of no paying."""
PUTS: Final = re.compile(r"改|那就|定在|就定|make (?:it|that)|let'?s say|how about|what about|\bsay\b|instead")
"""An officer puts a day in place of the one that stands."""
PROTEST: Final = re.compile(
    r"^(?:块|元|塊)?(?:钱)?\s*(?:[?？]|[!！]\s*(?:it was|i (?:only )?owe|that'?s|why|for what|since when|我?(?:只|才)?欠))"
)
"""After an amount: he repeats the officer's, and wonders."""
NOT_THERE: Final = re.compile(r"^(?:块|元)?[^，。,.!?]{0,2}(?:也|都)?(?:没有|没得|拿不出|凑不出|冇)")
"""After an amount: he hasn't got it."""
THAT_DAY: Final = re.compile(r"当天|当日|那天|同一天|the same day|that (?:same )?day|right away|at once")
"""The day of what the officer supposed."""
